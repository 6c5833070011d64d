#include "assess/review.h"

#include "assess/relationship.h"
#include "assess/settlement.h"
#include "assess/story.h"

#include "test.h"

/* 70.00 exactly, the pass mark. */
#define NEAR_PASS        "A2 0 B1 75 B2 100 B3 75"
#define NEAR_PASS_SECOND "B1 75 B2 100 B3 75"

static struct story *near_the_pass_mark(struct fixture *f)
{
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, NEAR_PASS);
    story_sheet(story, "examiner-b", PAIR, NEAR_PASS_SECOND);
    return story;
}

static struct error *review(struct story *story, const char *who, const char *attempt_name,
                            const char *doubted, const char *reason)
{
    struct fixture *f = story->f;
    struct attempt attempt = fixture_attempt(f, attempt_name);
    return review_give(fixture_desk(f, who), &attempt, &doubted, doubted != NULL, reason);
}

static void assert_open(struct story *story, const char *attempt, const char *state,
                        const char *what)
{
    struct result_report report = story_result(story, attempt);
    assert_false(report.computed);
    assert_int_equal(report.open_count, 1);
    assert_string_equal(report.open[0].state, state);
    if (!strstr(report.open[0].what, what))
        fail_msg("'%s' does not say '%s'", report.open[0].what, what);
}

static void a_result_near_the_pass_mark_waits_for_a_review(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = near_the_pass_mark(f);
    assert_open(story, PAIR, "review", "the total of 70.00 is within 5 of the pass mark 70");
    OK(review(story, "examiner-c", PAIR, NULL, "the photos agree"));
    struct result_report report = story_result(story, PAIR);
    assert_true(report.computed);
    assert_int_equal(report.result.outcome, OUTCOME_COMPETENT);
    fixture_audit(f);
}

static void a_critical_failure_waits_for_a_review(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "A1 0");
    story_sheet(story, "examiner-b", PAIR, NULL);
    assert_open(story, PAIR, "review", "the critical line 'A1' failed");
    OK(review(story, "examiner-c", PAIR, NULL, "the ticket says nuts"));
    assert_int_equal(story_result(story, PAIR).result.outcome, OUTCOME_NOT_YET_COMPETENT);
}

static void just_outside_the_margin_needs_none(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "A2 0 B1 100 B2 100 B3 100"); /* 80.00 */
    story_sheet(story, "examiner-b", PAIR, NULL);
    FAILS(review(story, "examiner-c", PAIR, NULL, "why not"), ERROR_REFUSED, "needs no review");
    assert_true(story_result(story, PAIR).computed);
}

static void the_edge_of_the_margin_needs_one(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "A2 0 B1 100 B2 100 B3 75"); /* 75.00 */
    story_sheet(story, "examiner-b", PAIR, "B1 100 B2 100 B3 75");
    assert_open(story, PAIR, "review", "the total of 75.00");
}

static void a_doubted_line_is_for_the_lead(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = near_the_pass_mark(f);
    FAILS(story_settle(story, "lead", PAIR, "B1", 50), ERROR_REFUSED, "is not open for the lead");
    OK(review(story, "examiner-c", PAIR, "B1", "undercooked on the photo"));
    assert_open(story, PAIR, "doubted", "'examiner-c' looked at the evidence again");
    OK(story_settle(story, "lead", PAIR, "B1", 50));
    struct result_report report = story_result(story, PAIR);
    assert_true(report.computed);
    assert_int_equal(report.result.outcome, OUTCOME_NOT_YET_COMPETENT);
    fixture_audit(f);
}

static void who_had_a_part_does_not_review(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    struct story *story = near_the_pass_mark(f);
    static const char *const duties[] = {"examiner-a", "examiner-b", "lead"};
    OK(grant_add(&id, fixture_desk(f, "admin"),
                 &(struct grant){.person = fixture_person(f, "lead"),
                                 .role = ROLE_EXAMINER,
                                 .from_day = "2026-01-01"}));
    for (size_t i = 0; i < COUNT(duties); i++)
        FAILS(review(story, duties[i], PAIR, NULL, "mine"), ERROR_REFUSED, "has the duty");
    static const char *const others[] = {"admin",       "registrar", "verifier",
                                         "certifier-a", "auditor",   "newcomer"};
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(review(story, others[i], PAIR, NULL, "mine"), ERROR_REFUSED, "may not examine");
}

