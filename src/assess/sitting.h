/* A sitting: one day at one centre on which candidates are tested by one scheme. Opening it freezes
 * the rubrics (workflow, rule 5); from then on nothing but the marks decides. */
#ifndef USTA_ASSESS_SITTING_H
#define USTA_ASSESS_SITTING_H

#include "assess/ids.h"
#include "assess/refusals.h"
#include "store/audited.h"

struct sitting {
    struct sitting_id id;
    const char *ref; /* "bishkek-2026-11-20" */
    struct centre_id centre;
    const char *centre_ref; /* "bishkek" */
    const char *day;        /* YYYY-MM-DD, local */
    struct scheme_version_id scheme;
    const char *scheme_name; /* "UST-CK-HK@1.0.0" */
    const char *state;       /* planned, open, closed, archived */
};

/* Plans a sitting and fixes what it will draw with (draw_seed.h) (task TASK_PLAN). ERROR_REFUSED
 * for a ref or day that cannot be, ERROR_NOT_FOUND for an unknown centre, ERROR_CONFLICT for a ref
 * that is taken. */
fallible sitting_plan(struct sitting_id *out, struct desk *desk, const char *ref,
                      const char *centre, const char *day, struct scheme_version_id scheme);

/* Opens it (TASK_PLAN): freezes for each unit of the scheme the newest published rubric in its
 * range, and draws the attempts of which two mark every line (draw.h). Refused, everything at once
 * in refusals: no attempts; a unit without published rubric; an attempt without first examiner, or
 * without the second (third) where its rubric has lines for two (three) raters or it is drawn;
 * somebody assigned who has lost the role or has a conflict of interest by now; a line for which
 * the centre has no instrument in calibration; an attempt against which a rule of the scheme stands
 * today (resit.h). */
fallible sitting_open(struct desk *desk, struct sitting_id id, struct refusals *refusals);

/* Closes it (TASK_PLAN). Refused, everything at once in refusals: an attempt that has not ended, a
 * sheet that is expected and not sealed (workflow, rule 2). */
fallible sitting_close(struct desk *desk, struct sitting_id id, struct refusals *refusals);

/* Archives a closed one (TASK_PLAN). */
fallible sitting_archive(struct desk *desk, struct sitting_id id);

/* ERROR_REFUSED saying what would be legal, unless the sitting is in this state. act for example
 * "entering attempts". */
fallible sitting_require(const struct sitting *sitting, const char *state, const char *act);

/* ERROR_NOT_FOUND naming the ref. */
fallible sitting_find(struct sitting *out, struct db *db, const char *ref, struct arena *arena);
fallible sitting_of(struct sitting *out, struct db *db, struct sitting_id id, struct arena *arena);

/* All, by day and ref. */
struct sittings {
    struct sitting *items;
    size_t count;
};
fallible sitting_list(struct sittings *out, struct db *db, struct arena *arena);

extern const struct audited sitting_audited;

#endif
