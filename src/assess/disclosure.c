#include "assess/disclosure.h"

#include "assess/disclosure_sql.h"
#include "assess/role.h"

static void disclosure_act(struct act *out, int64_t id, struct candidate_id candidate,
                           const char *digest, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "disclosure", id);
    value_set_integer(open, "candidate", candidate.n);
    value_set_text(sealed, "digest", digest);
    *out = (struct act){"candidate.disclosed", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct digest digest;
    struct bytes bytes = db_rows_blob(row, STAMP_COLUMNS + 2, arena);
    if (bytes.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "the digest of a disclosure has %zu bytes instead of %d",
                          bytes.size, DIGEST_SIZE);
    memcpy(digest.data, bytes.data, DIGEST_SIZE);
    disclosure_act(out, db_rows_integer(row, STAMP_COLUMNS),
                   (struct candidate_id){db_rows_integer(row, STAMP_COLUMNS + 1)},
                   digest_text(&digest, arena), arena);
    return NULL;
}

const struct audited disclosure_audited = {"disclosure",
                                           (const char *const[]){"candidate.disclosed", NULL},
                                           &sql_disclosure_audit, audit_act};

fallible disclosure_make(struct desk *desk, struct candidate_id candidate,
                         const struct digest *digest)
{
    SCOPED_ARENA(arena);
    int64_t id;
    struct act act;
    struct stamp stamp;
    TRY(role_require(desk, TASK_ENROL, NULL));
    TRY(desk_next_id(&id, desk, &sql_disclosure_highest));
    disclosure_act(&act, id, candidate, digest_text(digest, arena), arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_disclosure_insert,
                  DB_VALUES(db_integer(id), db_integer(candidate.n), db_blob(digest_bytes(digest)),
                            STAMP_VALUES(stamp)));
}
