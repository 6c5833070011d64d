/* A settlement is what the lead examiner decided for a line on which the examiners differ. (The
 * median of three needs nobody to settle it: agreement.h.) */
#ifndef USTA_ASSESS_SETTLEMENT_H
#define USTA_ASSESS_SETTLEMENT_H

#include "assess/ids.h"
#include "assess/marks.h"
#include "store/audited.h"

struct attempt;

struct settlement {
    int64_t id;
    struct attempt_id attempt;
    const char *criterion;
    struct person_id person;
    const char *by; /* the lead's ref */
    const char *mark; /* canonical JSON: {"check":…}, {"level":…}, {"readings":…} or {"na":…} */
    const char *reason;
    int64_t at_s;
};

struct settlements {
    struct settlement *items;
    size_t count;
};

/* Settles a line (task TASK_SETTLE, of the unit). said is the mark as an event's body has it; keys
 * other than the mark's own are not looked at. ERROR_REFUSED, naming rule and way out: a sheet is
 * missing or not sealed; the result is final; the lead examined or reviewed this attempt or has a
 * conflict of interest; the line is not open for the lead (agreement.h: lead or straddle, or
 * doubted by a review); no reason; a mark that does not fit the line. ERROR_CONFLICT when it is
 * settled already. */
fallible settlement_make(struct desk *desk, const struct attempt *attempt, const char *criterion,
                         const struct value *said, const char *reason);

/* Of an attempt, oldest first. */
fallible settlement_list(struct settlements *out, struct db *db, struct attempt_id attempt,
                         struct arena *arena);

/* The same as marks that stand alone. */
fallible settlement_marks(const struct mark **out, size_t *count,
                          const struct settlements *settlements, const struct rubric *rubric,
                          struct arena *arena);

extern const struct audited settlement_audited;

#endif
