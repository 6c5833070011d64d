#include "certify/pickup.h"

#include "assess/role.h"
#include "base/secret.h"
#include "certify/pickup_sql.h"

struct pickup {
    int64_t id;
    struct candidate_id candidate;
    struct digest hash;
};

/* The hash is sealed too: whoever reads the journal has nothing to try codes against. */
static void pickup_act(struct act *out, const struct pickup *pickup, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "pickup", pickup->id);
    value_set_integer(open, "candidate", pickup->candidate.n);
    value_set_text(sealed, "hash", digest_text(&pickup->hash, arena));
    *out = (struct act){"candidate.pickup_made", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct pickup pickup = {.id = db_rows_integer(row, STAMP_COLUMNS),
                            .candidate = {db_rows_integer(row, STAMP_COLUMNS + 1)}};
    struct bytes hash = db_rows_blob(row, STAMP_COLUMNS + 2, arena);
    if (hash.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "the hash of a pick-up code has %zu bytes", hash.size);
    memcpy(pickup.hash.data, hash.data, DIGEST_SIZE);
    pickup_act(out, &pickup, arena);
    return NULL;
}

const struct audited pickup_audited = {
    "pickup", (const char *const[]){"candidate.pickup_made", NULL}, &sql_pickup_audit, audit_act};

static struct digest pickup_hash(const struct code *code)
{
    const struct bytes parts[] = {bytes_of_text("usta-pickup-1:"), bytes_of_text(code->text)};
    return digest_of_parts(parts, 2);
}

fallible pickup_make(struct code *out, bool *replaced, struct desk *desk,
                     struct candidate_id candidate)
{
    SCOPED_ARENA(arena);
    struct pickup pickup = {.candidate = candidate};
    struct code code;
    struct act act;
    struct stamp stamp;
    int64_t before;
    TRY(role_require(desk, TASK_ENROL, NULL));
    TRY(db_integer_of(&before, desk->db, &sql_pickup_count, DB_VALUES(db_integer(candidate.n)), 0));
    TRY(code_make(&code, desk->random));
    pickup.hash = pickup_hash(&code);
    TRY(desk_next_id(&pickup.id, desk, &sql_pickup_highest));
    pickup_act(&act, &pickup, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(desk->db, &sql_pickup_insert,
               DB_VALUES(db_integer(pickup.id), db_integer(candidate.n),
                         db_blob(digest_bytes(&pickup.hash)), STAMP_VALUES(stamp))));
    *out = code;
    *replaced = before > 0;
    return NULL;
}

/* Digests are of one length, whatever was typed. */
static fallible same_day(bool *out, const char *a, const char *b)
{
    struct digest left = digest_of(bytes_of_text(a)), right = digest_of(bytes_of_text(b));
    SCOPED_SECRET first = NULL;
    SCOPED_SECRET second = NULL;
    TRY(secret_of(&first, digest_bytes(&left)));
    TRY(secret_of(&second, digest_bytes(&right)));
    *out = secret_equal(first, second);
    return NULL;
}

/* A code that cannot be read stands for one that nobody has. */
static struct digest hash_of_typed(const char *typed)
{
    struct code code = {0};
    SCOPED_ERROR malformed = code_read(&code, typed);
    if (malformed)
        code = (struct code){0};
    return pickup_hash(&code);
}

fallible pickup_open(struct candidate_id *out, struct db *db, const char *typed, const char *born)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    struct digest hash = hash_of_typed(typed);
    bool got, same;
    TRY(db_rows_open(&rows, db, &sql_pickup_by_hash, DB_VALUES(db_blob(digest_bytes(&hash)))));
    TRY(db_rows_next(&got, rows));
    struct candidate_id candidate = {got ? db_rows_integer(rows, 0) : 0};
    TRY(same_day(&same, got ? db_rows_text(rows, 1, arena) : "", born));
    if (!got || !same)
        return error_hint(error_make(ERROR_REFUSED, "this code and birth date open nothing"),
                          "compare both with the paper; the centre gives a new code");
    *out = candidate;
    return NULL;
}
