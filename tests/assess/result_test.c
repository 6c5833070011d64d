#include "assess/result.h"

#include "assess/result_explain.h"
#include "assess/review.h"
#include "assess/score.h"
#include "assess/story.h"
#include "base/text.h"

#include "test.h"

static const char *shown_total(struct story *story, const struct result *result)
{
    struct value *score, *total;
    OK(value_parse(&score, bytes_of_text(result->score), "score", story->f->arena));
    total = value_get(score, "total");
    if (value_kind(total) == VALUE_NULL)
        return "null";
    return value_text(value_get(total, "shown"));
}

static void review(struct story *story, const char *attempt_name)
{
    struct attempt attempt = fixture_attempt(story->f, attempt_name);
    OK(review_give(fixture_desk(story->f, "examiner-c"), &attempt, NULL, 0, "seen again"));
}

static void assert_result(struct story *story, const char *attempt, enum outcome outcome,
                          const char *total)
{
    struct result_report report = story_result(story, attempt);
    if (!report.computed)
        fail_msg("%s", report.open[0].what);
    assert_int_equal(report.result.outcome, outcome);
    assert_string_equal(shown_total(story, &report.result), total);
    assert_string_equal(story_state(story, attempt), "final");
}

/* The one thing that is open. */
static void assert_open(struct story *story, const char *attempt, const char *criterion,
                        const char *state, const char *who)
{
    struct result_report report = story_result(story, attempt);
    assert_false(report.computed);
    assert_int_equal(report.open_count, 1);
    assert_string_equal(report.open[0].criterion, criterion);
    assert_string_equal(report.open[0].state, state);
    assert_string_equal(report.open[0].who, who);
    assert_string_equal(story_state(story, attempt), "marked");
}

static void one_examiner(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", SOLO, "A3 0");
    assert_result(story, SOLO, OUTCOME_COMPETENT, "80.00");
    fixture_audit(f);
}

static void what_is_computed_stays(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct result again, stored;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    struct attempt attempt = fixture_attempt(f, PAIR);
    int64_t acts = fixture_acts(f);
    struct result_report report = story_result(story, PAIR);
    assert_int_equal(fixture_acts(f), acts);
    OK(result_of(&stored, f->db, &attempt, f->arena));
    OK(result_recompute(&again, f->db, &attempt, story_rubric(story, PAIR), (struct appeal_id){0},
                        f->arena));
    assert_string_equal(stored.marks, again.marks);
    assert_string_equal(stored.score, again.score);
    assert_string_equal(stored.marks, report.result.marks);
    assert_int_equal(stored.id.n, report.result.id.n);
    assert_non_null(strstr(stored.marks, "\"rubric\":\"TST-PAIR@1.0.0\""));
}

/* ---- "Two examiners" ---- */

static void the_same_level_is_agreed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "B1 50 B2 100 B3 100");
    story_sheet(story, "examiner-b", PAIR, "B1 50 B2 100 B3 100");
    assert_result(story, PAIR, OUTCOME_COMPETENT, "90.00");
}

static void one_level_apart_is_averaged(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "B1 75 B2 100 B3 100");
    story_sheet(story, "examiner-b", PAIR, "B1 100 B2 75 B3 100");
    assert_result(story, PAIR, OUTCOME_COMPETENT, "95.00");
    struct result result;
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(result_of(&result, f->db, &attempt, f->arena));
    assert_non_null(strstr(result.marks, "{\"by\":\"examiner-a\",\"criterion\":\"B1\""));
    assert_non_null(strstr(result.marks, "{\"by\":\"examiner-b\",\"criterion\":\"B1\""));
}

static void two_levels_apart_are_looked_at_again(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "B1 100");
    story_sheet(story, "examiner-b", PAIR, "B1 50");
    assert_open(story, PAIR, "B1", "look_again", "examiner-a and examiner-b");
    story_look_again(story, "examiner-b", PAIR, "B1", 75);
    story_send(story, "examiner-b");
    assert_open(story, PAIR, "B1", "look_again", "examiner-a"); /* both, or none counts */
    story_look_again(story, "examiner-a", PAIR, "B1", 100);
    story_send(story, "examiner-a");
    assert_result(story, PAIR, OUTCOME_COMPETENT, "97.50");
    story_look_again(story, "examiner-a", PAIR, "B1", 75);
    story_send_refused(story, "examiner-a", "is final");
    fixture_audit(f);
}

