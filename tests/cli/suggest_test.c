#include "cli/suggest.h"

#include "test.h"

static void counts_slips(void **state)
{
    (void)state;
    assert_int_equal(word_distance("sheet", "sheet"), 0);
    assert_int_equal(word_distance("shet", "sheet"), 1);
    assert_int_equal(word_distance("sheeet", "sheet"), 1);
    assert_int_equal(word_distance("sheat", "sheet"), 1);
    assert_int_equal(word_distance("hseet", "sheet"), 1);
    assert_int_equal(word_distance("", "sheet"), 5);
    assert_int_equal(word_distance("kitten", "sitting"), 3);
}

static void suggests_what_is_near_and_nothing_else(void **state)
{
    (void)state;
    assert_string_equal(suggest_nearer("lits", NULL, "list"), "list");
    assert_null(suggest_nearer("lits", NULL, "publish"));
    assert_string_equal(suggest_nearer("lits", "list", "lots"), "list");
    assert_string_equal(suggest_nearer("lots", "list", "lots"), "lots");
    assert_null(suggest_nearer("of", NULL, "by")); /* everything is near to a short word */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_slips),
        cmocka_unit_test(suggests_what_is_near_and_nothing_else),
    };
    return cmocka_run_group_tests_name("cli/suggest", tests, NULL, NULL);
}
