#include "assess/inquiry.h"

#include "assess/decision_make.h"
#include "assess/relationship.h"
#include "assess/report.h"
#include "assess/story.h"
#include "assess/touched.h"
#include "base/text.h"

#include "test.h"

static struct error *withhold(struct fixture *f, const char *who, const char *attempt_name,
                              const char *reason)
{
    struct attempt attempt = fixture_attempt(f, attempt_name);
    return inquiry_open(fixture_desk(f, who), &attempt, reason);
}

static struct error *end(struct fixture *f, const char *who, const char *attempt_name,
                         const char *to, const char *reason)
{
    struct attempt attempt = fixture_attempt(f, attempt_name);
    return inquiry_end(fixture_desk(f, who), &attempt, to, reason);
}

static struct error *decide(struct fixture *f, const char *who, enum decision_outcome outcome,
                            const char *reason)
{
    struct candidate candidate;
    struct decision decision;
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    return decision_make(&decision, fixture_desk(f, who), candidate.id, "TST", outcome, reason,
                         f->arena);
}

static struct decision_case case_now(struct fixture *f)
{
    struct candidate candidate;
    struct decision_case now;
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    OK(decision_case_of(&now, fixture_desk(f, "auditor"), candidate.id, "TST", f->arena));
    return now;
}

static const char *state_of(struct fixture *f, const char *attempt_name)
{
    struct result result;
    struct inquiry inquiry;
    struct attempt attempt = fixture_attempt(f, attempt_name);
    OK(result_of(&result, f->db, &attempt, f->arena));
    OK(inquiry_of(&inquiry, f->db, result.id, f->arena));
    return inquiry.id ? inquiry.state : "stands";
}

static void nothing_is_decided_on_a_withheld_result(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    assert_true(case_now(f).ready);
    OK(withhold(f, "verifier", PAIR, "the marks look copied"));
    assert_string_equal(state_of(f, PAIR), "withheld");
    assert_string_equal(state_of(f, SOLO), "stands");
    assert_false(case_now(f).ready);
    assert_int_equal(case_now(f).units[1].standing, UNIT_WITHHELD);
    SCOPED_ERROR error = decide(f, "certifier-a", DECISION_GRANTED, NULL);
    assert_string_equal(error_message(error), "the result of '" PAIR "' is withheld");
    assert_non_null(strstr(error_hint_text(error), "states of a unit result"));
    FAILS(decide(f, "certifier-a", DECISION_REFUSED, "no"), ERROR_REFUSED, "is withheld");
    OK(decide(f, "certifier-a", DECISION_DEFERRED, "an inquiry runs"));
    OK(end(f, "certifier-a", PAIR, "back", "two tablets of one make, nothing copied"));
    assert_string_equal(state_of(f, PAIR), "back");
    OK(decide(f, "certifier-a", DECISION_GRANTED, NULL));
    fixture_audit(f);
}

static void a_void_result_does_not_count_nor_its_attempt(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    const char *warning;
    struct value *report;
    const struct report_question inside = {.audience = REPORT_INSIDE};
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", SOLO, "A2 0 A3 0 B1 0 B2 0");
    assert_true(story_result(story, SOLO).computed);
    struct attempt attempt = fixture_attempt(f, SOLO);
    struct person_id examiner = fixture_person(f, "examiner-a");
    OK(conflict_check(&warning, f->db, examiner, attempt.candidate, "TST-SOLO", FIXTURE_DAY,
                      f->arena));
    assert_non_null(warning); /* examined a failed attempt */
    assert_int_equal(case_now(f).units[0].standing, UNIT_NOT_YET);
    OK(withhold(f, "verifier", SOLO, "the oven was off"));
    OK(end(f, "certifier-b", SOLO, "void", "the oven was off, and nobody said so"));
    assert_string_equal(state_of(f, SOLO), "void");
    assert_int_equal(case_now(f).units[0].standing, UNIT_MISSING);
    OK(conflict_check(&warning, f->db, examiner, attempt.candidate, "TST-SOLO", FIXTURE_DAY,
                      f->arena));
    assert_null(warning);
    OK(report_pass_rates(&report, fixture_desk(f, "auditor"), &inside, f->arena));
    assert_null(strstr(value_canonical(report, f->arena), "TST-SOLO"));
    FAILS(withhold(f, "verifier", SOLO, "again"), ERROR_REFUSED,
          "the result of '" SOLO "' is void");
    FAILS(end(f, "certifier-b", SOLO, "back", "no"), ERROR_REFUSED, "cannot go from 'void'");
    fixture_audit(f);
}

