#include "assess/report.h"

#include "assess/decision_make.h"
#include "assess/story.h"
#include "base/text.h"

#include "test.h"

enum { PERSONS = 12, CERTIFIED = 7 };

static const struct report_question all_inside = {.audience = REPORT_INSIDE};
static const struct report_question all_outside = {.audience = REPORT_OUTSIDE};

/* Twelve candidates in an open sitting: the first seven pass both units and are granted, the other
 * five fail TST-SOLO. Five of the seven are women, all come from Chüy but one, all leave for the
 * first time. */
static struct story *with_results(struct fixture *f, int persons)
{
    struct refusals refusals = refusals_make(f->arena);
    struct sitting sitting = fixture_sitting(f, "bishkek-1");
    struct story *story = ARENA_NEW(f->arena, struct story);
    story->f = f;
    story->shelf = shelf_make(f->arena);
    for (int i = 0; i < persons; i++) {
        struct candidate_id id;
        struct candidate_facts facts = fixture_facts(f, i * 7 % 60);
        const char *ref = arena_format(f->arena, "BSK-%03d", i);
        facts.sex = i < 5 ? "f" : "m";
        facts.region = i == 6 ? "Osh" : "Chüy";
        OK(candidate_enrol(&id, fixture_desk(f, "registrar"), ref, &facts, NULL));
        fixture_enter(f, "bishkek-1", ref, "TST-SOLO");
    }
    fixture_assign(f, "bishkek-1", NULL, "examiner-a", DUTY_FIRST);
    fixture_assign(f, "bishkek-1", "TST-PAIR", "examiner-b", DUTY_SECOND);
    OK(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals));
    for (int i = 0; i < persons; i++) {
        struct decision decision;
        struct candidate candidate;
        const char *ref = arena_format(f->arena, "BSK-%03d", i);
        const char *solo = arena_format(f->arena, "bishkek-1/%s/TST-SOLO", ref);
        if (i >= CERTIFIED) {
            story_sheet(story, "examiner-a", solo, "A3 0 B1 0 B2 0");
            assert_true(story_result(story, solo).computed);
            continue;
        }
        story_pass(story, ref);
        OK(candidate_find(&candidate, f->db, ref, f->arena));
        OK(decision_make(&decision, fixture_desk(f, "certifier-a"), candidate.id, "TST",
                         DECISION_GRANTED, NULL, f->arena));
    }
    return story;
}

/* "f 5, m 2" of one table; "withheld". */
static const char *table(const struct value *report, const char *what, struct arena *arena)
{
    const struct value *by = value_get(report, "by");
    const char *text = "";
    for (size_t i = 0; i < value_size(by); i++) {
        const struct value *one = value_at(by, i), *cells = value_get(one, "cells");
        if (!text_equal(value_text(value_get(one, "what")), what))
            continue;
        if (value_boolean(value_get(one, "withheld"))) {
            assert_int_equal(value_size(cells), 0);
            return "withheld";
        }
        for (size_t c = 0; c < value_size(cells); c++) {
            const struct value *count = value_get(value_at(cells, c), "count");
            const char *name = value_text(value_get(value_at(cells, c), "name"));
            bool hidden = value_kind(count) == VALUE_NULL;
            text = arena_format(
                arena, "%s%s%s %s", text, *text ? ", " : "", name,
                hidden ? "-" : arena_format(arena, "%lld", (long long)value_integer(count)));
        }
    }
    return text;
}

static void progress_and_pass_rates(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *inside, *outside;
    with_results(f, PERSONS);
    OK(report_progress(&inside, fixture_desk(f, "auditor"), &all_inside, f->arena));
    assert_int_equal(value_integer(value_get(inside, "certified")), CERTIFIED);
    assert_int_equal(value_integer(value_get(inside, "target")), 200);
    assert_string_equal(table(inside, "sex", f->arena), "f 5, m 2");
    assert_string_equal(table(inside, "region", f->arena), "Chüy 6, Osh 1");
    assert_string_equal(table(inside, "centre", f->arena), "bishkek 7");
    assert_string_equal(table(inside, "departure", f->arena), "first 7, returning 0");
    assert_string_equal(table(inside, "destination", f->arena), "not known 3, TR 4");

    OK(report_progress(&outside, fixture_desk(f, "auditor"), &all_outside, f->arena));
    assert_int_equal(value_integer(value_get(outside, "certified")), CERTIFIED);
    assert_string_equal(table(outside, "sex", f->arena), "f -, m -");
    assert_string_equal(table(outside, "region", f->arena), "Chüy -, Osh -");
    assert_string_equal(table(outside, "centre", f->arena), "bishkek 7");
    assert_string_equal(table(outside, "departure", f->arena), "first -, returning -");
    assert_string_equal(table(outside, "destination", f->arena), "not known -, TR -");

    OK(report_pass_rates(&inside, fixture_desk(f, "auditor"), &all_inside, f->arena));
    OK(report_pass_rates(&outside, fixture_desk(f, "auditor"), &all_outside, f->arena));
    const char *said = value_canonical(value_get(inside, "units"), f->arena);
    assert_string_equal(said, "[{\"attempts\":7,\"competent\":7,\"not_yet_competent\":0,"
                              "\"rate_percent\":\"100.00\",\"unit\":\"TST-PAIR\"},"
                              "{\"attempts\":12,\"competent\":7,\"not_yet_competent\":5,"
                              "\"rate_percent\":\"58.33\",\"unit\":\"TST-SOLO\"}]");
    said = value_canonical(value_get(outside, "units"), f->arena);
    assert_string_equal(said, "[{\"attempts\":7,\"competent\":null,\"not_yet_competent\":null,"
                              "\"rate_percent\":null,\"unit\":\"TST-PAIR\"},"
                              "{\"attempts\":12,\"competent\":7,\"not_yet_competent\":5,"
                              "\"rate_percent\":\"58.33\",\"unit\":\"TST-SOLO\"}]");
}

