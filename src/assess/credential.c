#include "assess/credential.h"

#include "assess/credential_sql.h"
#include "assess/role.h"

static const char *const kind_names[] = {"password", "pin"};

struct set {
    int64_t id, person;
    const char *kind;
    struct bytes grain, hash, totp; /* totp: empty for none */
};

/* What is kept is sealed too: whoever reads the journal has nothing to try passwords against. */
static void set_act(struct act *out, const struct set *set, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    const struct bytes parts[] = {set->grain, set->hash, set->totp};
    struct digest digest = digest_of_parts(parts, 3);
    value_set_integer(open, "credential", set->id);
    value_set_integer(open, "person", set->person);
    value_set_text(open, "kind", set->kind);
    value_set_text(sealed, "digest", digest_text(&digest, arena));
    *out = (struct act){"credential.set", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    const struct set set = {.id = db_rows_integer(row, STAMP_COLUMNS),
                            .person = db_rows_integer(row, STAMP_COLUMNS + 1),
                            .kind = db_rows_text(row, STAMP_COLUMNS + 2, arena),
                            .grain = db_rows_blob(row, STAMP_COLUMNS + 3, arena),
                            .hash = db_rows_blob(row, STAMP_COLUMNS + 4, arena),
                            .totp = db_rows_blob(row, STAMP_COLUMNS + 5, arena)};
    if (set.grain.size != PASSWORD_GRAIN_SIZE || set.hash.size != PASSWORD_HASH_SIZE ||
        (set.totp.size != 0 && set.totp.size != TOTP_SECRET_SIZE))
        return error_make(ERROR_REFUSED, "credential %lld has parts of another size",
                          (long long)set.id);
    set_act(out, &set, arena);
    return NULL;
}

const struct audited credential_audited = {
    "credential", (const char *const[]){"credential.set", NULL}, &sql_credential_audit, audit_act};

/* No vowels but a, e, u, and nothing that looks like something else. */
static fallible draw_text(char out[static CREDENTIAL_TEXT_SIZE], enum credential_kind kind,
                          struct random *random)
{
    static const char letters[] = "abcdefghkmnpqrtuwxyz", digits[] = "0123456789";
    const char *symbols = kind == CREDENTIAL_PIN ? digits : letters;
    size_t size = kind == CREDENTIAL_PIN ? CREDENTIAL_PIN_DIGITS : CREDENTIAL_TEXT_SIZE - 1;
    for (size_t i = 0; i < size; i++) {
        uint32_t which;
        TRY(random_below(&which, random, (uint32_t)strlen(symbols)));
        out[i] = kind == CREDENTIAL_PASSWORD && i % 5 == 4 ? '-' : symbols[which];
    }
    out[size] = '\0';
    return NULL;
}

fallible credential_draw(struct credential_drawn *out, enum credential_kind kind,
                         struct random *random)
{
    struct credential_drawn drawn = {.credential = {.kind = kind}};
    TRY(draw_text(drawn.text, kind, random));
    TRY(password_hash_make(&drawn.credential.hash, bytes_of_text(drawn.text), random));
    TRY(random_fill(random, drawn.credential.totp, sizeof drawn.credential.totp));
    *out = drawn;
    return NULL;
}

fallible credential_set(struct desk *desk, struct person_id person,
                        const struct credential *credential)
{
    SCOPED_ARENA(arena);
    bool has_totp = credential->kind == CREDENTIAL_PASSWORD;
    struct set set = {
        .person = person.n,
        .kind = kind_names[credential->kind],
        .grain = bytes_of(credential->hash.grain, PASSWORD_GRAIN_SIZE),
        .hash = bytes_of(credential->hash.hash, PASSWORD_HASH_SIZE),
        .totp = bytes_of(has_totp ? credential->totp : NULL, has_totp ? TOTP_SECRET_SIZE : 0)};
    struct act act;
    struct stamp stamp;
    TRY(role_require(desk, TASK_MANAGE_PEOPLE, NULL));
    TRY(desk_next_id(&set.id, desk, &sql_credential_highest));
    set_act(&act, &set, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_credential_insert,
                  DB_VALUES(db_integer(set.id), db_integer(set.person), db_text(set.kind),
                            db_blob(set.grain), db_blob(set.hash),
                            has_totp ? db_blob(set.totp) : db_null(), STAMP_VALUES(stamp)));
}

fallible credential_of(bool *got, struct credential *out, struct db *db, struct person_id person,
                       enum credential_kind kind)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    struct credential credential = {.kind = kind};
    TRY(db_rows_open(&rows, db, &sql_credential_newest,
                     DB_VALUES(db_integer(person.n), db_text(kind_names[kind]))));
    TRY(db_rows_next(got, rows));
    if (!*got)
        return NULL;
    struct bytes grain = db_rows_blob(rows, 0, arena), hash = db_rows_blob(rows, 1, arena),
                 totp = db_rows_blob(rows, 2, arena);
    if (grain.size != PASSWORD_GRAIN_SIZE || hash.size != PASSWORD_HASH_SIZE ||
        totp.size != (kind == CREDENTIAL_PASSWORD ? TOTP_SECRET_SIZE : 0))
        return error_make(ERROR_ENVIRONMENT, "a credential of person %lld is damaged",
                          (long long)person.n);
    memcpy(credential.hash.grain, grain.data, grain.size);
    memcpy(credential.hash.hash, hash.data, hash.size);
    if (totp.size)
        memcpy(credential.totp, totp.data, totp.size);
    *out = credential;
    return NULL;
}

fallible credential_use_step(struct desk *desk, struct person_id person, int64_t step)
{
    int64_t used;
    TRY(db_integer_of(&used, desk->db, &sql_credential_step, DB_VALUES(db_integer(person.n)), -1));
    if (step <= used)
        return error_hint(error_make(ERROR_REFUSED, "this code was used before"),
                          "wait for the next one, half a minute at most");
    return db_run(desk->db, &sql_credential_step_set,
                  DB_VALUES(db_integer(person.n), db_integer(step)));
}
