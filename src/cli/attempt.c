#include "cli/attempt.h"

#include "assess/adjustment.h"
#include "base/text.h"
#include "cli/selection.h"

#include <stdlib.h>

static fallible move_all(struct call *call, const struct attempts *attempts, const char *to)
{
    struct value *names = value_array(call->arena);
    for (size_t i = 0; i < attempts->count; i++) {
        const struct attempt *attempt = &attempts->items[i];
        TRY(attempt_move(&call->desk, attempt, to, call_option(call, "--reason")));
        value_append(names, value_of_text(attempt->name, call->arena));
        call_say(call, "%s: %s", attempt->name, to);
    }
    value_set_text(call->answer, "state", to);
    value_set(call->answer, "attempts", names);
    if (attempts->count == 0)
        call_say(call, "nobody is left to be %s", to);
    return NULL;
}

static fallible select_attempts(struct attempts *out, struct call *call)
{
    struct sitting sitting;
    TRY(sitting_find(&sitting, call->desk.db, call_argument(call, 0), call->arena));
    struct selected candidates = {call->arguments + 1, call->argument_count - 1};
    return selection_attempts(out, call, &sitting, candidates, selection_option(call, "--unit"));
}

static void keep_assigned(struct attempts *attempts)
{
    size_t kept = 0;
    for (size_t i = 0; i < attempts->count; i++)
        if (text_equal(attempts->items[i].state, "assigned"))
            attempts->items[kept++] = attempts->items[i];
    attempts->count = kept;
}

fallible cli_attempt_check_in(struct call *call)
{
    struct attempts attempts;
    TRY(select_attempts(&attempts, call));
    if (call->argument_count == 1)
        keep_assigned(&attempts);
    return move_all(call, &attempts, "checked_in");
}

fallible cli_attempt_absent(struct call *call)
{
    struct attempts attempts;
    TRY(select_attempts(&attempts, call));
    return move_all(call, &attempts, "absent");
}

static fallible move_named(struct call *call, const char *to)
{
    struct attempts attempts = {0};
    for (size_t i = 0; i < call->argument_count; i++)
        TRY(attempt_find(ARENA_PUSH(call->arena, attempts.items, attempts.count), call->desk.db,
                         call->arguments[i], call->arena));
    return move_all(call, &attempts, to);
}

fallible cli_attempt_pause(struct call *call)
{
    return move_named(call, "paused");
}

fallible cli_attempt_run(struct call *call)
{
    return move_named(call, "running");
}

fallible cli_attempt_abandon(struct call *call)
{
    return move_named(call, "abandoned");
}

fallible cli_attempt_void(struct call *call)
{
    return move_named(call, "void");
}

fallible cli_attempt_extra_time(struct call *call)
{
    struct attempt attempt;
    char *rest;
    const char *said = call_argument(call, 1);
    long percent = strtol(said, &rest, 10);
    if (rest == said || *rest || percent < 0 || percent > ADJUSTMENT_MOST_PERCENT)
        return call_usage(call, "'%.40s' is not a whole number from 0 to %d", said,
                          ADJUSTMENT_MOST_PERCENT);
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(adjustment_grant(&call->desk, &attempt, (int)percent, call_option(call, "--reason")));
    value_set_text(call->answer, "attempt", attempt.name);
    value_set_integer(call->answer, "extra_time_percent", percent);
    call_say(call, "%s: %ld percent more time where the rubric allows it", attempt.name, percent);
    return NULL;
}
