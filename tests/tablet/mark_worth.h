/* The way back from points to a mark: what an examiner may have seen when a line earned so many
 * points. For tests, the demo and the bench, which tell stories in points. */
#ifndef USTA_TESTS_MARK_WORTH_H
#define USTA_TESTS_MARK_WORTH_H

#include "assess/marks.h"

/* The points a line can earn, best first; returns how many (at most limit are written). */
size_t points_possible(int *out, size_t limit, const struct criterion *criterion,
                       const char *destination);

/* A mark by somebody that earns exactly points (asserted to be possible). */
struct mark mark_worth(const struct criterion *criterion, const char *by, int points,
                       const char *destination, struct arena *arena);

#endif
