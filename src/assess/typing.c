#include "assess/typing.h"

#include "assess/erasure.h"
#include "assess/role.h"
#include "assess/sheet.h"
#include "assess/typing_events.h"
#include "assess/typing_sql.h"
#include "base/text.h"

#define PAPER "paper-" /* devices of sheets that were typed in */

struct typings {
    struct typing *items;
    size_t count;
};

static void typing_of_row(struct typing *out, const struct db_rows *row, int from,
                          struct arena *arena)
{
    *out = (struct typing){.id = db_rows_integer(row, from),
                           .attempt = {db_rows_integer(row, from + 1)},
                           .examiner = {db_rows_integer(row, from + 2)},
                           .content = db_rows_text(row, from + 3, arena),
                           .by = {db_rows_integer(row, from + 5)},
                           .by_ref = db_rows_text(row, from + 6, arena)};
    if (!db_rows_null(row, from + 4))
        out->equals = db_rows_integer(row, from + 4);
}

static void typing_act(struct act *out, const struct typing *typing, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "typing", typing->id);
    value_set_integer(open, "attempt", typing->attempt.n);
    value_set_integer(open, "examiner", typing->examiner.n);
    value_set(open, "equals",
              typing->equals ? value_of_integer(typing->equals, arena) : value_null(arena));
    value_set_text(sealed, "content", typing->content);
    *out = (struct act){"sheet.typed", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct typing typing;
    typing_of_row(&typing, row, STAMP_COLUMNS, arena);
    typing_act(out, &typing, arena);
    return NULL;
}

const struct audited typing_audited = {"typing", (const char *const[]){"sheet.typed", NULL},
                                       &sql_typing_audit, audit_act};

static fallible list(struct typings *out, struct db *db, const struct sheet_form *form,
                     struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct typings all = {0};
    TRY(db_rows_open(&rows, db, &sql_typings_of_sheet,
                     DB_VALUES(db_integer(form->attempt.id.n), db_integer(form->person.id.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        typing_of_row(ARENA_PUSH(arena, all.items, all.count), rows, 0, arena);
    }
    *out = all;
    return NULL;
}

/* What each person typed last counts. */
static bool is_latest(const struct typings *all, size_t index)
{
    for (size_t i = index + 1; i < all->count; i++)
        if (all->items[i].by.n == all->items[index].by.n)
            return false;
    return true;
}

/* Another's latest typing: the equal one when there is one, else the newest; NULL for none. */
static const struct typing *other_of(const struct typings *all, struct person_id by,
                                     const char *content)
{
    const struct typing *other = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct typing *each = &all->items[i];
        if (each->by.n == by.n || !is_latest(all, i))
            continue;
        other = each;
        if (content && text_equal(each->content, content))
            return each;
    }
    return other;
}

/* A registrar types for examiners, an examiner the own sheet; who has a part in the attempt must
 * not see the marks of another (workflow, rule 3). */
static fallible check_typist(const struct desk *desk, const struct sheet_form *form,
                             struct arena *arena)
{
    struct assignment assignment;
    if (desk->person.n == form->person.id.n)
        return role_require(desk, TASK_EXAMINE, form->attempt.unit);
    TRY(assignment_of(&assignment, desk->db, form->attempt.id, desk->person, arena));
    if (assignment.id)
        return error_hint(error_make(ERROR_REFUSED, "'%s' has the duty '%s' in '%s'",
                                     assignment.person_ref, duty_name(assignment.duty),
                                     form->attempt.name),
                          "an examiner types no sheet but the own one (workflow, rule 3)");
    return role_require(desk, TASK_PLAN, NULL);
}

static fallible check_sheet(const struct desk *desk, const struct sheet_form *form,
                            struct arena *arena)
{
    struct sheet sheet;
    TRY(sheet_of(&sheet, desk->db, form->attempt.id, form->person.id, arena));
    if (!sheet.id.n)
        return NULL;
    return error_hint(error_make(ERROR_CONFLICT,
                                 "the sheet of '%s' in '%s' is there already, from "
                                 "'%s'",
                                 form->person.ref, form->attempt.name, sheet.device),
                      "there is one sheet for each examiner of an attempt; show the paper to the "
                      "lead");
}

/* Typing again is for mending a difference, not for agreeing with oneself. */
static fallible check_again(const struct typings *all, const struct desk *desk,
                            const struct sheet_form *form)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].by.n == desk->person.n && is_latest(all, i) &&
            !other_of(all, desk->person, NULL))
            return error_hint(
                error_make(ERROR_CONFLICT, "'%s' has typed the sheet of '%s' in '%s' already",
                           all->items[i].by_ref, form->person.ref, form->attempt.name),
                "another person types it now, from the paper alone");
    return NULL;
}

static fallible check(struct typings *all, const struct desk *desk, const struct sheet_form *form,
                      struct arena *arena)
{
    TRY(check_typist(desk, form, arena));
    TRY(check_sheet(desk, form, arena));
    TRY(list(all, desk->db, form, arena));
    return check_again(all, desk, form);
}

fallible typing_check(const struct desk *desk, const struct sheet_form *form)
{
    SCOPED_ARENA(arena);
    struct typings all;
    return check(&all, desk, form, arena);
}

static fallible insert(struct desk *desk, struct typing *typing, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&typing->id, desk, &sql_typing_highest));
    typing_act(&act, typing, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_typing_insert,
                  DB_VALUES(db_integer(typing->id), db_integer(typing->attempt.n),
                            db_integer(typing->examiner.n), db_text(typing->content),
                            typing->equals ? db_integer(typing->equals) : db_null(),
                            STAMP_VALUES(stamp)));
}

