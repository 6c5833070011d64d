#include "assess/random_rubric.h"

enum { MARKS_LIMIT = 256 };

/* low..high */
static int draw(struct random *random, int low, int high)
{
    uint32_t drawn;
    struct error *error = random_below(&drawn, random, (uint32_t)(high - low + 1));
    ASSERT(!error);
    return low + (int)drawn;
}

static bool chance(struct random *random, int percent)
{
    return draw(random, 1, 100) <= percent;
}

/* A multiple of 10^-decimals between low and high. */
static struct decimal draw_decimal(struct random *random, int low, int high, int decimals)
{
    int64_t step = 1000000;
    int scale = 1;
    for (int i = 0; i < decimals; i++, step /= 10)
        scale *= 10;
    return (struct decimal){draw(random, low * scale, high * scale) * step};
}

static const struct level *draw_levels(size_t *count, struct random *random, struct arena *arena)
{
    *count = (size_t)draw(random, 2, 5);
    struct level *levels = ARENA_ARRAY(arena, struct level, *count);
    int points = draw(random, 0, 30);
    for (size_t i = 0; i < *count; i++, points += draw(random, 1, 20))
        levels[i] = (struct level){.id = arena_format(arena, "l%zu", i), .points = points};
    levels[*count - 1].points = 100;
    return levels;
}

/* low..high: where the combined value will fall. */
static struct bands draw_bands(struct random *random, int low, int high, struct arena *arena)
{
    size_t count = (size_t)draw(random, 2, 4);
    struct band *items = ARENA_ARRAY(arena, struct band, count);
    enum band_operator operator=(enum band_operator) draw(random, BAND_AT_LEAST, BAND_LESS_THAN);
    bool falling = operator== BAND_AT_LEAST || operator== BAND_MORE_THAN;
    int limit = falling ? high : low, points = 100;
    for (size_t i = 0; i < count; i++) {
        limit += (falling ? -1 : 1) * draw(random, 1, (high - low) / 3 + 1);
        items[i] = (struct band){false, {limit * INT64_C(1000000)}, points};
        points -= draw(random, 1, 25);
    }
    items[count - 1] = (struct band){true, {0}, chance(random, 70) ? 0 : points};
    return (struct bands){operator, items, count};
}

static struct measure draw_measure(struct random *random, const struct rubric *rubric,
                                   struct arena *arena)
{
    struct measure measure = {
        .decimals = draw(random, 0, 2),
        .samples = draw(random, 1, 4),
        .combine = (enum combine)draw(random, COMBINE_MIN, COMBINE_COUNT_WITHIN),
        .derive = (enum derive)draw(random, DERIVE_NONE, DERIVE_SHARE_PERCENT),
    };
    int low = measure.derive == DERIVE_NONE ? 1 : -6, high = 12;
    measure.derive_by = draw_decimal(random, 1, 12, 1);
    if (measure.derive == DERIVE_DEVIATION_PERCENT || measure.derive == DERIVE_SHARE_PERCENT) {
        low = -50;
        high = 150;
    }
    measure.low = draw_decimal(random, low, high / 2, 1);
    measure.high = draw_decimal(random, high / 2, high, 1);
    if (measure.combine == COMBINE_COUNT_WITHIN) {
        low = 0;
        high = measure.samples;
    }
    measure.bands = draw_bands(random, low, high, arena);
    struct profile *profiles = ARENA_ARRAY(arena, struct profile, rubric->destination_count);
    for (size_t i = 0; i < rubric->destination_count; i++)
        if (chance(random, 40))
            profiles[measure.profile_count++] = (struct profile){
                rubric->destinations[i], draw_bands(random, low, high, arena)};
    measure.profiles = profiles;
    return measure;
}

static int draw_pass(struct random *random, const struct criterion *criterion)
{
    if (criterion->kind == CRITERION_CHECK)
        return 100;
    if (criterion->kind == CRITERION_LEVELS)
        return criterion->levels[draw(random, 0, (int)criterion->level_count - 1)].points;
    const struct bands *bands = &criterion->measure.bands;
    return bands->items[draw(random, 0, (int)bands->count - 1)].points;
}

