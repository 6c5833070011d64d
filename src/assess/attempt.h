/* An attempt: one candidate, one unit, one sitting. People call it by its name,
 * "SITTING/CANDIDATE/UNIT". */
#ifndef USTA_ASSESS_ATTEMPT_H
#define USTA_ASSESS_ATTEMPT_H

#include "assess/candidate.h"
#include "assess/rubric.h"
#include "assess/sitting.h"

struct attempt {
    struct attempt_id id;
    const char *name; /* "bishkek-1/BSK-001/UST-CK-HK-02" */
    struct sitting_id sitting;
    struct candidate_id candidate;
    const char *sitting_ref, *candidate_ref;
    const char *unit;        /* rubric id */
    const char *destination; /* of the candidate at entry; NULL: not known */
    int extra_time_percent;  /* of the candidate at entry */
    bool sampled;            /* every line is marked by two */
    const char *state;       /* assigned, checked_in, absent, running, paused, … (machine.c) */
};

struct attempts {
    struct attempt *items;
    size_t count;
};

/* Enters a candidate into a planned sitting for one unit of its scheme, or (unit NULL) for all that
 * the candidate still needs (task TASK_PLAN); those that count as they are go into left_out, with
 * the reason. *out is how many attempts that made. ERROR_REFUSED when the sitting is not planned,
 * the unit is not of its scheme, no unit is needed, or a rule of the scheme stands against it on
 * the day of the sitting (resit.h), ERROR_CONFLICT when the candidate is entered already. */
fallible attempt_enter(size_t *out, struct desk *desk, const struct sitting *sitting,
                       const struct candidate *candidate, const char *unit,
                       struct refusals *left_out);

/* Moves an attempt of an open sitting to a state, with a reason where the machine needs one. By
 * whom: checked_in (identity seen) and absent by TASK_PLAN; running, paused, finished,
 * stopped_unsafe and abandoned by an examiner assigned to it (TASK_EXAMINE); void by TASK_SETTLE.
 * marked and final follow from sheets and results alone and are refused here. */
fallible attempt_move(struct desk *desk, const struct attempt *attempt, const char *to,
                      const char *reason);

/* The destination whose profile the marks are scored by: the attempt's, when the rubric declares
 * it; else NULL, the base. */
const char *attempt_profile(const struct attempt *attempt, const struct rubric *rubric);

/* True for the states of an attempt that ended with marks to come or there: finished,
 * stopped_unsafe, marked, final. */
bool attempt_expects_sheets(const struct attempt *attempt);

/* ERROR_NOT_FOUND naming the part that does not exist. */
fallible attempt_find(struct attempt *out, struct db *db, const char *name, struct arena *arena);
fallible attempt_of(struct attempt *out, struct db *db, struct attempt_id id, struct arena *arena);

/* Of a sitting, of one unit and of one candidate when these are given; by candidate and unit. */
fallible attempt_list(struct attempts *out, struct db *db, struct sitting_id sitting,
                      const char *unit, const char *candidate_ref, struct arena *arena);

/* Of a candidate in all sittings, oldest first. */
fallible attempt_list_of(struct attempts *out, struct db *db, struct candidate_id candidate,
                         struct arena *arena);

extern const struct audited attempt_audited;

#endif
