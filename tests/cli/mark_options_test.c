#include "cli/mark_options.h"

#include "cli/command.h"
#include "test.h"

static fallible do_nothing(struct call *call)
{
    (void)call;
    return NULL;
}

static const struct command_option options[] = {{"--check", "yes|no", ""},
                                                {"--level", "LEVEL", ""},
                                                {"--readings", "LIST", ""},
                                                {"--na", "REASON", ""},
                                                {NULL, NULL, NULL}};
static const struct command table[] = {
    {"mark", NULL, "", do_nothing, NEEDS_NOTHING, "mark", options},
    {NULL, NULL, NULL, NULL, NEEDS_NOTHING, NULL, NULL},
};

static struct error *read_mark(struct value **out, struct arena *arena, int count,
                               char *const *words)
{
    struct call call = {.arena = arena};
    TRY(command_read(&call, table, count, words));
    return mark_options_read(out, &call);
}

static void each_kind_of_mark_is_an_events_body(void **state)
{
    (void)state;
    static const struct {
        const char *option, *text, *json;
    } cases[] = {
        {"--check", "yes", "{\"check\":true}"},
        {"--check", "no", "{\"check\":false}"},
        {"--level", "f1", "{\"level\":\"f1\"}"},
        {"--readings", "82.1", "{\"readings\":[\"82.1\"]}"},
        {"--readings", "82.1 83, -4", "{\"readings\":[\"82.1\",\"83\",\"-4\"]}"},
        {"--readings", "120/300 90/300", "{\"readings\":[[\"120\",\"300\"],[\"90\",\"300\"]]}"},
        {"--readings", "", "{\"readings\":[]}"},
        {"--na", "scale_fault", "{\"na\":\"scale_fault\"}"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct value *mark;
        char *words[] = {arena_text(arena, "mark"), arena_text(arena, cases[i].option),
                         arena_text(arena, cases[i].text)};
        OK(read_mark(&mark, arena, 3, words));
        assert_string_equal(value_canonical(mark, arena), cases[i].json);
    }
}

static void anything_but_one_mark_is_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *mark;
    char *const none[] = {"mark"};
    char *const two[] = {"mark", "--level", "f1", "--check", "yes"};
    char *const neither[] = {"mark", "--check", "maybe"};
    FAILS(read_mark(&mark, arena, 1, none), ERROR_USAGE, "no mark is given");
    FAILS(read_mark(&mark, arena, 5, two), ERROR_USAGE, "more than one mark");
    FAILS(read_mark(&mark, arena, 3, neither), ERROR_USAGE, "'maybe' is neither yes nor no");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_mark_is_an_events_body),
        cmocka_unit_test(anything_but_one_mark_is_refused),
    };
    return cmocka_run_group_tests_name("cli/mark_options", tests, NULL, NULL);
}
