#include "assess/typing.h"

#include "assess/rejudge.h"
#include "assess/sheet_marks.h"
#include "assess/story.h"
#include "assess/typing_read.h"

#include "test.h"

#define FIRST                                                                                      \
    "rubric,TST-PAIR@1.0.0\ndigest,%.16s\nstarted,09:00\nended,09:50\n"                            \
    "A1,yes\nA2,no\nB1,l3\nB2,l2\nB3,l3\n"

struct desk_room {
    struct fixture *f;
    struct sheet_form form; /* of examiner-a in PAIR */
};

static struct sheet_form form_of(struct fixture *f, const char *attempt, const char *examiner)
{
    struct sheet_forms forms = {0};
    struct attempt found = fixture_attempt(f, attempt);
    OK(sheet_form_list(&forms, f->db, &found, examiner, f->arena));
    assert_int_equal(forms.count, 1);
    return forms.items[0];
}

/* The open sitting, and a second registrar "clerk". */
static struct desk_room begin(struct fixture *f)
{
    struct person_id clerk;
    int64_t grant;
    fixture_open_sitting(f);
    OK(person_add(&clerk, fixture_desk(f, "admin"), "clerk", "Clerk"));
    OK(grant_add(
        &grant, fixture_desk(f, "admin"),
        &(struct grant){.person = clerk, .role = ROLE_REGISTRAR, .from_day = FIXTURE_DAY}));
    return (struct desk_room){f, form_of(f, PAIR, "examiner-a")};
}

static struct value *content_of(struct desk_room *room, const char *rows)
{
    struct value *content;
    struct arena *arena = room->f->arena;
    struct findings findings = findings_make(arena);
    const char *file = arena_format(arena, "criterion,mark\n%s", rows);
    SCOPED_ERROR error = typing_read(&content, &room->form, bytes_of_text(file), "t.csv", &findings,
                                     arena);
    if (error)
        fail_msg("%s\n%s", error_message(error), findings_text(&findings, arena));
    return content;
}

static const char *whole(struct desk_room *room)
{
    struct arena *arena = room->f->arena;
    return arena_format(arena, FIRST, digest_text(&room->form.rubric->structure_digest, arena));
}

static struct error *type(struct typing_outcome *out, struct desk_room *room, const char *by,
                          const char *rows)
{
    return typing_enter(out, fixture_desk(room->f, by), &room->form, content_of(room, rows),
                        room->f->arena);
}

/* The same with one place changed. */
static const char *changed(struct desk_room *room, const char *from, const char *to)
{
    const char *rows = whole(room), *at = strstr(rows, from);
    assert_non_null(at);
    return arena_format(room->f->arena, "%.*s%s%s", (int)(at - rows), rows, to, at + strlen(from));
}

static struct sheet sheet_now(struct desk_room *room)
{
    struct sheet sheet;
    OK(sheet_of(&sheet, room->f->db, room->form.attempt.id, room->form.person.id, room->f->arena));
    return sheet;
}

static void two_who_typed_the_same_make_the_sheet(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    struct typing_outcome outcome;
    OK(type(&outcome, &room, "registrar", whole(&room)));
    assert_false(outcome.entered);
    assert_int_equal(outcome.difference_count, 0);
    assert_int_equal(sheet_now(&room).id.n, 0);
    OK(type(&outcome, &room, "clerk", whole(&room)));
    assert_true(outcome.entered);
    assert_string_equal(outcome.first, "registrar");
    assert_string_equal(outcome.device, "paper-2");
    struct sheet sheet = sheet_now(&room);
    assert_true(sheet.sealed);
    assert_string_equal(sheet.device, "paper-2");
    FAILS(typing_check_tablet(sheet.device), ERROR_REFUSED, "'paper-2' is the name of a sheet");
    OK(typing_check_tablet("tablet-2"));
    assert_string_equal(sheet.by, "examiner-a");
    fixture_audit(f);
}

