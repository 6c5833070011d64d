#include "cli/inquiry.h"

#include "assess/conflict.h"
#include "assess/inquiry.h"
#include "assess/person.h"
#include "base/text.h"
#include "cli/touched.h"

fallible inquiry_add(struct value *object, struct call *call, struct result_id result)
{
    struct inquiry inquiry;
    TRY(inquiry_of(&inquiry, call->desk.db, result, call->arena));
    bool back = !inquiry.id || text_equal(inquiry.state, "back");
    value_set_text(object, "state", back ? "stands" : inquiry.state);
    value_set_text(object, "inquiry", inquiry.id ? inquiry.reason : NULL);
    return NULL;
}

/* Who has to act on what rests on the result is the certifier, not this command. */
static fallible say_touched(struct call *call, struct result_id result)
{
    struct touched_list touched;
    TRY(touched_by_result(&touched, call->desk.db, result, call->arena));
    touched_say(call, "touched", &touched);
    if (touched.count)
        call_say(call, "  next: a certifier looks at it: usta certificate suspend CODE");
    return NULL;
}

static fallible answer(struct call *call, const struct attempt *attempt, const char *state,
                       const char *reason)
{
    struct result result;
    TRY(result_of(&result, call->desk.db, attempt, call->arena));
    value_set_text(call->answer, "attempt", attempt->name);
    value_set_text(call->answer, "state", state);
    value_set_text(call->answer, "reason", reason);
    call_say(call, "the result of %s is %s", attempt->name, state);
    return say_touched(call, result.id);
}

fallible cli_result_withhold(struct call *call)
{
    struct attempt attempt;
    const char *reason = call_option(call, "--reason");
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(inquiry_open(&call->desk, &attempt, reason));
    return answer(call, &attempt, "withheld", reason);
}

static fallible end(struct call *call, const char *to, const char *state)
{
    struct attempt attempt;
    const char *reason = call_option(call, "--reason");
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(inquiry_end(&call->desk, &attempt, to, reason));
    return answer(call, &attempt, state, reason);
}

fallible cli_result_release(struct call *call)
{
    return end(call, "back", "stands");
}

fallible cli_result_void(struct call *call)
{
    return end(call, "void", "void");
}

fallible cli_result_clear(struct call *call)
{
    struct person person;
    struct attempt attempt;
    const char *reason = call_option(call, "--reason");
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(person_find(&person, call->desk.db, call_argument(call, 1), call->arena));
    TRY(conflict_look(&call->desk, &attempt, person.id, reason));
    value_set_text(call->answer, "attempt", attempt.name);
    value_set_text(call->answer, "person", person.ref);
    value_set_text(call->answer, "reason", reason);
    call_say(call, "the conflict of %s did not touch %s", person.ref, attempt.name);
    return NULL;
}
