/* Pass rates of the quality report: attempts counted by sex, language of the test and centre, unit
 * by unit. */
#ifndef USTA_ASSESS_QUALITY_RATES_H
#define USTA_ASSESS_QUALITY_RATES_H

#include "assess/odds.h"
#include "assess/proportion.h"

enum rate_dimension { RATE_BY_SEX, RATE_BY_LANGUAGE, RATE_BY_CENTRE, RATE_DIMENSIONS };

const char *rate_dimension_name(enum rate_dimension by); /* "sex", "language", "centre" */

/* Attempts that agree in everything they are counted by. */
struct rate_count {
    const char *unit;
    const char *names[RATE_DIMENSIONS]; /* "f", "ky ru", "bishkek" */
    int64_t competent, not_yet;
};

struct names {
    const char **items;
    size_t count;
};

struct quality_rates {
    struct rate_count *counts;
    size_t count;
    struct names units;
    struct names groups[RATE_DIMENSIONS];
    struct arena *arena;
};

/* Adds attempts of one outcome. */
void rates_add(struct quality_rates *rates, const char *unit,
               const char *const names[RATE_DIMENSIONS], bool competent, int64_t count);

/* Puts units and groups in order. */
void rates_sort(struct quality_rates *rates);

/* Competent of all attempts of a group, in a unit or in all (NULL); whole may be 0. */
struct proportion rate_of(const struct quality_rates *rates, enum rate_dimension by,
                          const char *group, const char *unit);

/* The group with the best rate among those of CELL_LEAST attempts or more; NULL when there are
 * fewer than two such groups. */
const char *rates_best(const struct quality_rates *rates, enum rate_dimension by);

/* The group against another, a stratum for each of rates->units. */
const struct odds *rates_strata(const struct quality_rates *rates, enum rate_dimension by,
                                const char *group, const char *other, struct arena *arena);

#endif
