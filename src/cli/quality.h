/* usta report quality: the quality of the assessment, for staff, as assess/quality_report.h says.
 */
#ifndef USTA_CLI_QUALITY_H
#define USTA_CLI_QUALITY_H

#include "cli/call.h"

fallible cli_report_quality(struct call *call);

#endif
