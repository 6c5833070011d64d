/* Random rubrics and marks for property tests: of every kind, small enough for the oracle, with
 * limits and readings so close together that equality is common. Not all of them would pass the
 * checks that trainers' files must pass; the scorer must be right about them all the same. */
#ifndef USTA_TESTS_ASSESS_RANDOM_RUBRIC_H
#define USTA_TESTS_ASSESS_RANDOM_RUBRIC_H

#include "assess/marks.h"
#include "base/random.h"

struct rubric *random_rubric(struct random *random, struct arena *arena);

/* Mostly complete; now and then stopped, with marks missing, doubled or not going together. */
struct marks *random_marks(struct random *random, const struct rubric *rubric, struct arena *arena);

#endif
