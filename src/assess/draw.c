#include "assess/draw.h"

#include "assess/draw_seed.h"
#include "assess/draw_sql.h"
#include "assess/publication.h"
#include "assess/sitting_rubric.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

static struct value *attempts_value(const struct draw *draw, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (size_t i = 0; i < draw->count; i++)
        value_append(list, value_of_integer(draw->attempts[i].n, arena));
    return list;
}

static fallible attempts_read(struct draw *out, const char *json, struct arena *arena)
{
    struct value *list;
    TRY(value_parse(&list, bytes_of_text(json), "draw", arena));
    if (value_kind(list) != VALUE_ARRAY)
        return error_make(ERROR_REFUSED, "the attempts of a draw are no list");
    out->count = value_size(list);
    struct attempt_id *attempts = ARENA_ARRAY(arena, struct attempt_id, out->count);
    for (size_t i = 0; i < out->count; i++) {
        if (value_kind(value_at(list, i)) != VALUE_INTEGER)
            return error_make(ERROR_REFUSED, "the attempts of a draw are not all numbers");
        attempts[i].n = value_integer(value_at(list, i));
    }
    out->attempts = attempts;
    return NULL;
}

static fallible draw_read(struct draw *out, const struct db_rows *row, int from,
                          struct arena *arena)
{
    *out = (struct draw){.id = db_rows_integer(row, from),
                         .sitting = {db_rows_integer(row, from + 1)},
                         .unit = db_rows_text(row, from + 2, arena),
                         .percent = (int)db_rows_integer(row, from + 3),
                         .seed = db_rows_text(row, from + 4, arena),
                         .candidates = (size_t)db_rows_integer(row, from + 5)};
    return attempts_read(out, db_rows_text(row, from + 6, arena), arena);
}

static void draw_act(struct act *out, const struct draw *draw, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "draw", draw->id);
    value_set_integer(open, "sitting", draw->sitting.n);
    value_set_text(open, "unit", draw->unit);
    value_set_integer(open, "percent", draw->percent);
    value_set_text(open, "seed", draw->seed);
    value_set_integer(open, "of", (int64_t)draw->candidates);
    value_set(open, "attempts", attempts_value(draw, arena));
    *out = (struct act){"sitting.drawn", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct draw draw;
    TRY(draw_read(&draw, row, STAMP_COLUMNS, arena));
    draw_act(out, &draw, arena);
    return NULL;
}

const struct audited draw_audited = {"draw", (const char *const[]){"sitting.drawn", NULL},
                                     &sql_draw_audit, audit_act};

struct drawn {
    struct digest key;
    struct attempt_id attempt;
};

static int by_key(const void *a, const void *b)
{
    const struct drawn *x = a, *y = b;
    return memcmp(x->key.data, y->key.data, DIGEST_SIZE);
}

static struct digest key_of(const struct digest *seed, struct attempt_id attempt)
{
    char name[24];
    snprintf(name, sizeof name, "/%lld", (long long)attempt.n);
    struct bytes parts[] = {digest_bytes(seed), bytes_of_text(name)};
    return digest_of_parts(parts, sizeof parts / sizeof *parts);
}

/* The attempts of the unit, lowest key first. */
static struct drawn *order(size_t *count, const struct digest *seed, const char *unit,
                           const struct attempts *attempts, struct arena *arena)
{
    struct drawn *list = NULL;
    *count = 0;
    for (size_t i = 0; i < attempts->count; i++)
        if (text_equal(attempts->items[i].unit, unit))
            *ARENA_PUSH(arena, list, *count) = (struct drawn){key_of(seed, attempts->items[i].id),
                                                              attempts->items[i].id};
    if (*count)
        qsort(list, *count, sizeof *list, by_key);
    return list;
}

fallible draw_make(struct draw *out, struct db *db, struct sitting_id sitting, const char *unit,
                   int percent, const struct attempts *attempts, struct arena *arena)
{
    struct digest seed;
    struct draw draw = {.sitting = sitting, .unit = unit, .percent = percent};
    TRY(draw_seed_of(&seed, db, sitting));
    draw.seed = digest_text(&seed, arena);
    const struct drawn *list = order(&draw.candidates, &seed, unit, attempts, arena);
    draw.count = (draw.candidates * (size_t)percent + 99) / 100;
    struct attempt_id *drawn = ARENA_ARRAY(arena, struct attempt_id, draw.count);
    for (size_t i = 0; i < draw.count; i++)
        drawn[i] = list[i].attempt;
    draw.attempts = drawn;
    *out = draw;
    return NULL;
}

