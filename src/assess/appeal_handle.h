/* Handling an appeal, by people who had no part in what it is about (ISO/IEC 17024, appeals): a
 * lead of the unit for a result, a certifier for a decision.
 *
 * Upheld, whoever upholds it replaces the result (lines marked again, or void) or decides anew.
 * Remitted, somebody else again marks the lines, or decides. Nothing else replaces either. */
#ifndef USTA_ASSESS_APPEAL_HANDLE_H
#define USTA_ASSESS_APPEAL_HANDLE_H

#include "assess/appeal.h"
#include "assess/decision.h"
#include "assess/result.h"

/* All of these refuse, naming the rule: the task (TASK_SETTLE of the unit, or TASK_DECIDE), a part
 * in what it is about, a conflict of interest with the candidate, a move the machine has not, no
 * reason. */
fallible appeal_review(struct desk *desk, const struct appeal *appeal);
fallible appeal_dismiss(struct desk *desk, const struct appeal *appeal, const char *reason);
fallible appeal_remit(struct desk *desk, const struct appeal *appeal, const char *reason);

/* Marks a line again, of an appeal against a result: by whoever reviews it or, once it is remitted,
 * by another lead. said is the mark as an event's body has it. ERROR_NOT_FOUND for a line that the
 * rubric has not, ERROR_CONFLICT when it is marked again already or the appeal is answered. */
fallible appeal_mark(struct desk *desk, const struct appeal *appeal, const char *criterion,
                     const struct value *said, const char *reason);

/* What became of it. */
struct appeal_remedy {
    struct result result; /* of an appeal against a result */
    struct decision decision;
};

/* Upholds an appeal against a result: the lines marked again make a new one, or it becomes void.
 * ERROR_REFUSED for void with lines, for neither, and when the new one has the same score. */
fallible appeal_uphold_result(struct appeal_remedy *out, struct desk *desk,
                              const struct appeal *appeal, bool is_void, const char *reason,
                              struct arena *arena);

/* Upholds an appeal against a decision with another outcome (decision_replace). */
fallible appeal_uphold_decision(struct appeal_remedy *out, struct desk *desk,
                                const struct appeal *appeal, enum decision_outcome outcome,
                                const char *reason, struct arena *arena);

/* Answers a remitted appeal against a result: the lines marked again make the result that now
 * stands (the same marks when the result was right). By another person than who remitted it.
 * ERROR_CONFLICT when it is answered already. */
fallible appeal_answer(struct appeal_remedy *out, struct desk *desk, const struct appeal *appeal,
                       struct arena *arena);

#endif
