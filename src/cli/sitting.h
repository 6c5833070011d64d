/* usta sitting …: a day of testing, from plan to archive. Its attempts are moved by attempt.h.
 * A sitting in answers: {"sitting": ref, "centre", "day", "scheme": "ID@VERSION", "state"}. */
#ifndef USTA_CLI_SITTING_H
#define USTA_CLI_SITTING_H

#include "cli/call.h"

/* plan SITTING CENTRE DAY SCHEME, open, close and archive SITTING: the sitting as it is now. What
 * stands against opening or closing is in "refusals" of the error (grounds.h). */
fallible cli_sitting_plan(struct call *call);

/* open also has "sampled": [ATTEMPT…], of which two mark every line. */
fallible cli_sitting_open(struct call *call);
fallible cli_sitting_close(struct call *call);
fallible cli_sitting_archive(struct call *call);

/* enter SITTING CANDIDATE…: {"sitting", "candidates", "attempts"}: how many of each. */
fallible cli_sitting_enter(struct call *call);

/* list: {"sittings":[sitting…]} */
fallible cli_sitting_list(struct call *call);

/* show SITTING: the sitting, and "rubrics":[{"unit", "rubric"}] when they are frozen,
 * "attempts":[{"attempt", "candidate", "unit", "state", "sampled", "extra_time_percent",
 * "examiners":["first gulnara", …]}], "incidents" (incident.h) */
fallible cli_sitting_show(struct call *call);

#endif
