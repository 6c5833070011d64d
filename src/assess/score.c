#include "assess/score.h"

#include "assess/score_line.h"
#include "base/rational.h"
#include "base/text.h"

#include <stdlib.h>

const char *outcome_name(enum outcome outcome)
{
    static const char *const names[] = {
        [OUTCOME_COMPETENT] = "competent",
        [OUTCOME_NOT_YET_COMPETENT] = "not_yet_competent",
        [OUTCOME_VOID] = "void",
    };
    return names[outcome];
}

char *percent_text(struct percent percent, struct arena *arena)
{
    if (!percent.denominator)
        return NULL;
    long long hundredths = percent.numerator * 100 / percent.denominator;
    return arena_format(arena, "%lld.%02lld", hundredths / 100, hundredths % 100);
}

/* At most b additions, and b is at most MARKS_PER_LINE. */
static int64_t least_common_multiple(int64_t a, int64_t b)
{
    ASSERT(b > 0);
    int64_t multiple = a;
    while (multiple % b)
        multiple += a;
    return multiple;
}

/* What several sections' lines add up to. */
struct tally {
    int64_t common;    /* L */
    int64_t numerator; /* N */
    int64_t weight;    /* W */
    bool unmarked;
};

static void tally_common(struct tally *tally, const struct scored_section *section)
{
    for (size_t i = 0; i < section->section->criterion_count; i++) {
        const struct scored_line *line = &section->lines[i];
        tally->unmarked = tally->unmarked || line->state == SCORED_UNMARKED;
        if (line->state != SCORED_IN_PLAY)
            continue;
        tally->common = least_common_multiple(tally->common, (int64_t)line->count);
    }
}

static void tally_add(struct tally *tally, const struct scored_section *section)
{
    for (size_t i = 0; i < section->section->criterion_count; i++) {
        const struct scored_line *line = &section->lines[i];
        if (line->state != SCORED_IN_PLAY)
            continue;
        int64_t points = 0;
        for (size_t mark = 0; mark < line->count; mark++)
            points += line->points[mark];
        tally->weight += line->criterion->weight;
        tally->numerator += line->criterion->weight * points *
                            (tally->common / (int64_t)line->count);
    }
}

/* Rules 3, 4 and 6: null when nothing is left or a line is unmarked. */
static struct percent sections_percent(const struct scored_section *sections, size_t count)
{
    struct tally tally = {.common = 1};
    for (size_t i = 0; i < count; i++)
        tally_common(&tally, &sections[i]);
    for (size_t i = 0; i < count; i++)
        tally_add(&tally, &sections[i]);
    if (tally.unmarked || !tally.weight)
        return (struct percent){0, 0};
    return (struct percent){tally.numerator, tally.common * tally.weight};
}

static bool percent_reaches(struct percent percent, struct decimal limit)
{
    SCOPED_ARENA(arena);
    const struct rational *reached = rational_of(percent.numerator, percent.denominator, arena);
    return rational_compare(reached, rational_of_decimal(limit, arena)) >= 0;
}

static fallible section_make(struct scored_section *out, const struct section *section,
                             const struct marks *marks, struct arena *arena)
{
    struct scored_line *lines = ARENA_ARRAY(arena, struct scored_line, section->criterion_count);
    for (size_t i = 0; i < section->criterion_count; i++)
        TRY(scored_line_make(&lines[i], &section->criteria[i], marks, arena));
    struct scored_section made = {.section = section, .lines = lines};
    made.percent = sections_percent(&made, 1);
    made.failed = section->has_minimum && made.percent.denominator &&
                  !percent_reaches(made.percent, section->minimum);
    *out = made;
    return NULL;
}

/* Calls visit for every line in the rubric's order. */
#define FOR_LINES(line, score)                                                                     \
    for (const struct scored_section *in_ = (score)->sections;                                     \
         in_ < (score)->sections + (score)->rubric->section_count; in_++)                          \
        for (const struct scored_line *line = in_->lines;                                          \
             line < in_->lines + in_->section->criterion_count; line++)

/* Rule 6: only lines after a failed stops_attempt line may be unmarked. */
static fallible check_missing(struct score *score, struct arena *arena)
{
    FOR_LINES(line, score)
    {
        if (line->state == SCORED_UNMARKED && !score->stopped_at)
            return scored_line_missing(line, score->marks, arena);
        if (line->criterion->stops_attempt && line->below && !score->stopped_at)
            score->stopped_at = line->criterion;
    }
    return NULL;
}

struct reasons {
    const char **items;
    size_t count;
};

static void reason_add(struct reasons *reasons, const char *kind, const char *id,
                       struct arena *arena)
{
    reasons->items[reasons->count++] = id ? arena_format(arena, "%s:%s", kind, id)
                                          : arena_text(arena, kind);
}

