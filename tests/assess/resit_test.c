#include "assess/resit.h"

#include "assess/attempt.h"
#include "assess/decision_make.h"
#include "assess/story.h"

#include "test.h"

#define FAILED "A3 0 B1 0 B2 0" /* 40.00 */

static struct candidate the_candidate(struct fixture *f)
{
    struct candidate candidate;
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    return candidate;
}

static struct resit_question ask(struct fixture *f, size_t unit, const char *day)
{
    struct scheme_version_id id;
    struct resit_question question = {.db = f->db, .candidate = the_candidate(f).id, .day = day};
    OK(publication_find_scheme(&id, f->db, "TST"));
    OK(publication_scheme(&question.scheme, f->db, id, f->arena));
    question.unit = &question.scheme->units[unit];
    return question;
}

/* How TST-SOLO stands on a day. */
static struct resit solo_on(struct fixture *f, const char *day)
{
    struct resit resit;
    struct resit_question question = ask(f, 0, day);
    OK(resit_of(&resit, &question, f->arena));
    return resit;
}

static void check_refused(struct fixture *f, const char *day, const char *message, const char *hint)
{
    struct resit_question question = ask(f, 0, day);
    struct resit resit = solo_on(f, day);
    SCOPED_ERROR error = resit_check(&resit, &question);
    assert_non_null(error);
    assert_int_equal(error_code(error), ERROR_REFUSED);
    assert_non_null(strstr(error_message(error), message));
    assert_non_null(strstr(error_hint_text(error), hint));
}

static void compute_by(struct story *story, const char *who, const char *attempt, const char *marks)
{
    story_sheet(story, who, attempt, marks);
    assert_true(story_result(story, attempt).computed);
}

static void compute(struct story *story, const char *attempt, const char *marks)
{
    compute_by(story, "examiner-a", attempt, marks);
}

static void plan(struct fixture *f, const char *ref, const char *day)
{
    struct sitting_id id;
    struct scheme_version_id scheme;
    OK(publication_find_scheme(&scheme, f->db, "TST"));
    OK(sitting_plan(&id, fixture_desk(f, "registrar"), ref, "osh", day, scheme));
}

static struct error *enter(struct fixture *f, const char *ref, const char *unit,
                           struct refusals *left_out)
{
    size_t count;
    struct sitting sitting;
    struct candidate candidate = the_candidate(f);
    OK(sitting_find(&sitting, f->db, ref, f->arena));
    return attempt_enter(&count, fixture_desk(f, "registrar"), &sitting, &candidate, unit,
                         left_out);
}

static void a_failed_unit_waits(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    assert_int_equal(solo_on(f, FIXTURE_DAY).rule, RESIT_UNFINISHED);
    assert_null(solo_on(f, FIXTURE_DAY).legal_from);
    check_refused(f, FIXTURE_DAY, "attempt '" SOLO "' has not ended", "one attempt at a unit");
    compute(story, SOLO, FAILED);
    static const struct {
        const char *day;
        enum resit_rule rule;
    } days[] = {
        {FIXTURE_DAY, RESIT_TOO_SOON},
        {"2026-11-26", RESIT_TOO_SOON},
        {"2026-11-27", RESIT_MAY},
        {"2030-01-01", RESIT_MAY},
    };
    for (size_t i = 0; i < COUNT(days); i++)
        assert_int_equal(solo_on(f, days[i].day).rule, days[i].rule);
    assert_int_equal(solo_on(f, "2026-11-26").attempts_left, 2);
    check_refused(f, "2026-11-26", "'TST-SOLO' was failed in '" SOLO "'",
                  "again from 2026-11-27 (scheme, resit_after_days: 7)");
}

