#include "cli/assign.h"

#include "assess/assignment.h"
#include "cli/grounds.h"
#include "cli/selection.h"

static void say_assigned(struct call *call, const struct sitting *sitting,
                         const struct person *person, enum duty duty, size_t count)
{
    value_set_text(call->answer, "sitting", sitting->ref);
    value_set_text(call->answer, "person", person->ref);
    value_set_text(call->answer, "duty", duty_name(duty));
    value_set_integer(call->answer, "attempts", (int64_t)count);
    call_say(call, "%s is %s in %zu attempt%s of %s", person->ref, duty_name(duty), count,
             count == 1 ? "" : "s", sitting->ref);
}

fallible cli_assign(struct call *call)
{
    struct sitting sitting;
    struct person person;
    enum duty duty;
    struct attempts attempts;
    TRY(duty_read(&duty, call_argument(call, 2)));
    TRY(sitting_find(&sitting, call->desk.db, call_argument(call, 0), call->arena));
    TRY(person_find(&person, call->desk.db, call_argument(call, 1), call->arena));
    TRY(selection_attempts(&attempts, call, &sitting, selection_option(call, "--candidate"),
                           selection_option(call, "--unit")));
    if (attempts.count == 0)
        return error_hint(error_make(ERROR_REFUSED, "nobody is entered in '%s'", sitting.ref),
                          "enter candidates first: usta sitting enter %s CANDIDATE…", sitting.ref);
    struct refusals refusals = refusals_make(call->arena), warnings = refusals_make(call->arena);
    struct error *error = assignment_add(&call->desk, &attempts, person.id, duty, &refusals,
                                         &warnings);
    grounds_refusals(call, &refusals);
    TRY(error);
    say_assigned(call, &sitting, &person, duty, attempts.count);
    grounds_warnings(call, &warnings);
    return NULL;
}
