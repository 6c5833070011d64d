#include "cli/report.h"

#include "assess/report.h"

static fallible say_report(struct call *call,
                           fallible (*make)(struct report *out, struct desk *desk,
                                            enum report_audience audience, struct arena *arena))
{
    struct report report;
    TRY(make(&report, &call->desk, call_option(call, "--outside") ? REPORT_OUTSIDE : REPORT_INSIDE,
             call->arena));
    call->answer = report.value;
    for (size_t i = 0; i < report.line_count; i++)
        call_say(call, "%s", report.lines[i]);
    return NULL;
}

fallible cli_report_progress(struct call *call)
{
    return say_report(call, report_progress);
}

fallible cli_report_units(struct call *call)
{
    return say_report(call, report_pass_rates);
}