static void what_is_banked_is_left_out(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    compute(story, SOLO, NULL);
    assert_int_equal(solo_on(f, "2027-11-20").rule, RESIT_BANKED);
    assert_int_equal(solo_on(f, "2027-11-21").rule, RESIT_MAY);
    check_refused(f, "2026-12-01", "is banked until 2027-11-20",
                  "from 2027-11-21 (scheme, bank_months: 12)");
    fixture_unprotect(f);
    fixture_run(f, "UPDATE attempt SET state = 'void' WHERE unit = 'TST-PAIR'");
    plan(f, "osh-2", "2026-11-28");
    struct refusals left_out = refusals_make(f->arena);
    int64_t acts = fixture_acts(f);
    FAILS(enter(f, "osh-2", "TST-SOLO", &left_out), ERROR_REFUSED, "is banked until 2027-11-20");
    assert_int_equal(fixture_acts(f), acts);
    OK(enter(f, "osh-2", NULL, &left_out));
    assert_int_equal(fixture_acts(f), acts + 1);
    assert_int_equal(left_out.count, 1);
    assert_string_equal(left_out.items[0].what, "BSK-001");
    assert_non_null(strstr(left_out.items[0].message, "'TST-SOLO' was passed"));
    assert_string_equal(fixture_attempt(f, "osh-2/BSK-001/TST-PAIR").state, "assigned");
}

static void a_needed_unit_that_is_too_soon_refuses_the_entry(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    compute(story, SOLO, FAILED);
    plan(f, "osh-2", "2026-11-26");
    int64_t acts = fixture_acts(f);
    FAILS(enter(f, "osh-2", NULL, NO_MATTER(f)), ERROR_REFUSED, "too soon before 2026-11-26");
    assert_int_equal(fixture_acts(f), acts);
}

static void whoever_passed_everything_needs_nothing(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    plan(f, "osh-2", "2026-11-28");
    FAILS(enter(f, "osh-2", NULL, NO_MATTER(f)), ERROR_REFUSED,
          "'BSK-001' needs no unit of 'TST@1.0.0'");
    OK(decision_make(&decision, fixture_desk(f, "certifier-a"), the_candidate(f).id, "TST",
                     DECISION_GRANTED, NULL, f->arena));
    assert_int_equal(solo_on(f, "2029-05-19").rule, RESIT_CERTIFIED);
    assert_int_equal(solo_on(f, "2029-05-20").rule, RESIT_MAY); /* to renew it */
    check_refused(f, "2026-12-01", "is certified until 2029-11-19",
                  "may be tested again from 2029-05-20 (scheme, renewal)");
    FAILS(enter(f, "osh-2", "TST-SOLO", NO_MATTER(f)), ERROR_REFUSED, "certified until 2029-11-19");
}

/* A certificate that ended early uses up what it rested on. */
static void the_end_of_a_certificate_frees_its_units(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    static const struct {
        const char *state, *day;
        enum resit_rule rule;
    } cases[] = {
        {"intended", "2028-05-19", RESIT_CERTIFIED},  {"issued", "2028-05-19", RESIT_CERTIFIED},
        {"suspended", "2028-05-19", RESIT_CERTIFIED}, {"issued", "2028-05-20", RESIT_MAY},
        {"revoked", "2026-12-01", RESIT_MAY},         {"superseded", "2026-12-01", RESIT_MAY},
    };
    story_pass(story_begin(f), "BSK-001");
    OK(decision_make(&decision, fixture_desk(f, "certifier-a"), the_candidate(f).id, "TST",
                     DECISION_GRANTED, NULL, f->arena));
    fixture_unprotect(f);
    fixture_run(f, "INSERT INTO certificate (id, code, code_hash, decision, candidate, scheme, "
                   "issued_day, expires_day, record, state, journal_seq, at_s, by_person, salt) "
                   "VALUES (1, 'X', x'00', 1, 1, 'TST', '2026-11-20', '2028-11-19', '{}', "
                   "'issued', 1, 0, 0, x'00')");
    for (size_t i = 0; i < COUNT(cases); i++) {
        fixture_run(f,
                    arena_format(f->arena, "UPDATE certificate SET state = '%s'", cases[i].state));
        assert_int_equal(solo_on(f, cases[i].day).rule, cases[i].rule);
    }
}

