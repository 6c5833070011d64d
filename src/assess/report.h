/* What the ministry and donors ask for (workflow, "Numbers"): progress to the target and pass
 * rates. Outside reports hide small cells, and further ones where a total would give them away
 * (cells.h).
 */
#ifndef USTA_ASSESS_REPORT_H
#define USTA_ASSESS_REPORT_H

#include "base/value.h"
#include "store/desk.h"

enum report_audience {
    REPORT_INSIDE,  /* every number; for staff */
    REPORT_OUTSIDE, /* cells under 5 hidden */
};

/* One report twice: as data, and as lines of text for people. A hidden number is null, and "-". */
struct report {
    struct value *value;
    const char *const *lines;
    size_t line_count;
};

/* Certified persons (unique, with a granted decision) against the target, by sex, age band on the
 * day of the decision, region, destination, centre and departure. {"audience", "as_of",
 * "certified", "target", "by":[{"what":"sex", "withheld":bool, "cells":[{"name":"f",
 * "count":12}]}]} */
fallible report_progress(struct report *out, struct desk *desk, enum report_audience audience,
                         struct arena *arena);

/* Attempts with a result, by unit; void ones are not counted. {"audience", "as_of",
 * "units":[{"unit", "attempts", "competent", "not_yet_competent", "rate_percent" ("82.50", cut)}]}
 */
fallible report_pass_rates(struct report *out, struct desk *desk, enum report_audience audience,
                           struct arena *arena);

#endif
