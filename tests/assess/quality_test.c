#include "assess/quality_report.h"

#include "assess/formula.h"
#include "assess/quality_story.h"
#include "base/file.h"
#include "base/text.h"

#include "test.h"

static const struct quality_window everything = {NULL, NULL, NULL};

/* Nine pass and three fail; on B1 the first six are a level higher with examiner-a. */
static struct story *twelve(struct fixture *f)
{
    struct marked marked[12];
    for (int i = 0; i < 12; i++)
        marked[i] = i < 6   ? (struct marked){"B1 100 B2 100", "B1 75 B2 100"}
                    : i < 9 ? (struct marked){"B1 100 B2 75", "B1 100 B2 75"}
                            : (struct marked){"A2 0 B1 50 B2 50", "B1 50 B2 50"};
    return quality_story(f, marked, 12);
}

static struct quality_report report_of(struct fixture *f, const char *who,
                                       const struct quality_window *window)
{
    struct quality_report report;
    OK(quality_report(&report, fixture_desk(f, who), window, f->arena));
    return report;
}

/* A list of the report without its plain keys: {"kappa":"0.8588",…}, one a line. */
static const char *list(const struct quality_report *report, const char *name, struct arena *arena)
{
    const char *text = "";
    const struct value *rows = value_get(report->value, name);
    for (size_t i = 0; i < value_size(rows); i++)
        text = arena_format(arena, "%s%s\n", text, value_canonical(value_at(rows, i), arena));
    return text;
}

static void examiners_and_lines(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    twelve(f);
    struct quality_report report = report_of(f, "verifier", &everything);
    assert_int_equal(value_integer(value_get(report.value, "attempts")), 12);
    /* κ = 1 − 36·6/1530; d = 6·25 on 36 lines. */
    assert_string_equal(list(&report, "agreement", f->arena),
                        "{\"examiners\":\"examiner-a+examiner-b\",\"kappa\":\"0.8588\","
                        "\"levels\":4,\"marks\":36,\"rubric\":\"TST-PAIR@1.0.0\"}\n");
    assert_string_equal(list(&report, "examiners", f->arena),
                        "{\"attempts\":12,\"drift\":null,\"drift_error\":null,"
                        "\"examiner\":\"examiner-a\",\"lines\":36,\"recent\":12,"
                        "\"severity\":\"4.16\",\"severity_error\":\"1.25\"}\n"
                        "{\"attempts\":12,\"drift\":null,\"drift_error\":null,"
                        "\"examiner\":\"examiner-b\",\"lines\":36,\"recent\":12,"
                        "\"severity\":\"-4.16\",\"severity_error\":\"1.25\"}\n");
    /* Of 6000 and 5500 six times, 5500 twice and 4000 twice three times each. */
    assert_string_equal(list(&report, "reliability", f->arena),
                        "{\"attempts\":12,\"examiners\":\"any two\",\"icc_1_1\":\"0.8976\","
                        "\"rubric\":\"TST-PAIR@1.0.0\"}\n"
                        "{\"attempts\":12,\"examiners\":\"examiner-a+examiner-b\","
                        "\"icc_2_1\":\"0.9000\",\"icc_3_1\":\"0.9428\","
                        "\"rubric\":\"TST-PAIR@1.0.0\"}\n");
    const char *lines = list(&report, "lines", f->arena);
    assert_non_null(strstr(lines, "\"difficulty\":\"0.8125\",\"discrimination\":\"0.9"));
    assert_non_null(strstr(lines, "\"difficulty\":\"1.0000\",\"discrimination\":null,"
                                  "\"line\":\"A1\""));
    assert_string_equal(list(&report, "near_pass", f->arena),
                        "{\"attempts\":12,\"near\":null,\"near_competent\":null,"
                        "\"near_pass\":\"5\",\"rubric\":\"TST-PAIR@1.0.0\"}\n");
    assert_string_equal(list(&report, "alarms", f->arena), "");
}

