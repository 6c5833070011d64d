#include "cli/certificate.h"

#include "assess/candidate.h"
#include "base/text.h"
#include "certify/certificate_file.h"
#include "certify/issue_run.h"
#include "cli/certificate_file.h"
#include "cli/code.h"
#include "cli/grounds.h"
#include "cli/keys.h"
#include "cli/layouts.h"
#include "cli/listing.h"
#include "cli/progress.h"
#include "cli/tsas.h"

/* A press with the keyring it borrows from. */
struct workshop {
    struct keyring *keyring;
    struct press press;
    struct tsa *tsa; /* NULL: no timestamps */
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
    TRY(keys_open(&out->keyring, call, KEYS_CERTIFICATES));
    out->press = press_of(layout, out->keyring);
    out->press.language = call_option(call, "--language");
    return NULL;
}

/* Certificates that are issued are timestamped when somebody is there to do it. */
static fallible workshop_open_tsa(struct workshop *workshop, const struct call *call)
{
    TRY(tsas_open(&workshop->tsa, call));
    workshop->press.stamper = workshop->tsa ? &workshop->tsa->stamper : NULL;
    return NULL;
}

/* Those who wait, and whom they are. */
struct waitings {
    struct issue *issues;
    struct candidate *candidates;
    size_t count;
};

/* The second transaction: from intent to issued. */
static fallible issue_intended(struct call *call, const struct press *press,
                               const struct certificate *intended, struct arena *arena)
{
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, call->desk.db));
    TRY(certificate_issue(&call->desk, intended, press, arena));
    return transaction_commit(&act);
}

/* What stands behind the words that were given; without words everybody. */
static bool is_asked_for(const struct call *call, const char *candidate)
{
    for (size_t i = 0; i < call->argument_count; i++)
        if (text_equal(call->arguments[i], candidate))
            return true;
    return call->argument_count == 0;
}

static fallible add_waiting(struct waitings *list, const struct call *call, struct candidate_id id,
                            struct issue issue)
{
    struct candidate candidate;
    TRY(candidate_of(&candidate, call->desk.db, id, call->arena));
    if (!is_asked_for(call, candidate.ref))
        return NULL;
    size_t count = list->count;
    *ARENA_PUSH(call->arena, list->issues, count) = issue;
    *ARENA_PUSH(call->arena, list->candidates, list->count) = candidate;
    return NULL;
}

static fallible list_waiting(struct waitings *out, const struct call *call)
{
    struct waitings list = {0};
    struct certificates intended;
    struct decisions granted;
    TRY(certificate_list(&intended, call->desk.db, "intended", call->arena));
    TRY(decision_list_granted(&granted, call->desk.db, call->arena));
    for (size_t i = 0; i < intended.count; i++)
        TRY(add_waiting(&list, call, intended.items[i].candidate,
                        (struct issue){.intended = &intended.items[i]}));
    for (size_t i = 0; i < granted.count; i++)
        TRY(add_waiting(&list, call, granted.items[i].candidate,
                        (struct issue){.decision = &granted.items[i]}));
    *out = list;
    return NULL;
}

/* ERROR_REFUSED for somebody named who waits for nothing. */
static fallible check_asked(const struct call *call, const struct waitings *list)
{
    for (size_t i = 0; i < call->argument_count; i++) {
        struct candidate candidate;
        size_t at = 0;
        TRY(candidate_find(&candidate, call->desk.db, call->arguments[i], call->arena));
        while (at < list->count && list->candidates[at].id.n != candidate.id.n)
            at++;
        if (at == list->count)
            return error_hint(error_make(ERROR_REFUSED,
                                         "'%s' has no granted decision that waits for a "
                                         "certificate",
                                         candidate.ref),
                              "see: usta decide case %s", candidate.ref);
    }
    return NULL;
}

struct issued {
    struct value *certificates, *files;
};

static fallible add_issued(struct issued *issued, struct call *call,
                           const struct certificate *certificate)
{
    const char *folder = call_option(call, "--to"), *path;
    struct value *row;
    TRY(certificate_value(&row, call, certificate));
    value_append(issued->certificates, row);
    if (!folder)
        return NULL;
    TRY(certificate_write(&path, call, certificate, folder));
    value_append(issued->files, value_of_text(path, call->arena));
    return NULL;
}

/* The PDFs of a group are not needed once they are stored: an arena for each. */
static fallible issue_some(struct issued *issued, struct refusals *refusals, struct call *call,
                           const struct press *press, const struct waitings *some)
{
    SCOPED_ARENA(arena);
    TRY(issue_group(some->issues, some->count, &call->desk, press, arena));
    for (size_t i = 0; i < some->count; i++)
        TRY(refusals_collect(refusals, some->candidates[i].ref, some->issues[i].refused));
    for (size_t i = 0; i < some->count; i++)
        if (!some->issues[i].refused)
            TRY(add_issued(issued, call, &some->issues[i].certificate));
    return NULL;
}

static fallible issue_all(struct issued *issued, struct call *call, const struct waitings *list)
{
    struct refusals refusals = refusals_make(call->arena);
    SCOPED_WORKSHOP workshop = {0};
    TRY(workshop_open(&workshop, call));
    TRY(workshop_open_tsa(&workshop, call));
    SCOPED_PROGRESS progress = progress_begin("issuing certificates", list->count);
    for (size_t i = 0; i < list->count; i += ISSUE_GROUP) {
        size_t left = list->count - i, count = left < ISSUE_GROUP ? left : ISSUE_GROUP;
        TRY(issue_some(issued, &refusals, call, &workshop.press,
                       &(struct waitings){list->issues + i, list->candidates + i, count}));
        for (size_t j = 0; j < count; j++)
            progress_step(&progress);
    }
    grounds_refused_some(call, &refusals);
    tsas_note(call, workshop.tsa);
    return NULL;
}

fallible cli_certificate_issue(struct call *call)
{
    struct issued issued = {value_array(call->arena), value_array(call->arena)};
    struct waitings list;
    if (call_option(call, "--all") && call->argument_count)
        return error_hint(
            error_make(ERROR_USAGE, "--all and '%s' do not go together", call_argument(call, 0)),
            "say who, or --all");
    TRY(list_waiting(&list, call));
    TRY(check_asked(call, &list));
    struct error *error = list.count > 0 ? issue_all(&issued, call, &list) : NULL;
    listing_say(call, "certificates", issued.certificates, certificate_columns,
                list.count > 0 ? "none was issued" : "nothing waits to be issued",
                list.count > 0 ? NULL : "usta decide pending");
    value_set(call->answer, "files", issued.files);
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
    TRY(issue_intended(call, &workshop.press, &intended, call->arena));
    TRY(certificate_of(&issued, call->desk.db, intended.id, call->arena));
    TRY(certificate_value(&call->answer, call, &issued));
    value_set_text(call->answer, "supersedes", code_text(&old.code, call->arena));
    call_say(call, "%s takes the place of %s", code_text(&issued.code, call->arena),
             code_text(&old.code, call->arena));
    return NULL;
}
