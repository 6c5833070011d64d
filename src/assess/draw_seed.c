#include "assess/draw_seed.h"

#include "assess/draw_seed_sql.h"

static fallible seed_read(struct digest *out, const struct db_rows *row, int column,
                          struct arena *arena)
{
    struct bytes seed = db_rows_blob(row, column, arena);
    if (seed.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "the seed of a draw has %zu bytes instead of %d",
                          seed.size, DIGEST_SIZE);
    memcpy(out->data, seed.data, DIGEST_SIZE);
    return NULL;
}

static void seed_act(struct act *out, struct sitting_id sitting, const struct digest *seed,
                     struct arena *arena)
{
    struct value *open = value_object(arena);
    struct digest commitment = digest_of(digest_bytes(seed));
    value_set_integer(open, "sitting", sitting.n);
    value_set_text(open, "commitment", digest_text(&commitment, arena));
    *out = (struct act){"sitting.seeded", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct digest seed;
    TRY(seed_read(&seed, row, STAMP_COLUMNS + 1, arena));
    seed_act(out, (struct sitting_id){db_rows_integer(row, STAMP_COLUMNS)}, &seed, arena);
    return NULL;
}

const struct audited draw_seed_audited = {
    "draw_seed", (const char *const[]){"sitting.seeded", NULL}, &sql_draw_seed_audit, audit_act};

fallible draw_seed_make(struct desk *desk, struct sitting_id sitting)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct digest seed;
    TRY(random_fill(desk->random, seed.data, DIGEST_SIZE));
    seed_act(&act, sitting, &seed, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(
        desk->db, &sql_draw_seed_insert,
        DB_VALUES(db_integer(sitting.n), db_blob(digest_bytes(&seed)), STAMP_VALUES(stamp)));
}

fallible draw_seed_of(struct digest *out, struct db *db, struct sitting_id sitting)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    bool got;
    TRY(db_rows_open(&rows, db, &sql_draw_seed_of_sitting, DB_VALUES(db_integer(sitting.n))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return error_hint(error_make(ERROR_REFUSED, "the sitting was planned without a seed"),
                          "plan it anew: its seed has to stand before anybody is entered");
    return seed_read(out, rows, 1, arena);
}