static void another_person_ends_it(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    FAILS(end(f, "certifier-a", PAIR, "back", "why"), ERROR_REFUSED, "is not withheld");
    OK(grant_add(&id, fixture_desk(f, "admin"),
                 &(struct grant){.person = fixture_person(f, "verifier"),
                                 .role = ROLE_CERTIFIER,
                                 .from_day = FIXTURE_DAY}));
    OK(withhold(f, "verifier", PAIR, "doubts"));
    FAILS(withhold(f, "verifier", PAIR, "doubts"), ERROR_CONFLICT, "is withheld already");
    FAILS(end(f, "verifier", PAIR, "back", "none"), ERROR_REFUSED,
          "'verifier' opened an inquiry into the result");
    FAILS(decide(f, "verifier", DECISION_DEFERRED, "later"), ERROR_REFUSED, "opened an inquiry");
    FAILS(end(f, "certifier-a", PAIR, "back", NULL), ERROR_REFUSED, "only with a reason");
    FAILS(end(f, "certifier-a", PAIR, "issued", "x"), ERROR_REFUSED, "cannot go from 'withheld'");
    FAILS(end(f, "lead", PAIR, "void", "x"), ERROR_REFUSED, "'lead' may not decide");
    OK(end(f, "certifier-a", PAIR, "back", "none found"));
    OK(withhold(f, "verifier", PAIR, "new doubts"));
    assert_string_equal(state_of(f, PAIR), "withheld");
    fixture_audit(f);
}

static void give(struct fixture *f, const char *who, enum role role)
{
    int64_t id;
    OK(grant_add(
        &id, fixture_desk(f, "admin"),
        &(struct grant){.person = fixture_person(f, who), .role = role, .from_day = FIXTURE_DAY}));
}

static void whoever_has_a_part_in_it_opens_none(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    struct story *story = story_begin(f);
    FAILS(withhold(f, "verifier", PAIR, "doubts"), ERROR_NOT_FOUND, "has no result");
    story_pass(story, "BSK-001");
    give(f, "examiner-b", ROLE_VERIFIER);
    give(f, "certifier-a", ROLE_VERIFIER);
    give(f, "newcomer", ROLE_VERIFIER);
    FAILS(withhold(f, "examiner-b", PAIR, "x"), ERROR_REFUSED, "was the second examiner");
    FAILS(withhold(f, "lead", PAIR, "x"), ERROR_REFUSED, "'lead' may not withhold results");
    FAILS(withhold(f, "verifier", PAIR, NULL), ERROR_REFUSED, "only with a reason");
    FAILS(withhold(f, "verifier", PAIR, ""), ERROR_REFUSED, "only with a reason");
    OK(decide(f, "certifier-a", DECISION_GRANTED, NULL));
    FAILS(withhold(f, "certifier-a", PAIR, "x"), ERROR_REFUSED, "you decided on the result");
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(relationship_declare(&id, fixture_desk(f, "newcomer"),
                            &(struct relationship){.person = fixture_person(f, "newcomer"),
                                                   .candidate = attempt.candidate,
                                                   .kind = RELATIONSHIP_FAMILY,
                                                   .from_day = "2000-01-01"}));
    FAILS(withhold(f, "newcomer", PAIR, "x"), ERROR_REFUSED, "is family of 'BSK-001'");
    fixture_audit(f);
}

static void what_rests_on_it_is_named(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct result result;
    struct touched_list list;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(result_of(&result, f->db, &attempt, f->arena));
    OK(touched_by_result(&list, f->db, result.id, f->arena));
    assert_int_equal(list.count, 0);
    OK(decide(f, "certifier-a", DECISION_GRANTED, NULL));
    struct decision decision;
    OK(decision_latest(&decision, f->db, attempt.candidate, "TST", f->arena));
    OK(inquiry_check_decision(f->db, decision.id));
    OK(withhold(f, "verifier", PAIR, "doubts"));
    OK(touched_by_result(&list, f->db, result.id, f->arena));
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].what, "decision");
    assert_string_equal(list.items[0].name, "TST of BSK-001 on " FIXTURE_DAY);
    assert_string_equal(list.items[0].state, "granted");
    FAILS(inquiry_check_decision(f->db, decision.id), ERROR_REFUSED,
          "the result of '" PAIR "', on which it rests, is withheld");
    OK(end(f, "certifier-b", PAIR, "void", "copied"));
    FAILS(inquiry_check_decision(f->db, decision.id), ERROR_REFUSED, "is void");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_decided_on_a_withheld_result),
        cmocka_unit_test(a_void_result_does_not_count_nor_its_attempt),
        cmocka_unit_test(another_person_ends_it),
        cmocka_unit_test(whoever_has_a_part_in_it_opens_none),
        cmocka_unit_test(what_rests_on_it_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
