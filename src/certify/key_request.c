#include "certify/key_request.h"

#include "assess/role.h"
#include "certify/key_request_sql.h"

static void request_act(struct act *out, const char *ref, const char *key_digest,
                        const char *purpose, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_text(open, "ref", ref);
    value_set_text(open, "key", key_digest);
    value_set_text(open, "purpose", purpose);
    *out = (struct act){"key.requested", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    request_act(out, db_rows_text(row, STAMP_COLUMNS, arena),
                db_rows_text(row, STAMP_COLUMNS + 1, arena),
                db_rows_text(row, STAMP_COLUMNS + 2, arena), arena);
    return NULL;
}

const struct audited key_request_audited = {
    "key_request", (const char *const[]){"key.requested", NULL}, &sql_key_request_audit, audit_act};

fallible key_request_find(bool *found, struct key_request *out, struct db *db, const char *ref,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_key_request_by_ref, DB_VALUES(db_text(ref))));
    TRY(db_rows_next(found, rows));
    if (!*found)
        return NULL;
    *out = (struct key_request){.ref = ref, .key_digest = db_rows_text(rows, 0, arena)};
    return key_purpose_read(&out->purpose, db_rows_text(rows, 1, arena));
}

fallible key_request_list(struct key_requests *out, struct db *db, struct arena *arena)
{
    struct key_requests requests = {0};
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_key_request_waiting, DB_NO_VALUES));
    for (bool got;;) {
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        struct key_request *request = ARENA_PUSH(arena, requests.items, requests.count);
        *request = (struct key_request){.ref = db_rows_text(rows, 0, arena),
                                        .asked_at_s = db_rows_integer(rows, 2)};
        TRY(key_purpose_read(&request->purpose, db_rows_text(rows, 1, arena)));
    }
    *out = requests;
    return NULL;
}

fallible key_request_add(struct desk *desk, const char *ref, enum key_purpose purpose,
                         struct bytes spki, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct digest digest = digest_of(spki);
    const char *key = digest_text(&digest, arena), *name = key_purpose_name(purpose);
    TRY(role_require(desk, TASK_KEEP, NULL));
    TRY(key_signer_check_free(desk->db, ref, arena));
    request_act(&act, ref, key, name, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_key_request_insert,
                  DB_VALUES(db_text(ref), db_text(key), db_text(name), STAMP_VALUES(stamp)));
}
