/* Deciding: who may, when, and what (workflow, "Who may do what", states of a decision). */
#ifndef USTA_ASSESS_DECISION_MAKE_H
#define USTA_ASSESS_DECISION_MAKE_H

#include "assess/decision_case.h"

/* Decides a candidate's case in a scheme (task TASK_DECIDE); reason NULL for none. Refused, naming
 * the rule and what would be legal:
 *   - the clock stands before the journal (ERROR_ENVIRONMENT)
 *   - the decider had a duty in an attempt it rests on, settled a line or reviewed it, trained the
 *     candidate or has another conflict of interest
 *   - granted while a unit is missing, not yet competent or no longer banked
 *   - refused or deferred without a reason; refused while nothing was tested
 *   - a granted decision is live: one for each person and scheme (ERROR_CONFLICT)
 *   - these very results are decided already: granted and refused are replaced only by an appeal
 *     (ERROR_CONFLICT); a deferred decision is replaced by any */
fallible decision_make(struct decision *out, struct desk *desk, struct candidate_id candidate,
                       const char *scheme, enum decision_outcome outcome, const char *reason,
                       struct arena *arena);

/* ERROR_REFUSED when the person had a part in the attempt: naming it. */
fallible decision_check_part(struct db *db, struct person_id person, struct attempt_id attempt,
                             const char *attempt_name);

/* ERROR_REFUSED, by the same rules as for deciding, unless the person at the desk is free of any
 * part in what the decision rests on and of conflicts of interest: for acts that take back, for a
 * while or for ever, what it led to. */
fallible decision_check_free(const struct desk *desk, struct decision_id id);

#endif
