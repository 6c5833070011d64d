/* usta report …: what the ministry and donors ask for. Each answers what assess/report.h says; with
 * --outside small numbers are hidden. */
#ifndef USTA_CLI_REPORT_H
#define USTA_CLI_REPORT_H

#include "cli/call.h"

fallible cli_report_progress(struct call *call);
fallible cli_report_units(struct call *call);
fallible cli_report_waiting(struct call *call);

#endif