static void still_apart_a_third_makes_the_median(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "B1 100");
    story_sheet(story, "examiner-b", PAIR, "B1 0");
    story_look_again(story, "examiner-a", PAIR, "B1", 100);
    story_send(story, "examiner-a");
    story_look_again(story, "examiner-b", PAIR, "B1", 0);
    story_send(story, "examiner-b");
    assert_open(story, PAIR, "B1", "third", "a third examiner");
    fixture_assign(f, "bishkek-1", "TST-PAIR", "examiner-c", DUTY_THIRD);
    assert_open(story, PAIR, "B1", "third", "examiner-c");
    story_sheet(story, "examiner-c", PAIR, "B1 75");
    assert_result(story, PAIR, OUTCOME_COMPETENT, "95.00");
    fixture_audit(f);
}

static void a_critical_line_is_never_averaged(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "B3 100");
    story_sheet(story, "examiner-b", PAIR, "B3 75"); /* one level apart, both above the pass */
    assert_open(story, PAIR, "B3", "lead", "the lead");
    OK(story_settle(story, "lead", PAIR, "B3", 50));
    struct result_report report = story_result(story, PAIR);
    assert_string_equal(report.open[0].state, "review"); /* a critical failure */
    review(story, PAIR);
    assert_result(story, PAIR, OUTCOME_NOT_YET_COMPETENT, "90.00");
    fixture_audit(f);
}

/* The example of rubrics.md: together 72.50, the first alone 79.50, the second alone 65.50. */
#define STRADDLE "B1 75 B2 70 C1 60 D1 60 D2 70 "
static void no_straddle(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin_poultry(f);
    story_sheet(story, "examiner-a", POULTRY, STRADDLE "B3 70 B4 70 C3 70");
    story_sheet(story, "examiner-b", POULTRY, "B3 70 B4 0 C3 0");
    struct result_report report = story_result(story, POULTRY);
    assert_false(report.computed);
    assert_int_equal(report.open_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(report.open[i].state, "straddle");
        assert_string_equal(report.open[i].criterion, i ? "C3" : "B4");
        assert_string_equal(report.open[i].who, "the lead");
    }
    OK(story_settle(story, "lead", POULTRY, "B4", 70));
    report = story_result(story,
                          POULTRY); /* together 76, alone 79.50 and 72.50: no straddle left */
    assert_true(report.computed);
    assert_int_equal(report.result.outcome, OUTCOME_COMPETENT);
    assert_string_equal(shown_total(story, &report.result), "76.00");
    fixture_audit(f);
}

static void a_straddle_may_need_several_settlements(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin_poultry(f);
    story_sheet(story, "examiner-a", POULTRY, STRADDLE "B3 70 B4 70 C3 70");
    story_sheet(story, "examiner-b", POULTRY, "B3 70 B4 0 C3 0");
    OK(story_settle(story, "lead", POULTRY, "B4", 0));
    assert_open(story, POULTRY, "C3", "straddle", "the lead"); /* alone 72.50 and 65.50 */
    OK(story_settle(story, "lead", POULTRY, "C3", 0));
    assert_string_equal(story_result(story, POULTRY).open[0].state, "review");
    review(story, POULTRY);
    assert_result(story, POULTRY, OUTCOME_NOT_YET_COMPETENT, "65.50");
}

/* ---- the other outcomes ---- */

/* TST-SOLO without its B1, which weighs more than may be not applicable. */
static void too_much_not_applicable_is_void(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct mark mark = story_worth(story, "examiner-a", SOLO, "B1", 100);
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100 A3 100 B2 0");
    mark.kind = MARK_NOT_APPLICABLE;
    mark.not_applicable = "no_gas";
    tablet_mark(story_tablet(story, "examiner-a"), SOLO, &mark);
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO);
    story_send(story, "examiner-a");
    assert_result(story, SOLO, OUTCOME_VOID, "75.00"); /* near the pass mark, but no review */
    fixture_audit(f);
}