static void a_group_under_five_gives_no_figure(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    twelve(f);
    struct quality_report report = report_of(f, "auditor", &everything);
    const char *rates = list(&report, "rates", f->arena);
    assert_non_null(strstr(rates, "{\"attempts\":5,\"by\":\"sex\",\"competent\":5,\"group\":\"f\","
                                  "\"rate\":\"1.0000\",\"rate_high\":\"1.0000\","
                                  "\"rate_low\":\"0.5655\",\"unit\":null}"));
    assert_non_null(strstr(rates, "{\"attempts\":7,\"by\":\"sex\",\"competent\":4,\"group\":\"m\","
                                  "\"rate\":\"0.5714\",\"rate_high\":\"0.8417\","
                                  "\"rate_low\":\"0.2504\",\"unit\":\"TST-PAIR\"}"));
    assert_non_null(strstr(rates, "{\"attempts\":null,\"by\":\"language\",\"competent\":null,"
                                  "\"group\":\"ky ru\",\"rate\":null,\"rate_high\":null,"
                                  "\"rate_low\":null,\"unit\":null}"));
    /* Only sexes are compared: of the languages one is too few, of the centres there is one. */
    assert_string_equal(list(&report, "comparisons", f->arena),
                        "{\"against\":\"f\",\"by\":\"sex\",\"chi_square\":\"0.9428\","
                        "\"four_fifths\":false,\"group\":\"m\",\"odds_high\":null,"
                        "\"odds_low\":null,\"odds_ratio\":\"0.0000\"}\n");
}

static void few_marks_of_examiners_give_none_either(void **state)
{
    (void)state;
    static const struct marked one[] = {{"B1 100", "B1 75"}};
    SCOPED_FIXTURE(f);
    quality_story(f, one, 1);
    struct quality_report report = report_of(f, "lead", &everything);
    assert_string_equal(list(&report, "agreement", f->arena),
                        "{\"examiners\":\"examiner-a+examiner-b\",\"kappa\":null,\"levels\":4,"
                        "\"marks\":3,\"rubric\":\"TST-PAIR@1.0.0\"}\n");
    assert_non_null(strstr(list(&report, "examiners", f->arena), "\"severity\":null"));
    assert_non_null(strstr(list(&report, "lines", f->arena), "\"difficulty\":null"));
}

static void the_window_chooses_sittings(void **state)
{
    (void)state;
    static const struct {
        struct quality_window window;
        int attempts;
        const char *says;
    } cases[] = {
        {{FIXTURE_DAY, FIXTURE_DAY, NULL}, 12, NULL},
        {{NULL, FIXTURE_DAY, "TST-PAIR"}, 12, NULL},
        {{NULL, FIXTURE_DAY, "TST-SOLO"}, 0, NULL},
        {{"2026-11-21", "2027-01-01", NULL}, 0, NULL},
        {{NULL, "2026-11-19", NULL}, 0, NULL},
        {{NULL, "0001-01-01", NULL}, 0, NULL},
        {{"2026-11-21", "2026-11-20", NULL}, 0, "is after"},
        {{"2026-11-21", NULL, NULL}, 0, "is after"}, /* today */
        {{"2026-11-31", NULL, NULL}, 0, "2026-11-31"},
        {{NULL, "tomorrow", NULL}, 0, "tomorrow"},
    };
    SCOPED_FIXTURE(f);
    twelve(f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct quality_report report;
        SCOPED_ERROR error = quality_report(&report, fixture_desk(f, "admin"), &cases[i].window,
                                            f->arena);
        if (cases[i].says) {
            assert_non_null(error);
            assert_int_equal(error_code(error), ERROR_USAGE);
            assert_non_null(strstr(error_message(error), cases[i].says));
            continue;
        }
        assert_null(error);
        assert_int_equal(value_integer(value_get(report.value, "attempts")), cases[i].attempts);
    }
    struct quality_report report;
    FAILS(quality_report(&report, fixture_desk(f, "admin"),
                         &(struct quality_window){.unit = "TST-NONE"}, f->arena),
          ERROR_NOT_FOUND, "TST-NONE");
}

/* Ninety days end with the last one. */
static void recent_days_are_the_last_of_the_window(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    twelve(f);
    const struct quality_window last = {NULL, "2027-02-17", NULL},
                                over = {NULL, "2027-02-18", NULL};
    struct quality_report report = report_of(f, "admin", &last);
    assert_non_null(strstr(list(&report, "examiners", f->arena), "\"recent\":12"));
    report = report_of(f, "admin", &over);
    assert_non_null(strstr(list(&report, "examiners", f->arena), "\"recent\":0"));
}

