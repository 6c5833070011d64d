#include "assess/score_explain.h"

#include "assess/measurement.h"
#include "base/buffer.h"
#include "base/text.h"

struct telling {
    struct buffer out;
    const struct score *score;
    const char *language;
    struct arena *arena;
};

static const char *title(const struct telling *telling, const struct texts *texts)
{
    const char *found = texts_in(texts, telling->language, telling->score->rubric->source_language);
    return found ? found : "";
}

static const char *decimal(const struct telling *telling, struct decimal decimal)
{
    return decimal_text(decimal, telling->arena);
}

/* "21, 20 s" or "144 of 480 g" */
static void tell_readings(struct telling *telling, const struct mark *mark)
{
    const struct measure *measure = &mark->criterion->measure;
    struct buffer *out = &telling->out;
    buffer_add_text(out, mark->reading_count > 1 ? "readings " : "reading ");
    for (size_t i = 0; i < mark->reading_count; i++) {
        const struct reading *reading = &mark->readings[i];
        buffer_add_format(out, "%s%s", i ? ", " : "", decimal(telling, reading->value));
        if (measure->derive == DERIVE_SHARE_PERCENT)
            buffer_add_format(out, " of %s", decimal(telling, reading->whole));
    }
    if (measure->unit && !text_equal(measure->unit, "1"))
        buffer_add_format(out, " %s", measure->unit);
}

static void tell_derived(struct telling *telling, const struct measure *measure,
                         struct rationals derived)
{
    struct buffer *out = &telling->out;
    const char *by = decimal(telling, measure->derive_by);
    switch (measure->derive) {
    case DERIVE_NONE:
        return;
    case DERIVE_DEVIATION:
        buffer_add_format(out, "; away from %s by ", by);
        break;
    case DERIVE_DEVIATION_PERCENT:
        buffer_add_format(out, "; away from %s in percent by ", by);
        break;
    case DERIVE_SHARE_PERCENT:
        buffer_add_format(out, "; share in percent less %s is ", by);
    }
    for (size_t i = 0; i < derived.count; i++)
        buffer_add_format(out, "%s%s", i ? ", " : "",
                          rational_text(derived.items[i], telling->arena));
}

static void tell_combined(struct telling *telling, const struct measure *measure,
                          const struct measurement *taken)
{
    static const char *const words[] = {
        [COMBINE_MIN] = "the smallest",
        [COMBINE_MAX] = "the largest",
        [COMBINE_MAX_ABS] = "the largest, without its sign,",
        [COMBINE_MEAN] = "the mean",
        [COMBINE_MEDIAN] = "the median",
        [COMBINE_COUNT_WITHIN] = NULL,
    };
    const char *combined = rational_text(taken->combined, telling->arena);
    if (measure->combine == COMBINE_COUNT_WITHIN)
        buffer_add_format(&telling->out, "; %s of them from %s to %s", combined,
                          decimal(telling, measure->low), decimal(telling, measure->high));
    else if (taken->derived.count > 1 || measure->combine == COMBINE_MAX_ABS)
        buffer_add_format(&telling->out, "; %s is %s", words[measure->combine], combined);
}

/* "at most 112.5 (90 and 25 % extra time) (the limit for RU)" */
static void tell_limit(struct telling *telling, const struct criterion *criterion,
                       const struct bands *bands, const struct band *band,
                       const struct rational *limit)
{
    static const char *const words[] = {
        [BAND_AT_LEAST] = "at least",
        [BAND_MORE_THAN] = "more than",
        [BAND_AT_MOST] = "at most",
        [BAND_LESS_THAN] = "less than",
    };
    struct buffer *out = &telling->out;
    int extra = telling->score->marks->extra_time_percent;
    buffer_add_format(out, "%s %s", words[bands->operator], rational_text(limit, telling->arena));
    if (criterion->extra_time && extra)
        buffer_add_format(out, " (%s and %d %% extra time)", decimal(telling, band->limit), extra);
    if (bands != &criterion->measure.bands)
        buffer_add_format(out, " (the limit for %s)", telling->score->marks->profile);
}

