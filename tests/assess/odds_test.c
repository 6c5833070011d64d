#include "assess/odds.h"

#include "assess/near.h"

#include <math.h>

#include "test.h"

enum { TABLES = 1000 };

/* Admissions at Berkeley in 1973 (Bickel, Hammel and O'Connell, Science 187 (1975) 398–404), men
 * against women by department; what R's mantelhaen.test(UCBAdmissions) prints. */
static const struct odds admissions[] = {
    {512, 313, 89, 19},   {353, 207, 17, 8},  {120, 205, 202, 391},
    {138, 279, 131, 244}, {53, 138, 94, 299}, {22, 351, 24, 317},
};

static void published_table(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct rational *low, *high;
    odds_interval(&low, &high, admissions, COUNT(admissions), arena);
    PUBLISHED(odds_ratio(admissions, COUNT(admissions), arena), "0.9046968");
    PUBLISHED(odds_ratio(admissions, COUNT(admissions), arena), "0.9046968283");
    PUBLISHED(low, "0.7719074");
    PUBLISHED(high, "1.0603298");
    PUBLISHED(odds_chi_square(admissions, COUNT(admissions), arena), "1.4269");
}

/* One table alone is its own odds ratio, and Woolf's variance is Robins's. */
static void one_stratum_is_the_plain_odds_ratio(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct odds alone = {10, 20, 30, 15};
    const struct rational *low, *high;
    EXACTLY(odds_ratio(&alone, 1, arena), 10 * 15, 20 * 30, arena);
    odds_interval(&low, &high, &alone, 1, arena);
    double reach = 1.959963984540054 * sqrt(1. / 10 + 1. / 20 + 1. / 30 + 1. / 15);
    SECOND(low, 0.25 * exp(-reach));
    SECOND(high, 0.25 * exp(reach));
}

static double second_ratio(const struct odds *strata, size_t count)
{
    double over = 0, under = 0;
    for (size_t i = 0; i < count; i++) {
        double a = (double)strata[i].passed, b = (double)strata[i].failed;
        double c = (double)strata[i].other_passed, d = (double)strata[i].other_failed;
        over += a * d / (a + b + c + d);
        under += b * c / (a + b + c + d);
    }
    return over / under;
}

static double second_reach(const struct odds *strata, size_t count)
{
    double r = 0, s = 0, pr = 0, ps_qr = 0, qs = 0;
    for (size_t i = 0; i < count; i++) {
        double a = (double)strata[i].passed, b = (double)strata[i].failed;
        double c = (double)strata[i].other_passed, d = (double)strata[i].other_failed;
        double n = a + b + c + d;
        r += a * d / n;
        s += b * c / n;
        pr += (a + d) / n * a * d / n;
        ps_qr += (a + d) / n * b * c / n + (b + c) / n * a * d / n;
        qs += (b + c) / n * b * c / n;
    }
    return 1.959963984540054 * sqrt(pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s));
}

static double second_chi_square(const struct odds *strata, size_t count)
{
    double apart = 0, variance = 0;
    for (size_t i = 0; i < count; i++) {
        double a = (double)strata[i].passed, b = (double)strata[i].failed;
        double c = (double)strata[i].other_passed, d = (double)strata[i].other_failed;
        double n = a + b + c + d;
        apart += a - (a + b) * (a + c) / n;
        variance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1));
    }
    double left = fmax(0, fabs(apart) - 0.5);
    return left * left / variance;
}

static void random_tables_fit_a_second_implementation(void **state)
{
    (void)state;
    struct random random = random_seeded(31);
    for (int t = 0; t < TABLES; t++) {
        SCOPED_ARENA(arena);
        struct odds strata[6], turned[6];
        size_t count = 1 + (size_t)t % 6;
        for (size_t i = 0; i < count; i++) {
            strata[i] = (struct odds){1 + draw(&random, 50), 1 + draw(&random, 50),
                                      1 + draw(&random, 50), 1 + draw(&random, 50)};
            turned[i] = (struct odds){strata[i].other_passed, strata[i].other_failed,
                                      strata[i].passed, strata[i].failed};
        }
        const struct rational *ratio = odds_ratio(strata, count, arena), *low, *high;
        double second = second_ratio(strata, count), reach = second_reach(strata, count);
        odds_interval(&low, &high, strata, count, arena);
        SECOND(ratio, second);
        SECOND(low, second * exp(-reach));
        SECOND(high, second * exp(reach));
        SECOND(odds_chi_square(strata, count, arena), second_chi_square(strata, count));
        const struct rational *back = odds_ratio(turned, count, arena);
        EXACTLY(rational_multiply(ratio, back, arena), 1, 1, arena);
    }
}

static void where_nothing_can_be_told_there_is_none(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct rational *low, *high;
    const struct odds all_pass[] = {{5, 0, 7, 0}, {0, 0, 0, 0}, {1, 0, 0, 0}};
    const struct odds parted = {9, 0, 0, 8}, even = {5, 5, 5, 5};
    assert_null(odds_ratio(all_pass, COUNT(all_pass), arena));
    assert_null(odds_chi_square(all_pass, COUNT(all_pass), arena));
    assert_null(odds_ratio(&parted, 1, arena));
    odds_interval(&low, &high, &parted, 1, arena);
    assert_null(low);
    assert_null(high);
    assert_non_null(odds_chi_square(&parted, 1, arena));
    EXACTLY(odds_chi_square(&even, 1, arena), 0, 1, arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_table),
        cmocka_unit_test(one_stratum_is_the_plain_odds_ratio),
        cmocka_unit_test(random_tables_fit_a_second_implementation),
        cmocka_unit_test(where_nothing_can_be_told_there_is_none),
    };
    return cmocka_run_group_tests_name("assess/odds", tests, NULL, NULL);
}
