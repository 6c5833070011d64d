/* usta result … and usta settle …: from sealed sheets to an outcome.
 * A result in answers: {"attempt", "outcome", "total": "82.50" or null,
 * "reasons":["critical:A1"…]}. What is open: {"attempt", "criterion" or null, "state", "who",
 * "what"} (assess/result.h). */
#ifndef USTA_CLI_RESULT_H
#define USTA_CLI_RESULT_H

#include "cli/call.h"

/* compute SITTING|ATTEMPT…: {"results":[…], "open":[…]} */
fallible cli_result_compute(struct call *call);

/* list SITTING: {"results":[…]}, each with its "state" (inquiry.h) */
fallible cli_result_list(struct call *call);

/* show ATTEMPT: the result, "state" and "inquiry" (inquiry.h), "incidents" (incident.h), "score"
 * and "marks"; with --explain also "explanation". */
fallible cli_result_show(struct call *call);

/* review ATTEMPT: {"attempt", "doubted":["A1"…]} */
fallible cli_result_review(struct call *call);

/* The open points of attempts whose sheets are all sealed, as a listing of the command. */
struct attempts;
fallible result_say_open(struct call *call, const struct attempts *attempts);

#endif
