/* What goes into a visit is read strictly, and paths find their routes. */
#include "web/input.h"

#include "test.h"

static const struct input some_inputs[] = {
    {"day", IN_PATH, INPUT_DAY, 10, false, "the day"},
    {"who", IN_PATH, INPUT_REF, 40, false, "who"},
    {"page", IN_QUERY, INPUT_NUMBER, 100, true, "the page"},
    {"word", IN_QUERY, INPUT_TEXT, 5, true, "a word"},
    {"name", IN_BODY, INPUT_TEXT, 5, false, "the name"},
    {"at", IN_BODY, INPUT_INSTANT, 20, true, "when"},
    {"count", IN_BODY, INPUT_NUMBER, 9, true, "how many"},
    {"list", IN_BODY, INPUT_LIST, 2, true, "some"},
    {NULL, 0, 0, 0, false, NULL},
};
static const struct route table[] = {
    {.method = "POST", .path = "/a/{day}/{who}", .body_limit = 100, .inputs = some_inputs},
    {.method = "GET", .path = "/a/{day}/{who}", .inputs = some_inputs},
    {.method = "GET", .path = "/a"},
    {.method = NULL},
};

static const struct {
    const char *path, *query, *body, *says; /* NULL: it is right */
} cases[] = {
    {"/a/2026-11-28/x", NULL, "{\"name\":\"абвгд\"}", NULL},
    {"/a/2026%2d11-28/x", "page=7&word=%d0%b0+b", "{\"name\":\"a\",\"count\":9}", NULL},
    {"/a/2026-11-28/x", "", "{\"name\":\"a\",\"list\":[1,2],\"at\":\"2026-11-28T00:00:00Z\"}",
     NULL},
    {"/a/2026-02-30/x", NULL, "{\"name\":\"a\"}", "'day' is not"},
    {"/a/2026-11-28/x%2fy", NULL, "{\"name\":\"a\"}", "'who' is not"},
    {"/a/2026-11-28/%00", NULL, "{\"name\":\"a\"}", "not UTF-8"},
    {"/a/2026-11-28/%c0%af", NULL, "{\"name\":\"a\"}", "not UTF-8"},
    {"/a/2026-11-28/%4", NULL, "{\"name\":\"a\"}", "cut short"},
    {"/a/2026-11-28/%4g", NULL, "{\"name\":\"a\"}", "cut short"},
    {"/a/2026-11-28/x", "page=101", "{\"name\":\"a\"}", "'page' is not"},
    {"/a/2026-11-28/x", "page=-1", "{\"name\":\"a\"}", "'page' is not"},
    {"/a/2026-11-28/x", "page=9999999999999999", "{\"name\":\"a\"}", "'page' is not"},
    {"/a/2026-11-28/x", "page=1&page=1", "{\"name\":\"a\"}", "twice"},
    {"/a/2026-11-28/x", "other=1", "{\"name\":\"a\"}", "not asked"},
    {"/a/2026-11-28/x", "day=2026-11-28", "{\"name\":\"a\"}", "not asked"},
    {"/a/2026-11-28/x", "word=abcdef", "{\"name\":\"a\"}", "'word' is not"},
    {"/a/2026-11-28/x", "word=&page=", "{\"name\":\"a\"}", NULL},
    {"/a/2026-11-28/x", "word=+&word=a", "{\"name\":\"a\"}", "twice"},
    {"/a/2026-11-28/x", "word=%1b", "{\"name\":\"a\"}", "'word' is not"},
    {"/a/2026-11-28/x", "a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q", "{\"name\":\"a\"}", "not asked"},
    {"/a/2026-11-28/x", NULL, "", "not a JSON object"},
    {"/a/2026-11-28/x", NULL, "[]", "not a JSON object"},
    {"/a/2026-11-28/x", NULL, "{\"name\":\"a\"} x", "not a JSON object"},
    {"/a/2026-11-28/x", NULL, "{\"name\":\"a\",\"name\":\"a\"}", "not a JSON object"},
    {"/a/2026-11-28/x", NULL, "{}", "'name' is missing"},
    {"/a/2026-11-28/x", NULL, "{\"name\":null}", "'name' is not"},
    {"/a/2026-11-28/x", NULL, "{\"name\":1}", "'name' is not"},
    {"/a/2026-11-28/x", NULL, "{\"name\":\"\"}", "'name' is not"},
    {"/a/2026-11-28/x", NULL, "{\"name\":\"a\",\"count\":10}", "'count' is not"},
    {"/a/2026-11-28/x", NULL, "{\"name\":\"a\",\"count\":\"1\"}", "'count' is not"},
    {"/a/2026-11-28/x", NULL, "{\"name\":\"a\",\"list\":[]}", "'list' is not"},
    {"/a/2026-11-28/x", NULL, "{\"name\":\"a\",\"list\":[1,2,3]}", "'list' is not"},
    {"/a/2026-11-28/x", NULL, "{\"name\":\"a\",\"at\":\"now\"}", "'at' is not"},
    {"/a/2026-11-28/x", NULL, "{\"name\":\"a\",\"more\":1}", "not asked"},
};

