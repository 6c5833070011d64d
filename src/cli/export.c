#include "cli/export.h"

#include "assess/disclosure.h"
#include "assess/role.h"
#include "base/unfinished.h"
#include "certify/dossier.h"

/* The journal must know of every dossier there is, so it is written there first. */
fallible cli_export(struct call *call)
{
    struct candidate candidate;
    struct digest digest;
    const char *folder = call_argument(call, 1);
    SCOPED_UNFINISHED dossier = {0};
    SCOPED_TRANSACTION act = {0};
    TRY(role_require(&call->desk, TASK_ENROL, NULL));
    TRY(candidate_find(&candidate, call->desk.db, call_argument(call, 0), call->arena));
    TRY(unfinished_begin(&dossier, folder, call->arena));
    TRY(transaction_begin(&act, call->desk.db));
    TRY(dossier_write(&digest, dossier.path, call->desk.db, &candidate,
                      clock_now_s(call->desk.clock)));
    TRY(disclosure_make(&call->desk, candidate.id, &digest));
    TRY(transaction_commit(&act));
    TRY(unfinished_finish(&dossier));
    value_set_text(call->answer, "candidate", candidate.ref);
    value_set_text(call->answer, "folder", folder);
    value_set_text(call->answer, "digest", digest_text(&digest, call->arena));
    call_say(call, "all that is kept about %s is in %s", candidate.ref, folder);
    call_say(call, "  give it to nobody but %s, whose identity you have seen",
             candidate.facts.name_latin);
    return NULL;
}