static void under_five_persons_nothing_is_told_outside(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *outside;
    with_results(f, 2);
    OK(report_progress(&outside, fixture_desk(f, "auditor"), &all_outside, f->arena));
    assert_int_equal(value_kind(value_get(outside, "certified")), VALUE_NULL);
    assert_string_equal(table(outside, "sex", f->arena), "withheld");
    assert_string_equal(table(outside, "centre", f->arena), "withheld");
    OK(report_pass_rates(&outside, fixture_desk(f, "auditor"), &all_outside, f->arena));
    OK(report_waiting(&outside, fixture_desk(f, "auditor"), &all_outside, f->arena));
    assert_string_equal(value_canonical(value_at(value_get(outside, "waiting"), 0), f->arena),
                        "{\"decisions\":null,\"median_days\":null,\"nine_in_ten_days\":null,"
                        "\"step\":\"enrolment to test\"}");
    OK(report_pass_rates(&outside, fixture_desk(f, "auditor"), &all_outside, f->arena));
    assert_string_equal(value_canonical(value_at(value_get(outside, "units"), 0), f->arena),
                        "{\"attempts\":null,\"competent\":null,\"not_yet_competent\":null,"
                        "\"rate_percent\":null,\"unit\":\"TST-PAIR\"}");
}

static void a_person_is_counted_once(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *inside;
    struct decision decision;
    struct candidate candidate;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    OK(decision_make(&decision, fixture_desk(f, "certifier-a"), candidate.id, "TST",
                     DECISION_DEFERRED, "papers", f->arena));
    OK(report_progress(&inside, fixture_desk(f, "auditor"), &all_inside, f->arena));
    assert_int_equal(value_integer(value_get(inside, "certified")), 0);
    OK(decision_make(&decision, fixture_desk(f, "certifier-a"), candidate.id, "TST",
                     DECISION_GRANTED, NULL, f->arena));
    struct candidate_facts facts = candidate.facts;
    facts.region = "Talas";
    OK(candidate_correct(fixture_desk(f, "registrar"), candidate.id, &facts, "moved", NULL));
    OK(report_progress(&inside, fixture_desk(f, "auditor"), &all_inside, f->arena));
    assert_int_equal(value_integer(value_get(inside, "certified")), 1);
    assert_string_equal(table(inside, "region", f->arena), "Talas 1");
    fixture_run(f,
                "INSERT INTO decision SELECT 99, candidate, scheme_version, outcome, day, reason, "
                "rests_on, NULL, 1, at_s, by_person, salt, NULL FROM decision WHERE outcome = "
                "'granted'");
    OK(report_progress(&inside, fixture_desk(f, "auditor"), &all_inside, f->arena));
    assert_int_equal(value_integer(value_get(inside, "certified")), 1);
}

/* B1 of TST-SOLO weighs more than may be not applicable. */
static void a_void_result_counts_nowhere(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *inside;
    struct story *story = story_begin(f);
    struct mark mark = story_worth(story, "examiner-a", SOLO, "B1", 100);
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100 A3 100 B2 100");
    mark.kind = MARK_NOT_APPLICABLE;
    mark.not_applicable = "no_gas";
    tablet_mark(story_tablet(story, "examiner-a"), SOLO, &mark);
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO);
    story_send(story, "examiner-a");
    assert_int_equal(story_result(story, SOLO).result.outcome, OUTCOME_VOID);
    OK(report_pass_rates(&inside, fixture_desk(f, "auditor"), &all_inside, f->arena));
    assert_int_equal(value_size(value_get(inside, "units")), 0);
}

