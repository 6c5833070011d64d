/* What keeps a marked attempt from its result, told to people: who has to do what. */
#ifndef USTA_ASSESS_RESULT_OPEN_H
#define USTA_ASSESS_RESULT_OPEN_H

#include "assess/result.h"
#include "assess/standing.h"

/* Adds every line that is open in the agreement, or doubted by a review and not settled. */
void result_open_lines(struct result_report *report, const struct standing *standing,
                       struct arena *arena);

/* Adds the review that this score needs and that nobody has given. */
void result_open_review(struct result_report *report, const struct standing *standing,
                        const struct score *score, struct arena *arena);

#endif
