#include "assess/result_open.h"

#include "base/text.h"

static void add(struct result_report *report, struct result_open open, struct arena *arena)
{
    struct result_open *items = (struct result_open *)(uintptr_t)report->open;
    *ARENA_PUSH(arena, items, report->open_count) = open;
    report->open = items;
}

static bool looked_again(const struct standing_sheet *place, const struct criterion *criterion)
{
    for (size_t i = 0; i < place->marks.second_look_count; i++)
        if (place->marks.second_looks[i].criterion == criterion)
            return true;
    return false;
}

/* "gulnara and bakyt": who marked the line, and with again has not looked at it a second time. */
static const char *examiners_of(const struct standing *standing, const struct criterion *criterion,
                                bool again, struct arena *arena)
{
    const char *names = NULL;
    for (size_t i = 0; i < standing->sheet_count; i++) {
        const struct standing_sheet *place = &standing->sheets[i];
        if (!standing_own_line(&standing->attempt, place->assignment.duty, criterion) ||
            (again && looked_again(place, criterion)))
            continue;
        const char *ref = place->assignment.person_ref;
        names = names ? arena_format(arena, "%s and %s", names, ref) : ref;
    }
    return names ? names : "nobody";
}

static int marked_by(const struct standing *standing, const struct criterion *criterion)
{
    int count = 0;
    for (size_t i = 0; i < standing->sheet_count; i++)
        count += sheet_mark_of(&standing->sheets[i].marks, criterion) != NULL;
    return count;
}

static const char *third_of(const struct standing *standing)
{
    for (size_t i = 0; i < standing->sheet_count; i++)
        if (standing->sheets[i].assignment.duty == DUTY_THIRD)
            return standing->sheets[i].assignment.person_ref;
    return "a third examiner";
}

static const char *who_acts(const struct standing *standing, struct agreement_line line,
                            struct arena *arena)
{
    if (line.state == LINE_LOOK_AGAIN)
        return examiners_of(standing, line.criterion, true, arena);
    return line.state == LINE_THIRD ? third_of(standing) : "the lead";
}

/* Why the lead has to settle a line; the rest of a sentence. */
static const char *why_lead(const struct standing *standing, struct agreement_line line,
                            const char *both, struct arena *arena)
{
    if (line.state == LINE_STRADDLE)
        return arena_format(arena,
                            "one level apart, but alone one of %s would pass the candidate "
                            "and another would not",
                            both);
    if (marked_by(standing, line.criterion) < line.criterion->raters)
        return "the attempt was stopped before it was marked, for a reason that the lead did not "
               "find";
    return arena_format(arena, "the marks of %s differ where none can be averaged", both);
}

static const char *what_is_open(const struct standing *standing, struct agreement_line line,
                                struct arena *arena)
{
    const char *id = line.criterion->id;
    const char *both = examiners_of(standing, line.criterion, false, arena);
    if (line.state == LINE_LOOK_AGAIN)
        return arena_format(arena,
                            "line %s: the marks of %s are two or more levels apart; each "
                            "looks at it again and gives a reason",
                            id, both);
    if (line.state == LINE_THIRD)
        return arena_format(arena,
                            "line %s: still two or more levels apart after %s looked again; "
                            "a third examiner marks it, and the median counts",
                            id, both);
    return arena_format(arena, "line %s: %s; the lead settles it on the evidence", id,
                        why_lead(standing, line, both, arena));
}

static struct result_open open_line(const struct standing *standing, struct agreement_line line,
                                    struct arena *arena)
{
    return (struct result_open){line.criterion->id, line_state_name(line.state),
                                who_acts(standing, line, arena),
                                what_is_open(standing, line, arena)};
}

static bool doubted(const struct standing *standing, const struct agreement_line *line)
{
    return line->state != LINE_SETTLED && review_doubts(&standing->review, line->criterion->id);
}

void result_open_lines(struct result_report *report, const struct standing *standing,
                       struct arena *arena)
{
    for (size_t i = 0; i < standing->agreement.line_count; i++) {
        const struct agreement_line *line = &standing->agreement.lines[i];
        if (line_state_open(line->state))
            add(report, open_line(standing, *line, arena), arena);
        else if (doubted(standing, line))
            add(report,
                (struct result_open){line->criterion->id, "doubted", "the lead",
                                     arena_format(arena,
                                                  "line %s: '%s' looked at the evidence again and "
                                                  "doubts it; the lead settles it",
                                                  line->criterion->id, standing->review.by)},
                arena);
    }
}

void result_open_review(struct result_report *report, const struct standing *standing,
                        const struct score *score, struct arena *arena)
{
    const char *why = review_needed(&standing->attempt, score, arena);
    if (!why || standing->review.id)
        return;
    add(report,
        (struct result_open){NULL, "review", "another examiner",
                             arena_format(arena,
                                          "%s: an examiner who had no part in it looks at the "
                                          "evidence again before it is final",
                                          why)},
        arena);
}
