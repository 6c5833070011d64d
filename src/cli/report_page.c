#include "certify/report_page.h"

#include "base/file.h"
#include "cli/layouts.h"
#include "cli/report.h"

enum { PUBLIC_MODE = 0644, PRIVATE_MODE = 0600 };

fallible cli_report_page(struct call *call)
{
    const char *path = call_argument(call, 0), *language = call_option_or(call, "--language", "en");
    bool inside = call_option(call, "--inside");
    const struct report_question question = {
        .audience = inside ? REPORT_INSIDE : REPORT_OUTSIDE,
        .from_day = call_option(call, "--from"),
        .until_day = call_option(call, "--until"),
    };
    struct layout *layout;
    struct bytes pdf;
    TRY(report_check_days(question.from_day, question.until_day));
    TRY(layouts_open_in(&layout, call, "report", language));
    TRY(report_page_print(&pdf, layout, &call->desk, &question, language, call->arena));
    TRY(file_write(path, pdf, inside ? PRIVATE_MODE : PUBLIC_MODE));
    value_set_text(call->answer, "file", path);
    value_set_text(call->answer, "audience", inside ? "inside" : "outside");
    value_set_text(call->answer, "language", language);
    call_say(call, "the page is in %s%s", path,
             inside ? "; it has every number: keep it inside" : "; small numbers are hidden");
    return NULL;
}
