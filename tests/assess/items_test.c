#include "assess/items.h"

#include "assess/icc.h"
#include "assess/near.h"

#include <math.h>

#include "test.h"

enum { TABLES = 500, CANDIDATES = 40, ITEMS = 4 };

/* Clerical employees about their departments (S. Chatterjee and B. Price, Regression Analysis by
 * Example, 1977; R's data set attitude); the answers are those of alpha(attitude) in R's psych. */
static const int64_t attitude[30][7] = {
    {43, 51, 30, 39, 61, 92, 45}, {63, 64, 51, 54, 63, 73, 47}, {71, 70, 68, 69, 76, 86, 48},
    {61, 63, 45, 47, 54, 84, 35}, {81, 78, 56, 66, 71, 83, 47}, {43, 55, 49, 44, 54, 49, 34},
    {58, 67, 42, 56, 66, 68, 35}, {71, 75, 50, 55, 70, 66, 41}, {72, 82, 72, 67, 71, 83, 31},
    {67, 61, 45, 47, 62, 80, 41}, {64, 53, 53, 58, 58, 67, 34}, {67, 60, 47, 39, 59, 74, 41},
    {69, 62, 57, 42, 55, 63, 25}, {68, 83, 83, 45, 59, 77, 35}, {77, 77, 54, 72, 79, 77, 46},
    {81, 90, 50, 72, 60, 54, 36}, {74, 85, 64, 69, 79, 79, 63}, {65, 60, 65, 75, 55, 80, 60},
    {65, 70, 46, 57, 75, 85, 46}, {50, 58, 68, 54, 64, 78, 52}, {50, 40, 33, 34, 43, 64, 33},
    {64, 61, 52, 62, 66, 80, 41}, {53, 66, 52, 50, 63, 80, 37}, {40, 37, 42, 58, 50, 57, 49},
    {63, 54, 42, 48, 66, 75, 33}, {66, 77, 66, 63, 88, 76, 72}, {78, 75, 58, 74, 80, 78, 49},
    {48, 57, 44, 45, 51, 83, 38}, {85, 85, 71, 71, 77, 74, 55}, {82, 82, 39, 59, 64, 78, 39},
};

static void published_table(void **state)
{
    (void)state;
    static const struct {
        size_t item;
        const char *corrected;
    } cases[] = {{0, "0.67"}, {1, "0.74"}, {3, "0.71"}, {4, "0.79"}, {5, "0.27"}, {6, "0.46"}};
    SCOPED_ARENA(arena);
    struct items items = items_make(7, arena);
    for (size_t i = 0; i < COUNT(attitude); i++)
        items_add(&items, attitude[i]);
    PUBLISHED(items_alpha(&items, arena), "0.84");
    for (size_t i = 0; i < COUNT(cases); i++)
        PUBLISHED(items_discrimination(&items, cases[i].item, arena), cases[i].corrected);
    PUBLISHED(items_difficulty(&items, 0, 100, arena), "0.6463");
}

/* C. Hoyt, Psychometrika 6 (1941) 153–160: alpha is the reliability of the mean of k raters that
 * ICC(3,1) steps up to; of Shrout and Fleiss's table .91 (their ICC(3,4)). */
static void alpha_is_hoyts_coefficient(void **state)
{
    (void)state;
    struct random random = random_seeded(41);
    for (int t = 0; t < TABLES; t++) {
        SCOPED_ARENA(arena);
        struct items items = items_make(ITEMS, arena);
        struct icc icc = {.raters = ITEMS};
        for (int i = 0; i < 3 + t % CANDIDATES; i++) {
            int64_t scores[ITEMS], ability = draw(&random, 50);
            for (int j = 0; j < ITEMS; j++)
                scores[j] = ability + draw(&random, 50);
            items_add(&items, scores);
            icc_add(&icc, scores);
        }
        const struct rational *one = icc_of(&icc, ICC_3_1, arena);
        const struct rational *up = rational_add(
            rational_of(1, 1, arena),
            rational_multiply(rational_of(ITEMS - 1, 1, arena), one, arena), arena);
        const struct rational *stepped = rational_divide(
            rational_multiply(rational_of(ITEMS, 1, arena), one, arena), up, arena);
        assert_int_equal(rational_compare(items_alpha(&items, arena), stepped), 0);
    }
}

