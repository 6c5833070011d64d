#include "assess/kappa.h"

#include "assess/near.h"

#include <math.h>

#include "test.h"

enum { TABLES = 2000 };

/* Husbands and wives, of Agresti (Categorical Data Analysis, 1990, table 2.10); R's vcd prints its
 * kappa unweighted as 0.1293 and with equal spacing as 0.2374. */
static void published_table(void **state)
{
    (void)state;
    static const int64_t sexual_fun[] = {7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14};
    SCOPED_ARENA(arena);
    const struct rational *plain = kappa_of(sexual_fun, 4, KAPPA_UNWEIGHTED, arena);
    const struct rational *linear = kappa_of(sexual_fun, 4, KAPPA_LINEAR, arena);
    EXACTLY(plain, 56, 433, arena);
    EXACTLY(linear, 174, 733, arena);
    EXACTLY(kappa_of(sexual_fun, 4, KAPPA_QUADRATIC, arena), 1719, 5177, arena);
    PUBLISHED(plain, "0.1293");
    PUBLISHED(linear, "0.2374");
}

static void where_chance_leaves_no_room_there_is_none(void **state)
{
    (void)state;
    static const int64_t none[9] = {0}, one_level[9] = {0, 0, 0, 0, 7};
    static const int64_t parted[9] = {0, 0, 6};
    SCOPED_ARENA(arena);
    for (enum kappa_weights weights = KAPPA_UNWEIGHTED; weights <= KAPPA_QUADRATIC; weights++) {
        assert_null(kappa_of(none, 3, weights, arena));
        assert_null(kappa_of(one_level, 3, weights, arena));
        EXACTLY(kappa_of(parted, 3, weights, arena), 0, 1, arena);
    }
}

/* The definition of 1960 and 1968, over marks instead of counts, by shares of agreement. */
static double second_kappa(const int64_t *counts, size_t levels, enum kappa_weights weights)
{
    double marks = 0, observed = 0, expected = 0, far = (double)(levels - 1);
    for (size_t i = 0; i < levels * levels; i++)
        marks += (double)counts[i];
    for (size_t i = 0; i < levels; i++)
        for (size_t j = 0; j < levels; j++) {
            double apart = fabs((double)i - (double)j), row = 0, column = 0;
            double weight = weights == KAPPA_UNWEIGHTED ? apart == 0
                            : weights == KAPPA_LINEAR   ? 1 - apart / far
                                                        : 1 - apart * apart / (far * far);
            for (size_t k = 0; k < levels; k++) {
                row += (double)counts[i * levels + k];
                column += (double)counts[k * levels + j];
            }
            observed += weight * (double)counts[i * levels + j] / marks;
            expected += weight * row * column / marks / marks;
        }
    return (observed - expected) / (1 - expected);
}

static void random_tables_fit_a_second_implementation(void **state)
{
    (void)state;
    struct random random = random_seeded(11);
    for (int t = 0; t < TABLES; t++) {
        SCOPED_ARENA(arena);
        int64_t counts[36], turned[36];
        size_t levels = 2 + (size_t)t % 5;
        for (size_t i = 0; i < levels * levels; i++)
            counts[i] = 1 + draw(&random, 40);
        for (size_t i = 0; i < levels * levels; i++)
            turned[i] = counts[i % levels * levels + i / levels];
        for (enum kappa_weights weights = KAPPA_UNWEIGHTED; weights <= KAPPA_QUADRATIC; weights++) {
            const struct rational *kappa = kappa_of(counts, levels, weights, arena);
            SECOND(kappa, second_kappa(counts, levels, weights));
            assert_int_equal(rational_compare(kappa, kappa_of(turned, levels, weights, arena)), 0);
            assert_true(rational_compare(kappa, rational_of(1, 1, arena)) < 0);
        }
    }
}

static void those_who_never_differ_have_one(void **state)
{
    (void)state;
    struct random random = random_seeded(12);
    for (int t = 0; t < TABLES; t++) {
        SCOPED_ARENA(arena);
        int64_t counts[36] = {0};
        size_t levels = 2 + (size_t)t % 5;
        for (size_t i = 0; i < levels; i++)
            counts[i * levels + i] = 1 + draw(&random, 1000);
        for (enum kappa_weights weights = KAPPA_UNWEIGHTED; weights <= KAPPA_QUADRATIC; weights++)
            EXACTLY(kappa_of(counts, levels, weights, arena), 1, 1, arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_table),
        cmocka_unit_test(where_chance_leaves_no_room_there_is_none),
        cmocka_unit_test(random_tables_fit_a_second_implementation),
        cmocka_unit_test(those_who_never_differ_have_one),
    };
    return cmocka_run_group_tests_name("assess/kappa", tests, NULL, NULL);
}
