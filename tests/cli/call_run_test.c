#include "cli/call_run.h"

#include "base/file.h"
#include "scratch.h"
#include "test.h"

#include <stdio.h>
#include <unistd.h>

static fallible say_much(struct call *call)
{
    call_say(call, "done\x1b[31m\tтак\xc2\x9b");
    call_note(call, "beware");
    value_set_boolean(call->answer, "done", true);
    return NULL;
}

static fallible say_and_fail(struct call *call)
{
    call_say(call, "half");
    value_set_text(call->answer, "half", "said");
    value_set_text(call->grounds, "why", "because");
    return error_make(ERROR_CONFLICT, "it changed");
}

static fallible bad_news(struct call *call)
{
    call->exit_code = 1;
    call_say(call, "revoked");
    return NULL;
}

static const struct command table[] = {
    {"say", NULL, "", say_much, NEEDS_NOTHING, "say", NULL},
    {"fail", NULL, "", say_and_fail, NEEDS_NOTHING, "fail", NULL},
    {"news", NULL, "", bad_news, NEEDS_NOTHING, "news", NULL},
    {"write", NULL, "", say_much, NEEDS_WRITE, "write", NULL},
    {NULL, NULL, NULL, NULL, NEEDS_NOTHING, NULL, NULL},
};

/* What a call printed on both streams, read back from a file. */
struct printed {
    int code;
    const char *out, *err;
};

static const char *take(FILE *stream, int saved, const char *path, struct arena *arena)
{
    fflush(stream);
    assert_int_equal(dup2(saved, fileno(stream)), fileno(stream));
    close(saved);
    struct bytes bytes;
    OK(file_read(&bytes, path, 65536, arena));
    return arena_text_n(arena, bytes.data, bytes.size);
}

static int give(FILE *stream, const char *path)
{
    fflush(stream);
    int saved = dup(fileno(stream));
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(dup2(fileno(file), fileno(stream)), fileno(stream));
    fclose(file);
    return saved;
}

static struct printed run(struct arena *arena, const char *word, const char *option)
{
    const char *folder = scratch_folder(arena);
    const char *out = path_join(arena, folder, "out"), *err = path_join(arena, folder, "err");
    char *words[] = {arena_text(arena, word), arena_text(arena, option ? option : "")};
    int saved_out = give(stdout, out), saved_err = give(stderr, err);
    struct printed printed = {.code = call_run(table, option ? 2 : 1, words)};
    printed.out = take(stdout, saved_out, out, arena);
    printed.err = take(stderr, saved_err, err, arena);
    return printed;
}

static void words_cannot_steer_the_terminal(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct printed printed = run(arena, "say", NULL);
    assert_int_equal(printed.code, 0);
    assert_string_equal(printed.out, "done\xef\xbf\xbd[31m\tтак\xef\xbf\xbd\n");
    assert_string_equal(printed.err, "beware\n");
}

static void json_is_the_answer_alone(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct printed printed = run(arena, "say", "--json");
    assert_string_equal(printed.out, "{\n  \"done\": true\n}\n");
    assert_string_equal(printed.err, "");
}

static void an_error_has_code_message_and_hint(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct printed printed = run(arena, "fail", NULL);
    assert_int_equal(printed.code, 4);
    assert_string_equal(printed.out, "half\n");
    assert_string_equal(printed.err, "usta: it changed\n  see: usta help fail\n");
    printed = run(arena, "fail", "--json");
    assert_int_equal(printed.code, 4);
    assert_non_null(strstr(printed.out, "\"half\": \"said\""));
    assert_non_null(strstr(printed.out, "\"code\": \"conflict\""));
    assert_non_null(strstr(printed.out, "\"why\": \"because\""));
    assert_string_equal(printed.err, "");
}

static void an_error_of_the_call_itself_is_json_too(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct printed printed = run(arena, "sya", "--json");
    assert_int_equal(printed.code, 2);
    assert_non_null(strstr(printed.out, "\"code\": \"usage\""));
    assert_non_null(strstr(printed.out, "is it 'say'?"));
}

static void bad_news_is_no_error(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct printed printed = run(arena, "news", NULL);
    assert_int_equal(printed.code, 1);
    assert_string_equal(printed.out, "revoked\n");
    assert_string_equal(printed.err, "");
}

static void without_a_registry_nothing_runs(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct printed printed = run(arena, "write", "--registry=/nowhere/at/all");
    assert_int_equal(printed.code, 3);
    assert_string_equal(printed.out, "");
    assert_non_null(strstr(printed.err, "no registry in '/nowhere/at/all'"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_cannot_steer_the_terminal),
        cmocka_unit_test(json_is_the_answer_alone),
        cmocka_unit_test(an_error_has_code_message_and_hint),
        cmocka_unit_test(an_error_of_the_call_itself_is_json_too),
        cmocka_unit_test(bad_news_is_no_error),
        cmocka_unit_test(without_a_registry_nothing_runs),
    };
    return cmocka_run_group_tests_name("cli/call_run", tests, NULL, NULL);
}