static void tell_band(struct telling *telling, const struct criterion *criterion,
                      const struct measurement *taken)
{
    struct buffer *out = &telling->out;
    buffer_add_text(out, "; ");
    if (taken->limit)
        tell_limit(telling, criterion, taken->bands, taken->band, taken->limit);
    if (taken->limit && taken->missed)
        buffer_add_text(out, ", but not ");
    if (!taken->limit)
        buffer_add_text(out, "not even ");
    if (taken->missed)
        tell_limit(telling, criterion, taken->bands, taken->missed, taken->missed_limit);
    buffer_add_format(out, ": %d points", taken->band->points);
}

static void tell_measurement(struct telling *telling, const struct mark *mark)
{
    const struct marks *marks = telling->score->marks;
    struct measurement taken = measurement_take(mark, marks->profile, marks->extra_time_percent,
                                                telling->arena);
    tell_readings(telling, mark);
    tell_derived(telling, &mark->criterion->measure, taken.derived);
    tell_combined(telling, &mark->criterion->measure, &taken);
    tell_band(telling, mark->criterion, &taken);
}

static void tell_mark(struct telling *telling, const struct mark *mark)
{
    struct buffer *out = &telling->out;
    buffer_add_format(out, "      %s%s: ", mark->by, mark->settled ? " (settled)" : "");
    switch (mark->kind) {
    case MARK_CHECK:
        buffer_add_text(out, mark->check ? "yes, 100 points" : "no, 0 points");
        break;
    case MARK_LEVEL:
        buffer_add_format(out, "%s \"%s\", %d points", mark->level->id,
                          title(telling, &mark->level->title), mark->level->points);
        break;
    case MARK_READINGS:
        tell_measurement(telling, mark);
        break;
    case MARK_NOT_APPLICABLE:
        buffer_add_format(out, "not applicable (%s): the line leaves the sum",
                          mark->not_applicable);
    }
    buffer_add_text(out, "\n");
}

/* "(70 + 85) / 2 = 77.5 points, times weight 14" */
static void tell_points(struct telling *telling, const struct scored_line *line)
{
    struct buffer *out = &telling->out;
    int64_t sum = 0, count = (int64_t)line->count;
    buffer_add_text(out, "      ");
    for (size_t i = 0; i < line->count && count > 1; i++)
        buffer_add_format(out, "%s%d", i ? " + " : "(", line->points[i]);
    for (size_t i = 0; i < line->count; i++)
        sum += line->points[i];
    if (count > 1)
        buffer_add_format(out, ") / %lld = ", (long long)count);
    buffer_add_format(
        out, "%s points, times weight %d, is %s\n",
        rational_text(rational_of(sum, count, telling->arena), telling->arena),
        line->criterion->weight,
        rational_text(rational_of(sum * line->criterion->weight, count, telling->arena),
                      telling->arena));
}

static void tell_line(struct telling *telling, const struct scored_line *line)
{
    const struct criterion *criterion = line->criterion;
    struct buffer *out = &telling->out;
    buffer_add_format(out, "  %s  %s (weight %d%s%s)\n", criterion->id,
                      title(telling, &criterion->title), criterion->weight,
                      criterion->critical ? ", critical" : "",
                      criterion->stops_attempt ? ", stops the attempt" : "");
    for (size_t i = 0; i < line->count; i++)
        tell_mark(telling, line->marks[i]);
    if (line->state == SCORED_UNMARKED)
        buffer_add_format(out, "      unmarked (%zu of %d): the attempt was stopped\n", line->count,
                          criterion->raters);
    if (line->state == SCORED_IN_PLAY)
        tell_points(telling, line);
    if (line->below && criterion->critical)
        buffer_add_format(out, "      CRITICAL: below its standard of %d points\n",
                          criterion->pass);
}

