#include "cli/erase.h"

#include "assess/role.h"
#include "base/file.h"
#include "base/text.h"
#include "certify/erase.h"

static fallible erase(struct call *call, const struct candidate *candidate)
{
    const char *reason;
    SCOPED_TRANSACTION act = {0};
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(transaction_begin(&act, call->desk.db));
    TRY(erase_candidate(&call->desk, candidate, reason));
    return transaction_commit(&act);
}

/* Copies that migrations kept hold what was erased since. */
static fallible say_copies(struct call *call)
{
    const char *const *names;
    size_t count;
    struct value *copies = value_array(call->arena);
    TRY(folder_list(&names, &count, call->registry_folder, "", call->arena));
    for (size_t i = 0; i < count; i++) {
        if (!text_starts(names[i], "usta.db.before-"))
            continue;
        value_append(copies, value_of_text(names[i], call->arena));
        call_say(call, "  remove %s/%s: it was copied before", call->registry_folder, names[i]);
    }
    value_set(call->answer, "copies", copies);
    return NULL;
}

/* Called again for somebody who was erased, it takes the traces again: it may have been cut short
 * between the two. */
fallible cli_erase(struct call *call)
{
    struct candidate candidate;
    TRY(role_require(&call->desk, TASK_KEEP, NULL));
    TRY(candidate_find(&candidate, call->desk.db, call_argument(call, 0), call->arena));
    bool before = text_equal(candidate.facts.name_latin, ERASED);
    if (!before)
        TRY(erase(call, &candidate));
    TRY_AS(db_compact(call->desk.db), "'%s' is erased, but traces are left", candidate.ref);
    value_set_text(call->answer, "candidate", candidate.ref);
    value_set_boolean(call->answer, "before", before);
    call_say(call,
             before ? "%s was erased before; no traces are left in the database"
                    : "erased who %s is; no traces are left in the database",
             candidate.ref);
    TRY(say_copies(call));
    call_say(call, "  backups still hold it: remove them after 30 days (docs/operations.md)");
    return NULL;
}