/* The same marks by tablet and by paper: the same events but for device, id and time. */
static void the_marks_are_what_a_tablet_would_have_sent(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    struct typing_outcome outcome;
    struct sheet_marks marks;
    OK(type(&outcome, &room, "registrar", whole(&room)));
    OK(type(&outcome, &room, "clerk", whole(&room)));
    struct sheet sheet = sheet_now(&room);
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(sheet_marks_read(&marks, f->db, &sheet, &attempt, room.form.rubric, f->arena));
    char *said = arena_text(f->arena, "");
    for (size_t i = 0; i < marks.mark_count; i++)
        said = arena_format(f->arena, "%s%s%s ", said, marks.marks[i].criterion->id,
                            value_canonical(mark_value(&marks.marks[i], f->arena), f->arena));
    assert_string_equal(said, "A1{\"check\":true} A2{\"check\":false} B1{\"level\":\"l3\"} "
                              "B2{\"level\":\"l2\"} B3{\"level\":\"l3\"} ");
    assert_int_equal(marks.entry_count, 7);
    assert_string_equal(marks.entries[0].event.at, "2026-11-20T03:00:00Z"); /* 9:00 in Bishkek */
    assert_string_equal(marks.entries[6].event.at, "2026-11-20T03:50:00Z");
    assert_string_equal(attempt.state, "finished");
    fixture_audit(f);
}

static void differences_are_named_and_nothing_goes_in(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    struct typing_outcome outcome;
    OK(type(&outcome, &room, "registrar", changed(&room, "B1,l3", "B1,l2")));
    OK(type(&outcome, &room, "clerk", changed(&room, "09:50", "09:51")));
    assert_false(outcome.entered);
    assert_int_equal(outcome.difference_count, 2);
    assert_string_equal(outcome.differences[0], "ended");
    assert_string_equal(outcome.differences[1], "B1");
    assert_int_equal(sheet_now(&room).id.n, 0);
    /* each mends what was wrong */
    OK(type(&outcome, &room, "registrar", whole(&room)));
    assert_int_equal(outcome.difference_count, 1);
    OK(type(&outcome, &room, "clerk", whole(&room)));
    assert_true(outcome.entered);
    fixture_audit(f);
}

static void who_typed_it_does_not_type_it_again(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    struct typing_outcome outcome;
    OK(type(&outcome, &room, "registrar", whole(&room)));
    FAILS(type(&outcome, &room, "registrar", whole(&room)), ERROR_CONFLICT,
          "'registrar' has typed the sheet of 'examiner-a'");
    FAILS(typing_check(fixture_desk(f, "registrar"), &room.form), ERROR_CONFLICT, "has typed");
    OK(typing_check(fixture_desk(f, "clerk"), &room.form));
}

static void nobody_with_a_part_in_the_attempt_types_for_another(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    struct typing_outcome outcome;
    int64_t acts = fixture_acts(f);
    FAILS(type(&outcome, &room, "examiner-b", whole(&room)), ERROR_REFUSED, "the duty 'second'");
    FAILS(type(&outcome, &room, "lead", whole(&room)), ERROR_REFUSED, "the duty 'lead'");
    FAILS(type(&outcome, &room, "examiner-c", whole(&room)), ERROR_REFUSED, "may not plan");
    FAILS(type(&outcome, &room, "newcomer", whole(&room)), ERROR_REFUSED, "may not plan");
    assert_int_equal(fixture_acts(f), acts);
    /* the own sheet an examiner may type, as one of the two */
    OK(type(&outcome, &room, "registrar", whole(&room)));
    OK(type(&outcome, &room, "examiner-a", whole(&room)));
    assert_true(outcome.entered);
    fixture_audit(f);
}

static void a_sheet_that_is_there_is_not_typed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    struct typing_outcome outcome;
    struct story story = {.f = f, .shelf = shelf_make(f->arena)};
    OK(type(&outcome, &room, "registrar", whole(&room)));
    story_open_sheet(&story, "examiner-a", PAIR);
    story_send(&story, "examiner-a");
    FAILS(type(&outcome, &room, "clerk", whole(&room)), ERROR_CONFLICT,
          "is there already, from 'tablet-examiner-a'");
}

