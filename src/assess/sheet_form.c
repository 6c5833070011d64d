#include "assess/sheet_form.h"

#include "assess/sitting_rubric.h"
#include "assess/standing.h"
#include "base/text.h"

static fallible add_section(struct sheet_form *form, struct sheet_line *lines, struct db *db,
                            const struct section *section, struct arena *arena)
{
    for (size_t i = 0; i < section->criterion_count; i++) {
        const struct criterion *criterion = &section->criteria[i];
        bool on_sheet = standing_own_line(&form->attempt, form->duty, criterion);
        if (!on_sheet)
            TRY(standing_asks_third(&on_sheet, db, &form->attempt, form->rubric, form->duty,
                                    criterion, arena));
        if (on_sheet)
            lines[form->line_count++] = (struct sheet_line){section, criterion};
    }
    return NULL;
}

fallible sheet_form_make(struct sheet_form *out, struct db *db, const struct attempt *attempt,
                         const struct assignment *assignment, struct arena *arena)
{
    struct sitting sitting;
    struct sheet_form form = {.attempt = *attempt, .duty = assignment->duty};
    TRY(person_of(&form.person, db, assignment->person, arena));
    TRY(sitting_of(&sitting, db, attempt->sitting, arena));
    TRY(sitting_rubric(&form.rubric, db, &sitting, attempt->unit, arena));
    struct sheet_line *lines = ARENA_ARRAY(arena, struct sheet_line, form.rubric->criterion_count);
    for (size_t i = 0; i < form.rubric->section_count; i++)
        TRY(add_section(&form, lines, db, &form.rubric->sections[i], arena));
    form.lines = lines;
    *out = form;
    return NULL;
}

fallible sheet_form_list(struct sheet_forms *forms, struct db *db, const struct attempt *attempt,
                         const char *examiner, struct arena *arena)
{
    struct assignments assignments;
    TRY(assignment_list(&assignments, db, attempt->id, arena));
    for (size_t i = 0; i < assignments.count; i++) {
        struct sheet_form form;
        const struct assignment *assignment = &assignments.items[i];
        if (!duty_has_sheet(assignment->duty) ||
            (examiner && !text_equal(assignment->person_ref, examiner)))
            continue;
        TRY(sheet_form_make(&form, db, attempt, assignment, arena));
        if (form.line_count)
            *ARENA_PUSH(arena, forms->items, forms->count) = form;
    }
    return NULL;
}
