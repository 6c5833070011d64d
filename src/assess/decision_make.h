/* Deciding: who may, when, and what (workflow, "Who may do what", states of a decision). */
#ifndef USTA_ASSESS_DECISION_MAKE_H
#define USTA_ASSESS_DECISION_MAKE_H

#include "assess/appeal.h"
#include "assess/decision_case.h"

/* Decides a candidate's case in a scheme (task TASK_DECIDE); reason NULL for none. Refused, naming
 * the rule and what would be legal:
 *   - the clock stands before the journal (ERROR_ENVIRONMENT)
 *   - the decider had a duty in an attempt it rests on, settled a line or reviewed it, trained the
 *     candidate or has another conflict of interest
 *   - granted while a unit is missing, not yet competent or no longer banked
 *   - refused or deferred without a reason; refused while nothing was tested
 *   - a granted decision is live: one for each person and scheme (ERROR_CONFLICT), unless it is
 *     renewed: granted again, in the scheme's time, on results that are all newer
 *   - these very results are decided already: granted and refused are replaced only by an appeal
 *     (ERROR_CONFLICT); a deferred decision is replaced by any
 *   - by whoever made the decision that is replaced: when an appeal sent it back, or when a result
 *     it rested on was replaced; and by whoever sent it back */
fallible decision_make(struct decision *out, struct desk *desk, struct candidate_id candidate,
                       const char *scheme, enum decision_outcome outcome, const char *reason,
                       struct arena *arena);

/* For appeals alone: the decision of whoever upholds one, in the place of the one it is about;
 * under the same rules. ERROR_CONFLICT when that is no longer the latest, ERROR_REFUSED for the
 * same outcome. */
fallible decision_replace(struct decision *out, struct desk *desk, const struct appeal *appeal,
                          enum decision_outcome outcome, const char *reason, struct arena *arena);

/* What part a person had in an attempt ("was the first examiner"), NULL for none; what they did in
 * one appeal (0: none) is not looked at. */
fallible decision_part(const char **out, struct db *db, struct person_id person,
                       struct attempt_id attempt, struct appeal_id but, struct arena *arena);

/* ERROR_REFUSED when the person had a part in the attempt: naming it. */
fallible decision_check_part(struct db *db, struct person_id person, struct attempt_id attempt,
                             const char *attempt_name);

/* ERROR_REFUSED, by the same rules as for deciding, unless the person at the desk is free of any
 * part in what the decision rests on and of conflicts of interest: for acts that take back, for a
 * while or for ever, what it led to. */
fallible decision_check_free(const struct desk *desk, struct decision_id id);

#endif
