/* A measurement is the way from readings to points, kept whole so that it can be explained:
 * readings → derived → combined → the first band that holds. Exact all the way. */
#ifndef USTA_ASSESS_MEASUREMENT_H
#define USTA_ASSESS_MEASUREMENT_H

#include "assess/marks.h"
#include "base/rational.h"

struct rationals {
    const struct rational *const *items;
    size_t count;
};

struct measurement {
    struct rationals derived; /* one for each sample, in the order read */
    const struct rational *combined;
    const struct bands *bands;    /* those of the destination */
    const struct band *band;      /* the one that held */
    const struct rational *limit; /* its limit, with extra time; NULL for otherwise */
    const struct band *missed;    /* the one tried before it in vain; NULL when it was the first */
    const struct rational *missed_limit;
};

/* mark is of MARK_READINGS (asserted). profile: NULL for the base limits; extra_time_percent
 * lengthens the limits of a criterion with extra_time, by (100+x)/100. */
struct measurement measurement_take(const struct mark *mark, const char *profile,
                                    int extra_time_percent, struct arena *arena);

#endif