bool draw_has(const struct draw *draw, struct attempt_id attempt)
{
    for (size_t i = 0; i < draw->count; i++)
        if (draw->attempts[i].n == attempt.n)
            return true;
    return false;
}

fallible draw_keep(struct desk *desk, struct draw *draw)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    if (!draw->count)
        return NULL;
    TRY(desk_next_id(&draw->id, desk, &sql_draw_highest));
    draw_act(&act, draw, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(desk->db, &sql_draw_insert,
               DB_VALUES(db_integer(draw->id), db_integer(draw->sitting.n), db_text(draw->unit),
                         db_integer(draw->percent), db_text(draw->seed),
                         db_integer((int64_t)draw->candidates),
                         db_text(value_canonical(attempts_value(draw, arena), arena)),
                         STAMP_VALUES(stamp))));
    for (size_t i = 0; i < draw->count; i++)
        TRY(db_run(desk->db, &sql_draw_attempt_insert,
                   DB_VALUES(db_integer(draw->attempts[i].n), db_integer(draw->id))));
    return NULL;
}

static fallible kept_of(struct draw *out, struct db *db, const struct draw *again,
                        struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    bool got;
    *out = (struct draw){0};
    TRY(db_rows_open(&rows, db, &sql_draw_of_unit,
                     DB_VALUES(db_integer(again->sitting.n), db_text(again->unit))));
    TRY(db_rows_next(&got, rows));
    return got ? draw_read(out, rows, 0, arena) : NULL;
}

static fallible check_kept(const struct draw *kept, const struct draw *again)
{
    bool same = kept->count == again->count;
    for (size_t i = 0; same && i < again->count; i++)
        same = kept->attempts[i].n == again->attempts[i].n;
    if (same &&
        (!kept->id || (text_equal(kept->seed, again->seed) && kept->percent == again->percent &&
                       kept->candidates == again->candidates)))
        return NULL;
    return error_make(ERROR_REFUSED, "the draw of '%s' is not what its seed gives", again->unit);
}

/* That just the drawn ones count as sampled. */
static fallible check_sampled(const struct draw *draw, const struct attempts *attempts)
{
    for (size_t i = 0; i < attempts->count; i++) {
        const struct attempt *attempt = &attempts->items[i];
        if (text_equal(attempt->unit, draw->unit) &&
            attempt->sampled != draw_has(draw, attempt->id))
            return error_make(ERROR_REFUSED, "attempt '%s' is %s, but was %s", attempt->name,
                              attempt->sampled ? "sampled" : "not sampled",
                              attempt->sampled ? "not drawn" : "drawn");
    }
    return NULL;
}

static fallible audit_sitting(int64_t *count, struct db *db, const struct sitting *sitting,
                              struct arena *arena)
{
    struct attempts attempts;
    const struct scheme *scheme;
    TRY(attempt_list(&attempts, db, sitting->id, NULL, NULL, arena));
    TRY(publication_scheme(&scheme, db, sitting->scheme, arena));
    for (size_t i = 0; i < scheme->unit_count; i++) {
        const char *unit = scheme->units[i].rubric;
        const struct rubric *rubric;
        struct draw again, kept;
        TRY(sitting_rubric(&rubric, db, sitting, unit, arena));
        TRY(draw_make(&again, db, sitting->id, unit, rubric->sample_percent, &attempts, arena));
        TRY(kept_of(&kept, db, &again, arena));
        TRY(check_kept(&kept, &again));
        TRY(check_sampled(&again, &attempts));
        *count += kept.id != 0;
    }
    return NULL;
}

fallible draw_audit(int64_t *out, struct db *db)
{
    SCOPED_ARENA(arena);
    struct sittings sittings;
    int64_t count = 0, all, astray;
    TRY(sitting_list(&sittings, db, arena));
    for (size_t i = 0; i < sittings.count; i++) {
        SCOPED_ARENA(own);
        if (!text_equal(sittings.items[i].state, "planned"))
            TRY_AS(audit_sitting(&count, db, &sittings.items[i], own), "sitting '%s'",
                   sittings.items[i].ref);
    }
    TRY(db_integer_of(&all, db, &sql_draw_count, DB_NO_VALUES, 0));
    if (all != count)
        return error_make(ERROR_REFUSED, "there are %lld draws instead of %lld", (long long)all,
                          (long long)count);
    TRY(db_integer_of(&astray, db, &sql_draw_attempt_astray, DB_NO_VALUES, 0));
    if (astray)
        return error_make(ERROR_REFUSED, "%lld attempts count to the draw of another unit",
                          (long long)astray);
    *out = count;
    return NULL;
}
