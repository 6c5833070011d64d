#include "assess/proportion.h"

#include "assess/near.h"

#include <math.h>
#include <stdlib.h>

#include "test.h"

/* R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3. */
static void published_intervals(void **state)
{
    (void)state;
    static const struct {
        struct proportion proportion;
        const char *low, *high;
    } cases[] = {
        {{81, 263}, "0.2553", "0.3662"}, {{81, 263}, "0.2552885199", "0.3662095770"},
        {{15, 148}, "0.0624", "0.1605"}, {{0, 20}, "0.0000", "0.1611"},
        {{1, 29}, "0.0061", "0.1718"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        const struct rational *low, *high;
        proportion_interval(&low, &high, cases[i].proportion, arena);
        PUBLISHED(low, cases[i].low);
        PUBLISHED(high, cases[i].high);
    }
}

/* The bounds are where the score test just fails: |p − π| = z·√(π(1 − π)/n). */
static void every_bound_is_where_the_score_test_turns(void **state)
{
    (void)state;
    for (int64_t n = 1; n <= 60; n++)
        for (int64_t part = 0; part <= n; part++) {
            SCOPED_ARENA(arena);
            const struct rational *bounds[2];
            double p = (double)part / (double)n;
            proportion_interval(&bounds[0], &bounds[1], (struct proportion){part, n}, arena);
            assert_true(rational_compare(bounds[0], rational_of(part, n, arena)) <= 0);
            assert_true(rational_compare(bounds[1], rational_of(part, n, arena)) >= 0);
            for (int i = 0; i < 2; i++) {
                double bound = strtod(rational_decimals(bounds[i], 15, arena), NULL);
                double reach = 1.959963984540054 * sqrt(bound * (1 - bound) / (double)n);
                assert_true(fabs(fabs(p - bound) - reach) < 1e-5);
            }
        }
}

static void four_fifths_are_cross_multiplied(void **state)
{
    (void)state;
    assert_false(
        proportion_under_four_fifths((struct proportion){40, 100}, (struct proportion){50, 100}));
    assert_true(
        proportion_under_four_fifths((struct proportion){39, 100}, (struct proportion){50, 100}));
    assert_true(
        proportion_under_four_fifths((struct proportion){24, 80}, (struct proportion){60, 120}));
    assert_false(
        proportion_under_four_fifths((struct proportion){0, 9}, (struct proportion){0, 7}));
    for (int64_t a = 0; a <= 30; a++)
        for (int64_t b = 0; b <= 30; b++) {
            struct proportion one = {a, 30}, other = {b, 30};
            assert_int_equal(proportion_under_four_fifths(one, other), a * 10 < b * 8);
            assert_int_equal(proportion_compare(one, other), (a > b) - (a < b));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_intervals),
        cmocka_unit_test(every_bound_is_where_the_score_test_turns),
        cmocka_unit_test(four_fifths_are_cross_multiplied),
    };
    return cmocka_run_group_tests_name("assess/proportion", tests, NULL, NULL);
}
