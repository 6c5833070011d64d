#include "certify/lookup.h"

#include "base/text.h"
#include "certify/lookup_sql.h"
#include "store/journal.h"

static const uint8_t no_salt[SALT_SIZE];

static enum verdict verdict_of(const char *state, const char *expires_day, const char *day)
{
    if (text_equal(state, "revoked"))
        return VERDICT_REVOKED;
    if (text_equal(state, "superseded"))
        return VERDICT_SUPERSEDED;
    if (text_equal(state, "suspended"))
        return VERDICT_SUSPENDED;
    return strcmp(expires_day, day) < 0 ? VERDICT_EXPIRED : VERDICT_VALID;
}

static fallible find_newer(struct lookup *out, struct db *db, int64_t certificate,
                           struct arena *arena)
{
    bool got;
    struct code code;
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_lookup_superseding, DB_VALUES(db_integer(certificate))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return NULL;
    TRY(code_read(&code, db_rows_text(rows, 0, arena)));
    out->replaced_by = code_text(&code, arena);
    return NULL;
}

static fallible look_up(struct lookup *out, struct db *db, const char *day, struct arena *arena)
{
    bool got;
    SCOPED_ROWS rows = NULL;
    struct digest digest = code_digest(&out->code);
    TRY(db_rows_open(
        &rows, db, &sql_lookup_by_code_hash,
        DB_VALUES(db_blob(digest_bytes(&digest)), db_blob(bytes_of(no_salt, sizeof no_salt)))));
    TRY(db_rows_next(&got, rows));
    if (!got) {
        out->verdict = VERDICT_UNKNOWN_CODE;
        return NULL;
    }
    out->verdict = verdict_of(db_rows_text(rows, 2, arena), db_rows_text(rows, 1, arena), day);
    TRY(value_parse(&out->record, bytes_of_text(db_rows_text(rows, 3, arena)), "record", arena));
    out->scheme_version.n = db_rows_integer(rows, 4);
    return out->verdict == VERDICT_SUPERSEDED ? find_newer(out, db, db_rows_integer(rows, 0), arena)
                                              : NULL;
}

fallible lookup_code(struct lookup *out, struct db *db, const char *typed, const char *day,
                     struct arena *arena)
{
    *out = (struct lookup){0};
    SCOPED_ERROR malformed = code_read(&out->code, typed);
    if (!malformed)
        return look_up(out, db, day, arena);
    out->verdict = VERDICT_MALFORMED_CODE;
    out->fault = arena_text(arena, error_message(malformed));
    out->suggestion_count = code_suggest(out->suggestions, typed);
    return NULL;
}
