#include "cli/settle.h"

#include "assess/attempt.h"
#include "assess/settlement.h"
#include "cli/mark_options.h"
#include "cli/result.h"

static fallible add_attempts(struct attempts *all, struct call *call, const struct sitting *sitting)
{
    struct attempts some;
    TRY(attempt_list(&some, call->desk.db, sitting->id, NULL, NULL, call->arena));
    for (size_t i = 0; i < some.count; i++)
        *ARENA_PUSH(call->arena, all->items, all->count) = some.items[i];
    return NULL;
}

fallible cli_settle_list(struct call *call)
{
    const char *ref = call_argument(call, 0);
    struct sittings sittings;
    struct sitting only;
    struct attempts attempts = {0};
    if (ref) {
        TRY(sitting_find(&only, call->desk.db, ref, call->arena));
        sittings = (struct sittings){&only, 1};
    } else
        TRY(sitting_list(&sittings, call->desk.db, call->arena));
    for (size_t i = 0; i < sittings.count; i++)
        TRY(add_attempts(&attempts, call, &sittings.items[i]));
    return result_say_open(call, &attempts);
}

fallible cli_settle_line(struct call *call)
{
    const char *criterion = call_argument(call, 1), *reason;
    struct attempt attempt;
    struct value *mark;
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(mark_options_read(&mark, call));
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(settlement_make(&call->desk, &attempt, criterion, mark, reason));
    value_set_text(call->answer, "attempt", attempt.name);
    value_set_text(call->answer, "criterion", criterion);
    value_set(call->answer, "mark", mark);
    value_set_text(call->answer, "reason", reason);
    call_say(call, "settled %s of %s: %s", criterion, attempt.name,
             value_canonical(mark, call->arena));
    return NULL;
}
