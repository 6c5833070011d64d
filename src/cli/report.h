/* usta report …: what the ministry and donors ask for, as assess/report.h says (with --outside
 * small numbers are hidden; on a page they are unless --inside), and for staff the quality of the
 * assessment, as assess/quality_report.h says. */
#ifndef USTA_CLI_REPORT_H
#define USTA_CLI_REPORT_H

#include "cli/call.h"

fallible cli_report_progress(struct call *call);
fallible cli_report_units(struct call *call);
fallible cli_report_waiting(struct call *call);
fallible cli_report_page(struct call *call);
fallible cli_report_quality(struct call *call);

#endif
