/* usta rubric … */
#ifndef USTA_CLI_RUBRIC_H
#define USTA_CLI_RUBRIC_H

#include "cli/call.h"

/* check FILE…: {"files", "errors", "warnings", "findings":[…]} (base/findings.h). Files named
 * *.scheme.yaml are schemes. Exit code 1 when there are errors. */
fallible cli_rubric_check(struct call *call);

/* score RUBRIC.yaml MARKS.json: the score (assess/score.h), with or without --json. */
fallible cli_rubric_score(struct call *call);

#endif
