/* Attempts of TST-PAIR with results, for tests of the quality report. */
#ifndef USTA_TESTS_ASSESS_QUALITY_STORY_H
#define USTA_TESTS_ASSESS_QUALITY_STORY_H

#include "assess/story.h"

/* What examiner-a and examiner-b mark, in points by line ("A2 0 B1 75"); other lines get 100. */
struct marked {
    const char *first, *second;
};

/* The sitting "bishkek-1" with BSK-000, BSK-001, …, one for each of marked; their attempts of
 * TST-PAIR are final. The first five candidates are women, the last three take the test in Russian
 * and Kyrgyz, the others in Kyrgyz. */
struct story *quality_story(struct fixture *fixture, const struct marked *marked, int count);

/* Twelve who are marked alike by neither: on B1 and B2 always one level apart, either way. An alarm
 * of kappa rings. */
#define QUALITY_ALARM "kappa/TST-PAIR@1.0.0/examiner-a+examiner-b/4"
struct story *quality_story_apart(struct fixture *fixture);

#endif