static struct criterion draw_criterion(struct random *random, const struct rubric *rubric,
                                       const char *id, struct arena *arena)
{
    static const char *const reasons[] = {"scale_fault", "no_gas"};
    struct criterion criterion = {
        .id = id,
        .kind = (enum criterion_kind)draw(random, CRITERION_CHECK, CRITERION_MEASURE),
        .raters = 1,
        .critical = chance(random, 20),
        .not_applicable = reasons,
        .extra_time = chance(random, 30),
    };
    if (criterion.kind == CRITERION_LEVELS) {
        criterion.raters = draw(random, 1, 3);
        criterion.levels = draw_levels(&criterion.level_count, random, arena);
    }
    if (criterion.kind == CRITERION_MEASURE)
        criterion.measure = draw_measure(random, rubric, arena);
    criterion.stops_attempt = criterion.critical && chance(random, 40);
    criterion.not_applicable_count = criterion.critical ? 0 : (size_t)draw(random, 0, 2);
    criterion.pass = draw_pass(random, &criterion);
    return criterion;
}

static void draw_sections(struct rubric *rubric, struct random *random, struct arena *arena)
{
    rubric->section_count = (size_t)draw(random, 1, 4);
    struct section *sections = ARENA_ARRAY(arena, struct section, rubric->section_count);
    for (size_t s = 0; s < rubric->section_count; s++) {
        size_t count = (size_t)draw(random, 1, 4);
        struct criterion *criteria = ARENA_ARRAY(arena, struct criterion, count);
        for (size_t c = 0; c < count; c++)
            criteria[c] = draw_criterion(
                random, rubric, arena_format(arena, "%c%zu", (char)('A' + s), c + 1), arena);
        rubric->criterion_count += count;
        sections[s] = (struct section){.id = arena_format(arena, "%c", (char)('A' + s)),
                                       .has_minimum = chance(random, 40),
                                       .minimum = draw_decimal(random, 20, 80, 2),
                                       .criteria = criteria,
                                       .criterion_count = count};
    }
    int left = 100 - (int)rubric->criterion_count; /* every weight is at least 1; all are 100 */
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < sections[s].criterion_count; c++) {
            bool last = s + 1 == rubric->section_count && c + 1 == sections[s].criterion_count;
            int more = last ? left : draw(random, 0, left < 20 ? left : 20);
            ((struct criterion *)(uintptr_t)&sections[s].criteria[c])->weight = 1 + more;
            left -= more;
        }
    rubric->sections = sections;
}

struct rubric *random_rubric(struct random *random, struct arena *arena)
{
    static const char *const destinations[] = {"RU", "TR", "KR"};
    struct rubric *rubric = ARENA_NEW(arena, struct rubric);
    *rubric = (struct rubric){
        .id = "UST-RANDOM",
        .version = {1, 0, 0},
        .pass_total = draw_decimal(random, 50, 90, 2),
        .not_applicable_limit = draw(random, 0, 40),
        .destinations = destinations,
        .destination_count = (size_t)draw(random, 0, 3),
    };
    draw_sections(rubric, random, arena);
    return rubric;
}

static void draw_readings(struct mark *mark, struct random *random, struct arena *arena)
{
    const struct measure *measure = &mark->criterion->measure;
    mark->reading_count = (size_t)measure->samples;
    struct reading *readings = ARENA_ARRAY(arena, struct reading, mark->reading_count);
    for (size_t i = 0; i < mark->reading_count; i++) {
        int low = chance(random, 5) ? -3 : 0;
        readings[i].value = draw_decimal(random, low, 12, measure->decimals);
        if (measure->derive == DERIVE_SHARE_PERCENT)
            readings[i].whole = draw_decimal(random, 1, 12, measure->decimals);
    }
    mark->readings = readings;
}

