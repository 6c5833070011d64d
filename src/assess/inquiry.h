/* An inquiry into a result: somebody doubts that it came about as it should. While it runs the
 * result is withheld, and no decision may rest on it; then the result is back as it was, or void:
 * it no longer counts, nor does the attempt (workflow, states of a unit result). What was decided
 * and issued before stays until a certifier acts on it. */
#ifndef USTA_ASSESS_INQUIRY_H
#define USTA_ASSESS_INQUIRY_H

#include "assess/attempt.h"
#include "assess/result.h"

struct inquiry {
    int64_t id; /* 0: there is none */
    struct result_id result;
    const char *state;  /* withheld, back, void (machine.c) */
    const char *reason; /* why it was opened */
    const char *by;     /* ref of who opened it */
    struct person_id person;
    int64_t at_s;
};

/* Opens one into the result of an attempt (task TASK_INQUIRE, of the unit). Refused, naming rule
 * and way out: no reason; the result is void or an inquiry runs already (ERROR_CONFLICT); who asks
 * had a part in the attempt, decided on it, or has a conflict of interest. ERROR_NOT_FOUND without
 * a result. */
fallible inquiry_open(struct desk *desk, const struct attempt *attempt, const char *reason);

/* Ends the one that runs (task TASK_DECIDE): to is "back" or "void". Refused: nothing is withheld;
 * no reason; who ends it opened it, had a part in the attempt or has a conflict of interest. */
fallible inquiry_end(struct desk *desk, const struct attempt *attempt, const char *to,
                     const char *reason);

/* The newest into a result; out->id is 0 for none. */
fallible inquiry_of(struct inquiry *out, struct db *db, struct result_id result,
                    struct arena *arena);

/* That no inquiry withholds the results that a decision rests on, and none made one void:
 * ERROR_REFUSED naming the attempt. For whoever acts on the decision. */
fallible inquiry_check_decision(struct db *db, struct decision_id decision);

extern const struct audited inquiry_audited;

#endif