static void a_stopped_attempt_is_not_yet_competent(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin_poultry(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    story_open_sheet(story, "examiner-b", POULTRY);
    story_marks(story, "examiner-b", POULTRY, "B3 70");
    tablet_seal(story_tablet(story, "examiner-b"), "examiner-b", POULTRY);
    story_send_refused(story, "examiner-b",
                       "lines without a mark: B4, C3"); /* nobody stopped yet */
    story_open_sheet(story, "examiner-a", POULTRY);
    story_marks(story, "examiner-a", POULTRY, "A1 100 A2 0 B3 70");
    tablet_stop(tablet, "examiner-a", POULTRY, "A2", "raw poultry on the salad board");
    tablet_seal(tablet, "examiner-a", POULTRY);
    story_send(story, "examiner-a");
    assert_string_equal(story_state(story, POULTRY), "stopped_unsafe");
    tablet_seal(story_tablet(story, "examiner-b"), "examiner-b", POULTRY);
    story_send(story, "examiner-b");
    review(story, POULTRY);
    assert_result(story, POULTRY, OUTCOME_NOT_YET_COMPETENT, "null");
    fixture_audit(f);
}

static void a_profile_and_extra_time_are_those_of_the_entry(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct fixture *fixture = f;
    struct candidate candidate;
    struct candidate_facts facts = fixture_facts(f, 5);
    struct refusals refusals = refusals_make(f->arena);
    struct story *story = ARENA_NEW(f->arena, struct story);
    story->f = fixture;
    story->shelf = shelf_make(f->arena);
    facts.destination = "RU";
    facts.extra_time_percent = 20;
    struct sitting sitting = fixture_sitting(f, "bishkek-1");
    OK(candidate_enrol(&candidate.id, fixture_desk(f, "registrar"), "BSK-001", &facts, NULL));
    fixture_enter(f, "bishkek-1", "BSK-001", "TST-SOLO");
    fixture_assign(f, "bishkek-1", NULL, "examiner-a", DUTY_FIRST);
    fixture_assign(f, "bishkek-1", "TST-PAIR", "examiner-b", DUTY_SECOND);
    OK(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals));
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100 A3 100 B2 100");
    const struct criterion *a2 = rubric_criterion(story_rubric(story, SOLO), "A2");
    const struct criterion *b1 = rubric_criterion(story_rubric(story, SOLO), "B1");
    struct reading hot[] = {{.value = {80000000}}, {.value = {80000000}}}; /* 75 would do at home */
    struct reading slow[] = {{.value = {36000000}}};                       /* 30 × 1.2 */
    struct mark temperature = {.criterion = a2,
                               .by = "examiner-a",
                               .kind = MARK_READINGS,
                               .readings = hot,
                               .reading_count = 2};
    struct mark time = {.criterion = b1,
                        .by = "examiner-a",
                        .kind = MARK_READINGS,
                        .readings = slow,
                        .reading_count = 1};
    tablet_mark(story_tablet(story, "examiner-a"), SOLO, &temperature);
    tablet_mark(story_tablet(story, "examiner-a"), SOLO, &time);
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO);
    story_send(story, "examiner-a");
    assert_result(story, SOLO, OUTCOME_COMPETENT, "80.00");
}

/* ---- three examiners; every line by two ---- */

static void three_mark_what_the_rubric_wants_of_three(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin_trio(f);
    story_sheet(story, "examiner-a", TRIO, "B1 100 B2 100 B3 75");
    story_sheet(story, "examiner-b", TRIO, "B1 0 B2 75 B3 100");
    assert_string_equal(story_state(story, TRIO), "finished"); /* the third is expected too */
    story_open_sheet(story, "examiner-c", TRIO);
    story_marks(story, "examiner-c", TRIO, "B2 100 B1 75");
    story_send_refused(story, "examiner-c", "line 'B1' is not on the sheet of the third");
    story_marks(story, "examiner-c", TRIO, "B3 100");
    tablet_seal(story_tablet(story, "examiner-c"), "examiner-c", TRIO);
    story_send(story, "examiner-c");
    assert_string_equal(story_state(story, TRIO), "marked");
    assert_open(story, TRIO, "B1", "look_again", "examiner-a and examiner-b");
    story_look_again(story, "examiner-c", TRIO, "B1", 75);
    story_send_refused(story, "examiner-c", "line 'B1' does not ask 'examiner-c'");
    story_look_again(story, "examiner-a", TRIO, "B1", 100);
    story_send(story, "examiner-a");
    story_look_again(story, "examiner-b", TRIO, "B1", 0);
    story_send(story, "examiner-b");
    assert_open(story, TRIO, "B1", "third", "examiner-c"); /* whose sheet is sealed already */
    story_look_again(story, "examiner-c", TRIO, "B1", 75);
    story_send(story, "examiner-c");
    assert_result(story, TRIO, OUTCOME_COMPETENT, "91.66"); /* B1 75, B2 and B3 275 / 3 each */
    fixture_audit(f);
}