static void each_of_its_kind_and_none_besides(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *allowed;
        struct bytes values[ROUTE_VALUES];
        struct value *inputs;
        const struct route *route = route_find(&allowed, values, table, "POST",
                                               bytes_of_text(cases[i].path), arena);
        assert_ptr_equal(route, &table[0]);
        struct error *error = input_read(&inputs, route, values, cases[i].query,
                                         bytes_of_text(cases[i].body), arena);
        if (cases[i].says)
            FAILS(error, ERROR_USAGE, cases[i].says);
        else
            OK(error);
    }
}

static void what_was_read(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *allowed;
    struct bytes values[ROUTE_VALUES];
    struct value *inputs;
    const struct route *route = route_find(&allowed, values, table, "POST",
                                           bytes_of_text("/a/2026-11-28/%41b"), arena);
    OK(input_read(&inputs, route, values, "word=%d0%b0+b&page=7", bytes_of_text("{\"name\":\"c\"}"),
                  arena));
    assert_string_equal(value_canonical(inputs, arena),
                        "{\"day\":\"2026-11-28\",\"name\":\"c\",\"page\":7,\"who\":\"Ab\","
                        "\"word\":\"а b\"}");
}

static void paths_find_their_routes(void **state)
{
    static const struct {
        const char *method, *path, *allowed;
        int route; /* −1: none */
    } finds[] = {
        {"GET", "/a", NULL, 2},          {"HEAD", "/a", NULL, 2},
        {"POST", "/a", "GET, HEAD", -1}, {"DELETE", "/a/b/c", "POST, GET, HEAD", -1},
        {"GET", "/a/", NULL, -1},        {"GET", "/a/b/", NULL, -1},
        {"GET", "/a//c", NULL, -1},      {"GET", "/a/b/c/d", NULL, -1},
        {"GET", "/A", NULL, -1},         {"get", "/a", "GET, HEAD", -1},
        {"", "/a", "GET, HEAD", -1},     {"GET", "", NULL, -1},
        {"GET", "/a/b/c", NULL, 1},      {"HEAD", "/a/../c", NULL, 1},
    };
    (void)state;
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(finds); i++) {
        const char *allowed;
        struct bytes values[ROUTE_VALUES];
        const struct route *route = route_find(&allowed, values, table, finds[i].method,
                                               bytes_of_text(finds[i].path), arena);
        assert_ptr_equal(route, finds[i].route < 0 ? NULL : &table[finds[i].route]);
        if (finds[i].route < 0 && finds[i].allowed)
            assert_string_equal(allowed, finds[i].allowed);
        else if (finds[i].route < 0)
            assert_null(allowed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_of_its_kind_and_none_besides),
        cmocka_unit_test(what_was_read),
        cmocka_unit_test(paths_find_their_routes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
