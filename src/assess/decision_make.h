/* Deciding: who may, when, and what (workflow, "Who may do what", states of a decision). */
#ifndef USTA_ASSESS_DECISION_MAKE_H
#define USTA_ASSESS_DECISION_MAKE_H

#include "assess/appeal.h"
#include "assess/decision_case.h"

/* Decides a candidate's case in a scheme (task TASK_DECIDE); reason NULL for none. Refused, naming
 * the rule and what would be legal:
 *   - the clock stands before the journal (ERROR_ENVIRONMENT)
 *   - the decider had a part in an attempt it rests on (part.h), trained the candidate or has
 *     another conflict of interest
 *   - granted or refused while a result it rests on is withheld (inquiry.h)
 *   - granted or refused while nobody looked at a conflict of interest that was declared after
 *     somebody had acted (conflict.h)
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

/* ERROR_REFUSED, by the same rules as for deciding, unless the person at the desk is free of any
 * part in what the decision rests on and of conflicts of interest: for acts that take back, for a
 * while or for ever, what it led to. */
fallible decision_check_free(const struct desk *desk, struct decision_id id);

#endif
