#include "assess/erasure.h"

#include "assess/erasure_sql.h"

static void begin_act(struct act *out, const struct erasure *erasure, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "erasure", erasure->id);
    value_set_integer(open, "candidate", erasure->candidate.n);
    value_set_text(sealed, "reason", erasure->reason);
    *out = (struct act){"candidate.erased", open, sealed};
}

/* Sealed: what remains is little enough to be guessed from its digest. */
static void end_act(struct act *out, int64_t erasure, const struct digest *remains,
                    struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "erasure", erasure);
    value_set_text(sealed, "remains", digest_text(remains, arena));
    *out = (struct act){"erasure.ended", open, sealed};
}

static void erasure_read(struct erasure *out, const struct db_rows *row, int from,
                         struct arena *arena)
{
    *out = (struct erasure){.id = db_rows_integer(row, from),
                            .candidate = {db_rows_integer(row, from + 1)},
                            .reason = db_rows_text(row, from + 2, arena)};
}

static fallible remains_read(struct digest *out, const struct db_rows *row, int column)
{
    SCOPED_ARENA(arena);
    struct bytes remains = db_rows_blob(row, column, arena);
    if (remains.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "the digest of an erasure has %zu bytes instead of %d",
                          remains.size, DIGEST_SIZE);
    memcpy(out->data, remains.data, DIGEST_SIZE);
    return NULL;
}

static fallible audit_begin(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct erasure erasure;
    erasure_read(&erasure, row, STAMP_COLUMNS, arena);
    begin_act(out, &erasure, arena);
    return NULL;
}

static fallible audit_end(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct digest remains;
    TRY(remains_read(&remains, row, STAMP_COLUMNS + 1));
    end_act(out, db_rows_integer(row, STAMP_COLUMNS), &remains, arena);
    return NULL;
}

const struct audited erasure_audited = {"erasure", (const char *const[]){"candidate.erased", NULL},
                                        &sql_erasure_audit, audit_begin};

const struct audited erasure_end_audited = {
    "erasure_end", (const char *const[]){"erasure.ended", NULL}, &sql_erasure_end_audit, audit_end};

fallible erasure_begin(struct erasure *out, struct desk *desk, struct candidate_id candidate,
                       const char *reason)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct erasure erasure = {.candidate = candidate, .reason = reason};
    TRY(desk_next_id(&erasure.id, desk, &sql_erasure_highest));
    begin_act(&act, &erasure, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(desk->db, &sql_erasure_insert,
               DB_VALUES(db_integer(erasure.id), db_integer(candidate.n), db_text(reason),
                         STAMP_VALUES(stamp))));
    *out = erasure;
    return NULL;
}

fallible erasure_end(struct desk *desk, const struct erasure *erasure, const struct digest *remains)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    end_act(&act, erasure->id, remains, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(
        desk->db, &sql_erasure_end_insert,
        DB_VALUES(db_integer(erasure->id), db_blob(digest_bytes(remains)), STAMP_VALUES(stamp)));
}

fallible erasure_remains(struct digest *out, struct db *db, const struct erasure *erasure)
{
    bool got;
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_erasure_end_remains, DB_VALUES(db_integer(erasure->id))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return error_make(ERROR_REFUSED, "it has no end");
    return remains_read(out, rows, 0);
}

fallible erasure_check_none(struct db *db, struct candidate_id candidate)
{
    SCOPED_ARENA(arena);
    bool got;
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_erasure_of_candidate, DB_VALUES(db_integer(candidate.n))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "the data of candidate '%s' was erased",
                                 db_rows_text(rows, 0, arena)),
                      "nothing is done with them any more; who comes back is enrolled anew");
}

fallible erasure_of_attempt(bool *out, struct db *db, const char *attempt)
{
    SCOPED_ARENA(arena);
    const char *first = strchr(attempt, '/'), *last = strrchr(attempt, '/');
    int64_t count = 0;
    if (first && first != last) {
        const char *ref = arena_text_n(arena, first + 1, (size_t)(last - first - 1));
        TRY(db_integer_of(&count, db, &sql_erasure_of_ref, DB_VALUES(db_text(ref)), 0));
    }
    *out = count > 0;
    return NULL;
}

fallible erasure_list(struct erasures *out, struct db *db, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct erasures list = {0};
    TRY(db_rows_open(&rows, db, &sql_erasure_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        erasure_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena);
    }
    *out = list;
    return NULL;
}