static void of_a_sampled_attempt_two_mark_every_line(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    fixture_sample(f);
    story_sheet(story, "examiner-a", PAIR, "A1 0 A2 100");
    story_sheet(story, "examiner-b", PAIR, "A1 0 A2 0");
    assert_open(story, PAIR, "A2", "lead", "the lead");
    OK(story_settle(story, "lead", PAIR, "A2", 100));
    assert_result(story, PAIR, OUTCOME_NOT_YET_COMPETENT, "80.00"); /* two saw A1: no review */
}

static void a_stop_that_the_lead_overrules_leaves_its_lines_to_the_lead(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    fixture_assign(f, "bishkek-1", "TST-SOLO", "examiner-b", DUTY_SECOND);
    fixture_sample(f);
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 0 A2 100 A3 100");
    tablet_stop(tablet, "examiner-a", SOLO, "A1", "thought I saw raw chicken");
    tablet_seal(tablet, "examiner-a", SOLO);
    story_send(story, "examiner-a");
    story_open_sheet(story, "examiner-b", SOLO);
    story_marks(story, "examiner-b", SOLO, "A1 100 A2 100 A3 100");
    tablet_seal(story_tablet(story, "examiner-b"), "examiner-b", SOLO);
    story_send(story, "examiner-b");
    assert_open(story, SOLO, "A1", "lead", "the lead");
    OK(story_settle(story, "lead", SOLO, "A1", 100));
    struct result_report report = story_result(story, SOLO);
    assert_int_equal(report.open_count, 2);
    assert_string_equal(report.open[0].criterion, "B1");
    assert_string_equal(report.open[1].criterion, "B2");
    assert_non_null(strstr(report.open[1].what, "the attempt was stopped before it was marked"));
    OK(story_settle(story, "lead", SOLO, "B1", 0));
    OK(story_settle(story, "lead", SOLO, "B2", 0));
    assert_result(story, SOLO, OUTCOME_NOT_YET_COMPETENT, "60.00");
}

static void a_result_is_explained(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    const char *text;
    struct story *story = story_begin(f);
    struct attempt attempt = fixture_attempt(f, PAIR);
    FAILS(result_explain(&text, fixture_desk(f, "auditor"), &attempt, "en", f->arena),
          ERROR_NOT_FOUND, "has no result");
    story_sheet(story, "examiner-a", PAIR, "A1 0 B1 100 B3 75");
    story_sheet(story, "examiner-b", PAIR, "B1 50 B2 75 B3 100");
    story_look_again(story, "examiner-a", PAIR, "B1", 75);
    story_send(story, "examiner-a");
    story_look_again(story, "examiner-b", PAIR, "B1", 50);
    story_send(story, "examiner-b");
    OK(story_settle(story, "lead", PAIR, "B3", 75));
    review(story, PAIR);
    assert_true(story_result(story, PAIR).computed);
    OK(result_explain(&text, fixture_desk(f, "auditor"), &attempt, "en", f->arena));
    static const char start[] = PAIR
        ": not_yet_competent\n"
        "  B1: averaged\n"
        "    examiner-a (first): l3 (100 points)\n"
        "    examiner-a looked again: l2 (75 points), "
        "\"looked at the photo again\"\n"
        "    examiner-b (second): l1 (50 points)\n"
        "    examiner-b looked again: l1 (50 points), "
        "\"looked at the photo again\"\n"
        "  B2: averaged\n"
        "    examiner-a (first): l3 (100 points)\n"
        "    examiner-b (second): l2 (75 points)\n"
        "  B3: settled\n"
        "    examiner-a (first): l2 (75 points)\n"
        "    examiner-b (second): l3 (100 points)\n"
        "    settled by lead: {\"level\":\"l2\"}, "
        "\"the photo shows it\"\n"
        "  reviewed by examiner-c, who doubts nothing: \"seen again\"\n";
    if (strncmp(text, start, strlen(start)) != 0)
        fail_msg("%s", text);
    FAILS(result_explain(&text, fixture_desk(f, "newcomer"), &attempt, "en", f->arena),
          ERROR_REFUSED, "may not read");
}

