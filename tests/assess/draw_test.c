#include "assess/draw.h"

#include "assess/fixture.h"
#include "assess/rejudge.h"
#include "base/text.h"

#include "test.h"

#include <stdlib.h>

static size_t sampled(struct fixture *f, const char *unit)
{
    size_t count = 0;
    struct sitting sitting;
    struct attempts attempts;
    OK(sitting_find(&sitting, f->db, "s1", f->arena));
    OK(attempt_list(&attempts, f->db, sitting.id, unit, NULL, f->arena));
    for (size_t i = 0; i < attempts.count; i++)
        count += attempts.items[i].sampled;
    return count;
}

static struct error *audit(struct fixture *f)
{
    struct rejudged found;
    return assess_rejudge(&found, f->db);
}

static void as_many_as_the_percent_asks_rounded_up(void **state)
{
    (void)state;
    static const struct {
        int percent;
        size_t of_seven;
    } cases[] = {{0, 0}, {1, 1}, {14, 1}, {15, 2}, {20, 2}, {28, 2}, {29, 3}, {99, 7}, {100, 7}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_FIXTURE(f);
        struct sitting sitting = fixture_plan_drawing(f, 0, cases[i].percent);
        fixture_open_drawing(f, &sitting);
        assert_int_equal(sampled(f, "TST-PAIR"), cases[i].of_seven);
        assert_int_equal(sampled(f, "TST-SOLO"), 0);
        fixture_audit(f);
        OK(audit(f));
    }
}

/* What everybody may read of the first entry of a kind. */
struct told {
    const char *kind;
    struct value *open;
    struct arena *arena;
};

static struct error *read_entry(void *context, const struct journal_entry *entry)
{
    struct told *told = context;
    struct value *whole;
    if (told->open || !text_equal(entry->kind, told->kind))
        return NULL;
    TRY(value_parse(&whole, bytes_of_text(arena_text(told->arena, entry->text)), "entry",
                    told->arena));
    return value_need(&told->open, whole, "open", VALUE_OBJECT);
}

static const struct value *entry_of(struct fixture *f, const char *kind)
{
    struct told told = {.kind = kind, .arena = f->arena};
    OK(journal_walk(f->db, 1, read_entry, &told));
    assert_non_null(told.open);
    return told.open;
}

static struct digest key_of(const struct digest *seed, int64_t attempt, struct arena *arena)
{
    struct bytes parts[] = {digest_bytes(seed),
                            bytes_of_text(arena_format(arena, "/%lld", (long long)attempt))};
    return digest_of_parts(parts, 2);
}

/* With nothing but the journal: the seed is the one that was promised, and no attempt of the unit
 * that was left out has a lower key than one that was drawn. */
static void anybody_draws_again_from_the_journal(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct digest seed;
    struct sitting sitting = fixture_plan_drawing(f, 0, 40);
    struct attempts attempts;
    OK(attempt_list(&attempts, f->db, sitting.id, "TST-PAIR", NULL, f->arena));
    fixture_open_drawing(f, &sitting);
    const struct value *drawn = entry_of(f, "sitting.drawn");
    OK(digest_parse(&seed, value_text(value_get(drawn, "seed")), "seed"));
    struct digest promised = digest_of(digest_bytes(&seed));
    assert_string_equal(value_text(value_get(entry_of(f, "sitting.seeded"), "commitment")),
                        digest_text(&promised, f->arena));
    assert_int_equal(value_integer(value_get(drawn, "of")), FIXTURE_DRAWN_FROM);
    const struct value *list = value_get(drawn, "attempts");
    assert_int_equal(value_size(list), 3); /* 2.8, rounded up */
    struct digest last = key_of(&seed, value_integer(value_at(list, 2)), f->arena);
    size_t below = 0;
    for (size_t i = 0; i < attempts.count; i++) {
        struct digest key = key_of(&seed, attempts.items[i].id.n, f->arena);
        below += memcmp(key.data, last.data, DIGEST_SIZE) <= 0;
    }
    assert_int_equal(below, 3);
}

