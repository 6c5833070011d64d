#include "assess/standing.h"

#include "assess/appeal_line.h"
#include "assess/sitting_rubric.h"
#include "base/buffer.h"
#include "base/text.h"

bool standing_own_line(const struct attempt *attempt, enum duty duty,
                       const struct criterion *criterion)
{
    return duty == DUTY_FIRST || (duty == DUTY_SECOND && attempt->sampled) ||
           (duty == DUTY_SECOND && criterion->raters >= 2) ||
           (duty == DUTY_THIRD && criterion->raters >= 3);
}

bool standing_has_lines(const struct attempt *attempt, enum duty duty, const struct rubric *rubric)
{
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count; c++)
            if (standing_own_line(attempt, duty, &rubric->sections[s].criteria[c]))
                return true;
    return false;
}

static fallible load_sheet(struct standing_sheet *out, struct db *db,
                           const struct standing *standing, const struct assignment *assignment,
                           struct arena *arena)
{
    struct standing_sheet place = {.assignment = *assignment};
    place.expected = standing_has_lines(&standing->attempt, assignment->duty, standing->rubric);
    TRY(sheet_of(&place.sheet, db, standing->attempt.id, assignment->person, arena));
    if (place.sheet.id.n)
        TRY_AS(sheet_marks_read(&place.marks, db, &place.sheet, &standing->attempt,
                                standing->rubric, arena),
               "sheet of '%s'", place.sheet.by);
    *out = place;
    return NULL;
}

static fallible load_sheets(struct standing *standing, struct db *db, struct arena *arena)
{
    struct assignments list;
    TRY(assignment_list(&list, db, standing->attempt.id, arena));
    struct standing_sheet *sheets = ARENA_ARRAY(arena, struct standing_sheet, list.count);
    for (size_t i = 0; i < list.count; i++)
        if (duty_has_sheet(list.items[i].duty))
            TRY(load_sheet(&sheets[standing->sheet_count++], db, standing, &list.items[i], arena));
    standing->sheets = sheets;
    return NULL;
}

/* Every line needs as many examiners as it has raters, so that a duty nobody has is missing too. */
static bool is_complete(const struct standing *standing)
{
    for (enum duty duty = 0; duty < DUTY_COUNT; duty++) {
        bool sealed = !duty_has_sheet(duty) ||
                      !standing_has_lines(&standing->attempt, duty, standing->rubric);
        for (size_t i = 0; i < standing->sheet_count; i++)
            if (standing->sheets[i].assignment.duty == duty && standing->sheets[i].sheet.sealed)
                sealed = true;
        if (!sealed)
            return false;
    }
    return true;
}

/* The marks of the lines that an examiner has from the beginning, or of the others. */
static size_t pick(const struct mark **out, const struct mark *marks, size_t count,
                   const struct standing *standing, enum duty duty, bool own, struct arena *arena)
{
    struct mark *picked = ARENA_ARRAY(arena, struct mark, count);
    size_t picked_count = 0;
    for (size_t i = 0; i < count; i++)
        if (standing_own_line(&standing->attempt, duty, marks[i].criterion) == own)
            picked[picked_count++] = marks[i];
    *out = picked;
    return picked_count;
}

static struct agreement_sheet agreement_sheet(const struct standing *standing,
                                              const struct standing_sheet *place, bool own,
                                              struct arena *arena)
{
    enum duty duty = place->assignment.duty;
    const struct sheet_marks *marks = &place->marks;
    struct agreement_sheet sheet = {.by = place->sheet.by, .third = !own};
    sheet.mark_count = pick(&sheet.marks, marks->marks, marks->mark_count, standing, duty, own,
                            arena);
    sheet.second_look_count = pick(&sheet.second_looks, marks->second_looks,
                                   marks->second_look_count, standing, duty, own, arena);
    return sheet;
}

/* A third examiner is one among equals for lines marked by three, and the called-in third for all
 * others: two sheets in the eyes of the agreement. */
static fallible load_agreement(struct standing *standing, struct arena *arena)
{
    struct agreement_sheet *sheets = ARENA_ARRAY(arena, struct agreement_sheet,
                                                 2 * standing->sheet_count);
    struct agreement_input input = {
        .rubric = standing->rubric,
        .profile = attempt_profile(&standing->attempt, standing->rubric),
        .extra_time_percent = standing->attempt.extra_time_percent,
        .sheets = sheets};
    TRY(settlement_marks(&input.settlements, &input.settlement_count, &standing->settlements,
                         standing->rubric, arena));
    for (size_t i = 0; i < standing->sheet_count; i++) {
        const struct standing_sheet *place = &standing->sheets[i];
        if (place->sheet.sealed && place->expected)
            sheets[input.sheet_count++] = agreement_sheet(standing, place, true, arena);
        if (place->sheet.sealed && place->assignment.duty == DUTY_THIRD)
            sheets[input.sheet_count++] = agreement_sheet(standing, place, false, arena);
    }
    return agreement_compute(&standing->agreement, &input, arena);
}

