#include "certify/erase.h"

#include "assess/decision_case.h"
#include "assess/event.h"
#include "assess/institution.h"
#include "assess/role.h"
#include "base/text.h"
#include "certify/code.h"
#include "certify/erase_sql.h"

static const uint8_t no_salt[SALT_SIZE];

/* The reason is kept for ever. */
static fallible check_reason(const struct candidate *candidate, const char *reason)
{
    const char *const told[] = {candidate->facts.name_latin, candidate->facts.name_cyrillic,
                                candidate->facts.document_number};
    if (!reason || !*reason)
        return error_hint(error_make(ERROR_REFUSED, "candidate '%s' is erased only with a reason",
                                     candidate->ref),
                          "say why (workflow, rule 8)");
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (strstr(reason, told[i]))
            return error_hint(error_make(ERROR_REFUSED, "the reason tells what is to be erased"),
                              "name the request, not the person: the reason is kept for ever");
    return NULL;
}

static fallible check_attempts(struct db *db, const struct candidate *candidate,
                               struct arena *arena)
{
    bool got;
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_erase_open_attempts, DB_VALUES(db_integer(candidate->id.n))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "attempt '%s' is %s", db_rows_text(rows, 0, arena),
                                 db_rows_text(rows, 1, arena)),
                      "what was begun is ended first: absent, abandoned, void, or a final result");
}

static fallible check_decided(struct desk *desk, const struct candidate *candidate,
                              struct arena *arena)
{
    bool got;
    SCOPED_ROWS rows = NULL;
    struct decision_cases cases;
    TRY(decision_pending(&cases, desk, arena));
    for (size_t i = 0; i < cases.count; i++)
        if (cases.items[i].candidate.n == candidate->id.n)
            return error_hint(error_make(ERROR_REFUSED, "'%s' waits for a decision in '%s'",
                                         candidate->ref, cases.items[i].scheme->id),
                              "decide first: usta decide refuse %s --reason …", candidate->ref);
    TRY(db_rows_open(&rows, desk->db, &sql_erase_not_issued,
                     DB_VALUES(db_integer(candidate->id.n))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED,
                                 "'%s' was granted certification on %s, and has no certificate",
                                 candidate->ref, db_rows_text(rows, 0, arena)),
                      "issue it first (usta certificate issue), then end it by a revocation");
}