static void shrout_and_fleiss_by_alpha(void **state)
{
    (void)state;
    static const int64_t scores[6][4] = {{9, 2, 5, 8}, {6, 1, 3, 2},  {8, 4, 6, 8},
                                         {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
    SCOPED_ARENA(arena);
    struct items items = items_make(4, arena);
    for (size_t i = 0; i < COUNT(scores); i++)
        items_add(&items, scores[i]);
    PUBLISHED(items_alpha(&items, arena), "0.91");
}

/* Kuder and Richardson's formula 20 (Psychometrika 2 (1937) 151–160): alpha of right and wrong. */
static double kuder_richardson(int64_t scores[][ITEMS], int n)
{
    double products = 0, mean = 0, variance = 0;
    for (int j = 0; j < ITEMS; j++) {
        double right = 0;
        for (int i = 0; i < n; i++)
            right += (double)scores[i][j] / n;
        products += right * (1 - right);
        mean += right;
    }
    for (int i = 0; i < n; i++) {
        double total = 0;
        for (int j = 0; j < ITEMS; j++)
            total += (double)scores[i][j];
        variance += (total - mean) * (total - mean) / n;
    }
    return (double)ITEMS / (ITEMS - 1) * (1 - products / variance);
}

/* Pearson's correlation of an item with the sum of the others, from the scores themselves. */
static double second_discrimination(int64_t scores[][ITEMS], int n, int item)
{
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (int pass = 0; pass < 2; pass++) {
        double mean_x = x / n, mean_y = y / n;
        for (int i = 0; i < n; i++) {
            double own = (double)scores[i][item], others = -own;
            for (int j = 0; j < ITEMS; j++)
                others += (double)scores[i][j];
            x += pass ? 0 : own;
            y += pass ? 0 : others;
            xx += pass ? (own - mean_x) * (own - mean_x) : 0;
            yy += pass ? (others - mean_y) * (others - mean_y) : 0;
            xy += pass ? (own - mean_x) * (others - mean_y) : 0;
        }
    }
    return xy / sqrt(xx * yy);
}

static void random_tables_fit_a_second_implementation(void **state)
{
    (void)state;
    struct random random = random_seeded(42);
    for (int t = 0; t < TABLES; t++) {
        SCOPED_ARENA(arena);
        int64_t scores[CANDIDATES][ITEMS];
        int n = 12 + t % (CANDIDATES - 12);
        struct items items = items_make(ITEMS, arena);
        for (int i = 0; i < n; i++) {
            int64_t able = draw(&random, 2);
            for (int j = 0; j < ITEMS; j++)
                scores[i][j] = i == j || (i > ITEMS && draw(&random, 3) < 1 + able);
            items_add(&items, scores[i]);
        }
        double alpha = kuder_richardson(scores, n);
        SECOND(items_alpha(&items, arena), alpha);
        for (int j = 0; j < ITEMS; j++)
            SECOND(items_discrimination(&items, (size_t)j, arena),
                   second_discrimination(scores, n, j));
    }
}

static void what_does_not_vary_has_none(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct items items = items_make(3, arena), one = items_make(1, arena);
    assert_null(items_difficulty(&items, 0, 100, arena));
    assert_null(items_alpha(&items, arena));
    assert_null(items_error_squared(&items, arena));
    assert_null(items_discrimination(&items, 0, arena));
    items_add(&items, (const int64_t[]){100, 0, 50});
    items_add(&items, (const int64_t[]){100, 100, 50});
    assert_null(items_discrimination(&items, 0, arena)); /* everybody has it */
    assert_null(items_discrimination(&items, 1, arena)); /* the others are alike */
    items_add(&one, (const int64_t[]){1});
    items_add(&one, (const int64_t[]){2});
    assert_null(items_alpha(&one, arena));
}

/* Two items that always agree: no error; two that have nothing in common: all is error. */
static void the_error_of_measurement(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct items same = items_make(2, arena), apart = items_make(2, arena);
    for (int64_t i = 0; i < 4; i++) {
        items_add(&same, (const int64_t[]){i, i});
        items_add(&apart, (const int64_t[]){i / 2, i % 2});
    }
    EXACTLY(items_alpha(&same, arena), 1, 1, arena);
    EXACTLY(items_error_squared(&same, arena), 0, 1, arena);
    EXACTLY(items_alpha(&apart, arena), 0, 1, arena);
    EXACTLY(items_error_squared(&apart, arena), 2, 3, arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_table),
        cmocka_unit_test(alpha_is_hoyts_coefficient),
        cmocka_unit_test(shrout_and_fleiss_by_alpha),
        cmocka_unit_test(random_tables_fit_a_second_implementation),
        cmocka_unit_test(what_does_not_vary_has_none),
        cmocka_unit_test(the_error_of_measurement),
    };
    return cmocka_run_group_tests_name("assess/items", tests, NULL, NULL);
}
