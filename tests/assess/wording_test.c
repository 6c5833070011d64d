#include "assess/wording.h"

#include "test.h"

static void words_are_found_whole_and_in_any_case(void **state)
{
    (void)state;
    static const char *const words[] = {"and", "и", "жана", NULL};
    static const struct {
        const char *text, *found;
    } cases[] = {
        {"Taste and seasoning", "and"},
        {"AND", "and"},
        {"Вкус И приправы", "и"},
        {"Даамы (жана) татымалы", "жана"},
        {"«жана»", "жана"},
        {"this\u00a0and\u2014that", "and"},
        {"sand, andiron, band", NULL},
        {"и\u0306од", NULL}, /* й as и with a breve */
        {"Жанары", NULL},
        {"и2", NULL},
        {"", NULL},
        {"and0", NULL},
        {"and9", NULL},
        {"andz", NULL},
        {"and\u00c0", NULL},
        {"\u3000and\u303f", "and"},
        {"\u2000and\u206f", "and"},
        {"and\u00d7and", "and"},
        {"andandandandandandandandandandandandandandandandandandandandandand", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *found = wording_find(cases[i].text, words);
        if ((found == NULL) != (cases[i].found == NULL) ||
            (found && strcmp(found, cases[i].found) != 0))
            fail_msg("'%s': %s", cases[i].text, found ? found : "nothing");
    }
}

static void letters_of_kyrgyz_are_letters(void **state)
{
    (void)state;
    static const char *const words[] = {"ё", NULL};
    assert_non_null(wording_find("Ё", words));
    assert_null(wording_find("өё", words));
    assert_null(wording_find("ёңү", words));
}

static void numbers_have_one_form(void **state)
{
    (void)state;
    static const struct {
        const char *text, *numbers;
    } cases[] = {
        {"", ""},
        {"Hand washing", ""},
        {"Julienne 3 x 3 x 40 mm", "3 3 40"},
        {"40 мм x ３ x 3,0", "3 3 40"},
        {"82 to 85 °C", "82 85"},
        {"−18.50 °C", "18.5"},
        {"1,5.7", "1.5 7"},
        {"2, 3. 4", "2 3 4"},
        {"007 0,0 00.10 100", "0 0.1 100 7"},
        {"\u0663\u066b\u0665 \u06f4 \u0967", "1 3.5 4"},
        {"\uff11\uff0e\uff15", "1.5"},
        {"H2O, F1", "1 2"},
        {"12 и 9", "12 9"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        assert_string_equal(wording_numbers(cases[i].text, arena), cases[i].numbers);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_whole_and_in_any_case),
        cmocka_unit_test(letters_of_kyrgyz_are_letters),
        cmocka_unit_test(numbers_have_one_form),
    };
    return cmocka_run_group_tests_name("assess/wording", tests, NULL, NULL);
}