static int compare_reasons(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Rule 5, every gate but not_applicable_limit. */
static void gates_judge(struct score *score, struct reasons *reasons, struct arena *arena)
{
    FOR_LINES(line, score)
    {
        if (line->below && line->criterion->critical)
            reason_add(reasons, "critical", line->criterion->id, arena);
        if (line->below && line->criterion->stops_attempt)
            reason_add(reasons, "stopped", line->criterion->id, arena);
    }
    for (size_t i = 0; i < score->rubric->section_count; i++)
        if (score->sections[i].failed)
            reason_add(reasons, "section", score->sections[i].section->id, arena);
    score->total_failed = score->total.denominator &&
                          !percent_reaches(score->total, score->rubric->pass_total);
    if (score->total_failed)
        reason_add(reasons, "total", NULL, arena);
}

static bool critical_failed(const struct score *score)
{
    FOR_LINES(line, score)
    {
        if (line->below && line->criterion->critical)
            return true;
    }
    return false;
}

/* Rule 4: the weight that left; true when it is too much or nothing stays. */
static bool too_little_left(struct score *score)
{
    int weight = 0, left = 0;
    FOR_LINES(line, score)
    {
        weight += line->state == SCORED_NOT_APPLICABLE ? 0 : line->criterion->weight;
        left += line->state == SCORED_NOT_APPLICABLE ? line->criterion->weight : 0;
    }
    score->not_applicable_weight = left;
    return weight == 0 || left > score->rubric->not_applicable_limit;
}

static void outcome_judge(struct score *score, struct arena *arena)
{
    const struct rubric *rubric = score->rubric;
    struct reasons reasons = {
        ARENA_ARRAY(arena, const char *, 2 * rubric->criterion_count + rubric->section_count + 2),
        0};
    gates_judge(score, &reasons, arena);
    score->outcome = reasons.count ? OUTCOME_NOT_YET_COMPETENT : OUTCOME_COMPETENT;
    if (too_little_left(score)) {
        bool danger = critical_failed(score); /* is never voided away */
        score->outcome = danger ? OUTCOME_NOT_YET_COMPETENT : OUTCOME_VOID;
        reasons.count = danger ? reasons.count : 0;
        reason_add(&reasons, "not_applicable_limit", NULL, arena);
    }
    qsort(reasons.items, reasons.count, sizeof *reasons.items, compare_reasons);
    score->reasons = reasons.items;
    score->reason_count = reasons.count;
}

static fallible check_profile(const struct rubric *rubric, const char *profile)
{
    if (profile && !rubric_has_destination(rubric, profile))
        return error_make(ERROR_REFUSED, "profile '%s' is not a destination of '%s'", profile,
                          rubric->id);
    return NULL;
}

fallible score_compute(struct score **out, const struct rubric *rubric, const struct marks *marks,
                       struct arena *arena)
{
    TRY(check_profile(rubric, marks->profile));
    ASSERT(marks->extra_time_percent >= 0);
    for (size_t i = 0; i < marks->count; i++)
        ASSERT(marks->items[i].criterion ==
               rubric_criterion(rubric, marks->items[i].criterion->id));
    struct score *score = ARENA_NEW(arena, struct score);
    struct scored_section *sections = ARENA_ARRAY(arena, struct scored_section,
                                                  rubric->section_count);
    *score = (struct score){.rubric = rubric, .marks = marks, .sections = sections};
    for (size_t i = 0; i < rubric->section_count; i++)
        TRY(section_make(&sections[i], &rubric->sections[i], marks, arena));
    TRY(check_missing(score, arena));
    score->total = sections_percent(sections, rubric->section_count);
    outcome_judge(score, arena);
    *out = score;
    return NULL;
}

static struct value *total_value(struct percent total, struct arena *arena)
{
    if (!total.denominator)
        return value_null(arena);
    struct value *value = value_object(arena);
    value_set_integer(value, "numerator", total.numerator);
    value_set_integer(value, "denominator", total.denominator);
    value_set_text(value, "shown", percent_text(total, arena));
    return value;
}

bool score_near_pass(const struct score *score, struct arena *arena)
{
    if (!score->total.denominator)
        return false;
    const struct rational *total = rational_of(score->total.numerator, score->total.denominator,
                                               arena);
    const struct rational *pass = rational_of_decimal(score->rubric->pass_total, arena);
    const struct rational *apart = rational_absolute(rational_subtract(total, pass, arena), arena);
    return rational_compare(apart, rational_of_decimal(score->rubric->near_pass, arena)) <= 0;
}

struct value *score_value(const struct score *score, struct arena *arena)
{
    struct value *value = value_object(arena), *sections = value_array(arena),
                 *reasons = value_array(arena);
    for (size_t i = 0; i < score->rubric->section_count; i++) {
        struct value *section = value_object(arena);
        value_set_text(section, "id", score->sections[i].section->id);
        value_set_text(section, "shown", percent_text(score->sections[i].percent, arena));
        value_append(sections, section);
    }
    for (size_t i = 0; i < score->reason_count; i++)
        value_append(reasons, value_of_text(score->reasons[i], arena));
    value_set_text(value, "outcome", outcome_name(score->outcome));
    value_set(value, "total", total_value(score->total, arena));
    value_set(value, "sections", sections);
    value_set(value, "reasons", reasons);
    return value;
}
