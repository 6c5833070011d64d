#include "assess/alarm.h"

#include "test.h"

static const struct rational *hundredths(int64_t number, struct arena *arena)
{
    return rational_of(number, 100, arena);
}

static size_t rings_below(enum alarm_kind kind, int64_t n, const struct rational *figure,
                          struct arena *arena)
{
    struct alarms alarms = {.arena = arena};
    alarm_below(&alarms, kind, &(struct alarm_subject){.name = "it", .n = n}, figure);
    return alarms.count;
}

/* The table of docs/quality.md, once more. */
static void a_low_figure_of_enough_rings(void **state)
{
    (void)state;
    static const struct {
        enum alarm_kind kind;
        int64_t bound, least;
    } cases[] = {{ALARM_KAPPA, 40, 30}, {ALARM_ALPHA, 50, 30}, {ALARM_DISCRIMINATION, 10, 100}};
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct rational *bound = hundredths(cases[i].bound, arena);
        const struct rational *under = rational_subtract(bound, rational_of(1, 1000000, arena),
                                                         arena);
        assert_int_equal(rings_below(cases[i].kind, cases[i].least, under, arena), 1);
        assert_int_equal(rings_below(cases[i].kind, cases[i].least, bound, arena), 0);
        assert_int_equal(rings_below(cases[i].kind, cases[i].least - 1, under, arena), 0);
        assert_int_equal(rings_below(cases[i].kind, cases[i].least, NULL, arena), 0);
    }
}

static size_t rings_apart(int64_t figure, const struct rational *variance, int64_t n,
                          struct arena *arena)
{
    struct alarms alarms = {.arena = arena};
    const struct alarm_subject subject = {.name = "it", .n = n};
    alarm_apart(&alarms, ALARM_SEVERITY, &subject, hundredths(figure, arena), variance);
    alarm_apart(&alarms, ALARM_DRIFT, &subject, hundredths(figure, arena), variance);
    return alarms.count;
}

static void a_figure_far_from_zero_rings_unless_it_may_be_chance(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct rational *small = rational_of(1, 1, arena), *large = rational_of(7, 1, arena);
    assert_int_equal(rings_apart(500, small, 20, arena), 2);
    assert_int_equal(rings_apart(-500, small, 20, arena), 2);
    assert_int_equal(rings_apart(499, small, 20, arena), 0);
    assert_int_equal(rings_apart(500, large, 20, arena), 0);
    assert_int_equal(rings_apart(500, small, 19, arena), 0);
    assert_int_equal(rings_apart(500, NULL, 20, arena), 0);
}

static size_t rings_pass_rate(int64_t chi_square_hundredths, int64_t n, struct arena *arena)
{
    struct alarms alarms = {.arena = arena};
    alarm_pass_rate(&alarms, &(struct alarm_subject){.name = "sex/m", .n = n},
                    hundredths(79, arena), hundredths(chi_square_hundredths, arena));
    alarm_pass_rate(&alarms, &(struct alarm_subject){.name = "sex/m", .n = n},
                    hundredths(79, arena), NULL);
    return alarms.count;
}

static void a_low_pass_rate_rings_when_it_is_not_chance(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_int_equal(rings_pass_rate(385, 5, arena), 1); /* z² = 3.8414… */
    assert_int_equal(rings_pass_rate(384, 5, arena), 0);
    assert_int_equal(rings_pass_rate(385, 4, arena), 0);
}

static void an_alarm_says_what_it_is_about(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct alarms alarms = {.arena = arena};
    const struct alarm_subject subject = {"gulnara", 25, {{7}, {0}}};
    alarm_apart(&alarms, ALARM_SEVERITY, &subject, rational_of(-20, 3, arena),
                rational_of(1, 1, arena));
    const struct alarm *alarm = alarm_named(&alarms, "severity/gulnara");
    assert_non_null(alarm);
    assert_int_equal(alarm->kind, ALARM_SEVERITY);
    assert_int_equal(alarm->n, 25);
    assert_string_equal(alarm->figure, "-6.6666");
    assert_string_equal(alarm->bound, "5.00");
    assert_int_equal(alarm->examiners[0].n, 7);
    assert_null(alarm_named(&alarms, "drift/gulnara"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_low_figure_of_enough_rings),
        cmocka_unit_test(a_figure_far_from_zero_rings_unless_it_may_be_chance),
        cmocka_unit_test(a_low_pass_rate_rings_when_it_is_not_chance),
        cmocka_unit_test(an_alarm_says_what_it_is_about),
    };
    return cmocka_run_group_tests_name("assess/alarm", tests, NULL, NULL);
}
