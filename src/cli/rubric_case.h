/* usta rubric export, usta rubric import: rubrics in the form of 1EdTech CASE (assess/case_form.h)
 */
#ifndef USTA_CLI_RUBRIC_CASE_H
#define USTA_CLI_RUBRIC_CASE_H

#include "cli/call.h"

/* export RUBRIC.yaml FILE.json: {"rubric", "digest" (of its structure), "file"}. */
fallible cli_rubric_export(struct call *call);

/* import FILE.json RUBRIC.yaml: the same, and every finding of the rubric that it makes. Replaces
 * no file. */
fallible cli_rubric_import(struct call *call);

#endif
