#include "cli/call_run.h"

#include "assess/person.h"
#include "base/text.h"
#include "cli/help.h"
#include "store/registry.h"

#include <stdio.h>
#include <stdlib.h>

enum { SAID_LIMIT = 64 * 1024 * 1024 };

static fallible open_desk(struct call *call)
{
    enum registry_mode mode = call->command->needs == NEEDS_READ ? REGISTRY_READ : REGISTRY_WRITE;
    TRY(registry_open(&call->registry, call->registry_folder, mode, call->arena));
    call->desk.db = registry_db(call->registry);
    if (mode == REGISTRY_READ && !call->person_ref)
        return NULL;
    if (!call->person_ref)
        return error_hint(error_make(ERROR_USAGE, "who acts is not said"),
                          "add --as PERSON, or set USTA_PERSON; see: usta person list");
    return person_find(&call->desk.person, call->desk.db, call->person_ref);
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
    if (call->command->needs == NEEDS_NOTHING)
        return call->command->run(call);
    TRY(open_desk(call));
    return call->command->needs == NEEDS_WRITE ? run_in_transaction(call)
                                               : call->command->run(call);
}

static fallible serve(struct call *call, const struct command *table, int count, char *const *words)
{
    TRY(command_read(call, table, count, words));
    if (call->help || !call->command)
        return help_say(call, call->command ? call->command->noun : NULL,
                        call->command ? call->command->verb : NULL);
    return run_command(call);
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

static void print_error(struct call *call, const struct error *error)
{
    const char *hint = error_hint_text(error);
    if (!call->json) {
        fprintf(stderr, "usta: %s\n", error_message(error));
        if (hint)
            fprintf(stderr, "  %s\n", hint);
        return;
    }
    struct value *answer = value_object(call->arena), *told = value_object(call->arena);
    value_set_text(told, "code", code_name(error_code(error)));
    value_set_text(told, "message", error_message(error));
    value_set_text(told, "hint", hint);
    value_set(answer, "error", told);
    printf("%s\n", value_pretty(answer, call->arena));
}

static void print_answer(struct call *call)
{
    if (call->json && !call->help && call->command)
        printf("%s\n", value_pretty(call->answer, call->arena));
    else
        fputs(buffer_text(&call->said), stdout);
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
    call->answer = value_object(arena);
    call->registry_folder = environment("USTA_REGISTRY", "registry");
    call->person_ref = environment("USTA_PERSON", NULL);
    SCOPED_ERROR error = serve(call, table, count, words);
    registry_close(call->registry);
    if (error) {
        fputs(buffer_text(&call->said), stdout); /* findings stand before the summary */
        print_error(call, error);
        return (int)error_code(error);
    }
    print_answer(call);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "usta: cannot write the answer\n");
        return ERROR_ENVIRONMENT;
    }
    return call->exit_code;
}
