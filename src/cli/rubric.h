/* usta rubric … */
#ifndef USTA_CLI_RUBRIC_H
#define USTA_CLI_RUBRIC_H

#include "cli/call.h"

/* score RUBRIC.yaml MARKS.json: the score (assess/score.h), with or without --json; with --explain
 * in words, and "explanation" in the answer. */
fallible cli_rubric_score(struct call *call);

/* publish FILE…: {"published":[{"rubric": "ID@VERSION", "file", "warnings"}]}, all or none. */
fallible cli_rubric_publish(struct call *call);

/* list: {"rubrics":[{"rubric", "title", "digest": hex of its structure}]} */
fallible cli_rubric_list(struct call *call);

/* show ID[@VERSION], the newest when none is given: {"rubric", "title", "digest", "pass_total",
 * "languages", "texts" (text_review.h), "destinations", "minutes", "criteria":[{"section",
 * "criterion", "kind", "weight", "pass", "critical", "raters", "title"}]} */
fallible cli_rubric_show(struct call *call);

#endif
