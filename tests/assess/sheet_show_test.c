#include "assess/sheet_show.h"

#include "assess/story.h"

#include "test.h"

static struct error *show(struct value **out, struct story *story, const char *viewer,
                          const char *examiner)
{
    struct fixture *f = story->f;
    struct attempt attempt = fixture_attempt(f, PAIR);
    return sheet_show(out, fixture_desk(f, viewer), &attempt, examiner, f->arena);
}

static void no_marks_of_others_before_all_sheets_are_sealed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *sheet;
    struct story *story = story_begin(f);
    static const char *const others[] = {"examiner-b", "examiner-c",  "lead",    "registrar",
                                         "verifier",   "certifier-a", "auditor", "admin"};
    FAILS(show(&sheet, story, "examiner-a", "examiner-a"), ERROR_NOT_FOUND, "has opened no sheet");
    story_sheet(story, "examiner-a", PAIR, "B1 75");
    OK(show(&sheet, story, "examiner-a", "examiner-a"));
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(show(&sheet, story, others[i], "examiner-a"), ERROR_REFUSED,
              "the second examiner 'examiner-b' has not opened a sheet");
    story_open_sheet(story, "examiner-b", PAIR);
    story_send(story, "examiner-b");
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(show(&sheet, story, others[i], "examiner-a"), ERROR_REFUSED,
              "the second examiner 'examiner-b' has not sealed the sheet");
    story_marks(story, "examiner-b", PAIR, "B1 50 B2 100 B3 100");
    tablet_seal(story_tablet(story, "examiner-b"), "examiner-b", PAIR);
    story_send(story, "examiner-b");
    for (size_t i = 0; i < COUNT(others); i++)
        OK(show(&sheet, story, others[i], "examiner-a"));
    FAILS(show(&sheet, story, "newcomer", "examiner-a"), ERROR_REFUSED, "may not read");
    FAILS(show(&sheet, story, "lead", "nobody"), ERROR_NOT_FOUND, "nobody");
    FAILS(show(&sheet, story, "lead", "examiner-c"), ERROR_NOT_FOUND, "has opened no sheet");
}

static void a_sheet_tells_all_that_was_written(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *sheet;
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-b");
    struct mark mark = story_worth(story, "examiner-b", PAIR, "B1", 50);
    story_open_sheet(story, "examiner-b", PAIR);
    const char *wrong = tablet_mark(tablet, PAIR, &mark);
    tablet_undo(tablet, "examiner-b", PAIR, wrong);
    tablet_note(tablet, "examiner-b", PAIR, "B1", "cold");
    story_send(story, "examiner-b");
    OK(show(&sheet, story, "examiner-b", "examiner-b"));
    struct value *entries = value_get(sheet, "entries");
    assert_int_equal(value_size(entries), 4);
    assert_true(value_boolean(value_get(value_at(entries, 1), "undone")));
    assert_string_equal(value_canonical(value_get(value_at(entries, 1), "says"), f->arena),
                        "{\"level\":\"l1\"}");
    assert_string_equal(value_text(value_get(value_at(entries, 2), "undoes")), wrong);
    assert_string_equal(value_text(value_get(value_at(entries, 3), "text")), "cold");
    assert_string_equal(value_text(value_get(sheet, "state")), "open");
    assert_string_equal(value_text(value_get(sheet, "duty")), "second");
}

static void the_board_tells_states_and_no_marks(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *board;
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, NULL);
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(sheet_board(&board, f->db, &attempt, f->arena));
    assert_string_equal(value_canonical(board, f->arena),
                        "{\"attempt\":\"" PAIR "\",\"sheets\":["
                        "{\"duty\":\"first\",\"events\":7,\"examiner\":\"examiner-a\","
                        "\"expected\":true,\"state\":\"sealed\"},"
                        "{\"duty\":\"second\",\"events\":0,\"examiner\":\"examiner-b\","
                        "\"expected\":true,\"state\":\"not opened\"}],\"state\":\"finished\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_marks_of_others_before_all_sheets_are_sealed),
        cmocka_unit_test(a_sheet_tells_all_that_was_written),
        cmocka_unit_test(the_board_tells_states_and_no_marks),
    };
    return cmocka_run_group_tests_name("assess/sheet_show", tests, NULL, NULL);
}
