/* The scorer against a second, independent one on thousands of random rubrics and marks. */
#include "assess/random_rubric.h"
#include "assess/score.h"
#include "assess/score_oracle.h"
#include "test.h"

#include <stdlib.h>

enum { ROUNDS = 6000 };

static char *score_text(const struct rubric *rubric, const struct marks *marks, struct arena *arena)
{
    struct score *score;
    SCOPED_ERROR error = score_compute(&score, rubric, marks, arena);
    if (!error)
        return value_canonical(score_value(score, arena), arena);
    assert_int_equal(error_code(error), ERROR_REFUSED);
    return arena_text(arena, "refused");
}

/* USTA_ROUNDS=100000 in the environment tries longer. */
static uint64_t rounds(void)
{
    const char *wanted = getenv("USTA_ROUNDS");
    return wanted ? strtoull(wanted, NULL, 10) : ROUNDS;
}

static void both_scorers_agree(void **state)
{
    (void)state;
    int refused = 0, competent = 0, failed = 0, voided = 0, null_total = 0;
    uint64_t count = rounds();
    for (uint64_t seed = 1; seed <= count; seed++) {
        SCOPED_ARENA(arena);
        struct random random = random_seeded(seed);
        struct rubric *rubric = random_rubric(&random, arena);
        struct marks *marks = random_marks(&random, rubric, arena);
        const char *ours = score_text(rubric, marks, arena);
        const char *theirs = score_oracle(rubric, marks, arena);
        if (strcmp(ours, theirs) != 0)
            fail_msg("seed %llu: %s instead of %s", (unsigned long long)seed, ours, theirs);
        refused += strcmp(ours, "refused") == 0;
        competent += strstr(ours, "\"competent\"") != NULL;
        failed += strstr(ours, "\"not_yet_competent\"") != NULL;
        voided += strstr(ours, "\"void\"") != NULL;
        null_total += strstr(ours, "\"total\":null") != NULL;
    }
    if (count < ROUNDS)
        return;
    /* the random cases reach every answer */
    int least = ROUNDS / 100;
    assert_true(refused > least && competent > least && failed > least && voided > least &&
                null_total > least / 2);
}

/* Sets the pass mark to exactly the total, then one millionth above. */
static void a_total_at_the_pass_mark_passes_and_just_below_fails(void **state)
{
    (void)state;
    int tried = 0;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        SCOPED_ARENA(arena);
        struct random random = random_seeded(seed);
        struct rubric *rubric = random_rubric(&random, arena);
        struct marks *marks = random_marks(&random, rubric, arena);
        struct score *score;
        SCOPED_ERROR error = score_compute(&score, rubric, marks, arena);
        if (error || !score->total.denominator ||
            score->total.numerator * 1000000 % score->total.denominator != 0)
            continue;
        tried++;
        rubric->pass_total.millionths = score->total.numerator * 1000000 / score->total.denominator;
        OK(score_compute(&score, rubric, marks, arena));
        assert_false(score->total_failed);
        rubric->pass_total.millionths++;
        OK(score_compute(&score, rubric, marks, arena));
        assert_true(score->total_failed);
    }
    assert_true(tried > 200);
}

static void the_order_of_marks_does_not_matter(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 500; seed++) {
        SCOPED_ARENA(arena);
        struct random random = random_seeded(seed);
        struct rubric *rubric = random_rubric(&random, arena);
        struct marks *marks = random_marks(&random, rubric, arena);
        struct mark *turned = ARENA_ARRAY(arena, struct mark, marks->count);
        for (size_t i = 0; i < marks->count; i++)
            turned[i] = marks->items[marks->count - 1 - i];
        struct marks other = *marks;
        other.items = turned;
        assert_string_equal(score_text(rubric, marks, arena), score_text(rubric, &other, arena));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_scorers_agree),
        cmocka_unit_test(a_total_at_the_pass_mark_passes_and_just_below_fails),
        cmocka_unit_test(the_order_of_marks_does_not_matter),
    };
    return cmocka_run_group_tests_name("assess/score_property", tests, NULL, NULL);
}
