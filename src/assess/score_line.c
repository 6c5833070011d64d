#include "assess/score_line.h"

#include "assess/measurement.h"
#include "base/buffer.h"
#include "base/text.h"

int mark_points(const struct mark *mark, const char *profile, int extra_time_percent,
                struct arena *arena)
{
    switch (mark->kind) {
    case MARK_CHECK:
        return mark->check ? 100 : 0;
    case MARK_LEVEL:
        return mark->level->points;
    case MARK_READINGS:
        return measurement_take(mark, profile, extra_time_percent, arena).band->points;
    case MARK_NOT_APPLICABLE:
        break;
    }
    ASSERT(false && "a mark that earns points");
    return 0;
}

static fallible line_gather(struct scored_line *line, const struct marks *marks,
                            struct arena *arena)
{
    const struct mark **found = ARENA_ARRAY(arena, const struct mark *, MARKS_PER_LINE);
    for (size_t i = 0; i < marks->count; i++) {
        if (marks->items[i].criterion != line->criterion)
            continue;
        if (line->count == MARKS_PER_LINE)
            return error_make(ERROR_REFUSED, "more than %d marks", MARKS_PER_LINE);
        found[line->count++] = &marks->items[i];
    }
    line->marks = found;
    return NULL;
}

static fallible check_different_people(const struct scored_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        for (size_t j = 0; j < i; j++)
            if (text_equal(line->marks[i]->by, line->marks[j]->by))
                return error_make(ERROR_REFUSED, "examiner '%s' marked it twice",
                                  line->marks[i]->by);
    return NULL;
}

static fallible check_together(const struct scored_line *line)
{
    TRY(check_different_people(line));
    for (size_t i = 0; i < line->count && line->count > 1; i++) {
        const struct mark *mark = line->marks[i];
        if (mark->settled || mark->kind == MARK_NOT_APPLICABLE)
            return error_make(ERROR_REFUSED, "the %s mark of examiner '%s' must stand alone",
                              mark->settled ? "settled" : "not-applicable", mark->by);
    }
    if (line->count > 1 && line->criterion->kind != CRITERION_LEVELS)
        return error_make(ERROR_REFUSED,
                          "marked by '%s' and by '%s', but only lines with levels take several "
                          "marks",
                          line->marks[0]->by, line->marks[1]->by);
    return NULL;
}

static enum scored_state state_of(const struct scored_line *line)
{
    if (line->count == 1 && line->marks[0]->kind == MARK_NOT_APPLICABLE)
        return SCORED_NOT_APPLICABLE;
    if (line->count == 1 && line->marks[0]->settled)
        return SCORED_IN_PLAY;
    return line->count < (size_t)line->criterion->raters ? SCORED_UNMARKED : SCORED_IN_PLAY;
}

fallible scored_line_make(struct scored_line *out, const struct criterion *criterion,
                          const struct marks *marks, struct arena *arena)
{
    struct scored_line line = {.criterion = criterion};
    TRY_AS(line_gather(&line, marks, arena), "criterion '%s'", criterion->id);
    TRY_AS(check_together(&line), "criterion '%s'", criterion->id);
    line.state = state_of(&line);
    int *points = ARENA_ARRAY(arena, int, line.count);
    for (size_t i = 0; i < line.count && line.state != SCORED_NOT_APPLICABLE; i++) {
        points[i] = mark_points(line.marks[i], marks->profile, marks->extra_time_percent, arena);
        line.below = line.below || points[i] < criterion->pass;
    }
    line.points = points;
    *out = line;
    return NULL;
}

struct examiner {
    const char *name;
    size_t lines;
};

/* Everybody with a mark of their own (a settled one is the lead's word), most lines first: the
 * first examiner's sheet has every line. */
static size_t examiners(struct examiner *out, const struct marks *marks)
{
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        size_t at = 0;
        while (at < count && !text_equal(out[at].name, marks->items[i].by))
            at++;
        if (marks->items[i].settled)
            continue;
        if (at == count)
            out[count++] = (struct examiner){marks->items[i].by, 0};
        struct examiner grown = {out[at].name, out[at].lines + 1};
        for (; at > 0 && out[at - 1].lines < grown.lines; at--)
            out[at] = out[at - 1];
        out[at] = grown;
    }
    return count;
}

static bool has_marked(const struct scored_line *line, const char *name)
{
    for (size_t i = 0; i < line->count; i++)
        if (text_equal(line->marks[i]->by, name))
            return true;
    return false;
}

fallible scored_line_missing(const struct scored_line *line, const struct marks *marks,
                             struct arena *arena)
{
    struct buffer who = buffer_make(arena, SIZE_MAX / 4);
    struct examiner *known = ARENA_ARRAY(arena, struct examiner, marks->count);
    size_t count = examiners(known, marks), missing = (size_t)line->criterion->raters - line->count;
    for (size_t i = 0; i < count && missing; i++) {
        if (has_marked(line, known[i].name))
            continue;
        buffer_add_format(&who, "%s'%s'", who.size ? " and by " : "", known[i].name);
        missing--;
    }
    if (missing)
        buffer_add_format(&who, "%s%zu other examiner%s", who.size ? " and by " : "", missing,
                          missing > 1 ? "s" : "");
    return error_hint(error_make(ERROR_REFUSED, "criterion '%s': not marked by %s (%zu of %d)",
                                 line->criterion->id, buffer_text(&who), line->count,
                                 line->criterion->raters),
                      "absent is never zero: every line needs all its marks");
}