static void a_stopped_attempt_may_leave_lines(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    struct typing_outcome outcome;
    /* A1 of this rubric stops nothing: the event is refused, and the sheet with it */
    const char *rows = changed(&room, "A2,no\nB1,l3\nB2,l2\nB3,l3\n", "stop,A1 a wrong plate\n");
    OK(type(&outcome, &room, "registrar", rows));
    FAILS(type(&outcome, &room, "clerk", rows), ERROR_REFUSED,
          "the sheet does not go in: line 'A1' does not stop an attempt");
    fixture_rollback(f);
}

static void both_sheets_by_paper_make_a_result(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    struct typing_outcome outcome;
    OK(type(&outcome, &room, "registrar", whole(&room)));
    OK(type(&outcome, &room, "clerk", whole(&room)));
    room.form = form_of(f, PAIR, "examiner-b");
    const char *rows = arena_format(
        f->arena,
        "rubric,TST-PAIR@1.0.0\ndigest,%s\nstarted,09:00\nended,09:50\nB1,l3\nB2,l2\nB3,l3",
        digest_text(&room.form.rubric->structure_digest, f->arena));
    OK(type(&outcome, &room, "clerk", rows));
    OK(type(&outcome, &room, "registrar", rows));
    assert_true(outcome.entered);
    assert_string_equal(fixture_attempt(f, PAIR).state, "marked");
    fixture_audit(f);
    /* and what was typed is bound */
    fixture_unprotect(f);
    fixture_run(f, "UPDATE typing SET content = replace(content, 'l3', 'l2') WHERE id = 1");
    FAILS(audited_check(f->db, (const struct audited *const[]){&typing_audited}, 1), ERROR_REFUSED,
          "typing");
}

/* Whoever changes what was typed, or who typed it, and the journal alike. */
static void the_audit_judges_typings_again(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    static const struct {
        const char *sql, *says;
    } changes[] = {
        {"UPDATE typing SET content = replace(content, 'l3', 'l2')", "says something else"},
        {"UPDATE typing SET content = replace(content, '09:50', '09:40')", "says something else"},
        {"UPDATE typing SET content = replace(content, 'l3', 'l2') WHERE id = 1",
         "typing 2: it does not equal typing 1"},
        {"UPDATE typing SET by_person = (SELECT id FROM person WHERE ref = 'clerk')",
         "is not another's of the same sheet"},
        {"UPDATE typing SET attempt = attempt + 1 WHERE id = 1",
         "is not another's of the same sheet"},
        {"DELETE FROM typing WHERE id = 1", "the one it equals is missing"},
        {"DELETE FROM typing", "1 sheets came on paper, 0 were typed by two"},
    };
    struct typing_outcome outcome;
    struct rejudged found;
    struct desk_room room = begin(f);
    OK(type(&outcome, &room, "registrar", whole(&room)));
    OK(type(&outcome, &room, "clerk", whole(&room)));
    fixture_unprotect(f);
    fixture_commit(f);
    OK(assess_rejudge(&found, f->db));
    assert_int_equal(found.typings, 1);
    for (size_t i = 0; i < COUNT(changes); i++) {
        fixture_run(f, "PRAGMA defer_foreign_keys = ON");
        fixture_run(f, changes[i].sql);
        SCOPED_ERROR error = assess_rejudge(&found, f->db);
        if (!error || !strstr(error_message(error), changes[i].says))
            fail_msg("%s: %s", changes[i].sql, error ? error_message(error) : "not found");
        fixture_rollback(f);
    }
}

/* --- the file */

static const char *complaints(struct desk_room *room, const char *file)
{
    struct value *content;
    struct arena *arena = room->f->arena;
    struct findings findings = findings_make(arena);
    SCOPED_ERROR error = typing_read(&content, &room->form, bytes_of_text(file), "t.csv", &findings,
                                     arena);
    return error ? arena_format(arena, "%s%s", findings_text(&findings, arena),
                                findings.errors ? "" : error_message(error))
                 : "";
}