/* ---- refusals ---- */

static void a_result_needs_every_sheet(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct result_report report;
    struct result result;
    struct story *story = story_begin(f);
    struct attempt attempt = fixture_attempt(f, PAIR);
    struct desk *desk = fixture_desk(f, "lead");
    FAILS(result_of(&result, f->db, &attempt, f->arena), ERROR_NOT_FOUND, "has no result");
    FAILS(result_compute(&report, desk, &attempt, f->arena), ERROR_REFUSED,
          "the first examiner 'examiner-a' has not opened a sheet");
    story_sheet(story, "examiner-a", PAIR, NULL);
    attempt = fixture_attempt(f, PAIR);
    desk = fixture_desk(f, "lead");
    FAILS(result_compute(&report, desk, &attempt, f->arena), ERROR_REFUSED,
          "the second examiner 'examiner-b' has not opened a sheet");
    FAILS(result_preview(&report, f->db, &attempt, f->arena), ERROR_REFUSED, "has not opened");
    story_open_sheet(story, "examiner-b", PAIR);
    story_send(story, "examiner-b");
    FAILS(result_compute(&report, fixture_desk(f, "lead"), &attempt, f->arena), ERROR_REFUSED,
          "the second examiner 'examiner-b' has not sealed the sheet");
}

static void only_lead_and_registrar_compute(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct result_report report;
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", SOLO, NULL);
    struct attempt attempt = fixture_attempt(f, SOLO);
    static const char *const others[] = {"admin",       "examiner-a", "verifier",
                                         "certifier-a", "auditor",    "newcomer"};
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(result_compute(&report, fixture_desk(f, others[i]), &attempt, f->arena),
              ERROR_REFUSED, "may not compute results");
    OK(result_compute(&report, fixture_desk(f, "registrar"), &attempt, f->arena));
    assert_true(report.computed);
}

static void an_attempt_without_end_has_no_result(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct result_report report;
    struct story *story = story_begin(f);
    story_open_sheet(story, "examiner-a", SOLO);
    story_send(story, "examiner-a");
    struct attempt attempt = fixture_attempt(f, SOLO);
    OK(attempt_move(fixture_desk(f, "examiner-a"), &attempt, "abandoned", "left"));
    attempt = fixture_attempt(f, SOLO);
    FAILS(result_compute(&report, fixture_desk(f, "lead"), &attempt, f->arena), ERROR_REFUSED,
          "has not sealed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_examiner),
        cmocka_unit_test(what_is_computed_stays),
        cmocka_unit_test(the_same_level_is_agreed),
        cmocka_unit_test(one_level_apart_is_averaged),
        cmocka_unit_test(two_levels_apart_are_looked_at_again),
        cmocka_unit_test(still_apart_a_third_makes_the_median),
        cmocka_unit_test(a_critical_line_is_never_averaged),
        cmocka_unit_test(no_straddle),
        cmocka_unit_test(a_straddle_may_need_several_settlements),
        cmocka_unit_test(too_much_not_applicable_is_void),
        cmocka_unit_test(a_stopped_attempt_is_not_yet_competent),
        cmocka_unit_test(a_profile_and_extra_time_are_those_of_the_entry),
        cmocka_unit_test(three_mark_what_the_rubric_wants_of_three),
        cmocka_unit_test(of_a_sampled_attempt_two_mark_every_line),
        cmocka_unit_test(a_stop_that_the_lead_overrules_leaves_its_lines_to_the_lead),
        cmocka_unit_test(a_result_is_explained),
        cmocka_unit_test(a_result_needs_every_sheet),
        cmocka_unit_test(only_lead_and_registrar_compute),
        cmocka_unit_test(an_attempt_without_end_has_no_result),
    };
    return cmocka_run_group_tests_name("assess/result", tests, NULL, NULL);
}
