/* Extra time granted to an attempt between entry and start, for what the candidate's facts did not
 * say yet. It lengthens only the limits that the rubric marks with extra_time (workflow, rule 10);
 * what it was granted for is never kept, only on what ground (workflow, rule 8). */
#ifndef USTA_ASSESS_ADJUSTMENT_H
#define USTA_ASSESS_ADJUSTMENT_H

#include "assess/attempt.h"

enum { ADJUSTMENT_MOST_PERCENT = 100 };

/* Grants it (task TASK_PLAN): percent replaces what the attempt had, 0 takes it back. ERROR_REFUSED
 * for a percent outside 0 to ADJUSTMENT_MOST_PERCENT, without a reason ("the request of 3 November
 * was granted", never a diagnosis), and once the attempt has started or ended. */
fallible adjustment_grant(struct desk *desk, const struct attempt *attempt, int percent,
                          const char *reason);

extern const struct audited adjustment_audited;

#endif
