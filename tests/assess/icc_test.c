#include "assess/icc.h"

#include "assess/near.h"

#include "test.h"

enum { TABLES = 1000, TARGETS = 40 };

static void published_table(void **state)
{
    (void)state;
    static const int64_t scores[6][4] = {{9, 2, 5, 8}, {6, 1, 3, 2},  {8, 4, 6, 8},
                                         {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
    SCOPED_ARENA(arena);
    struct icc icc = {.raters = 4};
    for (size_t i = 0; i < COUNT(scores); i++)
        icc_add(&icc, scores[i]);
    PUBLISHED(icc_of(&icc, ICC_1_1, arena), "0.17"); /* Shrout and Fleiss, table 4 */
    PUBLISHED(icc_of(&icc, ICC_2_1, arena), "0.29");
    PUBLISHED(icc_of(&icc, ICC_3_1, arena), "0.71");
    PUBLISHED(icc_of(&icc, ICC_1_1, arena), "0.1657417684");
    PUBLISHED(icc_of(&icc, ICC_2_1, arena), "0.2897637795");
    PUBLISHED(icc_of(&icc, ICC_3_1, arena), "0.7148407148");
}

/* The definitions: means of rows, columns and all, and what is left between them and the scores. */
static double second_icc(int64_t scores[][ICC_RATERS], int n, int k, enum icc_form form)
{
    double all = 0, between = 0, within = 0, raters = 0, rest = 0;
    double rows[TARGETS] = {0}, columns[ICC_RATERS] = {0};
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++) {
            double score = (double)scores[i][j];
            rows[i] += score / k;
            columns[j] += score / n;
            all += score / n / k;
        }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++) {
            double score = (double)scores[i][j], left = score - rows[i] - columns[j] + all;
            between += (rows[i] - all) * (rows[i] - all);
            within += (score - rows[i]) * (score - rows[i]);
            raters += (columns[j] - all) * (columns[j] - all);
            rest += left * left;
        }
    double bms = between / (n - 1), wms = within / n / (k - 1), jms = raters / (k - 1);
    double ems = rest / (n - 1) / (k - 1);
    if (form == ICC_1_1)
        return (bms - wms) / (bms + (k - 1) * wms);
    if (form == ICC_3_1)
        return (bms - ems) / (bms + (k - 1) * ems);
    return (bms - ems) / (bms + (k - 1) * ems + k * (jms - ems) / n);
}

static void random_tables_fit_a_second_implementation(void **state)
{
    (void)state;
    struct random random = random_seeded(21);
    for (int t = 0; t < TABLES; t++) {
        SCOPED_ARENA(arena);
        int64_t scores[TARGETS][ICC_RATERS] = {{0}};
        int n = 3 + t % (TARGETS - 3);
        struct icc icc = {.raters = 2 + t % 3};
        for (int i = 0; i < n; i++) {
            int64_t true_score = draw(&random, 80);
            for (int j = 0; j < icc.raters; j++)
                scores[i][j] = true_score + draw(&random, 10 + t % 30);
            icc_add(&icc, scores[i]);
        }
        for (enum icc_form form = ICC_1_1; form <= ICC_3_1; form++)
            SECOND(icc_of(&icc, form, arena), second_icc(scores, n, icc.raters, form));
    }
}

/* Who is always two points more severe is consistent, but does not agree. */
static void what_each_form_means(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct icc same = {.raters = 2}, shifted = {.raters = 2};
    for (int64_t i = 0; i < 10; i++) {
        icc_add(&same, (const int64_t[]){i, i});
        icc_add(&shifted, (const int64_t[]){i, i + 2});
    }
    for (enum icc_form form = ICC_1_1; form <= ICC_3_1; form++)
        EXACTLY(icc_of(&same, form, arena), 1, 1, arena);
    EXACTLY(icc_of(&shifted, ICC_3_1, arena), 1, 1, arena);
    const struct rational *agreement = icc_of(&shifted, ICC_2_1, arena);
    assert_true(rational_compare(agreement, rational_of(9, 10, arena)) < 0);
}

static void what_does_not_differ_has_none(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct icc icc = {.raters = 2};
    assert_null(icc_of(&icc, ICC_1_1, arena));
    icc_add(&icc, (const int64_t[]){5, 5});
    assert_null(icc_of(&icc, ICC_1_1, arena));
    icc_add(&icc, (const int64_t[]){5, 5});
    for (enum icc_form form = ICC_1_1; form <= ICC_3_1; form++)
        assert_null(icc_of(&icc, form, arena));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_table),
        cmocka_unit_test(random_tables_fit_a_second_implementation),
        cmocka_unit_test(what_each_form_means),
        cmocka_unit_test(what_does_not_differ_has_none),
    };
    return cmocka_run_group_tests_name("assess/icc", tests, NULL, NULL);
}