static void three_attempts_within_twelve_months(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    compute(story, SOLO, FAILED);
    fixture_open_another(f, "osh-2", "2027-01-10", "TST-SOLO", "examiner-a");
    compute(story, "osh-2/BSK-001/TST-SOLO", FAILED);
    assert_int_equal(solo_on(f, "2027-01-10").attempts_left, 1);
    fixture_open_another(f, "osh-3", "2027-03-10", "TST-SOLO", "examiner-c");
    compute_by(story, "examiner-c", "osh-3/BSK-001/TST-SOLO", FAILED);
    assert_int_equal(solo_on(f, "2027-03-10").rule, RESIT_EXHAUSTED);
    assert_int_equal(solo_on(f, "2027-11-19").attempts_left, 0);
    check_refused(f, "2027-11-19", "no attempt at 'TST-SOLO' is left on 2027-11-19",
                  "on 2027-11-20 (scheme, attempts: 3 within 12 months)");
    assert_int_equal(solo_on(f, "2027-11-20").rule, RESIT_MAY);
    assert_int_equal(solo_on(f, "2027-11-20").attempts_left, 1);
    assert_int_equal(solo_on(f, "2028-03-10").attempts_left, 3);
    plan(f, "osh-4", "2027-11-19");
    FAILS(enter(f, "osh-4", "TST-SOLO", NO_MATTER(f)), ERROR_REFUSED, "no attempt at 'TST-SOLO'");
}

/* Every state an attempt may be in, and what it means for the next one. */
static void which_attempts_count(void **state)
{
    (void)state;
    static const struct {
        const char *state;
        enum resit_rule rule;
        int left;
    } cases[] = {
        {"assigned", RESIT_UNFINISHED, 3},
        {"checked_in", RESIT_UNFINISHED, 3},
        {"running", RESIT_UNFINISHED, 3},
        {"paused", RESIT_UNFINISHED, 3},
        {"finished", RESIT_UNFINISHED, 3},
        {"stopped_unsafe", RESIT_UNFINISHED, 3},
        {"marked", RESIT_UNFINISHED, 3},
        {"absent", RESIT_MAY, 3},
        {"void", RESIT_MAY, 3},
        {"abandoned", RESIT_TOO_SOON, 2},
    };
    SCOPED_FIXTURE(f);
    story_begin(f);
    fixture_unprotect(f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        fixture_run(f, arena_format(f->arena, "UPDATE attempt SET state = '%s'", cases[i].state));
        struct resit resit = solo_on(f, FIXTURE_DAY);
        assert_int_equal(resit.rule, cases[i].rule);
        assert_int_equal(resit.attempts_left, cases[i].left);
    }
    fixture_run(f, "UPDATE attempt SET state = 'assigned'");
    fixture_run(f, "UPDATE sitting SET state = 'planned'");
    assert_int_equal(solo_on(f, FIXTURE_DAY).rule, RESIT_MAY);
}

/* Planned for a day that is legal, opened on one that is not. */
static void a_sitting_that_opens_too_early_is_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting;
    struct refusals refusals = refusals_make(f->arena);
    struct story *story = story_begin(f);
    compute(story, SOLO, FAILED);
    plan(f, "osh-2", "2026-11-28");
    OK(enter(f, "osh-2", "TST-SOLO", NO_MATTER(f)));
    fixture_assign(f, "osh-2", NULL, "examiner-a", DUTY_FIRST);
    OK(sitting_find(&sitting, f->db, "osh-2", f->arena));
    fixture_set_day(f, "2026-11-26");
    int64_t acts = fixture_acts(f);
    FAILS(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals), ERROR_REFUSED,
          "'TST-SOLO' was failed in '" SOLO "', too soon before 2026-11-26");
    assert_int_equal(fixture_acts(f), acts);
    fixture_set_day(f, "2026-11-27");
    refusals = refusals_make(f->arena);
    OK(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals));
}

static void every_rule_has_a_name(void **state)
{
    (void)state;
    for (enum resit_rule rule = 0; rule < RESIT_RULES; rule++)
        assert_true(strlen(resit_rule_name(rule)) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failed_unit_waits),
        cmocka_unit_test(what_is_banked_is_left_out),
        cmocka_unit_test(a_needed_unit_that_is_too_soon_refuses_the_entry),
        cmocka_unit_test(whoever_passed_everything_needs_nothing),
        cmocka_unit_test(the_end_of_a_certificate_frees_its_units),
        cmocka_unit_test(three_attempts_within_twelve_months),
        cmocka_unit_test(which_attempts_count),
        cmocka_unit_test(a_sitting_that_opens_too_early_is_refused),
        cmocka_unit_test(every_rule_has_a_name),
    };
    return cmocka_run_group_tests_name("assess/resit", tests, NULL, NULL);
}
