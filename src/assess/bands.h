/* Bands as step functions from the value of a measured line to points. Exact: limits are compared
 * as millionths, and what lies between two limits is looked at as well as the limits. */
#ifndef USTA_ASSESS_BANDS_H
#define USTA_ASSESS_BANDS_H

#include "assess/rubric.h"

enum { POINTS_LIMIT = 100 };

/* The points that some value can earn: reachable[p] for 0 … 100. The values are all rational
 * numbers; 0 and above for COMBINE_MAX_ABS; 0, 1 … samples for COMBINE_COUNT_WITHIN. */
void bands_reach(bool reachable[static POINTS_LIMIT + 1], const struct bands *bands,
                 const struct measure *measure);

/* True when some value of measure earns more points in profile than in its base bands; *at becomes
 * such a value, in halves of a millionth (odd: just above or below a limit). */
bool bands_loosen(int64_t *at, const struct bands *profile, const struct measure *measure);

#endif
