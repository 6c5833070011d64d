#include "base/decimal.h"

#include "test.h"

static void reads_what_the_grammar_allows(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t millionths;
        int decimals;
        const char *shortest;
    } cases[] = {
        {"0", 0, 0, "0"},
        {"-0.0", 0, 1, "0"},
        {"75.0", 75000000, 1, "75"},
        {"-1.000001", -1000001, 6, "-1.000001"},
        {"0.5", 500000, 1, "0.5"},
        {"999999999.999999", 999999999999999, 6, "999999999.999999"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct decimal decimal;
        int decimals;
        assert_true(decimal_read(&decimal, &decimals, cases[i].text));
        assert_int_equal(decimal.millionths, cases[i].millionths);
        assert_int_equal(decimals, cases[i].decimals);
        assert_string_equal(decimal_text(decimal, arena), cases[i].shortest);
    }
}

static void refuses_everything_else(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",    "-",  "+1", "01",  "1.",    ".5",   "1.0000000", "1000000000", "1,5",
        "1e3", " 1", "1 ", "--1", "1.2.3", "0x10", "٣",         "-.5",        "00",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct decimal decimal;
        int decimals;
        if (decimal_read(&decimal, &decimals, cases[i]))
            fail_msg("read '%s'", cases[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_the_grammar_allows),
        cmocka_unit_test(refuses_everything_else),
    };
    return cmocka_run_group_tests_name("base/decimal", tests, NULL, NULL);
}
