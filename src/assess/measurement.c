#include "assess/measurement.h"

#include <stdlib.h>

/* 100·a/b */
static const struct rational *percent_of(const struct rational *a, const struct rational *b,
                                         struct arena *arena)
{
    const struct rational *hundred = rational_of(100, 1, arena);
    return rational_divide(rational_multiply(hundred, a, arena), b, arena);
}

static const struct rational *reading_derive(const struct measure *measure,
                                             const struct reading *reading, struct arena *arena)
{
    const struct rational *value = rational_of_decimal(reading->value, arena);
    const struct rational *by = rational_of_decimal(measure->derive_by, arena);
    switch (measure->derive) {
    case DERIVE_NONE:
        return value;
    case DERIVE_DEVIATION:
        return rational_subtract(value, by, arena);
    case DERIVE_DEVIATION_PERCENT:
        return percent_of(rational_subtract(value, by, arena), by, arena);
    case DERIVE_SHARE_PERCENT:
        value = percent_of(value, rational_of_decimal(reading->whole, arena), arena);
        return rational_subtract(value, by, arena);
    }
    ASSERT(false && "a known way to derive");
    return NULL;
}

static struct rationals readings_derive(const struct mark *mark, struct arena *arena)
{
    size_t count = mark->reading_count;
    const struct rational **derived = ARENA_ARRAY(arena, const struct rational *, count);
    for (size_t i = 0; i < count; i++)
        derived[i] = reading_derive(&mark->criterion->measure, &mark->readings[i], arena);
    return (struct rationals){derived, count};
}

static int compare(const void *a, const void *b)
{
    return rational_compare(*(const struct rational *const *)a, *(const struct rational *const *)b);
}

/* A copy, smallest first. */
static struct rationals sorted(struct rationals values, struct arena *arena)
{
    const struct rational **copy = ARENA_ARRAY(arena, const struct rational *, values.count);
    memcpy(copy, values.items, values.count * sizeof *copy);
    qsort(copy, values.count, sizeof *copy, compare);
    return (struct rationals){copy, values.count};
}

static const struct rational *mean(struct rationals values, struct arena *arena)
{
    const struct rational *sum = rational_of(0, 1, arena);
    for (size_t i = 0; i < values.count; i++)
        sum = rational_add(sum, values.items[i], arena);
    return rational_divide(sum, rational_of((int64_t)values.count, 1, arena), arena);
}

/* The middle one, or the mean of the middle two. */
static const struct rational *median(struct rationals ordered, struct arena *arena)
{
    size_t middle = 2 - ordered.count % 2;
    return mean((struct rationals){ordered.items + (ordered.count - middle) / 2, middle}, arena);
}

static const struct rational *count_within(const struct measure *measure, struct rationals values,
                                           struct arena *arena)
{
    const struct rational *low = rational_of_decimal(measure->low, arena);
    const struct rational *high = rational_of_decimal(measure->high, arena);
    int64_t within = 0;
    for (size_t i = 0; i < values.count; i++)
        within += rational_compare(values.items[i], low) >= 0 &&
                  rational_compare(values.items[i], high) <= 0;
    return rational_of(within, 1, arena);
}

static const struct rational *largest_absolute(struct rationals values, struct arena *arena)
{
    const struct rational *largest = rational_of(0, 1, arena);
    for (size_t i = 0; i < values.count; i++) {
        const struct rational *size = rational_absolute(values.items[i], arena);
        largest = rational_compare(size, largest) > 0 ? size : largest;
    }
    return largest;
}

static const struct rational *combine(const struct measure *measure, struct rationals values,
                                      struct arena *arena)
{
    struct rationals ordered = sorted(values, arena);
    ASSERT(ordered.count > 0);
    switch (measure->combine) {
    case COMBINE_MIN:
        return ordered.items[0];
    case COMBINE_MAX:
        return ordered.items[ordered.count - 1];
    case COMBINE_MAX_ABS:
        return largest_absolute(values, arena);
    case COMBINE_MEAN:
        return mean(values, arena);
    case COMBINE_MEDIAN:
        return median(ordered, arena);
    case COMBINE_COUNT_WITHIN:
        return count_within(measure, values, arena);
    }
    ASSERT(false && "a known way to combine");
    return NULL;
}

static bool holds(enum band_operator operator, const struct rational * value,
                  const struct rational *limit)
{
    int order = rational_compare(value, limit);
    switch (operator) {
    case BAND_AT_LEAST:
        return order >= 0;
    case BAND_MORE_THAN:
        return order > 0;
    case BAND_AT_MOST:
        return order <= 0;
    case BAND_LESS_THAN:
        return order < 0;
    }
    ASSERT(false && "a known operator");
    return false;
}

/* The limit of a band with extra time; NULL for otherwise. */
static const struct rational *band_limit(const struct band *band, int64_t percent,
                                         struct arena *arena)
{
    if (band->otherwise)
        return NULL;
    const struct rational *limit = rational_of_decimal(band->limit, arena);
    return rational_multiply(limit, rational_of(percent, 100, arena), arena);
}

/* Tries the bands in order; the last holds for everything. */
static void find_band(struct measurement *measurement, int64_t percent, struct arena *arena)
{
    const struct bands *bands = measurement->bands;
    for (size_t i = 0; i < bands->count && !measurement->band; i++) {
        const struct rational *limit = band_limit(&bands->items[i], percent, arena);
        if (limit && !holds(bands->operator, measurement->combined, limit)) {
            measurement->missed = &bands->items[i];
            measurement->missed_limit = limit;
            continue;
        }
        measurement->band = &bands->items[i];
        measurement->limit = limit;
    }
    ASSERT(measurement->band != NULL);
}

struct measurement measurement_take(const struct mark *mark, const char *profile,
                                    int extra_time_percent, struct arena *arena)
{
    ASSERT(mark->kind == MARK_READINGS && mark->criterion->kind == CRITERION_MEASURE);
    const struct measure *measure = &mark->criterion->measure;
    struct measurement taken = {.derived = readings_derive(mark, arena),
                                .bands = measure_bands(measure, profile)};
    taken.combined = combine(measure, taken.derived, arena);
    find_band(&taken, mark->criterion->extra_time ? 100 + (int64_t)extra_time_percent : 100, arena);
    return taken;
}
