/* usta decide …: by a certifier who had no part in what the decision rests on.
 * A decision in answers: {"candidate", "scheme", "outcome", "day", "reason" or null, "by"}. */
#ifndef USTA_CLI_DECIDE_H
#define USTA_CLI_DECIDE_H

#include "assess/candidate.h"
#include "cli/call.h"

/* The arguments CANDIDATE [SCHEME]; without scheme the one the candidate was tested by, ERROR_USAGE
 * when there are several. */
fallible decide_read_case(struct candidate *candidate, const char **scheme, struct call *call);

/* pending: {"pending":[{"candidate", "scheme", "follows": "granted" or "refused",
 * "failed":["UNIT"…], "latest": outcome or null, "due", "late": working days}]} */
fallible cli_decide_pending(struct call *call);

/* case CANDIDATE [SCHEME]: {"candidate", "scheme", "ready", "follows" or null, "latest", "units":
 * [{"unit", "standing", "attempt", "day", "banked_until", "attempts_left", "resit", "resit_from"}],
 * "incidents" (incident.h), "conflicts": [{"attempt", "person", "message", "looked" or null}]} */
fallible cli_decide_case(struct call *call);

/* grant, refuse, defer CANDIDATE [SCHEME]: the decision. The scheme may be left out when the
 * candidate was tested by one only. */
fallible cli_decide_grant(struct call *call);
fallible cli_decide_refuse(struct call *call);
fallible cli_decide_defer(struct call *call);

/* ready SITTING: decides what follows for every candidate of the sitting whose results are all
 * there, each in a transaction of its own: {"decisions":[…], "refused":[{"candidate", "message",
 * "hint"}]}. Exit code 1 when the decider may not decide about some. */
fallible cli_decide_ready(struct call *call);

#endif
