#include "tablet/mark_worth.h"

static const int64_t ONE = 1000000;

static int64_t step_of(int decimals)
{
    int64_t step = ONE;
    while (decimals-- > 0)
        step /= 10;
    return step;
}

static int64_t floor_to(int64_t millionths, int64_t step)
{
    int64_t rest = millionths % step;
    return millionths - rest - (rest < 0 ? step : 0);
}

size_t points_possible(int *out, size_t limit, const struct criterion *criterion,
                       const char *destination)
{
    if (criterion->kind == CRITERION_CHECK) {
        out[0] = 100;
        out[1] = 0;
        return 2;
    }
    const struct bands *bands = criterion->kind == CRITERION_MEASURE
                                    ? measure_bands(&criterion->measure, destination)
                                    : NULL;
    size_t count = bands ? bands->count : criterion->level_count;
    count = count < limit ? count : limit;
    for (size_t i = 0; i < count; i++)
        out[i] = bands ? bands->items[i].points
                       : criterion->levels[criterion->level_count - 1 - i].points;
    return count;
}

/* A derived value that the band with these points is the first to hold for. */
static int64_t value_in_band(const struct bands *bands, int points, int64_t step)
{
    int64_t last = 0;
    bool upwards = bands->operator== BAND_AT_LEAST || bands->operator== BAND_MORE_THAN;
    int64_t inward = bands->operator== BAND_MORE_THAN   ? step
                     : bands->operator== BAND_LESS_THAN ? -step
                                                        : 0;
    for (size_t i = 0; i < bands->count; i++) {
        const struct band *band = &bands->items[i];
        if (band->points == points)
            return band->otherwise ? last + (upwards ? -step : step)
                                   : band->limit.millionths + inward;
        last = band->limit.millionths;
    }
    ASSERT(false && "a band with these points");
    return 0;
}

/* The reading whose derived value is value, on the side of the target or of the lesser share. */
static struct reading reading_for(const struct measure *measure, int64_t value, int64_t step)
{
    int64_t by = measure->derive_by.millionths;
    switch (measure->derive) {
    case DERIVE_DEVIATION:
        return (struct reading){.value = {floor_to(by + value, step)}};
    case DERIVE_DEVIATION_PERCENT:
        return (struct reading){.value = {floor_to(by + by * (value / 1000) / (100 * 1000), step)}};
    case DERIVE_SHARE_PERCENT: /* of 100,000 units, so that a thousandth of a percent is whole */
        return (struct reading){.value = {floor_to((value + by) * 1000, step)},
                                .whole = {100000 * ONE}};
    case DERIVE_NONE:
        break;
    }
    return (struct reading){.value = {floor_to(value, step)}};
}

static struct mark measure_worth(const struct criterion *criterion, int points,
                                 const char *destination, struct arena *arena)
{
    const struct measure *measure = &criterion->measure;
    const struct bands *bands = measure_bands(measure, destination);
    size_t count = (size_t)measure->samples;
    int64_t step = step_of(measure->decimals);
    bool counts = measure->combine == COMBINE_COUNT_WITHIN;
    int64_t fine = counts || measure->derive == DERIVE_NONE ? step : ONE;
    int64_t value = value_in_band(bands, points, counts ? ONE : fine);
    struct reading *readings = ARENA_ARRAY(arena, struct reading, count);
    for (size_t i = 0; i < count; i++) {
        bool within = (int64_t)i * ONE < value;
        int64_t derived = !counts  ? value
                          : within ? measure->low.millionths
                                   : measure->high.millionths + ONE;
        readings[i] = reading_for(measure, derived, step);
    }
    return (struct mark){.kind = MARK_READINGS, .readings = readings, .reading_count = count};
}

static struct mark level_worth(const struct criterion *criterion, int points)
{
    for (size_t i = 0; i < criterion->level_count; i++)
        if (criterion->levels[i].points == points)
            return (struct mark){.kind = MARK_LEVEL, .level = &criterion->levels[i]};
    ASSERT(false && "a level with these points");
    return (struct mark){0};
}

struct mark mark_worth(const struct criterion *criterion, const char *by, int points,
                       const char *destination, struct arena *arena)
{
    struct mark mark = {.kind = MARK_CHECK, .check = points == 100};
    if (criterion->kind == CRITERION_LEVELS)
        mark = level_worth(criterion, points);
    else if (criterion->kind == CRITERION_MEASURE)
        mark = measure_worth(criterion, points, destination, arena);
    mark.criterion = criterion;
    mark.by = by;
    return mark;
}
