#include "assess/settlement.h"

#include "assess/relationship.h"
#include "assess/review.h"
#include "assess/story.h"
#include "base/text.h"

#include "test.h"

static void grant(struct fixture *f, const char *who, enum role role)
{
    int64_t id;
    OK(grant_add(
        &id, fixture_desk(f, "admin"),
        &(struct grant){.person = fixture_person(f, who), .role = role, .from_day = "2026-01-01"}));
}

/* B3 is critical: levels that differ are the lead's. */
static struct story *with_a_line_for_the_lead(struct fixture *f)
{
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "B3 100 B1 100 B2 100");
    story_sheet(story, "examiner-b", PAIR, "B3 75 B1 75 B2 100");
    return story;
}

static void the_lead_settles_a_critical_line(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct settlements list;
    struct story *story = with_a_line_for_the_lead(f);
    struct attempt attempt = fixture_attempt(f, PAIR);
    assert_int_equal(story_result(story, PAIR).open_count, 1);
    OK(story_settle(story, "lead", PAIR, "B3", 75));
    OK(settlement_list(&list, f->db, attempt.id, f->arena));
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].criterion, "B3");
    assert_string_equal(list.items[0].by, "lead");
    assert_string_equal(list.items[0].mark, "{\"level\":\"l2\"}");
    assert_true(story_result(story, PAIR).computed);
    fixture_audit(f);
}

static void a_settlement_stands(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = with_a_line_for_the_lead(f);
    OK(story_settle(story, "lead", PAIR, "B3", 75));
    FAILS(story_settle(story, "lead", PAIR, "B3", 100), ERROR_CONFLICT, "settled already");
    assert_true(story_result(story, PAIR).computed);
    FAILS(story_settle(story, "lead", PAIR, "B1", 100), ERROR_REFUSED, "is final");
}

static void only_lines_open_for_the_lead_are_settled(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = with_a_line_for_the_lead(f);
    static const char *const others[] = {"A1", "B1", "B2"}; /* single, averaged, agreed */
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(story_settle(story, "lead", PAIR, others[i], 100), ERROR_REFUSED,
              "is not open for the lead");
    SCOPED_ERROR error = story_settle(story, "lead", PAIR, "B1", 100);
    assert_string_equal(error_hint_text(error), "open for the lead: B3");
    struct attempt attempt = fixture_attempt(f, PAIR);
    struct mark mark = story_worth(story, "lead", PAIR, "B3", 75);
    FAILS(
        settlement_make(fixture_desk(f, "lead"), &attempt, "Z9", mark_value(&mark, f->arena), "x"),
        ERROR_NOT_FOUND, "has no line 'Z9'");
}

static void lines_for_examiners_are_not_settled(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "B1 100");
    story_sheet(story, "examiner-b", PAIR, "B1 0");
    FAILS(story_settle(story, "lead", PAIR, "B1", 50), ERROR_REFUSED,
          "is not open for the lead: look_again");
    story_look_again(story, "examiner-a", PAIR, "B1", 100);
    story_send(story, "examiner-a");
    story_look_again(story, "examiner-b", PAIR, "B1", 0);
    story_send(story, "examiner-b");
    FAILS(story_settle(story, "lead", PAIR, "B1", 50), ERROR_REFUSED,
          "is not open for the lead: third");
}

static void nothing_is_settled_before_all_sheets_are_sealed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    FAILS(
        story_settle(story, "lead", PAIR, "B3", 75), ERROR_REFUSED,
        "the first examiner 'examiner-a' has not opened a sheet, the second examiner 'examiner-b' "
        "has not opened a sheet");
    story_sheet(story, "examiner-a", PAIR, NULL);
    FAILS(story_settle(story, "lead", PAIR, "B3", 75), ERROR_REFUSED,
          "the second examiner 'examiner-b' has not opened a sheet");
}

static void only_a_lead_settles(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = with_a_line_for_the_lead(f);
    static const char *const others[] = {"admin",       "registrar", "examiner-c", "verifier",
                                         "certifier-a", "auditor",   "newcomer"};
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(story_settle(story, others[i], PAIR, "B3", 75), ERROR_REFUSED,
              "may not settle differences");
}

static void an_examiner_of_the_attempt_does_not_settle_it(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = with_a_line_for_the_lead(f);
    grant(f, "examiner-a", ROLE_LEAD);
    grant(f, "examiner-b", ROLE_LEAD);
    FAILS(story_settle(story, "examiner-a", PAIR, "B3", 75), ERROR_REFUSED,
          "'examiner-a' is first examiner of");
    FAILS(story_settle(story, "examiner-b", PAIR, "B3", 75), ERROR_REFUSED,
          "'examiner-b' is second examiner of");
}

static void a_lead_with_a_conflict_of_interest_does_not_settle(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    struct story *story = with_a_line_for_the_lead(f);
    OK(relationship_declare(&id, fixture_desk(f, "lead"),
                            &(struct relationship){.person = fixture_person(f, "lead"),
                                                   .candidate = fixture_attempt(f, PAIR).candidate,
                                                   .kind = RELATIONSHIP_TRAINED,
                                                   .from_day = "2026-01-01"}));
    FAILS(story_settle(story, "lead", PAIR, "B3", 75), ERROR_REFUSED, "conflict of interest");
}

static void a_settlement_needs_a_reason_and_a_fitting_mark(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = with_a_line_for_the_lead(f);
    struct attempt attempt = fixture_attempt(f, PAIR);
    struct mark mark = story_worth(story, "lead", PAIR, "B3", 75);
    struct value *said = mark_value(&mark, f->arena), *wrong = value_object(f->arena);
    struct desk *desk = fixture_desk(f, "lead");
    int64_t acts = fixture_acts(f);
    FAILS(settlement_make(desk, &attempt, "B3", said, NULL), ERROR_REFUSED, "only with a reason");
    FAILS(settlement_make(desk, &attempt, "B3", said, ""), ERROR_REFUSED, "only with a reason");
    value_set_text(wrong, "level", "l9");
    FAILS(settlement_make(desk, &attempt, "B3", wrong, "seen"), ERROR_REFUSED, "l9");
    assert_int_equal(fixture_acts(f), acts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lead_settles_a_critical_line),
        cmocka_unit_test(a_settlement_stands),
        cmocka_unit_test(only_lines_open_for_the_lead_are_settled),
        cmocka_unit_test(lines_for_examiners_are_not_settled),
        cmocka_unit_test(nothing_is_settled_before_all_sheets_are_sealed),
        cmocka_unit_test(only_a_lead_settles),
        cmocka_unit_test(an_examiner_of_the_attempt_does_not_settle_it),
        cmocka_unit_test(a_lead_with_a_conflict_of_interest_does_not_settle),
        cmocka_unit_test(a_settlement_needs_a_reason_and_a_fitting_mark),
    };
    return cmocka_run_group_tests_name("assess/settlement", tests, NULL, NULL);
}