/* The attempts that a refused opening asks a second examiner for. */
static const char *refused_for(struct fixture *f, const struct sitting *sitting)
{
    char *names = arena_text(f->arena, "");
    struct refusals refusals = refusals_make(f->arena);
    FAILS(sitting_open(fixture_desk(f, "registrar"), sitting->id, &refusals), ERROR_REFUSED,
          "it has no second examiner");
    for (size_t i = 0; i < refusals.count; i++) {
        assert_non_null(strstr(refusals.items[i].hint, "it was drawn"));
        names = arena_format(f->arena, "%s%s ", names, refusals.items[i].what);
    }
    return names;
}

static void trying_again_draws_the_same(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_plan_drawing(f, 30, 0);
    fixture_commit(f);
    const char *names = refused_for(f, &sitting);
    for (int i = 0; i < 5; i++) {
        fixture_rollback(f);
        f->clock.fixed_s += 60;
        f->random = random_seeded((uint64_t)(99 + i));
        assert_string_equal(refused_for(f, &sitting), names);
    }
    fixture_assign(f, "s1", "TST-SOLO", "examiner-c", DUTY_SECOND);
    fixture_open_drawing(f, &sitting);
    assert_int_equal(sampled(f, "TST-SOLO"), 3);
    char *rest = NULL, *copy = arena_text(f->arena, names);
    for (char *name = strtok_r(copy, " ", &rest); name; name = strtok_r(NULL, " ", &rest))
        assert_true(fixture_attempt(f, name).sampled);
}

static void sittings_are_drawn_differently(void **state)
{
    (void)state;
    size_t differ = 0;
    const char *before = NULL;
    SCOPED_FIXTURE(keep);
    for (int i = 0; i < 4; i++) {
        SCOPED_FIXTURE(f);
        f->random = random_seeded((uint64_t)(500 + i));
        struct sitting sitting = fixture_plan_drawing(f, 30, 0);
        const char *names = arena_text(keep->arena, refused_for(f, &sitting));
        differ += before && !text_equal(before, names);
        before = names;
    }
    assert_true(differ > 0);
}

/* Each is found by drawing again alone, without looking at the journal. */
static void the_audit_finds_another_draw(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *says;
    } cases[] = {
        {"UPDATE draw SET attempts = '[4,6]'", "the draw of 'TST-PAIR' is not what its seed gives"},
        {"UPDATE draw SET attempts = '[]'", "not what its seed gives"},
        {"UPDATE draw SET percent = 21", "not what its seed gives"},
        {"UPDATE draw SET candidates = 8", "not what its seed gives"},
        {"UPDATE draw SET seed = '00'", "not what its seed gives"},
        {"UPDATE draw_seed SET seed = zeroblob(32)", "not what its seed gives"},
        {"UPDATE draw_seed SET seed = zeroblob(31)", "has 31 bytes instead of 32"},
        {"DELETE FROM draw_seed", "was planned without a seed"},
        {"UPDATE draw SET unit = 'TST-SOLO'", "the draw of 'TST-SOLO' is not what its seed gives"},
        {"INSERT INTO draw SELECT 2, sitting, 'TST-NONE', percent, seed, candidates, attempts, 1, "
         "at_s, by_person, salt FROM draw",
         "there are 2 draws instead of 1"},
        {"DELETE FROM draw_attempt", "is not sampled, but was drawn"},
        {"INSERT INTO draw_attempt SELECT id, 1 FROM attempt WHERE unit = 'TST-SOLO'",
         "is sampled, but was not drawn"},
        {"UPDATE draw SET attempts = '{}'", "the attempts of a draw are no list"},
        {"UPDATE draw SET attempts = '[true]'", "the attempts of a draw are not all numbers"},
    };
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_plan_drawing(f, 0, 20);
    fixture_open_drawing(f, &sitting);
    OK(audit(f));
    fixture_unprotect(f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        fixture_run(f, cases[i].sql);
        FAILS(audit(f), ERROR_REFUSED, cases[i].says);
        fixture_rollback(f);
    }
    OK(audit(f));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_as_the_percent_asks_rounded_up),
        cmocka_unit_test(anybody_draws_again_from_the_journal),
        cmocka_unit_test(trying_again_draws_the_same),
        cmocka_unit_test(sittings_are_drawn_differently),
        cmocka_unit_test(the_audit_finds_another_draw),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
