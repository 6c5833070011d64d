/* A second scorer, written from the rules alone and on purpose unlike score.c: slow, naive, on
 * plain 128-bit fractions. It answers with canonical JSON, or "refused". Numbers must stay small:
 * it aborts where 128 bits are not enough. */
#ifndef USTA_TESTS_ASSESS_SCORE_ORACLE_H
#define USTA_TESTS_ASSESS_SCORE_ORACLE_H

#include "assess/marks.h"

char *score_oracle(const struct rubric *rubric, const struct marks *marks, struct arena *arena);

#endif
