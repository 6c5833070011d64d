#include "assess/rubric_load.h"

#include "test.h"

#define EXAMPLE PROJECT_FOLDER "/tests/vectors/rubrics/ust-ck-hk-02.yaml"

static struct rubric *load(struct findings *findings, struct arena *arena)
{
    struct rubric *rubric;
    OK(rubric_load_path(&rubric, findings, EXAMPLE, arena));
    if (!rubric)
        fail_msg("%s", findings_text(findings, arena));
    return rubric;
}

static void the_example_loads(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    const struct rubric *rubric = load(&findings, arena);
    assert_int_equal(findings.errors, 0);
    assert_string_equal(rubric_name(rubric, arena), "UST-CK-HK-02@1.2.0");
    assert_int_equal(rubric->status, RUBRIC_PUBLISHED);
    assert_int_equal(rubric->section_count, 4);
    assert_int_equal(rubric->criterion_count, 13);
    assert_int_equal(rubric->pass_total.millionths, 70000000);
    assert_int_equal(rubric->hard_stop_min, 110);
    assert_string_equal(rubric->isco08, "5120");
    assert_string_equal(texts_in(&rubric->title, "ru", NULL),
                        "Приготовить и подать горячее блюдо из птицы");
    assert_true(rubric_has_destination(rubric, "TR") && !rubric_has_destination(rubric, "KZ"));
    assert_true(rubric->sections[0].has_minimum && !rubric->sections[1].has_minimum);
    assert_int_equal(rubric->version_at.line, 3);
    assert_int_equal(rubric->version_at.column, 10);
}

static void criteria_have_what_the_file_says_or_the_default(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    const struct rubric *rubric = load(&findings, arena);
    const struct criterion *a2 = rubric_criterion(rubric, "A2");
    assert_true(a2->kind == CRITERION_CHECK && a2->pass == 100 && a2->raters == 1);
    assert_true(a2->critical && a2->stops_attempt && !a2->extra_time);
    const struct criterion *b3 = rubric_criterion(rubric, "B3");
    assert_true(b3->kind == CRITERION_LEVELS && b3->raters == 2 && b3->level_count == 4);
    assert_int_equal(criterion_level(b3, "l2")->points, 85);
    assert_ptr_equal(b3->levels, rubric_criterion(rubric, "B4")->levels); /* one scale */
    const struct measure *b1 = &rubric_criterion(rubric, "B1")->measure;
    assert_true(b1->combine == COMBINE_COUNT_WITHIN && b1->draw_random && b1->samples == 10);
    assert_int_equal(b1->low.millionths, 2000000);
    const struct criterion *b2 = rubric_criterion(rubric, "B2");
    assert_int_equal(b2->measure.derive, DERIVE_SHARE_PERCENT);
    assert_int_equal(b2->measure.derive_by.millionths, 25000000);
    assert_string_equal(b2->not_applicable[0], "scale_fault");
    const struct criterion *a3 = rubric_criterion(rubric, "A3");
    assert_int_equal(measure_bands(&a3->measure, "RU")->items[0].limit.millionths, 85000000);
    assert_int_equal(measure_bands(&a3->measure, "TR")->items[0].limit.millionths, 75000000);
    assert_int_equal(a3->measure.calibration_max_hours, 24);
    assert_true(rubric_criterion(rubric, "D1")->extra_time);
}

static void a_missing_file_is_no_finding(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    struct rubric *rubric;
    FAILS(rubric_load_path(&rubric, &findings, "/no/such.yaml", arena), ERROR_NOT_FOUND,
          "/no/such.yaml");
    assert_int_equal(findings.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_loads),
        cmocka_unit_test(criteria_have_what_the_file_says_or_the_default),
        cmocka_unit_test(a_missing_file_is_no_finding),
    };
    return cmocka_run_group_tests_name("assess/rubric_load", tests, NULL, NULL);
}
