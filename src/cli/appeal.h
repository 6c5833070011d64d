/* usta appeal …: results and decisions that candidates do not accept. */
#ifndef USTA_CLI_APPEAL_H
#define USTA_CLI_APPEAL_H

#include "cli/call.h"

/* lodge ATTEMPT|CANDIDATE [SCHEME]: the appeal, {"appeal", "candidate", "against", "state",
 * "last_day", "late", "lodged"} */
fallible cli_appeal_lodge(struct call *call);

/* review, dismiss and remit APPEAL: the appeal, with "reason" */
fallible cli_appeal_review(struct call *call);
fallible cli_appeal_dismiss(struct call *call);
fallible cli_appeal_remit(struct call *call);

/* line APPEAL CRITERION, and a mark as settle line takes it: {"appeal", "criterion", "mark",
 * "reason"} */
fallible cli_appeal_line(struct call *call);

/* uphold and answer APPEAL: the appeal, with "outcome" of the result or decision that stands now
 * and "certificates": ["CODE"] in force that rest on what was replaced */
fallible cli_appeal_uphold(struct call *call);
fallible cli_appeal_answer(struct call *call);

/* list: {"appeals":[…]} */
fallible cli_appeal_list(struct call *call);

/* show APPEAL: the appeal, with "grounds", "late_reason" and "lines":[{"criterion", "mark", "by",
 * "reason"}] */
fallible cli_appeal_show(struct call *call);

#endif
