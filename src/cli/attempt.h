/* usta sitting check-in, absent, start, pause, resume, abandon, void: what becomes of attempts on
 * the day, as far as tablets do not say it. All answer {"state",
 * "attempts":["SITTING/CANDIDATE/UNIT", …]}.
 */
#ifndef USTA_CLI_ATTEMPT_H
#define USTA_CLI_ATTEMPT_H

#include "cli/call.h"

/* check-in SITTING [CANDIDATE…]: the identity was seen. Without candidates: everybody who is only
 * assigned so far. */
fallible cli_attempt_check_in(struct call *call);

/* absent SITTING CANDIDATE… */
fallible cli_attempt_absent(struct call *call);

/* … ATTEMPT…: start and resume are one. */
fallible cli_attempt_run(struct call *call);
fallible cli_attempt_pause(struct call *call);
fallible cli_attempt_abandon(struct call *call);
fallible cli_attempt_void(struct call *call);

/* extra-time ATTEMPT PERCENT: {"attempt", "extra_time_percent"} */
fallible cli_attempt_extra_time(struct call *call);

#endif