/* Who relies on a certificate must be able to have it checked as long as it holds. */
static fallible check_certificates(struct desk *desk, const struct candidate *candidate,
                                   struct arena *arena)
{
    bool got;
    const char *today;
    struct code code;
    SCOPED_ROWS rows = NULL;
    TRY(institution_today(&today, desk, arena));
    TRY(db_rows_open(&rows, desk->db, &sql_erase_live,
                     DB_VALUES(db_integer(candidate->id.n), db_text(today))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return NULL;
    TRY(code_read(&code, db_rows_text(rows, 0, arena)));
    return error_hint(error_make(ERROR_REFUSED, "certificate '%s' of '%s' is %s and holds until %s",
                                 code_text(&code, arena), candidate->ref,
                                 db_rows_text(rows, 1, arena), db_rows_text(rows, 2, arena)),
                      "wait until it has expired, or let two certifiers revoke it: others rely on "
                      "it (decision 0013)");
}

static fallible check_erasable(struct desk *desk, const struct candidate *candidate,
                               const char *reason, struct arena *arena)
{
    TRY(role_require(desk, TASK_KEEP, NULL));
    TRY(erasure_check_none(desk->db, candidate->id));
    TRY(check_reason(candidate, reason));
    TRY(check_attempts(desk->db, candidate, arena));
    TRY(check_decided(desk, candidate, arena));
    return check_certificates(desk, candidate, arena);
}

static fallible erase_rows(struct db *db, struct candidate_id candidate)
{
    static const struct statement *const statements[] = {
        &sql_erase_facts,        &sql_erase_moves,     &sql_erase_settlements,
        &sql_erase_reviews,      &sql_erase_decisions, &sql_erase_revocations,
        &sql_erase_incidents,    &sql_erase_inquiries, &sql_erase_looks,
        &sql_erase_adjustments,  &sql_erase_typings,   &sql_erase_appeals,
        &sql_erase_appeal_lines,
    };
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        TRY(db_run(db, statements[i],
                   DB_VALUES(db_text(ERASED), db_blob(bytes_of(no_salt, SALT_SIZE)),
                             db_integer(candidate.n))));
    return NULL;
}

static fallible erase_event(struct db *db, const struct candidate *candidate, const char *id,
                            struct bytes body, struct arena *arena)
{
    struct value *value;
    struct event event;
    TRY(value_parse(&value, body, id, arena));
    TRY(event_read_stored(&event, value));
    const char *middle = strchr(event.attempt, '/'), *ref = candidate->ref;
    size_t length = strlen(ref);
    if (!middle || strncmp(middle + 1, ref, length) != 0 || middle[1 + length] != '/')
        return NULL;
    if (!event_erase(value))
        return NULL;
    return db_run(db, &sql_erase_event,
                  DB_VALUES(db_text(value_canonical(value, arena)), db_text(id)));
}

/* Read first, then written: the walk must not meet what it writes. */
static fallible erase_events(struct db *db, const struct candidate *candidate, struct arena *arena)
{
    struct found {
        const char *id;
        struct bytes body;
    } *found = NULL;
    size_t count = 0;
    {
        SCOPED_ROWS rows = NULL;
        TRY(db_rows_open(&rows, db, &sql_erase_events, DB_VALUES(db_integer(candidate->id.n))));
        for (bool got;;) {
            TRY(db_rows_next(&got, rows));
            if (!got)
                break;
            *ARENA_PUSH(arena, found, count) = (struct found){db_rows_text(rows, 0, arena),
                                                              db_rows_blob(rows, 1, arena)};
        }
    }
    for (size_t i = 0; i < count; i++)
        TRY(erase_event(db, candidate, found[i].id, found[i].body, arena));
    return NULL;
}

static fallible erase_certificate(struct db *db, int64_t id, const char *record,
                                  struct arena *arena)
{
    struct value *value, *holder = value_object(arena);
    TRY(value_parse(&value, bytes_of_text(record), "record", arena));
    value_set_text(holder, "name_latin", ERASED);
    value_set_text(holder, "name_cyrillic", ERASED);
    value_set_integer(holder, "birth_year", 0);
    value_set(value, "holder", holder);
    TRY(db_run(db, &sql_erase_record,
               DB_VALUES(db_text(value_canonical(value, arena)),
                         db_blob(bytes_of(no_salt, SALT_SIZE)), db_integer(id))));
    return db_run(db, &sql_erase_file, DB_VALUES(db_blob(bytes_of(NULL, 0)), db_integer(id)));
}

static fallible erase_certificates(struct db *db, struct candidate_id candidate,
                                   struct arena *arena)
{
    struct found {
        int64_t id;
        const char *record;
    } *found = NULL;
    size_t count = 0;
    {
        SCOPED_ROWS rows = NULL;
        TRY(db_rows_open(&rows, db, &sql_erase_certificates, DB_VALUES(db_integer(candidate.n))));
        for (bool got;;) {
            TRY(db_rows_next(&got, rows));
            if (!got)
                break;
            *ARENA_PUSH(arena, found, count) = (struct found){db_rows_integer(rows, 0),
                                                              db_rows_text(rows, 1, arena)};
        }
    }
    for (size_t i = 0; i < count; i++)
        TRY(erase_certificate(db, found[i].id, found[i].record, arena));
    return NULL;
}

/* What the digest of remains is over: lists of rows, each a number and texts. */
static const struct {
    const struct statement *rows;
    int texts;
} remaining[] = {
    {&sql_remains_facts, 12},
    {&sql_remains_settlements, 2},
    {&sql_remains_certificates, 2},
    {&sql_remains_events, 3},
};

static fallible add_rows(struct value *list, struct db *db, size_t which,
                         struct candidate_id candidate, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, remaining[which].rows, DB_VALUES(db_integer(candidate.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        struct value *row = value_array(arena);
        value_append(row, value_of_integer(db_rows_integer(rows, 0), arena));
        for (int i = 1; i <= remaining[which].texts; i++)
            value_append(row, value_of_text(db_rows_text(rows, i, arena), arena));
        value_append(list, row);
    }
}

static fallible remains_of(struct digest *out, struct db *db, struct candidate_id candidate)
{
    SCOPED_ARENA(arena);
    struct value *all = value_array(arena);
    for (size_t i = 0; i < sizeof remaining / sizeof *remaining; i++) {
        struct value *list = value_array(arena);
        TRY(add_rows(list, db, i, candidate, arena));
        value_append(all, list);
    }
    *out = digest_of(bytes_of_text(value_canonical(all, arena)));
    return NULL;
}

fallible erase_candidate(struct desk *desk, const struct candidate *candidate, const char *reason)
{
    SCOPED_ARENA(arena);
    struct erasure erasure;
    struct digest remains;
    TRY(check_erasable(desk, candidate, reason, arena));
    TRY(erasure_begin(&erasure, desk, candidate->id, reason));
    TRY(erase_rows(desk->db, candidate->id));
    TRY(erase_events(desk->db, candidate, arena));
    TRY(erase_certificates(desk->db, candidate->id, arena));
    TRY(db_run(desk->db, &sql_erase_photos,
               DB_VALUES(db_blob(bytes_of(NULL, 0)), db_blob(bytes_of(no_salt, SALT_SIZE)),
                         db_integer(candidate->id.n))));
    TRY(remains_of(&remains, desk->db, candidate->id));
    return erasure_end(desk, &erasure, &remains);
}

fallible erase_scope(struct audited_marks *out, struct db *db, struct arena *arena)
{
    return audited_marks_read(out, db, &sql_erase_scope, DB_NO_VALUES, arena);
}

static fallible check_remains(struct db *db, const struct erasure *erasure)
{
    struct digest said, found;
    TRY(erasure_remains(&said, db, erasure));
    TRY(remains_of(&found, db, erasure->candidate));
    if (digest_equal(&said, &found))
        return NULL;
    return error_make(ERROR_REFUSED, "what is left of candidate %lld is not what it left",
                      (long long)erasure->candidate.n);
}

fallible erase_audit(int64_t *erasures, struct db *db)
{
    SCOPED_ARENA(arena);
    struct erasures all;
    TRY(erasure_list(&all, db, arena));
    for (size_t i = 0; i < all.count; i++)
        TRY_AS(check_remains(db, &all.items[i]), "erasure %lld", (long long)all.items[i].id);
    *erasures = (int64_t)all.count;
    return NULL;
}
