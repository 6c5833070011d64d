/* usta result withhold, release and void: an inquiry into a result; and clear: none is needed. */
#ifndef USTA_CLI_INQUIRY_H
#define USTA_CLI_INQUIRY_H

#include "assess/result.h"
#include "cli/call.h"

/* Each for one ATTEMPT: {"attempt", "state", "reason", "touched":[{"what", "name", "state"}]}:
 * decisions and certificates that rest on the result. */
fallible cli_result_withhold(struct call *call);
fallible cli_result_release(struct call *call);
fallible cli_result_void(struct call *call);

/* clear ATTEMPT PERSON: {"attempt", "person", "reason"} */
fallible cli_result_clear(struct call *call);

/* Adds "state" of a result to an object: "stands", "withheld", or "void" by an inquiry; with the
 * inquiry's reason in "inquiry" when there was one. */
fallible inquiry_add(struct value *object, struct call *call, struct result_id result);

#endif