/* "16500/200 = 82.50 %" and whether that reaches the limit. */
static void tell_percent(struct telling *telling, struct percent percent,
                         const struct decimal *limit, bool failed)
{
    struct buffer *out = &telling->out;
    if (!percent.denominator) {
        buffer_add_text(out, "none, judged by nothing\n");
        return;
    }
    buffer_add_format(out, "%lld/%lld = %s %%", (long long)percent.numerator,
                      (long long)percent.denominator, percent_text(percent, telling->arena));
    if (limit)
        buffer_add_format(out, ", %s %s %%", failed ? "BELOW the" : "reaches the",
                          decimal(telling, *limit));
    buffer_add_text(out, "\n");
}

static void tell_section(struct telling *telling, const struct scored_section *scored)
{
    const struct section *section = scored->section;
    buffer_add_format(&telling->out, "\n%s  %s\n", section->id, title(telling, &section->title));
    for (size_t i = 0; i < section->criterion_count; i++)
        tell_line(telling, &scored->lines[i]);
    buffer_add_format(&telling->out, "  Section %s: ", section->id);
    tell_percent(telling, scored->percent, section->has_minimum ? &section->minimum : NULL,
                 scored->failed);
}

static void tell_heading(struct telling *telling)
{
    const struct rubric *rubric = telling->score->rubric;
    const struct marks *marks = telling->score->marks;
    struct buffer *out = &telling->out;
    buffer_add_format(out, "%s  %s\n", rubric_name(rubric, telling->arena),
                      title(telling, &rubric->title));
    if (marks->profile)
        buffer_add_format(out, "Limits for %s where the rubric has them", marks->profile);
    else
        buffer_add_text(out, "Base limits");
    if (marks->extra_time_percent)
        buffer_add_format(out, "; %d %% extra time", marks->extra_time_percent);
    buffer_add_text(out, "\n");
}

/* What a reason of the result means. */
static void tell_reason(struct telling *telling, const char *reason)
{
    static const struct {
        const char *start, *means;
    } words[] = {
        {"critical:", "a critical line is below its standard: not competent whatever the total"},
        {"not_applicable_limit", "more weight was not applicable than the rubric allows"},
        {"section:", "the section is below its minimum"},
        {"stopped:", "unsafe: the attempt ended here"},
        {"total", "the total is below the pass mark"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_starts(reason, words[i].start))
            buffer_add_format(&telling->out, "  %s: %s\n", reason, words[i].means);
}

static void tell_outcome(struct telling *telling)
{
    static const char *const words[] = {
        [OUTCOME_COMPETENT] = "competent",
        [OUTCOME_NOT_YET_COMPETENT] = "not yet competent",
        [OUTCOME_VOID] = "void: the centre's fault, not counted as an attempt",
    };
    const struct score *score = telling->score;
    buffer_add_text(&telling->out, "\nTotal: ");
    tell_percent(telling, score->total, &score->rubric->pass_total, score->total_failed);
    if (score->not_applicable_weight)
        buffer_add_format(&telling->out, "Not applicable: weight %d, at most %d is allowed\n",
                          score->not_applicable_weight, score->rubric->not_applicable_limit);
    buffer_add_format(&telling->out, "Outcome: %s\n", words[score->outcome]);
    for (size_t i = 0; i < score->reason_count; i++)
        tell_reason(telling, score->reasons[i]);
}

char *score_explain(const struct score *score, const char *language, struct arena *arena)
{
    struct telling telling = {buffer_make(arena, SIZE_MAX / 4), score, language, arena};
    tell_heading(&telling);
    for (size_t i = 0; i < score->rubric->section_count; i++)
        tell_section(&telling, &score->sections[i]);
    tell_outcome(&telling);
    return buffer_text(&telling.out);
}
