#include "cli/certificate.h"

#include "assess/candidate.h"
#include "certify/certificate_file.h"
#include "cli/certificate_file.h"
#include "cli/code.h"
#include "cli/grounds.h"
#include "cli/keys.h"
#include "cli/layouts.h"
#include "cli/listing.h"
#include "cli/progress.h"

/* A press with the keyring it borrows from. */
struct workshop {
    struct keyring *keyring;
    struct press press;
};

static void workshop_close(struct workshop *workshop)
{
    keyring_close(workshop->keyring);
}
#define SCOPED_WORKSHOP __attribute__((cleanup(workshop_close))) struct workshop

static fallible workshop_open(struct workshop *out, struct call *call)
{
    struct layout *layout;
    TRY(layouts_open(&layout, call));
    TRY(keys_open(&out->keyring, call));
    out->press = press_of(layout, out->keyring);
    return NULL;
}

/* The second transaction: from intent to issued. */
static fallible issue_intended(struct call *call, const struct press *press,
                               const struct certificate *intended)
{
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, call->desk.db));
    TRY(certificate_issue(&call->desk, intended, press, call->arena));
    return transaction_commit(&act);
}

/* Two transactions: the intent is on disk before the key is used. */
static fallible issue_one(struct certificate *out, struct call *call, const struct press *press,
                          const struct decision *decision)
{
    struct certificate intended;
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, call->desk.db));
    TRY(certificate_intend(&intended, &call->desk, decision, press, call->arena));
    TRY(transaction_commit(&act));
    TRY(issue_intended(call, press, &intended));
    return certificate_of(out, call->desk.db, intended.id, call->arena);
}

/* The granted decisions of the candidates named, or all; in the order they were made. */
static fallible select_decisions(struct decisions *out, struct call *call)
{
    struct decisions all;
    TRY(decision_list_granted(&all, call->desk.db, call->arena));
    if (call->argument_count == 0) {
        *out = all;
        return NULL;
    }
    *out = (struct decisions){0};
    for (size_t i = 0; i < call->argument_count; i++) {
        struct candidate candidate;
        size_t before = out->count;
        TRY(candidate_find(&candidate, call->desk.db, call->arguments[i], call->arena));
        for (size_t j = 0; j < all.count; j++)
            if (all.items[j].candidate.n == candidate.id.n)
                *ARENA_PUSH(call->arena, out->items, out->count) = all.items[j];
        if (out->count == before)
            return error_hint(error_make(ERROR_REFUSED,
                                         "'%s' has no granted decision that waits for a "
                                         "certificate",
                                         candidate.ref),
                              "see: usta decide case %s", candidate.ref);
    }
    return NULL;
}

static fallible issue_and_tell(struct call *call, const struct press *press,
                               const struct decision *decision, struct value *rows,
                               struct value *files)
{
    const char *folder = call_option(call, "--to"), *path;
    struct certificate certificate;
    struct value *row;
    TRY(issue_one(&certificate, call, press, decision));
    TRY(certificate_value(&row, call, &certificate));
    value_append(rows, row);
    if (!folder)
        return NULL;
    TRY(certificate_write(&path, call, &certificate, folder));
    value_append(files, value_of_text(path, call->arena));
    return NULL;
}

static fallible issue_all(struct call *call, const struct press *press,
                          const struct decisions *decisions, struct value *rows,
                          struct value *files)
{
    struct refusals refusals = refusals_make(call->arena);
    SCOPED_PROGRESS progress = progress_begin("issuing certificates", decisions->count);
    for (size_t i = 0; i < decisions->count; i++) {
        struct candidate candidate;
        TRY(candidate_of(&candidate, call->desk.db, decisions->items[i].candidate, call->arena));
        TRY(refusals_collect(&refusals, candidate.ref,
                             issue_and_tell(call, press, &decisions->items[i], rows, files)));
        progress_step(&progress);
    }
    grounds_refused_some(call, &refusals);
    return NULL;
}

fallible cli_certificate_issue(struct call *call)
{
    struct decisions decisions;
    struct value *rows = value_array(call->arena), *files = value_array(call->arena);
    TRY(select_decisions(&decisions, call));
    struct error *error = NULL;
    if (decisions.count > 0) {
        SCOPED_WORKSHOP workshop = {0};
        TRY(workshop_open(&workshop, call));
        error = issue_all(call, &workshop.press, &decisions, rows, files);
    }
    bool is_waiting = decisions.count > 0;
    listing_say(call, "certificates", rows, certificate_columns,
                is_waiting ? "none was issued" : "nothing waits to be issued",
                is_waiting ? NULL : "usta decide pending");
    value_set(call->answer, "files", files);
    return error;
}

static fallible intend_successor(struct certificate *out, struct certificate *old,
                                 struct call *call, const struct press *press)
{
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, call->desk.db));
    TRY(code_certificate(old, call, call_argument(call, 0)));
    TRY(certificate_supersede(out, &call->desk, old, press, call->arena));
    return transaction_commit(&act);
}

fallible cli_certificate_supersede(struct call *call)
{
    struct certificate old, intended, issued;
    SCOPED_WORKSHOP workshop = {0};
    TRY(workshop_open(&workshop, call));
    TRY(intend_successor(&intended, &old, call, &workshop.press));
    TRY(issue_intended(call, &workshop.press, &intended));
    TRY(certificate_of(&issued, call->desk.db, intended.id, call->arena));
    TRY(certificate_value(&call->answer, call, &issued));
    value_set_text(call->answer, "supersedes", code_text(&old.code, call->arena));
    call_say(call, "%s takes the place of %s", code_text(&issued.code, call->arena),
             code_text(&old.code, call->arena));
    return NULL;
}
