/* usta rubric check, usta scheme check: what is wrong or doubtful in files, before anything is
 * published. */
#ifndef USTA_CLI_CHECK_H
#define USTA_CLI_CHECK_H

#include "cli/call.h"

/* FILE…: {"files", "errors", "warnings", "findings":[…]} (base/findings.h). Exit code 1 when there
 * are errors. --quiet says only these. --against FOLDER also
 * asks whether rubrics may be published beside those there. Files named *.scheme.yaml are schemes
 * to both. */
fallible cli_rubric_check(struct call *call);
fallible cli_scheme_check(struct call *call);

#endif
