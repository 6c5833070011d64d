#include "assess/bands.h"

/* A value in halves of a millionth: limits are even, and between two different limits there is
 * always an odd one, which stands for every value between them. */
struct half {
    int64_t n;
};

static const int64_t HALVES = 2 * INT64_C(1000000);

static bool holds(enum band_operator operator, struct half value, struct decimal limit)
{
    int64_t at = 2 * limit.millionths;
    switch (operator) {
    case BAND_AT_LEAST:
        return value.n >= at;
    case BAND_MORE_THAN:
        return value.n > at;
    case BAND_AT_MOST:
        return value.n <= at;
    case BAND_LESS_THAN:
        return value.n < at;
    }
    return false;
}

static int points_of(const struct bands *bands, struct half value)
{
    const struct band *band = bands->items; /* the last is otherwise */
    while (!band->otherwise && !holds(bands->operator, value, band->limit))
        band++;
    return band->points;
}

/* Calls visit for values that stand for all: each limit of bands and its two sides, and 0. For a
 * count, every count that there can be. */
static bool each_value(const struct bands *bands, const struct measure *measure,
                       bool (*visit)(struct half value, void *context), void *context)
{
    bool is_count = measure->combine == COMBINE_COUNT_WITHIN;
    for (int64_t count = 0; is_count && count <= measure->samples; count++)
        if (visit((struct half){count * HALVES}, context))
            return true;
    if (is_count || visit((struct half){0}, context))
        return !is_count;
    static const int64_t sides[] = {0, -1, 1};
    for (size_t i = 0; i < bands->count; i++)
        for (size_t side = 0; side < 3 && !bands->items[i].otherwise; side++) {
            struct half value = {2 * bands->items[i].limit.millionths + sides[side]};
            bool possible = measure->combine != COMBINE_MAX_ABS || value.n >= 0;
            if (possible && visit(value, context))
                return true;
        }
    return false;
}

struct reach {
    const struct bands *bands;
    bool *reachable;
};

static bool note_points(struct half value, void *context)
{
    const struct reach *reach = context;
    reach->reachable[points_of(reach->bands, value)] = true;
    return false;
}

void bands_reach(bool reachable[static POINTS_LIMIT + 1], const struct bands *bands,
                 const struct measure *measure)
{
    struct reach reach = {bands, reachable};
    memset(reachable, 0, POINTS_LIMIT + 1);
    each_value(bands, measure, note_points, &reach);
}

struct comparison {
    const struct bands *base, *profile;
    int64_t *at;
};

static bool earns_more(struct half value, void *context)
{
    const struct comparison *comparison = context;
    if (points_of(comparison->profile, value) <= points_of(comparison->base, value))
        return false;
    *comparison->at = value.n;
    return true;
}

bool bands_loosen(int64_t *at, const struct bands *profile, const struct measure *measure)
{
    struct comparison comparison = {&measure->bands, profile, at};
    return each_value(profile, measure, earns_more, &comparison) ||
           each_value(&measure->bands, measure, earns_more, &comparison);
}
