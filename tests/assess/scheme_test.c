#include "assess/scheme.h"

#include "base/file.h"

#include "test.h"

#define EXAMPLE PROJECT_FOLDER "/tests/vectors/schemes/ust-ck-hk.scheme.yaml"

static const struct scheme *load(struct arena *arena)
{
    struct findings findings = findings_make(arena);
    struct scheme *scheme;
    OK(scheme_load_path(&scheme, &findings, EXAMPLE, arena));
    if (!scheme)
        fail_msg("%s", findings_text(&findings, arena));
    return scheme;
}

static void the_example_loads(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct scheme *scheme = load(arena);
    assert_string_equal(scheme_name(scheme, arena), "UST-CK-HK@1.0.0");
    assert_int_equal(scheme->status, RUBRIC_PUBLISHED);
    assert_string_equal(texts_in(&scheme->title, "ky", NULL), "Ысык цехтин ашпозчусу");
    assert_string_equal(texts_in(&scheme->occupation_title, "ru", NULL), "Повар");
    assert_string_equal(scheme->isco08, "5120");
    assert_int_equal(scheme->level, 3);
    assert_int_equal(scheme->unit_count, 6);
    assert_int_equal(scheme->units[1].weight, 30);
    assert_non_null(texts_in(&scheme->units[5].can_do, "en", NULL));
    assert_int_equal(scheme->validity_months, 36);
    assert_int_equal(scheme->attempt_count, 3);
    assert_int_equal(scheme->attempt_within_months, 12);
    assert_int_equal(scheme->resit_after_days, 7);
    assert_int_equal(scheme->bank_months, 12);
    assert_int_equal(scheme->appeal_within_working_days, 15);
    assert_int_equal(scheme->decision_within_working_days, 10);
    assert_int_equal(scheme->test_language_count, 3);
    assert_string_equal(scheme->test_languages[0], "ky");
    assert_int_equal(scheme->destination_count, 8);
    assert_true(scheme_has_destination(scheme, "GULF") && !scheme_has_destination(scheme, "US"));
}

static void a_unit_takes_the_versions_of_its_range(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct scheme *scheme = load(arena);
    const struct scheme_unit *unit = scheme_unit(scheme, "UST-CK-HK-02"); /* 2.0.0 below 3.0.0 */
    assert_int_equal(unit->place.line, 32);
    assert_null(scheme_unit(scheme, "UST-CK-AC-01"));
    assert_true(scheme_unit_takes(unit, (struct version){2, 0, 0}));
    assert_true(scheme_unit_takes(unit, (struct version){2, 99, 99}));
    assert_false(scheme_unit_takes(unit, (struct version){1, 99, 99}));
    assert_false(scheme_unit_takes(unit, (struct version){3, 0, 0}));
}

/* The example with a line before its attempts. */
static const struct scheme *load_with(const char *line, struct findings *findings,
                                      struct arena *arena)
{
    struct bytes file;
    struct scheme *scheme;
    OK(file_read(&file, EXAMPLE, 1 << 20, arena));
    const char *text = arena_text_n(arena, (const char *)file.data, file.size);
    const char *at = strstr(text, "attempts: {");
    const char *with = arena_format(arena, "%.*s%s\n%s", (int)(at - text), text, line, at);
    *findings = findings_make(arena);
    OK(scheme_load(&scheme, findings, bytes_of_text(with), "with.yaml", arena));
    return scheme;
}

static void renewal_may_be_said(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings;
    struct date decided = {2026, 11, 20};
    const struct scheme *scheme = load(arena);
    assert_int_equal(scheme->renewal_within_months, 0);
    struct date expiry = scheme_expiry(scheme, decided);
    assert_string_equal(date_text(expiry, arena), "2029-11-19");
    assert_string_equal(date_text(scheme_renewal(scheme, expiry), arena), "2029-11-20");
    scheme = load_with("renewal: {within_months: 6}", &findings, arena);
    assert_non_null(scheme);
    assert_string_equal(date_text(scheme_renewal(scheme, expiry), arena), "2029-05-20");
    static const char *const wrong[] = {
        "renewal: {}",
        "renewal: 6",
        "renewal: {within_months: 0}",
        "renewal: {within_months: 36}",
        "renewal: {within_months: 6, units: 2}",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_null(load_with(wrong[i], &findings, arena));
        assert_int_equal(findings.errors, 1);
    }
}

static void a_rubric_is_no_scheme(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    struct scheme *scheme;
    OK(scheme_load_path(&scheme, &findings,
                        PROJECT_FOLDER "/tests/vectors/rubrics/ust-ck-hk-02.yaml", arena));
    assert_null(scheme);
    assert_non_null(strstr(findings_text(&findings, arena), "'usta_scheme' is missing"));
    FAILS(scheme_load_path(&scheme, &findings, "/no/such.yaml", arena), ERROR_NOT_FOUND, "/no");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_loads),
        cmocka_unit_test(a_unit_takes_the_versions_of_its_range),
        cmocka_unit_test(renewal_may_be_said),
        cmocka_unit_test(a_rubric_is_no_scheme),
    };
    return cmocka_run_group_tests_name("assess/scheme", tests, NULL, NULL);
}