static bool differs(const struct value *a, const struct value *b)
{
    return !a != !b || (a && !value_equal(a, b));
}

static fallible compare(struct typing_outcome *outcome, const struct sheet_form *form,
                        const struct value *content, const struct typing *other,
                        struct arena *arena)
{
    static const char *const members[] = {"started", "ended", "stop"};
    struct value *theirs;
    const char **list = NULL;
    TRY(value_parse(&theirs, bytes_of_text(other->content), "typing", arena));
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (differs(value_get(content, members[i]), value_get(theirs, members[i])))
            *ARENA_PUSH(arena, list, outcome->difference_count) = members[i];
    for (size_t i = 0; i < form->line_count; i++) {
        const char *id = form->lines[i].criterion->id;
        if (differs(value_get(value_get(content, "marks"), id),
                    value_get(value_get(theirs, "marks"), id)))
            *ARENA_PUSH(arena, list, outcome->difference_count) = id;
    }
    outcome->differences = list;
    return NULL;
}

static const char *device_of(const struct typing *typing, struct arena *arena)
{
    return arena_format(arena, PAPER "%lld", (long long)typing->id);
}

fallible typing_check_tablet(const char *device)
{
    if (!text_starts(device, PAPER))
        return NULL;
    return error_hint(
        error_make(ERROR_REFUSED, "'%s' is the name of a sheet on paper", device),
        "give the tablet another name; a sheet on paper is typed in by two: usta sheet "
        "type");
}

fallible typing_enter(struct typing_outcome *out, struct desk *desk, const struct sheet_form *form,
                      const struct value *content, struct arena *arena)
{
    struct typings all;
    struct typing_outcome outcome = {0};
    struct typing typing = {.attempt = form->attempt.id,
                            .examiner = form->person.id,
                            .content = value_canonical(content, arena)};
    TRY(check(&all, desk, form, arena));
    const struct typing *other = other_of(&all, desk->person, typing.content);
    if (other)
        TRY(compare(&outcome, form, content, other, arena));
    outcome.entered = other && outcome.difference_count == 0;
    typing.equals = outcome.entered ? other->id : 0;
    TRY(insert(desk, &typing, arena));
    if (outcome.entered) {
        outcome.first = other->by_ref;
        outcome.device = device_of(&typing, arena);
        TRY(typing_events_enter(desk, form, content, outcome.device, arena));
    }
    *out = outcome;
    return NULL;
}

/* The typing that it equals, by another person, of the same sheet. */
static fallible check_twin(struct db *db, const struct typing *typing, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    bool got;
    struct typing twin;
    TRY(db_rows_open(&rows, db, &sql_typing_of, DB_VALUES(db_integer(typing->equals))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return error_make(ERROR_REFUSED, "the one it equals is missing");
    typing_of_row(&twin, rows, 0, arena);
    if (twin.attempt.n != typing->attempt.n || twin.examiner.n != typing->examiner.n ||
        twin.by.n == typing->by.n || twin.id >= typing->id)
        return error_make(ERROR_REFUSED, "the one it equals is not another's of the same sheet");
    if (text_equal(twin.content, typing->content))
        return NULL;
    return error_make(ERROR_REFUSED, "it does not equal typing %lld", (long long)twin.id);
}

static fallible check_entered(struct db *db, const struct typing *typing, struct shelf *shelf,
                              struct arena *arena)
{
    struct sheet sheet;
    struct sheet_marks marks;
    struct sheet_form form = {0};
    struct value *content;
    TRY(check_twin(db, typing, arena));
    if (text_equal(typing->content, ERASED)) /* by right: the rows were held against the journal */
        return NULL;
    TRY(attempt_of(&form.attempt, db, typing->attempt, arena));
    TRY(person_of(&form.person, db, typing->examiner, arena));
    TRY(shelf_rubric(&form.rubric, shelf, db, &form.attempt));
    TRY(sheet_of(&sheet, db, typing->attempt, typing->examiner, arena));
    if (!sheet.id.n || !text_equal(sheet.device, device_of(typing, arena)))
        return error_make(ERROR_REFUSED, "its sheet is missing");
    TRY(sheet_marks_read(&marks, db, &sheet, &form.attempt, form.rubric, arena));
    TRY(value_parse(&content, bytes_of_text(typing->content), "typing", arena));
    return typing_events_check(db, &form, content, &marks, arena);
}

fallible typing_audit(int64_t *out, struct db *db, struct shelf *shelf)
{
    SCOPED_ROWS rows = NULL;
    int64_t count = 0, sheets;
    TRY(db_rows_open(&rows, db, &sql_typing_audit, DB_NO_VALUES));
    for (;;) {
        SCOPED_ARENA(arena);
        bool got;
        struct typing typing;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        typing_of_row(&typing, rows, STAMP_COLUMNS, arena);
        if (!typing.equals)
            continue;
        TRY_AS(check_entered(db, &typing, shelf, arena), "typing %lld", (long long)typing.id);
        count++;
    }
    TRY(db_integer_of(&sheets, db, &sql_typing_paper_sheets, DB_NO_VALUES, 0));
    if (sheets != count)
        return error_make(ERROR_REFUSED, "%lld sheets came on paper, %lld were typed by two",
                          (long long)sheets, (long long)count);
    *out = count;
    return NULL;
}
