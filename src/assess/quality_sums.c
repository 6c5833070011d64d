#include "assess/quality_sums.h"

#include "assess/score.h"
#include "base/text.h"

#include <stdlib.h>

static struct quality_unit *unit_of(struct quality_sums *sums, const struct rubric *rubric)
{
    for (size_t i = 0; i < sums->unit_count; i++)
        if (sums->units[i].rubric == rubric)
            return &sums->units[i];
    struct quality_unit *unit = ARENA_PUSH(sums->arena, sums->units, sums->unit_count);
    unit->rubric = rubric;
    unit->name = rubric_name(rubric, sums->arena);
    unit->items = items_make(rubric->criterion_count, sums->arena);
    unit->totals.raters = 2;
    return unit;
}

static struct quality_examiner *examiner_of(struct quality_sums *sums,
                                            const struct assignment *assignment)
{
    for (size_t i = 0; i < sums->examiner_count; i++)
        if (sums->examiners[i].person.n == assignment->person.n)
            return &sums->examiners[i];
    struct quality_examiner *examiner = ARENA_PUSH(sums->arena, sums->examiners,
                                                   sums->examiner_count);
    examiner->person = assignment->person;
    examiner->ref = arena_text(sums->arena, assignment->person_ref);
    return examiner;
}

static struct quality_pair *pair_of(struct quality_sums *sums, struct quality_unit *unit,
                                    const struct assignment *a, const struct assignment *b)
{
    for (size_t i = 0; i < unit->pair_count; i++)
        if (unit->pairs[i].persons[0].n == a->person.n &&
            unit->pairs[i].persons[1].n == b->person.n)
            return &unit->pairs[i];
    struct quality_pair *pair = ARENA_PUSH(sums->arena, unit->pairs, unit->pair_count);
    *pair = (struct quality_pair){
        .persons = {a->person, b->person},
        .refs = {arena_text(sums->arena, a->person_ref), arena_text(sums->arena, b->person_ref)},
        .totals.raters = 2};
    return pair;
}

static struct quality_table *table_of(struct quality_pair *pair, size_t levels, struct arena *arena)
{
    for (size_t i = 0; i < pair->table_count; i++)
        if (pair->tables[i].levels == levels)
            return &pair->tables[i];
    struct quality_table *table = ARENA_PUSH(arena, pair->tables, pair->table_count);
    table->levels = levels;
    table->counts = ARENA_ARRAY(arena, int64_t, levels * levels);
    return table;
}

/* The weighted points of a line; false when it was not marked, or by more examiners than sixths
 * have room for. */
static bool line_score(int64_t *out, const struct scored_line *line)
{
    int64_t points = 0;
    if (line->state != SCORED_IN_PLAY || QUALITY_SIXTHS % line->count != 0)
        return false;
    for (size_t i = 0; i < line->count; i++)
        points += line->points[i];
    *out = points * (QUALITY_SIXTHS / (int64_t)line->count) * line->criterion->weight;
    return true;
}

static void add_lines(struct quality_unit *unit, const struct score *score, struct arena *arena)
{
    int64_t *scores = ARENA_ARRAY(arena, int64_t, unit->items.count);
    size_t at = 0;
    for (size_t s = 0; s < unit->rubric->section_count; s++)
        for (size_t c = 0; c < unit->rubric->sections[s].criterion_count; c++, at++)
            if (!line_score(&scores[at], &score->sections[s].lines[c]))
                return;
    items_add(&unit->items, scores);
}

/* What two examiners of an attempt came to on the lines that both marked. */
struct both {
    const struct standing_sheet *sheets[2]; /* in order of the refs */
    int64_t lines, apart;                   /* how many, and Σ (first's points − second's) */
    int64_t totals[2];                      /* weighted, of the lines for two */
    bool whole;                             /* neither left out one of those */
};

static const struct mark *own_mark(const struct standing *standing,
                                   const struct standing_sheet *sheet,
                                   const struct criterion *criterion)
{
    if (!standing_own_line(&standing->attempt, sheet->assignment.duty, criterion))
        return NULL;
    const struct mark *mark = sheet_mark_of(&sheet->marks, criterion);
    return mark && mark->kind != MARK_NOT_APPLICABLE ? mark : NULL;
}

static void count_levels(struct quality_pair *pair, const struct mark *const marks[2],
                         struct arena *arena)
{
    const struct criterion *criterion = marks[0]->criterion;
    size_t at[2], levels = 2;
    if (criterion->kind == CRITERION_MEASURE)
        return;
    if (criterion->kind == CRITERION_LEVELS)
        levels = criterion->level_count;
    for (int i = 0; i < 2; i++)
        at[i] = criterion->kind == CRITERION_CHECK ? marks[i]->check
                                                   : (size_t)(marks[i]->level - criterion->levels);
    struct quality_table *table = table_of(pair, levels, arena);
    table->counts[at[0] * levels + at[1]]++;
    table->marks++;
}

