/* The table of routes itself: whole, without contradiction, and told truly by the document. */
#include "web/route.h"

#include "base/text.h"
#include "web/openapi.h"

#include "test.h"

/* The names in {…} of a path, in order, are its inputs of the path. */
static void names_what_its_path_holds(const struct route *route, struct arena *arena)
{
    const struct input *input = route->inputs;
    for (const char *at = route->path; (at = strchr(at, '{')); at++) {
        while (input && input->name && input->in != IN_PATH)
            input++;
        const char *name = arena_text_n(arena, at + 1, strcspn(at + 1, "}"));
        if (!input || !input->name || !text_equal(input->name, name))
            fail_msg("%s: '%s' is no input in its place", route->path, name);
        input++;
    }
    for (; input && input->name; input++)
        assert_int_not_equal(input->in, IN_PATH);
}

static bool has_input(const struct route *route, const char *name)
{
    for (const struct input *input = route->inputs; input && input->name; input++)
        if (text_equal(input->name, name))
            return !input->may_be_missing;
    return false;
}

static void each_route_is_whole(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    for (const struct route *route = routes; route->method; route++) {
        bool changes = !text_equal(route->method, "GET"), has_body = false;
        for (const struct input *input = route->inputs; input && input->name; input++) {
            has_body = has_body || input->in == IN_BODY;
            assert_true(input->limit > 0 && input->summary);
        }
        names_what_its_path_holds(route, arena);
        assert_true(route->access > ACCESS_NOBODY && route->access < ACCESS_COUNT);
        assert_true(route->run && route->answers && route->summary);
        assert_true(!changes || text_equal(route->method, "POST"));
        if (changes != (route->csrf != CSRF_NONE))
            fail_msg("%s %s: what changes something shows where it comes from, and nothing else",
                     route->method, route->path);
        assert_true(route->csrf != CSRF_TOKEN || route->access == ACCESS_SESSION);
        assert_true(route->access != ACCESS_SESSION || !changes || route->csrf == CSRF_TOKEN);
        assert_true(changes || route->place != PLACE_WRITER);
        assert_true(!has_body || route->body_limit);
        assert_true(route->owner != OWNER_TABLET || has_input(route, "device"));
        assert_true(route->owner != OWNER_SELF || has_input(route, "person"));
    }
}

static void no_two_routes_meet(void **state)
{
    (void)state;
    for (const struct route *a = routes; a->method; a++)
        for (const struct route *b = a + 1; b->method; b++)
            assert_false(text_equal(a->path, b->path) && text_equal(a->method, b->method));
}

static void the_document_tells_every_route(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *paths = value_get(openapi_of(routes, arena), "paths");
    size_t told = 0, there = 0;
    for (size_t i = 0; i < value_size(paths); i++)
        told += value_size(value_at(paths, i));
    for (const struct route *route = routes; route->method; route++, there++) {
        struct value *path = value_get(paths, route->path);
        struct value *operation = value_get(path,
                                            text_equal(route->method, "GET") ? "get" : "post");
        assert_non_null(operation);
        assert_string_equal(value_text(value_get(operation, "summary")), route->summary);
        assert_true(!value_get(operation, "requestBody") == !route->body_limit);
        size_t parameters = route->csrf == CSRF_TOKEN;
        for (const struct input *input = route->inputs; input && input->name; input++)
            parameters += input->in != IN_BODY;
        assert_int_equal(value_size(value_get(operation, "parameters")), parameters);
    }
    assert_int_equal(told, there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_route_is_whole),
        cmocka_unit_test(no_two_routes_meet),
        cmocka_unit_test(the_document_tells_every_route),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