/* Counted on the day of the first grant, whatever comes later. */
static void only_the_days_asked_for_count(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *report;
    with_results(f, 2);
    static const struct {
        const char *from, *until;
        int certified;
    } cases[] = {{FIXTURE_DAY, FIXTURE_DAY, 2},
                 {NULL, "2026-11-19", 0},
                 {"2026-11-21", NULL, 0},
                 {FIXTURE_DAY, NULL, 2},
                 {NULL, FIXTURE_DAY, 2}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct report_question question = {REPORT_INSIDE, cases[i].from, cases[i].until};
        OK(report_progress(&report, fixture_desk(f, "auditor"), &question, f->arena));
        assert_int_equal(value_integer(value_get(report, "certified")), cases[i].certified);
        OK(report_pass_rates(&report, fixture_desk(f, "auditor"), &question, f->arena));
        assert_int_equal(value_size(value_get(report, "units")), cases[i].certified ? 2 : 0);
        OK(report_waiting(&report, fixture_desk(f, "auditor"), &question, f->arena));
        const struct value *step = value_at(value_get(report, "waiting"), 0);
        assert_int_equal(value_integer(value_get(step, "decisions")), cases[i].certified);
    }
    const struct report_question odd = {REPORT_INSIDE, "20.11.2026", NULL};
    FAILS(report_waiting(&report, fixture_desk(f, "auditor"), &odd, f->arena), ERROR_USAGE,
          "--from");
    const struct report_question backwards = {REPORT_INSIDE, "2026-11-21", "2026-11-20"};
    FAILS(report_waiting(&report, fixture_desk(f, "auditor"), &backwards, f->arena), ERROR_USAGE,
          "after");
}

/* Seven enrolled on the day of the sitting; decided on that day, and one nine days later. */
static void waiting_is_told_in_days(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *report;
    with_results(f, CERTIFIED);
    OK(report_waiting(&report, fixture_desk(f, "auditor"), &all_outside, f->arena));
    assert_string_equal(value_canonical(value_at(value_get(report, "waiting"), 2), f->arena),
                        "{\"decisions\":7,\"median_days\":0,\"nine_in_ten_days\":0,"
                        "\"step\":\"enrolment to decision\"}");
    fixture_unprotect(f);
    fixture_run(f, "UPDATE decision SET day = '2026-11-29' WHERE id = 3");
    fixture_run(f, "UPDATE candidate SET at_s = at_s - 2 * 86400 WHERE id > 1");
    OK(report_waiting(&report, fixture_desk(f, "auditor"), &all_inside, f->arena));
    const struct value *list = value_get(report, "waiting");
    assert_string_equal(value_canonical(value_at(list, 0), f->arena),
                        "{\"decisions\":7,\"median_days\":2,\"nine_in_ten_days\":2,"
                        "\"step\":\"enrolment to test\"}");
    assert_string_equal(value_canonical(value_at(list, 1), f->arena),
                        "{\"decisions\":7,\"median_days\":0,\"nine_in_ten_days\":9,"
                        "\"step\":\"test to decision\"}");
    assert_string_equal(value_canonical(value_at(list, 2), f->arena),
                        "{\"decisions\":7,\"median_days\":2,\"nine_in_ten_days\":11,"
                        "\"step\":\"enrolment to decision\"}");
}

static void an_empty_registry_reports_nothing(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *report;
    OK(report_progress(&report, fixture_desk(f, "auditor"), &all_inside, f->arena));
    assert_int_equal(value_integer(value_get(report, "certified")), 0);
    OK(report_pass_rates(&report, fixture_desk(f, "auditor"), &all_outside, f->arena));
    assert_int_equal(value_size(value_get(report, "units")), 0);
    OK(report_waiting(&report, fixture_desk(f, "auditor"), &all_inside, f->arena));
    const struct value *step = value_at(value_get(report, "waiting"), 0);
    assert_int_equal(value_integer(value_get(step, "decisions")), 0);
    assert_int_equal(value_kind(value_get(step, "median_days")), VALUE_NULL);
}

static void reports_are_for_staff(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *report;
    FAILS(report_progress(&report, fixture_desk(f, "newcomer"), &all_outside, f->arena),
          ERROR_REFUSED, "may not read the registry");
    FAILS(report_pass_rates(&report, fixture_desk(f, "newcomer"), &all_inside, f->arena),
          ERROR_REFUSED, "may not read the registry");
    FAILS(report_waiting(&report, fixture_desk(f, "newcomer"), &all_inside, f->arena),
          ERROR_REFUSED, "may not read the registry");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(progress_and_pass_rates),
        cmocka_unit_test(under_five_persons_nothing_is_told_outside),
        cmocka_unit_test(a_person_is_counted_once),
        cmocka_unit_test(a_void_result_counts_nowhere),
        cmocka_unit_test(only_the_days_asked_for_count),
        cmocka_unit_test(waiting_is_told_in_days),
        cmocka_unit_test(an_empty_registry_reports_nothing),
        cmocka_unit_test(reports_are_for_staff),
    };
    return cmocka_run_group_tests_name("assess/report", tests, NULL, NULL);
}
