#include "assess/result_explain.h"

#include "assess/result.h"
#include "assess/role.h"
#include "assess/score_explain.h"
#include "assess/standing.h"
#include "base/buffer.h"
#include "base/text.h"

enum { EXPLAIN_LIMIT = 1 << 20 };

static const char *says(const struct mark *mark, struct arena *arena)
{
    const struct value *said = mark_value(mark, arena), *what = value_at(said, 0);
    if (mark->kind == MARK_LEVEL)
        return arena_format(arena, "%s (%d points)", mark->level->id, mark->level->points);
    if (mark->kind == MARK_CHECK)
        return mark->check ? "yes" : "no";
    if (mark->kind == MARK_NOT_APPLICABLE)
        return arena_format(arena, "not applicable (%s)", mark->not_applicable);
    return value_canonical(what, arena);
}

static const char *second_look_of(const struct sheet_marks *marks,
                                  const struct criterion *criterion, const char **reason,
                                  struct arena *arena)
{
    const char *said = NULL;
    for (size_t i = 0; i < marks->entry_count; i++) {
        const struct sheet_entry *entry = &marks->entries[i];
        if (entry->event.kind != EVENT_SECOND_LOOK || entry->mark.criterion != criterion)
            continue;
        said = says(&entry->mark, arena);
        *reason = entry->event.reason;
    }
    return said;
}

static void add_examiners(struct buffer *text, const struct standing *standing,
                          const struct criterion *criterion, struct arena *arena)
{
    for (size_t i = 0; i < standing->sheet_count; i++) {
        const struct standing_sheet *place = &standing->sheets[i];
        const struct mark *mark = sheet_mark_of(&place->marks, criterion);
        const char *reason = NULL;
        const char *again = second_look_of(&place->marks, criterion, &reason, arena);
        if (mark)
            buffer_add_format(text, "    %s (%s): %s\n", place->assignment.person_ref,
                              duty_name(place->assignment.duty), says(mark, arena));
        if (again)
            buffer_add_format(text, "    %s looked again: %s, \"%s\"\n",
                              place->assignment.person_ref, again, reason);
    }
}

static void add_settlement(struct buffer *text, const struct standing *standing,
                           const char *criterion)
{
    for (size_t i = 0; i < standing->settlements.count; i++) {
        const struct settlement *settlement = &standing->settlements.items[i];
        if (text_equal(settlement->criterion, criterion))
            buffer_add_format(text, "    settled by %s: %s, \"%s\"\n", settlement->by,
                              settlement->mark, settlement->reason);
    }
}

static size_t count_marks(const struct standing *standing, const struct criterion *criterion)
{
    size_t count = 0;
    for (size_t i = 0; i < standing->sheet_count; i++)
        count += sheet_mark_of(&standing->sheets[i].marks, criterion) != NULL;
    return count;
}

static void add_lines(struct buffer *text, const struct standing *standing, struct arena *arena)
{
    for (size_t i = 0; i < standing->agreement.line_count; i++) {
        const struct agreement_line *line = &standing->agreement.lines[i];
        bool alone = count_marks(standing, line->criterion) < 2;
        if (alone && line->state != LINE_SETTLED)
            continue;
        buffer_add_format(text, "  %s: %s\n", line->criterion->id, line_state_name(line->state));
        add_examiners(text, standing, line->criterion, arena);
        add_settlement(text, standing, line->criterion->id);
    }
}

static void add_review(struct buffer *text, const struct review *review)
{
    if (!review->id)
        return;
    buffer_add_format(text, "  reviewed by %s, who doubts ", review->by);
    for (size_t i = 0; i < review->doubted_count; i++)
        buffer_add_format(text, "%s%s", i ? ", " : "", review->doubted[i]);
    buffer_add_format(text, "%s: \"%s\"\n", review->doubted_count ? "" : "nothing", review->reason);
}

static void add_stop(struct buffer *text, const struct standing *standing)
{
    for (size_t i = 0; i < standing->sheet_count; i++) {
        const struct sheet_marks *marks = &standing->sheets[i].marks;
        if (marks->stopped_at)
            buffer_add_format(text, "  stopped by %s at %s: \"%s\"\n",
                              standing->sheets[i].assignment.person_ref, marks->stopped_at->id,
                              marks->stop_reason);
    }
}

fallible result_explain(const char **out, const struct desk *viewer, const struct attempt *attempt,
                        const char *language, struct arena *arena)
{
    struct result result;
    struct standing standing;
    struct score *score;
    struct buffer text = buffer_make(arena, EXPLAIN_LIMIT);
    TRY(role_require(viewer, TASK_READ, NULL));
    TRY(result_of(&result, viewer->db, attempt, arena));
    TRY(standing_load_for(&standing, viewer->db, attempt, result.appeal, arena));
    TRY(score_compute(&score, standing.rubric, &standing.agreement.marks, arena));
    buffer_add_format(&text, "%s: %s\n", attempt->name, outcome_name(result.outcome));
    add_lines(&text, &standing, arena);
    add_stop(&text, &standing);
    add_review(&text, &standing.review);
    buffer_add_text(&text, score_explain(score, language, arena));
    struct bytes all;
    TRY(buffer_take(&all, &text, "explanation"));
    return text_from_bytes(out, all, "explanation", arena);
}
