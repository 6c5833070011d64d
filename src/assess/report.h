/* What the ministry and donors ask for (workflow, "Numbers"): progress to the target, pass rates
 * and waiting times. Outside reports hide small cells, and further ones where a total would give
 * them away (cells.h); a hidden number is null. Whoever publishes reports of overlapping days lets
 * others subtract them: choose days that never overlap.
 *
 * Each report is one object: {"audience":"inside" | "outside", "as_of":day, "from":day | null,
 * "until":day | null} and what stands below. */
#ifndef USTA_ASSESS_REPORT_H
#define USTA_ASSESS_REPORT_H

#include "base/value.h"
#include "store/desk.h"

enum report_audience {
    REPORT_INSIDE,  /* every number; for staff */
    REPORT_OUTSIDE, /* cells under 5 hidden */
};

struct report_question {
    enum report_audience audience;
    const char *from_day, *until_day; /* YYYY-MM-DD, both inclusive; NULL: open */
};

/* NULL when both are days, or NULL for open, and the first does not come last; ERROR_USAGE. */
fallible report_check_days(const char *from_day, const char *until_day);

/* Certified persons (unique, counted on the day of the first decision that granted them anything)
 * against the target, by sex, age band on that day, region, destination, centre and departure.
 * {"certified", "target", "by":[{"what":"sex", "withheld":bool, "cells":[{"name":"f",
 * "count":12}]}]} */
fallible report_progress(struct value **out, struct desk *desk,
                         const struct report_question *question, struct arena *arena);

/* Attempts with a result, by unit and the day of the sitting; void ones are not counted.
 * {"units":[{"unit", "attempts", "competent", "not_yet_competent", "rate_percent" ("82.50", cut)}]}
 */
fallible report_pass_rates(struct value **out, struct desk *desk,
                           const struct report_question *question, struct arena *arena);

/* How long people wait, in days: of every decision that granted or refused. {"waiting":[{"step":
 * "enrolment to test" | "test to decision" | "enrolment to decision", "decisions", "median_days",
 * "nine_in_ten_days" (so many wait at most so long)}]}, by nearest rank; the test is the last
 * sitting that the decision rests on. */
fallible report_waiting(struct value **out, struct desk *desk,
                        const struct report_question *question, struct arena *arena);

#endif
