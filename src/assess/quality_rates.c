#include "assess/quality_rates.h"

#include "assess/cells.h"
#include "base/text.h"

#include <stdlib.h>

const char *rate_dimension_name(enum rate_dimension by)
{
    static const char *const names[] = {
        [RATE_BY_SEX] = "sex",
        [RATE_BY_LANGUAGE] = "language",
        [RATE_BY_CENTRE] = "centre",
    };
    return names[by];
}

/* The one copy of a name. */
static const char *name_of(struct names *names, const char *name, struct arena *arena)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->items[i], name))
            return names->items[i];
    return *ARENA_PUSH(arena, names->items, names->count) = arena_text(arena, name);
}

void rates_add(struct quality_rates *rates, const char *unit,
               const char *const names[RATE_DIMENSIONS], bool competent, int64_t count)
{
    struct arena *arena = rates->arena;
    struct rate_count *added = ARENA_PUSH(arena, rates->counts, rates->count);
    added->unit = name_of(&rates->units, unit, arena);
    for (int by = 0; by < RATE_DIMENSIONS; by++)
        added->names[by] = name_of(&rates->groups[by], names[by], arena);
    *(competent ? &added->competent : &added->not_yet) = count;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(struct names *names)
{
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_name);
}

void rates_sort(struct quality_rates *rates)
{
    sort(&rates->units);
    for (int by = 0; by < RATE_DIMENSIONS; by++)
        sort(&rates->groups[by]);
}

struct proportion rate_of(const struct quality_rates *rates, enum rate_dimension by,
                          const char *group, const char *unit)
{
    struct proportion rate = {0, 0};
    for (size_t i = 0; i < rates->count; i++) {
        const struct rate_count *count = &rates->counts[i];
        if (!text_equal(count->names[by], group) || (unit && !text_equal(count->unit, unit)))
            continue;
        rate.part += count->competent;
        rate.whole += count->competent + count->not_yet;
    }
    return rate;
}

const char *rates_best(const struct quality_rates *rates, enum rate_dimension by)
{
    const char *best = NULL;
    struct proportion best_rate = {0, 0};
    size_t large = 0;
    for (size_t i = 0; i < rates->groups[by].count; i++) {
        struct proportion rate = rate_of(rates, by, rates->groups[by].items[i], NULL);
        if (rate.whole < CELL_LEAST)
            continue;
        large++;
        if (best && proportion_compare(rate, best_rate) <= 0)
            continue;
        best = rates->groups[by].items[i];
        best_rate = rate;
    }
    return large < 2 ? NULL : best;
}

const struct odds *rates_strata(const struct quality_rates *rates, enum rate_dimension by,
                                const char *group, const char *other, struct arena *arena)
{
    struct odds *strata = ARENA_ARRAY(arena, struct odds, rates->units.count);
    for (size_t i = 0; i < rates->units.count; i++) {
        struct proportion own = rate_of(rates, by, group, rates->units.items[i]);
        struct proportion theirs = rate_of(rates, by, other, rates->units.items[i]);
        strata[i] = (struct odds){own.part, own.whole - own.part, theirs.part,
                                  theirs.whole - theirs.part};
    }
    return strata;
}
