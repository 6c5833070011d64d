/* The quality of the assessment itself: how examiners agree, how severe each is, how the lines of
 * each rubric work, how pass rates of groups compare, how many results are close (docs/quality.md).
 * For staff: examiners are named by their refs, candidates by nothing. It only reads. */
#ifndef USTA_ASSESS_QUALITY_H
#define USTA_ASSESS_QUALITY_H

#include "assess/alarm.h"
#include "assess/quality_rates.h"
#include "assess/quality_sums.h"

/* Sittings from a day until a day, both inclusive, of all units or one. */
struct quality_window {
    const char *from;  /* NULL: from the beginning */
    const char *until; /* NULL: until today */
    const char *unit;  /* rubric id; NULL: all */
};

/* Drift compares the last QUALITY_RECENT_DAYS of the window with the days before. */
enum { QUALITY_RECENT_DAYS = 90 };

struct quality {
    struct quality_window window; /* nothing in it is NULL but the unit */
    const char *today;
    struct quality_sums sums;
    struct quality_rates rates;
};

/* Everything counted (task TASK_WATCH, of the unit). Attempts are read one by one; memory grows
 * with rubrics, examiners and lines. ERROR_USAGE as report_check_days, ERROR_NOT_FOUND for a unit
 * without published rubric. */
fallible quality_gather(struct quality *out, struct desk *desk, const struct quality_window *window,
                        struct arena *arena);

#endif
