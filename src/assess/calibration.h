/* A calibration: an instrument was held against a reference (ice water, a test weight), by whom and
 * when. Where a rubric gives calibration_max_hours, a reading needs an instrument whose newest
 * calibration was at most that long ago when it was read (workflow, rule 6). */
#ifndef USTA_ASSESS_CALIBRATION_H
#define USTA_ASSESS_CALIBRATION_H

#include "assess/attempt.h"
#include "assess/event.h"
#include "assess/instrument.h"
#include "assess/refusals.h"

struct calibration {
    int64_t id; /* 0: there is none */
    int64_t instrument;
    int64_t done_s;        /* when it was done */
    const char *reference; /* decimal, in the instrument's unit */
    const char *deviation; /* decimal: what it showed less the reference */
    const char *by;        /* ref of who did it */
};

struct calibrations {
    struct calibration *items;
    size_t count;
};

/* Keeps a calibration (task TASK_CALIBRATE); id and by are not read. ERROR_REFUSED for a retired
 * instrument, for a time that is still to come, and for values that are no decimals. */
fallible calibration_add(struct desk *desk, const struct instrument *instrument,
                         const struct calibration *calibration);

/* Of an instrument, the newest first. */
fallible calibration_list(struct calibrations *out, struct db *db,
                          const struct instrument *instrument, struct arena *arena);

/* ERROR_REFUSED unless the instrument was in use and in calibration at at_s, for hours: says since
 * when it is not. */
fallible calibration_check(struct db *db, const struct instrument *instrument, int hours,
                           int64_t at_s);

/* Whether a mark may name the instrument it names, or none (event.h). ERROR_REFUSED: an instrument
 * is named where nothing is measured; none is named for a reading of a line that asks for a
 * calibration; it is of another centre than the sitting, of another kind or unit than the rubric
 * says, or was out of calibration when the event says that it was read. ERROR_NOT_FOUND for an
 * unknown one. The time is the tablet's: it works without us for a day, and its readings come in
 * later. */
fallible calibration_check_event(struct db *db, const struct attempt *attempt,
                                 const struct criterion *criterion, const struct event *event);

/* Collects each line of the rubric for which the centre has no instrument in calibration at at_s:
 * named by rubric and line, with what to do. */
fallible calibration_missing(struct refusals *missing, struct db *db, const struct rubric *rubric,
                             struct centre_id centre, int64_t at_s);

extern const struct audited calibration_audited;

#endif
