/* usta concern …: alarms of the quality report that somebody looks into. Each answers {"concern",
 * "alarm", "unit", "from", "until", "n", "figure", "bound", "reason", "state", "at", "by",
 * "finding", "closed_by"}; list has {"concerns":[…]} of these. */
#ifndef USTA_CLI_CONCERN_H
#define USTA_CLI_CONCERN_H

#include "cli/call.h"

fallible cli_concern_open(struct call *call);
fallible cli_concern_close(struct call *call);
fallible cli_concern_list(struct call *call);
fallible cli_concern_show(struct call *call);

#endif
