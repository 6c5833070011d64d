#include "assess/severity.h"

#include "assess/confidence.h"
#include "assess/near.h"

#include <math.h>

#include "test.h"

enum { TABLES = 500, ATTEMPTS = 40 };

/* Hours of sleep gained by one drug over another ("Student", Biometrika 6 (1908) 1–25; R's sleep),
 * in tenths: the mean 1.58 and t = 4.0621, so its error is 1.58/4.0621. */
static void published_differences(void **state)
{
    (void)state;
    static const int64_t gained[] = {12, 24, 13, 13, 0, 10, 18, 8, 46, 14};
    SCOPED_ARENA(arena);
    struct severity severity = {0};
    for (size_t i = 0; i < COUNT(gained); i++)
        severity_add(&severity, 1, gained[i]);
    const struct rational *mean = severity_mean(&severity, arena);
    const struct rational *error = rational_root(severity_variance(&severity, arena), arena);
    EXACTLY(mean, 158, 10, arena);
    PUBLISHED(rational_divide(mean, error, arena), "4.0621");
    assert_true(confidence_excludes_zero(mean, severity_variance(&severity, arena), arena));
}

static double second_variance(const int64_t *lines, const int64_t *differences, int n)
{
    double all = 0, sum = 0, rest = 0;
    for (int i = 0; i < n; i++) {
        all += (double)lines[i];
        sum += (double)differences[i];
    }
    for (int i = 0; i < n; i++) {
        double left = (double)differences[i] - sum / all * (double)lines[i];
        rest += left * left;
    }
    return rest * n / (n - 1) / (all * all);
}

static void random_attempts_fit_a_second_implementation(void **state)
{
    (void)state;
    struct random random = random_seeded(51);
    for (int t = 0; t < TABLES; t++) {
        SCOPED_ARENA(arena);
        int64_t lines[2][ATTEMPTS], sums[2][ATTEMPTS];
        struct severity both[2] = {{0}, {0}};
        double means[2], variances[2];
        int n = 2 + t % (ATTEMPTS - 2);
        for (int s = 0; s < 2; s++) {
            int64_t all = 0, sum = 0;
            for (int i = 0; i < n; i++) {
                lines[s][i] = 1 + draw(&random, 8);
                sums[s][i] = draw(&random, 200) - 100;
                severity_add(&both[s], lines[s][i], sums[s][i]);
                all += lines[s][i];
                sum += sums[s][i];
            }
            means[s] = (double)sum / (double)all;
            variances[s] = second_variance(lines[s], sums[s], n);
            SECOND(severity_mean(&both[s], arena), means[s]);
            SECOND(severity_variance(&both[s], arena), variances[s]);
        }
        const struct rational *drift, *variance;
        severity_drift(&drift, &variance, &both[0], &both[1], arena);
        SECOND(drift, means[1] - means[0]);
        SECOND(variance, variances[0] + variances[1]);
    }
}

/* Two examiners of the same lines: what one is above, the other is below. */
static void severities_of_a_pair_mirror_each_other(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct random random = random_seeded(52);
    struct severity one = {0}, other = {0};
    for (int i = 0; i < 50; i++) {
        int64_t lines = 1 + draw(&random, 5), sum = draw(&random, 100) - 30;
        severity_add(&one, lines, sum);
        severity_add(&other, lines, -sum);
    }
    const struct rational *sum = rational_add(severity_mean(&one, arena),
                                              severity_mean(&other, arena), arena);
    assert_true(rational_is_zero(sum));
    assert_int_equal(
        rational_compare(severity_variance(&one, arena), severity_variance(&other, arena)), 0);
}

static void too_little_has_none(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct rational *drift, *variance;
    struct severity none = {0}, one = {0}, two = {0};
    severity_add(&one, 3, 10);
    severity_add(&two, 3, 10);
    severity_add(&two, 2, 0);
    assert_null(severity_mean(&none, arena));
    assert_null(severity_variance(&none, arena));
    assert_null(severity_variance(&one, arena));
    severity_drift(&drift, &variance, &two, &one, arena);
    assert_null(drift);
    assert_null(variance);
}

static void what_stands_out_from_chance(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct rational *one = rational_of(1, 1, arena);
    assert_false(confidence_excludes_zero(rational_of(195, 100, arena), one, arena));
    assert_true(confidence_excludes_zero(rational_of(197, 100, arena), one, arena));
    assert_true(confidence_excludes_zero(rational_of(-197, 100, arena), one, arena));
    assert_false(
        confidence_excludes_zero(rational_of(0, 1, arena), rational_of(0, 1, arena), arena));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_differences),
        cmocka_unit_test(random_attempts_fit_a_second_implementation),
        cmocka_unit_test(severities_of_a_pair_mirror_each_other),
        cmocka_unit_test(too_little_has_none),
        cmocka_unit_test(what_stands_out_from_chance),
    };
    return cmocka_run_group_tests_name("assess/severity", tests, NULL, NULL);
}
