/* How each line of a score came to its points, for people: readings → derived → combined → band →
 * points × weight, then sections, total and gates, in plain words. */
#ifndef USTA_ASSESS_SCORE_EXPLAIN_H
#define USTA_ASSESS_SCORE_EXPLAIN_H

#include "assess/score.h"

/* In English; titles of the rubric in language where it has them, else in its source language.
 * Lines end with '\n'. */
char *score_explain(const struct score *score, const char *language, struct arena *arena);

#endif
