/* usta settle …: lines that the examiners left open. */
#ifndef USTA_CLI_SETTLE_H
#define USTA_CLI_SETTLE_H

#include "cli/call.h"

/* list [SITTING]: {"open":[…]} (cli/result.h): of all sittings, or of one. */
fallible cli_settle_list(struct call *call);

/* line ATTEMPT CRITERION, and one of --check, --level, --readings and --na: {"attempt",
 * "criterion", "mark":{…}, "reason"} */
fallible cli_settle_line(struct call *call);

#endif