static void who_settled_a_line_does_not_review(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, NEAR_PASS);
    story_sheet(story, "examiner-b", PAIR, "B1 75 B2 100 B3 100");
    OK(grant_add(&id, fixture_desk(f, "admin"),
                 &(struct grant){.person = fixture_person(f, "examiner-c"),
                                 .role = ROLE_LEAD,
                                 .from_day = "2026-01-01"}));
    OK(story_settle(story, "examiner-c", PAIR, "B3", 75));
    FAILS(review(story, "examiner-c", PAIR, NULL, "mine"), ERROR_REFUSED, "settled line 'B3'");
}

static void who_reviewed_does_not_settle(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    struct story *story = near_the_pass_mark(f);
    OK(grant_add(&id, fixture_desk(f, "admin"),
                 &(struct grant){.person = fixture_person(f, "examiner-c"),
                                 .role = ROLE_LEAD,
                                 .from_day = "2026-01-01"}));
    OK(review(story, "examiner-c", PAIR, "B1", "undercooked on the photo"));
    FAILS(story_settle(story, "examiner-c", PAIR, "B1", 50), ERROR_REFUSED,
          "'examiner-c' reviewed '" PAIR "'");
    OK(story_settle(story, "lead", PAIR, "B1", 50));
}

static void a_reviewer_with_a_conflict_of_interest_is_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    struct story *story = near_the_pass_mark(f);
    OK(relationship_declare(&id, fixture_desk(f, "examiner-c"),
                            &(struct relationship){.person = fixture_person(f, "examiner-c"),
                                                   .candidate = fixture_attempt(f, PAIR).candidate,
                                                   .kind = RELATIONSHIP_HOUSEHOLD,
                                                   .from_day = "2026-01-01"}));
    FAILS(review(story, "examiner-c", PAIR, NULL, "x"), ERROR_REFUSED, "conflict of interest");
}

static void a_review_comes_in_its_time_and_once(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    FAILS(review(story, "examiner-c", PAIR, NULL, "early"), ERROR_REFUSED,
          "has not opened a sheet");
    story_sheet(story, "examiner-a", PAIR, NEAR_PASS);
    story_sheet(story, "examiner-b", PAIR, "B1 75 B2 100 B3 100");
    FAILS(review(story, "examiner-c", PAIR, NULL, "early"), ERROR_REFUSED, "has open lines: 1");
    OK(story_settle(story, "lead", PAIR, "B3", 75));
    FAILS(review(story, "examiner-c", PAIR, NULL, ""), ERROR_REFUSED, "needs a reason");
    FAILS(review(story, "examiner-c", PAIR, "Z9", "x"), ERROR_NOT_FOUND, "has no line 'Z9'");
    FAILS(review(story, "examiner-c", PAIR, "B3", "x"), ERROR_REFUSED,
          "settled by the lead already");
    OK(review(story, "examiner-c", PAIR, NULL, "fine"));
    FAILS(review(story, "examiner-c", PAIR, NULL, "fine"), ERROR_CONFLICT, "was reviewed already");
    assert_true(story_result(story, PAIR).computed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_near_the_pass_mark_waits_for_a_review),
        cmocka_unit_test(a_critical_failure_waits_for_a_review),
        cmocka_unit_test(just_outside_the_margin_needs_none),
        cmocka_unit_test(the_edge_of_the_margin_needs_one),
        cmocka_unit_test(a_doubted_line_is_for_the_lead),
        cmocka_unit_test(who_had_a_part_does_not_review),
        cmocka_unit_test(who_settled_a_line_does_not_review),
        cmocka_unit_test(who_reviewed_does_not_settle),
        cmocka_unit_test(a_reviewer_with_a_conflict_of_interest_is_refused),
        cmocka_unit_test(a_review_comes_in_its_time_and_once),
    };
    return cmocka_run_group_tests_name("assess/review", tests, NULL, NULL);
}
