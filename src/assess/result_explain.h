/* A result told to people: the whole way from the sheets to the outcome. */
#ifndef USTA_ASSESS_RESULT_EXPLAIN_H
#define USTA_ASSESS_RESULT_EXPLAIN_H

#include "assess/attempt.h"

/* How the lines that several examiners marked came together and what was settled, reviewed and by
 * whom; then how each line came to its points (score_explain.h), in English with the rubric's
 * titles in language where it has them. Lines end with '\n'. The viewer needs a role (TASK_READ).
 * ERROR_NOT_FOUND when there is no result. */
fallible result_explain(const char **out, const struct desk *viewer, const struct attempt *attempt,
                        const char *language, struct arena *arena);

#endif
