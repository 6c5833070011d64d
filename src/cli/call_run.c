#include "cli/call_run.h"

#include "assess/person.h"
#include "base/text.h"
#include "cli/help.h"
#include "cli/spreadsheet.h"

#include <stdio.h>
#include <stdlib.h>

enum { SAID_LIMIT = 64 * 1024 * 1024 };

static bool only_reads(const struct call *call)
{
    return call->command->needs == NEEDS_READ || call->command->needs == NEEDS_OPEN;
}

static fallible find_person(struct call *call)
{
    if (!call->person_ref && !only_reads(call))
        return error_hint(error_make(ERROR_USAGE, "who acts is not said"),
                          "add --as PERSON, or set USTA_PERSON; who there is: usta person list");
    if (!call->person_ref)
        return NULL;
    struct person person;
    TRY_AS(person_find(&person, call->desk.db, call->person_ref, call->arena), "--as");
    call->desk.person = person.id;
    return NULL;
}

static fallible open_desk(struct call *call)
{
    TRY(registry_open(&call->registry, call->registry_folder, only_reads(call) ? DB_READ : DB_WRITE,
                      call->desk.clock, call->desk.random));
    call->desk.db = registry_db(call->registry);
    return find_person(call);
}

static fallible run_in_transaction(struct call *call)
{
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, call->desk.db));
    TRY(call->command->run(call));
    return transaction_commit(&act);
}

static fallible run_command(struct call *call)
{
    enum command_needs needs = call->command->needs;
    if (needs == NEEDS_NOTHING)
        return call->command->run(call);
    TRY(open_desk(call));
    return needs == NEEDS_READ || needs == NEEDS_WRITE ? run_in_transaction(call)
                                                       : call->command->run(call);
}

/* Once something is done, no wish about how to say it may fail. */
static fallible check_form(const struct call *call)
{
    if (call->csv && call->json)
        return call_usage(call, "--csv and --json exclude each other");
    if (call->csv && !only_reads(call))
        return call_usage(call, "--csv is for commands that only read");
    return NULL;
}

static fallible serve(struct call *call, const struct command *table, int count, char *const *words)
{
    TRY(command_read(call, table, count, words));
    if (call->help || !call->command)
        return help_say(call, call->command ? call->command->noun : NULL,
                        call->command ? call->command->verb : NULL);
    TRY(check_form(call));
    TRY(run_command(call));
    return call->csv ? spreadsheet_of(&call->spreadsheet, call->answer, call->arena) : NULL;
}

static const char *code_name(enum error_code code)
{
    static const char *const names[] = {
        [ERROR_REFUSED] = "refused",         [ERROR_USAGE] = "usage",
        [ERROR_NOT_FOUND] = "not_found",     [ERROR_CONFLICT] = "conflict",
        [ERROR_ENVIRONMENT] = "environment",
    };
    return names[code];
}

/* What stands in a registry or a file must not steer the terminal it is shown on. */
static bool steers_terminal(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f);
}

static void print_text(FILE *stream, const char *text)
{
    for (const char *start = text; *text; start = text) {
        bool is_safe = !steers_terminal(utf8_next(&text));
        fwrite(is_safe ? start : "\xef\xbf\xbd", 1, is_safe ? (size_t)(text - start) : 3, stream);
    }
}

/* What to do about an error that does not say it itself. */
static const char *hint_of(const struct call *call, const struct error *error)
{
    const char *hint = error_hint_text(error);
    if (hint)
        return hint;
    if (error_code(error) == ERROR_ENVIRONMENT)
        return "mend that, then do it again";
    return call->command ? arena_format(call->arena, "see: usta help %s",
                                        command_words(call->command, call->arena))
                         : "see: usta help";
}

static void print_error(const struct call *call, const struct error *error)
{
    struct arena *arena = call->arena;
    print_text(stderr,
               arena_format(arena, "usta: %s\n  %s\n", error_message(error), hint_of(call, error)));
}

static void answer_error(struct call *call, const struct error *error)
{
    struct value *told = value_object(call->arena);
    value_set_text(told, "code", code_name(error_code(error)));
    value_set_text(told, "message", error_message(error));
    value_set_text(told, "hint", hint_of(call, error));
    for (size_t i = 0; i < value_size(call->grounds); i++)
        value_set(told, value_key_at(call->grounds, i), value_at(call->grounds, i));
    value_set(call->answer, "error", told);
}

/* What was said of a transaction that was rolled back is not so. */
static void forget_undone(struct call *call)
{
    if (!call->command || call->command->needs != NEEDS_WRITE)
        return;
    call->said = buffer_make(call->arena, SAID_LIMIT);
    call->answer = value_object(call->arena);
}

static void print_answer(struct call *call, const struct error *error)
{
    if (error)
        forget_undone(call);
    if (error)
        answer_error(call, error);
    if (call->json)
        printf("%s\n", value_pretty(call->answer, call->arena));
    else if (call->csv && !error)
        fwrite(call->spreadsheet.data, 1, call->spreadsheet.size, stdout);
    else if (!call->csv)
        print_text(stdout, buffer_text(&call->said));
    bool is_written = fflush(stdout) == 0 && !ferror(stdout);
    if (!call->json)
        print_text(stderr, buffer_text(&call->noted));
    if (error && !call->json)
        print_error(call, error);
    if (is_written)
        return;
    call->exit_code = ERROR_ENVIRONMENT;
    fprintf(stderr, "usta: cannot write the answer%s\n",
            error ? "" : "; what was asked for is done");
}

/* Also of a call that cannot be read. */
static bool wants_json(int count, char *const *words)
{
    for (int at = 0; at < count && !text_equal(words[at], "--"); at++)
        if (text_equal(words[at], "--json"))
            return true;
    return false;
}

static const char *environment(const char *name, const char *otherwise)
{
    const char *value = getenv(name);
    return value && *value ? value : otherwise;
}

int call_run(const struct command *table, int count, char *const *words)
{
    SCOPED_ARENA(arena);
    struct clock clock = clock_system();
    struct random random = random_system();
    struct call *call = ARENA_NEW(arena, struct call);
    call->arena = arena;
    call->desk.clock = &clock;
    call->desk.random = &random;
    call->said = buffer_make(arena, SAID_LIMIT);
    call->noted = buffer_make(arena, SAID_LIMIT);
    call->answer = value_object(arena);
    call->grounds = value_object(arena);
    call->registry_folder = environment("USTA_REGISTRY", "registry");
    call->person_ref = environment("USTA_PERSON", NULL);
    SCOPED_ERROR error = serve(call, table, count, words);
    registry_close(call->registry);
    if (error)
        call->exit_code = (int)error_code(error);
    call->json = call->json || (error && wants_json(count, words));
    print_answer(call, error);
    return call->exit_code;
}
