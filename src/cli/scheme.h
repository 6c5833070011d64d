/* usta scheme … */
#ifndef USTA_CLI_SCHEME_H
#define USTA_CLI_SCHEME_H

#include "cli/call.h"

/* publish FILE…: {"published":[{"scheme": "ID@VERSION", "file", "warnings"}]}, all or none. */
fallible cli_scheme_publish(struct call *call);

/* list: {"schemes":[{"scheme", "title", "units", "validity_months"}]} */
fallible cli_scheme_list(struct call *call);

/* show ID[@VERSION]: {"scheme", "title", "validity_months", "attempts", "within_months",
 * "resit_after_days", "bank_months", "test_languages", "destinations", "texts" (text_review.h),
 * "units":[{"unit", "versions", "rubric": the newest that counts, or null, "can_do"}]} */
fallible cli_scheme_show(struct call *call);

#endif