static void every_mistake_is_named(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"A1,yes", "A1,ja", "t.csv:6:2: error E85: criterion 'A1'"},
        {"B1,l3", "B1,l9", "t.csv:8:2: error E85: criterion 'B1', examiner 'examiner-a': 'level'"},
        {"B1,l3", "B1,na no_gas", "is not a reason"},
        {"B1,l3", "B1,", "t.csv:8:2: error E86: line 'B1' has no mark"},
        {"B1,l3\n", "", "t.csv:1:1: error E86: line 'B1' has no mark"},
        {"B1,l3", "B9,l3", "t.csv:8:1: error E82: 'B9' is no line on the sheet of the first"},
        {"B1,l3", "A1,yes", "t.csv:8:1: error E82: 'A1' stands in row 6 already"},
        {"@1.0.0", "@1.0.1", "t.csv:2:2: error E83: rubric: 'TST-PAIR@1.0.1', but the sitting"},
        {"digest,", "digest,f", "t.csv:3:2: error E83: digest: 'f"},
        {"09:00", "9:00", "t.csv:4:2: error E84: started: '9:00' is not a time HH:MM"},
        {"09:00", "24:00", "E84: started: '24:00'"},
        {"09:50", "09:60", "E84: ended: '09:60'"},
        {"09:50", "08:59", "t.csv:5:2: error E84: ended 08:59 is before started 09:00"},
        {"ended,09:50\n", "", "t.csv:1:1: error E84: ended: ''"},
        {"A1,yes", "stop,A1\nA1,yes", "t.csv:6:2: error E85: stop: 'A1' is not a line and a"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *file = arena_format(f->arena, "criterion,mark\n%s",
                                        changed(&room, cases[i].from, cases[i].to));
        if (!strstr(complaints(&room, file), cases[i].says))
            fail_msg("case %zu: '%s' is not in '%s'", i, cases[i].says, complaints(&room, file));
    }
    assert_non_null(
        strstr(complaints(&room, "criterion,note\nA1,x\n"), "E81: 'note' is not a col"));
    assert_non_null(strstr(complaints(&room, "criterion\nA1\n"), "E81: the column 'mark'"));
    assert_non_null(strstr(complaints(&room, "a,b\n\"x"), "a quote opens here"));
    assert_string_equal(complaints(&room, "title,criterion,mark\n,rubric, TST-PAIR@1.0.0\n"),
                        complaints(&room, "title,criterion,mark\n,rubric,TST-PAIR@1.0.0\n"));
}

static void the_form_is_what_is_read(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct desk_room room = begin(f);
    struct bytes form;
    OK(typing_form(&form, &room.form, "ky", f->arena));
    const char *text = arena_text_n(f->arena, form.data, form.size);
    assert_non_null(strstr(text, "\r\nB1,,l0 | l1 | l2 | l3,Taste\r\n"));
    assert_non_null(strstr(text, "\r\nA1,,yes | no,Follows the allergen ticket\r\n"));
    assert_null(strstr(complaints(&room, text), "E81"));
    assert_null(strstr(complaints(&room, text), "E83"));
    assert_non_null(strstr(complaints(&room, text), "E86: line 'B3' has no mark"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_who_typed_the_same_make_the_sheet),
        cmocka_unit_test(the_marks_are_what_a_tablet_would_have_sent),
        cmocka_unit_test(differences_are_named_and_nothing_goes_in),
        cmocka_unit_test(who_typed_it_does_not_type_it_again),
        cmocka_unit_test(nobody_with_a_part_in_the_attempt_types_for_another),
        cmocka_unit_test(a_sheet_that_is_there_is_not_typed),
        cmocka_unit_test(a_stopped_attempt_may_leave_lines),
        cmocka_unit_test(both_sheets_by_paper_make_a_result),
        cmocka_unit_test(the_audit_judges_typings_again),
        cmocka_unit_test(every_mistake_is_named),
        cmocka_unit_test(the_form_is_what_is_read),
    };
    return cmocka_run_group_tests_name("assess/typing", tests, NULL, NULL);
}