fallible standing_load_appealed(struct standing *out, struct db *db, const struct attempt *attempt,
                                const struct rubric *rubric, struct appeal_id appeal,
                                struct arena *arena)
{
    struct standing standing = {.attempt = *attempt, .rubric = rubric, .appeal = appeal};
    TRY(load_sheets(&standing, db, arena));
    TRY(settlement_list(&standing.settlements, db, attempt->id, arena));
    TRY(appeal_line_overlay(&standing.settlements, db, attempt->id, appeal, arena));
    TRY(review_of(&standing.review, db, attempt->id, arena));
    standing.complete = is_complete(&standing);
    if (standing.complete)
        TRY_AS(load_agreement(&standing, arena), "attempt '%s'", attempt->name);
    *out = standing;
    return NULL;
}

fallible standing_load_by(struct standing *out, struct db *db, const struct attempt *attempt,
                          const struct rubric *rubric, struct arena *arena)
{
    return standing_load_appealed(out, db, attempt, rubric, (struct appeal_id){0}, arena);
}

fallible standing_load_for(struct standing *out, struct db *db, const struct attempt *attempt,
                           struct appeal_id appeal, struct arena *arena)
{
    struct sitting sitting;
    const struct rubric *rubric;
    TRY(sitting_of(&sitting, db, attempt->sitting, arena));
    TRY(sitting_rubric(&rubric, db, &sitting, attempt->unit, arena));
    return standing_load_appealed(out, db, attempt, rubric, appeal, arena);
}

fallible standing_load(struct standing *out, struct db *db, const struct attempt *attempt,
                       struct arena *arena)
{
    return standing_load_for(out, db, attempt, (struct appeal_id){0}, arena);
}

/* "the first examiner 'gulnara' has not opened one, …" */
static const char *missing_sheets(const struct standing *standing, struct arena *arena)
{
    struct buffer list = buffer_make(arena, 4096);
    for (enum duty duty = 0; duty < DUTY_COUNT; duty++) {
        if (!duty_has_sheet(duty) ||
            !standing_has_lines(&standing->attempt, duty, standing->rubric))
            continue;
        const struct standing_sheet *found = NULL;
        for (size_t i = 0; i < standing->sheet_count; i++)
            if (standing->sheets[i].assignment.duty == duty)
                found = &standing->sheets[i];
        const char *comma = list.size ? ", " : "";
        if (!found)
            buffer_add_format(&list, "%snobody is assigned as %s examiner", comma, duty_name(duty));
        else if (!found->sheet.sealed)
            buffer_add_format(&list, "%sthe %s examiner '%s' has %s", comma, duty_name(duty),
                              found->assignment.person_ref,
                              found->sheet.id.n ? "not sealed the sheet" : "not opened a sheet");
    }
    return buffer_text(&list);
}

fallible standing_require_complete(const struct standing *standing, const char *what)
{
    if (standing->complete)
        return NULL;
    SCOPED_ARENA(arena);
    return error_hint(error_make(ERROR_REFUSED, "attempt '%s': %s", standing->attempt.name,
                                 missing_sheets(standing, arena)),
                      "%s only after all its sheets are sealed (workflow, rule 3)", what);
}

const struct agreement_line *standing_line(const struct standing *standing, const char *criterion)
{
    for (size_t i = 0; i < standing->agreement.line_count; i++)
        if (text_equal(standing->agreement.lines[i].criterion->id, criterion))
            return &standing->agreement.lines[i];
    return NULL;
}

const char *standing_lead_lines(const struct standing *standing, struct arena *arena)
{
    struct buffer list = buffer_make(arena, 4096);
    for (size_t i = 0; i < standing->agreement.line_count; i++) {
        const struct agreement_line *line = &standing->agreement.lines[i];
        bool doubted = line->state != LINE_SETTLED &&
                       review_doubts(&standing->review, line->criterion->id);
        if (line->state == LINE_LEAD || line->state == LINE_STRADDLE || doubted)
            buffer_add_format(&list, "%s%s", list.size ? ", " : "", line->criterion->id);
    }
    return buffer_text(&list);
}

const struct standing_sheet *standing_sheet_of(const struct standing *standing,
                                               struct person_id person)
{
    for (size_t i = 0; i < standing->sheet_count; i++)
        if (standing->sheets[i].assignment.person.n == person.n)
            return &standing->sheets[i];
    return NULL;
}

fallible standing_asks_third(bool *out, struct db *db, const struct attempt *attempt,
                             const struct rubric *rubric, enum duty duty,
                             const struct criterion *criterion, struct arena *arena)
{
    struct standing standing;
    *out = false;
    if (duty != DUTY_THIRD || !text_equal(attempt->state, "marked"))
        return NULL;
    TRY(standing_load_by(&standing, db, attempt, rubric, arena));
    for (size_t i = 0; i < standing.agreement.line_count; i++)
        if (standing.agreement.lines[i].state == LINE_THIRD &&
            (!criterion || standing.agreement.lines[i].criterion == criterion))
            *out = true;
    return NULL;
}
