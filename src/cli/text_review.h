/* usta rubric review, usta scheme review: who has read the texts in a language. */
#ifndef USTA_CLI_TEXT_REVIEW_H
#define USTA_CLI_TEXT_REVIEW_H

#include "assess/wordings.h"
#include "cli/call.h"

/* review RUBRIC[@VERSION] LANGUAGE --by NAME --note TEXT: {"rubric" or "scheme", "language",
 * "reviewer", "note"} */
fallible cli_rubric_review(struct call *call);
fallible cli_scheme_review(struct call *call);

/* Adds "texts" to the answer: [{"language", "state": "source", "draft", "reviewed" or "said to be
 * reviewed, not recorded", and of a review "reviewer", "day", "recorded_by", "note"; else null}].
 */
fallible text_review_answer(struct call *call, const struct wordings *wordings);

/* What it added, as words. */
void text_review_say(struct call *call);

#endif