static void only_some_may_see_it(void **state)
{
    (void)state;
    static const char *const others[] = {"registrar", "examiner-a", "certifier-a", "newcomer"};
    SCOPED_FIXTURE(f);
    struct quality_report report;
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(quality_report(&report, fixture_desk(f, others[i]), &everything, f->arena),
              ERROR_REFUSED, "may not watch the quality of the assessment");
}

static void it_only_reads(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    quality_story_apart(f);
    int64_t acts = fixture_acts(f);
    struct quality_report first = report_of(f, "lead", &everything);
    struct quality_report again = report_of(f, "lead", &everything);
    assert_string_equal(value_canonical(first.value, f->arena),
                        value_canonical(again.value, f->arena));
    assert_non_null(alarm_named(&first.alarms, QUALITY_ALARM));
    assert_int_equal(fixture_acts(f), acts);
}

/* Keys that are no figures: names and plain counts of what was marked. */
static bool is_plain(const char *key)
{
    static const char *const plain[] = {
        "rubric", "examiners",  "examiner",  "levels", "marks", "attempts", "lines",     "recent",
        "line",   "candidates", "near_pass", "by",     "group", "unit",     "competent", "against"};
    for (size_t i = 0; i < COUNT(plain); i++)
        if (text_equal(plain[i], key))
            return true;
    return false;
}

/* "rate_low, rate_high" has rate_high, but not rate. */
static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (; *words; words += strcspn(words, ","), words += strspn(words, ", "))
        if (strcspn(words, ",") == length && strncmp(words, word, length) == 0)
            return true;
    return false;
}

static bool has_formula(const char *key)
{
    for (size_t i = 0; i < formula_count; i++)
        if (has_word(formulas[i].figure, key))
            return true;
    return false;
}

static void every_figure_leads_to_its_formula(void **state)
{
    (void)state;
    static const char *const lists[] = {"agreement", "reliability", "examiners", "rubrics",
                                        "lines",     "near_pass",   "rates",     "comparisons"};
    SCOPED_FIXTURE(f);
    twelve(f);
    struct quality_report report = report_of(f, "verifier", &everything);
    for (size_t i = 0; i < COUNT(lists); i++) {
        const struct value *rows = value_get(report.value, lists[i]);
        assert_true(value_size(rows) > 0);
        for (size_t r = 0; r < value_size(rows); r++)
            for (size_t k = 0; k < value_size(value_at(rows, r)); k++) {
                const char *key = value_key_at(value_at(rows, r), k);
                if (!is_plain(key) && !has_formula(key))
                    fail_msg("'%s' of '%s' has no formula", key, lists[i]);
            }
    }
    assert_int_equal(value_size(value_get(report.value, "formulas")), formula_count);
}

static void every_formula_leads_to_its_test_and_page(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes page;
    OK(file_read(&page, PROJECT_FOLDER "/docs/quality.md", 1 << 20, arena));
    char *words = arena_text_n(arena, page.data, page.size);
    for (char *at = words; *at; at++) /* the page is wrapped */
        *at = *at == '\n' ? ' ' : *at;
    for (size_t i = 0; i < formula_count; i++) {
        struct bytes test;
        const char *path = arena_format(arena, PROJECT_FOLDER "/%s", formulas[i].test);
        OK(file_read(&test, path, 1 << 20, arena));
        if (!strstr(words, arena_format(arena, "`%s`", formulas[i].figure)) ||
            !strstr(words, formulas[i].source) || !strstr(words, formulas[i].test))
            fail_msg("docs/quality.md does not explain '%s' with its source", formulas[i].figure);
    }
    for (enum alarm_kind kind = 0; kind < ALARM_KINDS; kind++)
        assert_non_null(strstr(words, arena_format(arena, "| `%s` |", alarm_rule(kind)->kind)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examiners_and_lines),
        cmocka_unit_test(a_group_under_five_gives_no_figure),
        cmocka_unit_test(few_marks_of_examiners_give_none_either),
        cmocka_unit_test(the_window_chooses_sittings),
        cmocka_unit_test(recent_days_are_the_last_of_the_window),
        cmocka_unit_test(only_some_may_see_it),
        cmocka_unit_test(it_only_reads),
        cmocka_unit_test(every_figure_leads_to_its_formula),
        cmocka_unit_test(every_formula_leads_to_its_test_and_page),
    };
    return cmocka_run_group_tests_name("assess/quality", tests, NULL, NULL);
}
