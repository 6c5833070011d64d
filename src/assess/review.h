/* A review: a result within ±near_pass of the pass mark, or with a critical failure, is looked at
 * again from the evidence by another examiner before it is final (rubrics.md, second_marking). A
 * sampled attempt, of which two examiners marked every line, needs none, nor does a void one. */
#ifndef USTA_ASSESS_REVIEW_H
#define USTA_ASSESS_REVIEW_H

#include "assess/ids.h"
#include "store/audited.h"

struct attempt;
struct score;

struct review {
    int64_t id; /* 0: there is none */
    struct attempt_id attempt;
    struct person_id person;
    const char *by;             /* the reviewer's ref */
    const char *const *doubted; /* criteria that the lead has to settle; none: the result stands */
    size_t doubted_count;
    const char *reason;
    int64_t at_s;
};

/* Why a result must be reviewed before it is final, for people: "the total of 71.20 is within 5 of
 * the pass mark 70", "the critical line 'A4' failed"; NULL: it need not. */
const char *review_needed(const struct attempt *attempt, const struct score *score,
                          struct arena *arena);

/* Gives the one review of an attempt (task TASK_EXAMINE, of the unit). ERROR_REFUSED, naming rule
 * and way out: the attempt is not marked or lines are still open; no review is needed; the reviewer
 * has a duty in this attempt or settled a line of it, or has a conflict of interest; no reason; a
 * doubted criterion that the rubric does not have or the lead has settled already. ERROR_CONFLICT
 * when it was given already. */
fallible review_give(struct desk *desk, const struct attempt *attempt, const char *const *doubted,
                     size_t doubted_count, const char *reason);

fallible review_of(struct review *out, struct db *db, struct attempt_id attempt,
                   struct arena *arena);

/* True when the review doubts the line. */
bool review_doubts(const struct review *review, const char *criterion);

extern const struct audited review_audited;

#endif
