/* How a line gets its marks and points: rules 2 and 6 of rubrics.md, "Scoring". For score.c. */
#ifndef USTA_ASSESS_SCORE_LINE_H
#define USTA_ASSESS_SCORE_LINE_H

#include "assess/score.h"

/* The marks of a criterion with their points. ERROR_REFUSED, naming criterion and examiner, when
 * they do not go together: the same person twice, a settled or not-applicable mark that is not
 * alone, more than one mark where one is wanted, more than MARKS_PER_LINE. Fewer marks than raters
 * make SCORED_UNMARKED. */
fallible scored_line_make(struct scored_line *out, const struct criterion *criterion,
                          const struct marks *marks, struct arena *arena);

/* The refusal of a line without all its marks: names who has not marked it, as far as the other
 * marks tell. */
fallible scored_line_missing(const struct scored_line *line, const struct marks *marks,
                             struct arena *arena);

#endif