static void add_line(struct both *both, struct quality_sums *sums, struct quality_pair *pair,
                     const struct standing *standing, const struct criterion *criterion,
                     struct arena *arena)
{
    int points[2];
    const struct attempt *attempt = &standing->attempt;
    const struct mark *marks[2] = {own_mark(standing, both->sheets[0], criterion),
                                   own_mark(standing, both->sheets[1], criterion)};
    if (!marks[0] || !marks[1]) {
        both->whole = both->whole && criterion->raters < 2;
        return;
    }
    count_levels(pair, marks, sums->arena);
    for (int i = 0; i < 2; i++) {
        points[i] = mark_points(marks[i], attempt_profile(attempt, standing->rubric),
                                attempt->extra_time_percent, arena);
        if (criterion->raters >= 2)
            both->totals[i] += (int64_t)points[i] * criterion->weight;
    }
    both->apart += points[0] - points[1];
    both->lines++;
}

static void add_severity(struct quality_sums *sums, const struct both *both, bool recent)
{
    for (int i = 0; i < 2; i++) {
        struct quality_examiner *examiner = examiner_of(sums, &both->sheets[i]->assignment);
        int64_t apart = i == 0 ? both->apart : -both->apart;
        severity_add(&examiner->all, both->lines, apart);
        severity_add(recent ? &examiner->recent : &examiner->before, both->lines, apart);
    }
}

static bool first_and_second(const struct both *both)
{
    return both->sheets[0]->assignment.duty <= DUTY_SECOND &&
           both->sheets[1]->assignment.duty <= DUTY_SECOND;
}

static void add_pair(struct quality_sums *sums, struct quality_unit *unit,
                     const struct standing *standing, struct both both, bool recent)
{
    SCOPED_ARENA(arena);
    const struct rubric *rubric = standing->rubric;
    struct quality_pair *pair = pair_of(sums, unit, &both.sheets[0]->assignment,
                                        &both.sheets[1]->assignment);
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count; c++)
            add_line(&both, sums, pair, standing, &rubric->sections[s].criteria[c], arena);
    if (both.lines)
        add_severity(sums, &both, recent);
    if (both.lines && both.whole && first_and_second(&both)) {
        icc_add(&pair->totals, both.totals);
        icc_add(&unit->totals, both.totals);
    }
}

static bool counts(const struct standing_sheet *sheet)
{
    return sheet->expected && sheet->sheet.sealed;
}

void quality_add(struct quality_sums *sums, const struct standing *standing,
                 const struct score *score, bool recent)
{
    SCOPED_ARENA(arena);
    struct quality_unit *unit = unit_of(sums, standing->rubric);
    sums->attempts++;
    unit->attempts++;
    add_lines(unit, score, arena);
    if (score_near_pass(score, arena)) {
        unit->near++;
        unit->passed += score->outcome == OUTCOME_COMPETENT;
    }
    for (size_t i = 0; i < standing->sheet_count; i++)
        for (size_t j = 0; j < standing->sheet_count; j++) {
            const struct standing_sheet *a = &standing->sheets[i], *b = &standing->sheets[j];
            if (counts(a) && counts(b) &&
                strcmp(a->assignment.person_ref, b->assignment.person_ref) < 0)
                add_pair(sums, unit, standing, (struct both){.sheets = {a, b}, .whole = true},
                         recent);
        }
}

static int by_table(const void *a, const void *b)
{
    const struct quality_table *left = a, *right = b;
    return (left->levels > right->levels) - (left->levels < right->levels);
}

static int by_pair(const void *a, const void *b)
{
    const struct quality_pair *left = a, *right = b;
    int order = strcmp(left->refs[0], right->refs[0]);
    return order ? order : strcmp(left->refs[1], right->refs[1]);
}

static int by_unit(const void *a, const void *b)
{
    const struct quality_unit *left = a, *right = b;
    return strcmp(left->name, right->name);
}

static int by_examiner(const void *a, const void *b)
{
    const struct quality_examiner *left = a, *right = b;
    return strcmp(left->ref, right->ref);
}

/* qsort wants an array, even of nothing. */
static void sort(void *items, size_t count, size_t size, int (*order)(const void *, const void *))
{
    if (count)
        qsort(items, count, size, order);
}

void quality_sort(struct quality_sums *sums)
{
    sort(sums->examiners, sums->examiner_count, sizeof *sums->examiners, by_examiner);
    sort(sums->units, sums->unit_count, sizeof *sums->units, by_unit);
    for (size_t u = 0; u < sums->unit_count; u++) {
        struct quality_unit *unit = &sums->units[u];
        sort(unit->pairs, unit->pair_count, sizeof *unit->pairs, by_pair);
        for (size_t p = 0; p < unit->pair_count; p++)
            sort(unit->pairs[p].tables, unit->pairs[p].table_count, sizeof(struct quality_table),
                 by_table);
    }
}
