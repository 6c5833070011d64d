#include "certify/key.h"

#include "assess/role.h"
#include "certify/key_sql.h"

static void key_read(struct key *out, const struct db_rows *row, int from, struct arena *arena)
{
    *out = (struct key){.id = db_rows_integer(row, from),
                        .kind = db_rows_text(row, from + 1, arena),
                        .fingerprint = db_rows_text(row, from + 2, arena),
                        .public_text = db_rows_text(row, from + 3, arena),
                        .from_s = db_rows_integer(row, from + 4),
                        .until_s = db_rows_integer(row, from + 5)};
}

static void key_act(struct act *out, const struct key *key, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_text(open, "kind", key->kind);
    value_set_text(open, "fingerprint", key->fingerprint);
    value_set_text(open, "public", key->public_text);
    value_set_integer(open, "from_s", key->from_s);
    value_set_integer(open, "until_s", key->until_s);
    *out = (struct act){"key.made", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct key key;
    key_read(&key, row, STAMP_COLUMNS, arena);
    key_act(out, &key, arena);
    return NULL;
}

const struct audited key_audited = {"key_made", (const char *const[]){"key.made", NULL},
                                    &sql_key_audit, audit_act};

static fallible record(size_t *count, struct desk *desk, struct key *key, struct arena *arena)
{
    int64_t known;
    struct act act;
    struct stamp stamp;
    TRY(db_integer_of(&known, desk->db, &sql_key_by_fingerprint,
                      DB_VALUES(db_text(key->fingerprint)), 0));
    if (known)
        return NULL;
    TRY(desk_next_id(&key->id, desk, &sql_key_highest));
    key_act(&act, key, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(desk->db, &sql_key_insert,
               DB_VALUES(db_integer(key->id), db_text(key->kind), db_text(key->fingerprint),
                         db_text(key->public_text), db_integer(key->from_s),
                         db_integer(key->until_s), STAMP_VALUES(stamp))));
    ++*count;
    return NULL;
}

fallible key_check_new(struct db *db, const char *fingerprint)
{
    int64_t known;
    TRY(db_integer_of(&known, db, &sql_key_by_fingerprint, DB_VALUES(db_text(fingerprint)), 0));
    if (!known)
        return NULL;
    return error_hint(error_make(ERROR_CONFLICT, "this certificate is registered already"),
                      "see: usta key list");
}

fallible key_record_chain(size_t *count, struct desk *desk, const struct x509 *chain, size_t length,
                          struct arena *arena)
{
    for (size_t i = length; i-- > 0;) { /* the root comes last, and is the oldest */
        struct key key = {.kind = chain[i].is_root ? "root"
                                  : i == 0         ? "signer"
                                                   : "authority",
                          .fingerprint = digest_text(&chain[i].fingerprint, arena),
                          .public_text = x509_pem(&chain[i], arena),
                          .from_s = chain[i].not_before_s,
                          .until_s = chain[i].not_after_s};
        TRY(record(count, desk, &key, arena));
    }
    return NULL;
}

fallible key_record_keyring(size_t *out, struct desk *desk, const char *folder, struct arena *arena)
{
    struct head_key head;
    struct x509 *chain;
    size_t count = 0, length;
    TRY(role_require(desk, TASK_KEEP, NULL));
    TRY(keyring_read_chain(&chain, &length, folder, KEYRING_FIRST, arena));
    TRY(key_record_chain(&count, desk, chain, length, arena));
    TRY(keyring_read_head_key(&head, folder, arena));
    const char *text = head_key_text(&head, arena);
    struct digest fingerprint = digest_of(bytes_of_text(text));
    struct key key = {.kind = "head",
                      .fingerprint = digest_text(&fingerprint, arena),
                      .public_text = text,
                      .from_s = clock_now_s(desk->clock)};
    TRY(record(&count, desk, &key, arena));
    *out = count;
    return NULL;
}

fallible key_list(struct keys *out, struct db *db, struct arena *arena)
{
    struct keys keys = {0};
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_key_all, DB_NO_VALUES));
    for (bool got;;) {
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        key_read(ARENA_PUSH(arena, keys.items, keys.count), rows, 0, arena);
    }
    *out = keys;
    return NULL;
}
