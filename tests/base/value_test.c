#include "base/value.h"

#include "test.h"

static char *canonical(const char *text, struct arena *arena)
{
    struct value *value;
    OK(value_parse(&value, bytes_of_text(text), "test", arena));
    return value_canonical(value, arena);
}

static void canonical_form_sorts_keys_by_utf16_units(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    /* RFC 8785, 3.2.3: the order of the example there */
    assert_string_equal(canonical("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,"
                                  "\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}",
                                  arena),
                        "{\"\\r\":2,\"1\":4,\"\xc2\x80\":6,\"\xc3\xb6\":7,\"\xe2\x82\xac\":1,"
                        "\"\xf0\x9f\x98\x80\":5,\"\xef\xac\xb3\":3}");
    assert_string_equal(canonical(" [ true , null , \"\\u000f\\n\\/\" , -7 ] ", arena),
                        "[true,null,\"\\u000f\\n/\",-7]");
}

static void refuses_what_is_not_strict(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"{\"a\":1,\"a\":2}", "duplicate"},
        {"{\"a\":1.5}", "'a' is not a whole number"},
        {"[1e3]", "not a whole number"},
        {"\"\\u0000\"", "test:1:"},
        {"\"\xff\"", "test:1:"},
        {"{\"a\":1} x", "test:1:"},
        {"", "test:1:"},
        {"{\n\"a\":}", "test:2:"},
        {"9007199254740993", "too large"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct value *value;
        FAILS(value_parse(&value, bytes_of_text(cases[i].text), "test", arena), ERROR_REFUSED,
              cases[i].says);
    }
}

static void refuses_deep_nesting_at_once(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *deep = arena_alloc(arena, 20001);
    memset(deep, '[', 20000);
    struct value *value;
    FAILS(value_parse(&value, bytes_of_text(deep), "test", arena), ERROR_REFUSED, "");
    memset(deep + 65, 0, 1);
    char *closed = arena_format(
        arena, "%s%s", deep, "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
    FAILS(value_parse(&value, bytes_of_text(closed), "test", arena), ERROR_REFUSED, "64 levels");
}

static void members_are_asked_for_by_kind(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *value, *member;
    const char *text;
    OK(value_parse(&value, bytes_of_text("{\"n\":3,\"t\":\"x\",\"e\":\"\"}"), "test", arena));
    OK(value_need_text(&text, value, "t"));
    assert_string_equal(text, "x");
    FAILS(value_need_text(&text, value, "n"), ERROR_REFUSED,
          "'n' is a whole number instead of text");
    FAILS(value_need_text(&text, value, "e"), ERROR_REFUSED, "'e' is empty");
    FAILS(value_need(&member, value, "z", VALUE_TEXT), ERROR_REFUSED, "'z' is missing");
    FAILS(value_only(value, (const char *const[]){"n", "t", NULL}), ERROR_REFUSED, "'e'");
    OK(value_only(value, (const char *const[]){"n", "t", "e", NULL}));
    assert_string_equal(value_key_at(value, 1), "t");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_form_sorts_keys_by_utf16_units),
        cmocka_unit_test(refuses_what_is_not_strict),
        cmocka_unit_test(refuses_deep_nesting_at_once),
        cmocka_unit_test(members_are_asked_for_by_kind),
    };
    return cmocka_run_group_tests_name("base/value", tests, NULL, NULL);
}
