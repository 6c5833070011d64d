#include "assess/holiday.h"

#include "assess/audited.h"
#include "assess/decision_make.h"
#include "assess/story.h"

#include "test.h"

static struct error *import(size_t *out, struct fixture *f, const char *who, const char *table)
{
    return holiday_import(out, fixture_desk(f, who), bytes_of_text(table), "days.csv", f->arena);
}

static struct holidays known(struct fixture *f, int64_t before)
{
    struct holidays holidays;
    OK(holiday_list(&holidays, f->db, before, f->arena));
    return holidays;
}

static struct date date_at(const char *day)
{
    struct date date;
    OK(date_parse(&date, day, "day"));
    return date;
}

static void days_are_added_once_and_taken_back(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t added;
    OK(import(&added, f, "admin", "day,name\n2026-12-24,A\n2026-11-25,B\n"));
    assert_int_equal(added, 2);
    OK(import(&added, f, "admin", "day,name\n2026-12-24,A\n2026-12-31,C\n"));
    assert_int_equal(added, 1);
    struct holidays holidays = known(f, INT64_MAX);
    assert_int_equal(holidays.count, 3);
    assert_string_equal(holidays.items[0].day, "2026-11-25");
    int64_t before = fixture_acts(f) + 1;
    OK(holiday_cancel(fixture_desk(f, "admin"), "2026-12-24", "moved to 2026-12-25"));
    assert_int_equal(known(f, INT64_MAX).count, 2);
    assert_int_equal(known(f, before).count, 3); /* as it was then */
    OK(import(&added, f, "admin", "day,name\n2026-12-24,A again\n"));
    assert_int_equal(added, 1);
    assert_int_equal(known(f, INT64_MAX).count, 3);
    fixture_audit(f);
    fixture_unprotect(f);
    fixture_run(f, "UPDATE holiday SET off = 2 WHERE id = 1");
    FAILS(audited_check(f->db, assess_audited, assess_audited_count), ERROR_REFUSED,
          "neither off nor taken back");
}

static void what_is_no_table_of_holidays_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *table, *says;
    } cases[] = {
        {"day\n2026-12-24\n", "columns"},
        {"name,day\nA,2026-12-24\n", "columns"},
        {"day,name,more\n2026-12-24,A,B\n", "columns"},
        {"day,name\n2026-12-24\n", "row 2: 1 cells instead of 2"},
        {"day,name\n2026-12-24,A\n24.12.2026,B\n", "row 3"},
        {"day,name\n2026-02-29,A\n", "row 2"},
        {"day,name\n2026-12-24,\n", "row 2: a name of 0"},
        {"", "days.csv"},
    };
    SCOPED_FIXTURE(f);
    size_t added;
    int64_t acts = fixture_acts(f);
    for (size_t i = 0; i < COUNT(cases); i++)
        FAILS(import(&added, f, "admin", cases[i].table), ERROR_REFUSED, cases[i].says);
    assert_int_equal(fixture_acts(f), acts + 1); /* the caller rolls the good row before back */
    FAILS(import(&added, f, "registrar", "day,name\n2026-12-24,A\n"), ERROR_REFUSED,
          "may not keep the registry");
    FAILS(holiday_cancel(fixture_desk(f, "registrar"), "2026-12-24", "x"), ERROR_REFUSED,
          "may not keep the registry");
    FAILS(holiday_cancel(fixture_desk(f, "admin"), "2026-12-24", ""), ERROR_REFUSED,
          "only with a reason");
    FAILS(holiday_cancel(fixture_desk(f, "admin"), "2026-12-25", "x"), ERROR_NOT_FOUND,
          "'2026-12-25' is no holiday");
}

static void weekends_and_holidays_do_not_count(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    static const struct {
        const char *day;
        bool works;
    } days[] = {
        {"2026-11-20", true},  {"2026-11-21", false}, {"2026-11-22", false}, {"2026-11-23", true},
        {"2026-11-25", false}, {"1969-12-31", true},  {"1969-12-28", false}, {"2000-02-29", true},
    };
    static const struct {
        const char *after;
        int count;
        const char *limit;
    } limits[] = {
        {"2026-11-20", 1, "2026-11-23"}, {"2026-11-20", 2, "2026-11-24"},
        {"2026-11-20", 3, "2026-11-26"}, {"2026-11-21", 1, "2026-11-23"},
        {"2026-11-24", 1, "2026-11-26"}, {"2026-11-20", 10, "2026-12-07"},
        {"2026-11-20", 0, "2026-11-20"},
    };
    size_t added;
    OK(import(&added, f, "admin", "day,name\n2026-11-25,B\n2026-11-28,on a Saturday\n"));
    struct holidays holidays = known(f, INT64_MAX);
    for (size_t i = 0; i < COUNT(days); i++)
        assert_int_equal(holiday_works(&holidays, date_at(days[i].day)), days[i].works);
    for (size_t i = 0; i < COUNT(limits); i++) {
        struct date after = date_at(limits[i].after);
        struct date limit = holiday_limit(&holidays, after, limits[i].count);
        assert_string_equal(date_text(limit, f->arena), limits[i].limit);
        assert_int_equal(holiday_count(&holidays, after, limit), limits[i].count);
    }
    assert_int_equal(holiday_count(&holidays, date_at("2026-11-27"), date_at("2026-11-20")), 0);
}

static struct decision_case the_case(struct fixture *f)
{
    struct decision_cases cases;
    OK(decision_pending(&cases, fixture_desk(f, "certifier-a"), f->arena));
    assert_int_equal(cases.count, 1);
    return cases.items[0];
}

/* Ten working days after Friday, 20 November, with a holiday between. */
static void a_decision_is_due(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t added;
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    assert_string_equal(the_case(f).due, "2026-12-04");
    OK(import(&added, f, "admin", "day,name\n2026-11-25,B\n"));
    assert_string_equal(the_case(f).due, "2026-12-07");
    assert_int_equal(the_case(f).late, 0);
    fixture_set_day(f, "2026-12-07");
    assert_int_equal(the_case(f).late, 0);
    fixture_set_day(f, "2026-12-12");
    assert_int_equal(the_case(f).late, 4);
    OK(decision_make(&decision, fixture_desk(f, "certifier-a"), the_case(f).candidate, "TST",
                     DECISION_DEFERRED, "a paper is missing", f->arena));
    assert_string_equal(the_case(f).due, "2026-12-25"); /* ten more */
    OK(decision_make(&decision, fixture_desk(f, "certifier-a"), the_case(f).candidate, "TST",
                     DECISION_GRANTED, NULL, f->arena));
    struct decision_case of;
    OK(decision_case_of(&of, fixture_desk(f, "certifier-a"), decision.candidate, "TST", f->arena));
    assert_null(of.due);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_added_once_and_taken_back),
        cmocka_unit_test(what_is_no_table_of_holidays_is_refused),
        cmocka_unit_test(weekends_and_holidays_do_not_count),
        cmocka_unit_test(a_decision_is_due),
    };
    return cmocka_run_group_tests_name("assess/holiday", tests, NULL, NULL);
}
