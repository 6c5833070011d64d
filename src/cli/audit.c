#include "cli/audit.h"

#include "certify/audit.h"
#include "cli/keys.h"
#include "cli/listing.h"
#include "cli/progress.h"

static void begin_part(void *context, const char *part)
{
    progress_part(context, part);
}

/* Somebody has to find out what happened, so nothing must be lost until then. */
static fallible audit(struct audit_report *out, const struct call *call,
                      const struct journal_head *published)
{
    SCOPED_PROGRESS progress = progress_begin("auditing", 0);
    const struct audit_progress parts = {begin_part, &progress};
    struct error *error = audit_registry(out, call->desk.db, published, &parts);
    if (!error || error_hint_text(error))
        return error;
    return error_hint(error, "stop working with this registry, keep it as it is, and compare it "
                             "with the newest backup");
}

static void answer_report(struct call *call, const struct audit_report *report)
{
    const struct rejudged *rejudged = &report->rejudged;
    const struct {
        const char *key;
        int64_t count;
    } counts[] = {
        {"journal_size", report->head.size}, {"draws", rejudged->draws},
        {"devices", rejudged->devices},      {"events", rejudged->events},
        {"sheets", rejudged->sheets},        {"seals", rejudged->seals},
        {"results", rejudged->results},      {"decisions", rejudged->decisions},
        {"looks", rejudged->looks},          {"typings", rejudged->typings},
        {"appeals", rejudged->appeals},      {"certificates", report->certificates},
        {"erasures", report->erasures},      {"erased", report->erased},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        value_set_integer(call->answer, counts[i].key, counts[i].count);
    value_set_text(call->answer, "journal_root", digest_text(&report->head.root, call->arena));
}

fallible cli_audit(struct call *call)
{
    static const struct shown lines[] = {{"journal_size", "journal entries"},
                                         {"journal_root", "root"},
                                         {"draws", "draws"},
                                         {"devices", "tablets"},
                                         {"events", "events"},
                                         {"sheets", "sheets"},
                                         {"seals", "seals"},
                                         {"results", "results"},
                                         {"typings", "sheets on paper"},
                                         {"looks", "looks at conflicts"},
                                         {"decisions", "decisions"},
                                         {"appeals", "appeals"},
                                         {"certificates", "certificates"},
                                         {"erasures", "candidates erased"},
                                         {"erased", "rows erased"},
                                         {NULL, NULL}};
    const char *note = call_option(call, "--published");
    struct journal_head published;
    struct audit_report report;
    if (note)
        TRY(keys_published_head(&published, note, registry_keys(call->registry), call->arena));
    TRY(audit(&report, call, note ? &published : NULL));
    answer_report(call, &report);
    call_say(call, "everything fits:");
    listing_say_card(call, call->answer, lines);
    return NULL;
}