static struct mark draw_mark(struct random *random, const struct criterion *criterion,
                             const char *by, struct arena *arena)
{
    struct mark mark = {.criterion = criterion, .by = by};
    switch (criterion->kind) {
    case CRITERION_CHECK:
        mark.kind = MARK_CHECK;
        mark.check = chance(random, 85);
        break;
    case CRITERION_LEVELS:
        mark.kind = MARK_LEVEL;
        mark.level = &criterion->levels[draw(random, 0, (int)criterion->level_count - 1)];
        break;
    case CRITERION_MEASURE:
        mark.kind = MARK_READINGS;
        draw_readings(&mark, random, arena);
    }
    return mark;
}

static struct mark draw_not_applicable(const struct criterion *criterion, const char *by)
{
    return (struct mark){.criterion = criterion,
                         .by = by,
                         .kind = MARK_NOT_APPLICABLE,
                         .not_applicable = criterion->not_applicable[0]};
}

/* The marks of one line at out, as the rules want them; returns how many. */
static size_t draw_line(struct mark *out, struct random *random, const struct criterion *criterion,
                        struct arena *arena)
{
    static const char *const people[] = {"ainura", "bakyt", "chinara", "daniyar", "elmira"};
    if (criterion->not_applicable_count && chance(random, 15)) {
        out[0] = draw_not_applicable(criterion, people[0]);
        return 1;
    }
    if (chance(random, 10)) {
        out[0] = draw_mark(random, criterion, "lead", arena);
        out[0].settled = true;
        return 1;
    }
    int more = criterion->kind == CRITERION_LEVELS && chance(random, 20) ? draw(random, 0, 2) : 0;
    size_t count = (size_t)(criterion->raters + more);
    for (size_t i = 0; i < count; i++)
        out[i] = draw_mark(random, criterion, people[i], arena);
    return count;
}

/* Something that may break a rule; it need not. */
static void disturb(struct marks *marks, struct mark *items, struct random *random,
                    struct arena *arena)
{
    if (!marks->count)
        return;
    struct mark *mark = &items[draw(random, 0, (int)marks->count - 1)];
    switch (draw(random, 0, 4)) {
    case 0:
        *mark = items[--marks->count];
        return;
    case 1:
        mark->settled = !mark->settled;
        return;
    case 2:
        mark->by = "bakyt";
        return;
    case 3:
        if (mark->criterion->not_applicable_count)
            *mark = draw_not_applicable(mark->criterion, mark->by);
        return;
    default:
        items[marks->count++] = draw_mark(random, mark->criterion,
                                          chance(random, 50) ? "elmira" : mark->by, arena);
    }
}

static void shuffle(struct mark *items, size_t count, struct random *random)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)draw(random, 0, (int)i - 1);
        struct mark held = items[j];
        items[j] = items[i - 1];
        items[i - 1] = held;
    }
}

struct marks *random_marks(struct random *random, const struct rubric *rubric, struct arena *arena)
{
    struct marks *marks = ARENA_NEW(arena, struct marks);
    struct mark *items = ARENA_ARRAY(arena, struct mark, MARKS_LIMIT);
    int drop = chance(random, 30) ? draw(random, 1, 60) : 0; /* percent: a stopped attempt */
    size_t destination = (size_t)draw(random, 0, (int)rubric->destination_count);
    marks->profile = destination < rubric->destination_count ? rubric->destinations[destination]
                                                             : NULL;
    marks->extra_time_percent = chance(random, 30) ? draw(random, 1, 50) : 0;
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count; c++)
            if (s + c == 0 || !chance(random, drop))
                marks->count += draw_line(items + marks->count, random,
                                          &rubric->sections[s].criteria[c], arena);
    for (int i = chance(random, 20) ? draw(random, 1, 2) : 0; i > 0; i--)
        disturb(marks, items, random, arena);
    shuffle(items, marks->count, random);
    marks->items = items;
    return marks;
}
