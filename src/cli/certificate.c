#include "cli/certificate.h"

#include "assess/candidate.h"
#include "base/text.h"
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
    out->press.language = call_option(call, "--language");
    return NULL;
}

/* Somebody who waits for a certificate: by a granted decision, or by an intent that a power cut
 * left behind. */
struct waiting {
    const struct decision *decision;    /* NULL: intended already */
    const struct certificate *intended; /* NULL: not yet */
    struct candidate candidate;
};

struct waitings {
    struct waiting *items;
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

/* The first: the intent is on disk before the key is used. */
static fallible intend(struct certificate *out, struct call *call, const struct press *press,
                       const struct waiting *waiting, struct arena *arena)
{
    if (waiting->intended) {
        *out = *waiting->intended;
        return NULL;
    }
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, call->desk.db));
    TRY(certificate_intend(out, &call->desk, waiting->decision, press, arena));
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

static fallible add_waiting(struct waitings *list, const struct call *call,
                            struct candidate_id candidate, struct waiting waiting)
{
    TRY(candidate_of(&waiting.candidate, call->desk.db, candidate, call->arena));
    if (is_asked_for(call, waiting.candidate.ref))
        *ARENA_PUSH(call->arena, list->items, list->count) = waiting;
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
                        (struct waiting){.intended = &intended.items[i]}));
    for (size_t i = 0; i < granted.count; i++)
        TRY(add_waiting(&list, call, granted.items[i].candidate,
                        (struct waiting){.decision = &granted.items[i]}));
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
        while (at < list->count && list->items[at].candidate.id.n != candidate.id.n)
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

/* A certificate's bytes are not needed once it is stored: an arena for each. */
static fallible issue_one(struct issued *issued, struct call *call, const struct press *press,
                          const struct waiting *waiting)
{
    SCOPED_ARENA(arena);
    const char *folder = call_option(call, "--to"), *path;
    struct certificate certificate;
    struct value *row;
    TRY(intend(&certificate, call, press, waiting, arena));
    TRY(issue_intended(call, press, &certificate, arena));
    TRY(certificate_of(&certificate, call->desk.db, certificate.id, arena));
    TRY(certificate_value(&row, call, &certificate));
    value_append(issued->certificates, row);
    if (!folder)
        return NULL;
    TRY(certificate_write(&path, call, &certificate, folder));
    value_append(issued->files, value_of_text(path, call->arena));
    return NULL;
}

static fallible issue_all(struct issued *issued, struct call *call, const struct waitings *list)
{
    struct refusals refusals = refusals_make(call->arena);
    SCOPED_WORKSHOP workshop = {0};
    TRY(workshop_open(&workshop, call));
    SCOPED_PROGRESS progress = progress_begin("issuing certificates", list->count);
    for (size_t i = 0; i < list->count; i++) {
        TRY(refusals_collect(&refusals, list->items[i].candidate.ref,
                             issue_one(issued, call, &workshop.press, &list->items[i])));
        progress_step(&progress);
    }
    grounds_refused_some(call, &refusals);
    return NULL;
}

fallible cli_certificate_issue(struct call *call)
{
    struct issued issued = {value_array(call->arena), value_array(call->arena)};
    struct waitings list;
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
