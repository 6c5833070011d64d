#include "base/rational.h"

#include "test.h"

static const struct rational *decimal(const char *text, struct arena *arena)
{
    struct decimal read;
    int decimals;
    assert_true(decimal_read(&read, &decimals, text));
    return rational_of_decimal(read, arena);
}

static void computes_without_rounding(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct rational *third = rational_of(-1, -3, arena), *sum = rational_of(0, 7, arena);
    assert_true(rational_is_zero(sum));
    for (int i = 0; i < 3; i++)
        sum = rational_add(sum, third, arena);
    assert_int_equal(rational_compare(sum, rational_of(1, 1, arena)), 0);
    const struct rational *product = rational_multiply(decimal("0.1", arena), third, arena);
    assert_int_equal(rational_compare(product, rational_of(1, 30, arena)), 0);
    const struct rational *left = rational_subtract(third, decimal("0.5", arena), arena);
    assert_int_equal(rational_compare(left, rational_of(-1, 6, arena)), 0);
    assert_int_equal(
        rational_compare(rational_absolute(left, arena), rational_of(INT64_C(1), 6, arena)), 0);
    const struct rational *ratio = rational_divide(left, third, arena);
    assert_int_equal(rational_compare(ratio, decimal("-0.5", arena)), 0);
}

static void tells_apart_what_floating_point_cannot(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct rational *one = rational_of(1, 1, arena), *near = one;
    for (int i = 0; i < 20; i++)
        near = rational_multiply(near, rational_of(INT64_MAX - 1, INT64_MAX, arena), arena);
    assert_true(rational_compare(near, one) < 0);
    assert_true(rational_compare(one, near) > 0);
    assert_true(rational_compare(rational_of(INT64_MIN, 1, arena), near) < 0);
}

static void is_shown_cut_and_says_so(void **state)
{
    (void)state;
    static const struct {
        int64_t numerator, denominator;
        const char *text;
    } cases[] = {
        {0, 5, "0"},
        {100, 1, "100"},
        {-5, 2, "-2.5"},
        {1, 1000000, "0.000001"},
        {-1, 3, "-0.333333… (-1/3)"},
        {200, 3, "66.666666… (200/3)"},
        {1, 10000000, "0.000000… (1/10000000)"},
        {INT64_MIN, 1, "-9223372036854775808"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        assert_string_equal(
            rational_text(rational_of(cases[i].numerator, cases[i].denominator, arena), arena),
            cases[i].text);
    }
    SCOPED_ARENA(arena);
    const struct rational *tiny = rational_of(1, INT64_MAX, arena);
    assert_string_equal(rational_text(rational_multiply(tiny, tiny, arena), arena), "0.000000…");
}

static void shows_so_many_decimals(void **state)
{
    (void)state;
    static const struct {
        int64_t numerator, denominator;
        int decimals;
        const char *text;
    } cases[] = {
        {-1, 3, 4, "-0.3333"},  {2, 3, 4, "0.6666"}, {0, 1, 2, "0.00"},  {-1, 1000, 2, "0.00"},
        {2469, 100, 1, "24.6"}, {5, 1, 3, "5.000"},  {-5, 1, 1, "-5.0"},
    };
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(
            rational_decimals(rational_of(cases[i].numerator, cases[i].denominator, arena),
                              cases[i].decimals, arena),
            cases[i].text);
}

static void roots_and_powers_are_nearest_from_below(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct {
        const struct rational *got;
        const char *text;
    } cases[] = {
        {rational_root(rational_of(2, 1, arena), arena), "1.414213562373"},
        {rational_root(rational_of(1, 3, arena), arena), "0.577350269189"},
        {rational_root(rational_of(9, 4, arena), arena), "1.500000000000"},
        {rational_root(rational_of(0, 1, arena), arena), "0.000000000000"},
        {rational_exponential(rational_of(0, 1, arena), arena), "1.000000000000"},
        {rational_exponential(rational_of(1, 1, arena), arena), "2.718281828459"},
        {rational_exponential(rational_of(1, 2, arena), arena), "1.648721270700"},
        {rational_exponential(rational_of(20, 1, arena), arena), "485165195.409790277969"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(rational_decimals(cases[i].got, 12, arena), cases[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(computes_without_rounding),
        cmocka_unit_test(tells_apart_what_floating_point_cannot),
        cmocka_unit_test(is_shown_cut_and_says_so),
        cmocka_unit_test(shows_so_many_decimals),
        cmocka_unit_test(roots_and_powers_are_nearest_from_below),
    };
    return cmocka_run_group_tests_name("base/rational", tests, NULL, NULL);
}
