#include "cli/command.h"

#include "cli/help.h"
#include "test.h"

static fallible do_nothing(struct call *call)
{
    (void)call;
    return NULL;
}

static const struct command table[] = {
    {"init", NULL, "FILE", do_nothing, NEEDS_NOTHING, "make a registry", NULL},
    {"sheet", "import", "FILE…", do_nothing, NEEDS_WRITE, "take in sheets", NULL},
    {"sheet", "list", "[SITTING]", do_nothing, NEEDS_READ, "list sheets",
     (const struct command_option[]){{"--state", "STATE", "only those in this state"},
                                     {"--all", NULL, "also the old ones"},
                                     {"--unit", "UNIT…", "only of this unit"},
                                     {NULL, NULL, NULL}}},
    {NULL, NULL, NULL, NULL, NEEDS_NOTHING, NULL, NULL},
};

/* Reads words (space-separated) as a call. */
static struct error *read_words(struct call *call, const char *words, struct arena *arena)
{
    char *copy = arena_text(arena, words), *rest = NULL;
    char **list = ARENA_ARRAY(arena, char *, 64);
    int count = 0;
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        list[count++] = word;
    *call = (struct call){
        .arena = arena, .said = buffer_make(arena, 65536), .answer = value_object(arena)};
    return command_read(call, table, count, list);
}

static void reads_commands_arguments_and_options(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call;
    OK(read_words(&call, "--as=aizada sheet -r reg import a.json b.json --json", arena));
    assert_string_equal(call.command->verb, "import");
    assert_int_equal(call.argument_count, 2);
    assert_string_equal(call.arguments[1], "b.json");
    assert_string_equal(call.registry_folder, "reg");
    assert_string_equal(call.person_ref, "aizada");
    assert_true(call.json);
    OK(read_words(&call, "sheet list --state sealed --all", arena));
    assert_string_equal(call_option(&call, "--state"), "sealed");
    assert_string_equal(call_option(&call, "--all"), "");
    OK(read_words(&call, "init -- --odd-name", arena));
    assert_string_equal(call.arguments[0], "--odd-name");
}

static void an_option_repeats_only_where_the_table_says_so(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call;
    OK(read_words(&call, "sheet list --unit A --state open --unit=B", arena));
    const char *const *units;
    assert_int_equal(call_options(&units, &call, "--unit"), 2);
    assert_string_equal(units[0], "A");
    assert_string_equal(units[1], "B");
    call.options[0].value = "C  D";
    assert_int_equal(call_options(&units, &call, "--unit"), 3);
    assert_string_equal(units[1], "D");
    FAILS(read_words(&call, "sheet list --state open --state sealed", arena), ERROR_USAGE,
          "'--state' is given twice");
}

static void refuses_wrong_calls_and_says_what_is_right(void **state)
{
    (void)state;
    static const struct {
        const char *words, *says, *hints;
    } cases[] = {
        {"shet list", "unknown command 'shet'", "is it 'sheet'?"},
        {"oven list", "unknown command 'oven'", "usta help"},
        {"sheet", "'sheet' needs a word", "usta help sheet"},
        {"sheet fold", "'sheet' cannot 'fold'", "see: usta help sheet"},
        {"sheet lits", "'sheet' cannot 'lits'", "is it 'sheet list'?"},
        {"sheet import", "too few arguments", "usta sheet import FILE…"},
        {"sheet list a b", "too many arguments", "usta sheet list [SITTING]"},
        {"sheet list --stat x", "unknown option '--stat', near to '--state'",
         "usta help sheet list"},
        {"sheet list --oven x", "unknown option '--oven'", "usta help sheet list"},
        {"sheet list --state", "'--state' needs a value: STATE", "usta help sheet list"},
        {"sheet list --all=1", "'--all' takes no value", "usta help sheet list"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct call call;
        SCOPED_ERROR error = read_words(&call, cases[i].words, arena);
        assert_non_null(error);
        assert_int_equal(error_code(error), ERROR_USAGE);
        assert_non_null(strstr(error_message(error), cases[i].says));
        assert_non_null(error_hint_text(error));
        assert_non_null(strstr(error_hint_text(error), cases[i].hints));
    }
}

static void words_are_utf8(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call;
    FAILS(read_words(&call, "sheet list \xff", arena), ERROR_USAGE, "word 3 is not UTF-8");
}

static void values_are_asked_for_by_name(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call;
    const char *value;
    int64_t number;
    OK(read_words(&call, "sheet list --state 12", arena));
    OK(call_need_option(&value, &call, "--state"));
    assert_string_equal(value, "12");
    OK(call_number(&number, &call, "--state", 1, 12, 5));
    assert_int_equal(number, 12);
    FAILS(call_number(&number, &call, "--state", 1, 11, 5), ERROR_USAGE, "from 1 to 11");
    FAILS(call_need_option(&value, &call, "--unit"), ERROR_USAGE, "'--unit' is missing");
    assert_string_equal(call_option_or(&call, "--unit", "none"), "none");
    OK(read_words(&call, "sheet list --state 12x", arena));
    FAILS(call_number(&number, &call, "--state", 1, 12, 5), ERROR_USAGE, "not a whole number");
    OK(read_words(&call, "sheet list", arena));
    OK(call_number(&number, &call, "--state", 1, 12, 5));
    assert_int_equal(number, 5);
}

static void help_comes_from_the_table(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call;
    OK(read_words(&call, "init x", arena));
    OK(help_say(&call, NULL, NULL));
    OK(help_say(&call, "sheet", "list"));
    const char *said = buffer_text(&call.said);
    assert_non_null(strstr(said, "sheet       import FILE…"));
    assert_non_null(strstr(said, "make a registry"));
    assert_non_null(strstr(said, "--state STATE"));
    assert_int_equal(value_size(value_get(call.answer, "commands")), 1);
    FAILS(help_say(&call, "oven", NULL), ERROR_USAGE, "no command 'oven'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_commands_arguments_and_options),
        cmocka_unit_test(an_option_repeats_only_where_the_table_says_so),
        cmocka_unit_test(words_are_utf8),
        cmocka_unit_test(values_are_asked_for_by_name),
        cmocka_unit_test(refuses_wrong_calls_and_says_what_is_right),
        cmocka_unit_test(help_comes_from_the_table),
    };
    return cmocka_run_group_tests_name("cli/command", tests, NULL, NULL);
}
