#include "assess/quality_groups.h"

#include "test.h"

/* Berkeley's admissions of 1973 by department, as sexes by unit; half of each department at each
 * centre. Admitted, rejected. */
static const struct {
    const char *unit;
    int64_t men[2], women[2];
} admissions[] = {
    {"F", {22, 351}, {24, 317}},   {"E", {53, 138}, {94, 299}}, {"D", {138, 279}, {131, 244}},
    {"C", {120, 205}, {202, 391}}, {"B", {353, 207}, {17, 8}},  {"A", {512, 313}, {89, 19}},
};

static void add(struct quality_rates *rates, const char *unit, const char *sex,
                const int64_t counts[2])
{
    for (int passed = 0; passed < 2; passed++)
        for (int centre = 0; centre < 2; centre++) {
            int64_t count = counts[!passed];
            const char *names[RATE_DIMENSIONS] = {sex, "ky", centre ? "osh" : "bishkek"};
            rates_add(rates, unit, names, passed, centre ? count / 2 : count - count / 2);
        }
}

static struct quality *berkeley(struct arena *arena)
{
    struct quality *quality = ARENA_NEW(arena, struct quality);
    quality->rates.arena = arena;
    for (size_t i = 0; i < COUNT(admissions); i++) {
        add(&quality->rates, admissions[i].unit, "m", admissions[i].men);
        add(&quality->rates, admissions[i].unit, "f", admissions[i].women);
    }
    rates_sort(&quality->rates);
    return quality;
}

static void groups_and_units_are_counted_and_ordered(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct quality_rates *rates = &berkeley(arena)->rates;
    assert_int_equal(rates->units.count, 6);
    assert_string_equal(rates->units.items[0], "A");
    assert_string_equal(rates->units.items[5], "F");
    assert_int_equal(rates->groups[RATE_BY_CENTRE].count, 2);
    struct proportion men = rate_of(rates, RATE_BY_SEX, "m", NULL);
    struct proportion of_c = rate_of(rates, RATE_BY_SEX, "f", "C");
    assert_int_equal(men.part, 1198);
    assert_int_equal(men.whole, 2691);
    assert_int_equal(of_c.part, 202);
    assert_int_equal(of_c.whole, 593);
    assert_int_equal(rate_of(rates, RATE_BY_SEX, "x", NULL).whole, 0);
    assert_string_equal(rates_best(rates, RATE_BY_SEX), "m");
    assert_null(rates_best(rates, RATE_BY_LANGUAGE)); /* there is only one */
}

/* Women are admitted under four fifths as often, and department by department they are not. */
static void who_takes_the_harder_units_rings_no_alarm(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct quality_writer writer = {berkeley(arena), {.arena = arena}, value_object(arena), arena};
    quality_write_comparisons(&writer);
    const struct value *row = value_at(value_get(writer.value, "comparisons"), 0);
    assert_string_equal(value_canonical(row, arena),
                        "{\"against\":\"m\",\"by\":\"sex\",\"chi_square\":\"1.4269\","
                        "\"four_fifths\":false,\"group\":\"f\",\"odds_high\":\"1.2954\","
                        "\"odds_low\":\"0.9431\",\"odds_ratio\":\"1.1053\"}");
    assert_int_equal(writer.alarms.count, 0);
}

static void who_passes_less_often_in_the_same_units_does(void **state)
{
    (void)state;
    static const int64_t men[] = {90, 10}, women[] = {60, 40}, few[] = {0, 4};
    SCOPED_ARENA(arena);
    struct quality quality = {.rates.arena = arena};
    struct quality_writer writer = {&quality, {.arena = arena}, value_object(arena), arena};
    add(&quality.rates, "A", "m", men);
    add(&quality.rates, "A", "f", women);
    add(&quality.rates, "A", "x", few);
    rates_sort(&quality.rates);
    quality_write_comparisons(&writer);
    assert_int_equal(writer.alarms.count, 1);
    assert_string_equal(writer.alarms.items[0].name, "pass_rate/sex/f");
    assert_string_equal(writer.alarms.items[0].figure, "0.6666");
    assert_string_equal(writer.alarms.items[0].bound, "0.80");
    assert_int_equal(writer.alarms.items[0].n, 100);
}

static void nobody_passes_anywhere(void **state)
{
    (void)state;
    static const int64_t none[] = {0, 20};
    SCOPED_ARENA(arena);
    struct quality quality = {.rates.arena = arena};
    struct quality_writer writer = {&quality, {.arena = arena}, value_object(arena), arena};
    quality_write_comparisons(&writer);
    add(&quality.rates, "A", "m", none);
    add(&quality.rates, "A", "f", none);
    rates_sort(&quality.rates);
    quality_write_comparisons(&writer);
    assert_string_equal(value_canonical(value_get(writer.value, "comparisons"), arena),
                        "[{\"against\":\"f\",\"by\":\"sex\",\"chi_square\":null,"
                        "\"four_fifths\":true,\"group\":\"m\",\"odds_high\":null,"
                        "\"odds_low\":null,\"odds_ratio\":null},"
                        "{\"against\":\"bishkek\",\"by\":\"centre\",\"chi_square\":null,"
                        "\"four_fifths\":true,\"group\":\"osh\",\"odds_high\":null,"
                        "\"odds_low\":null,\"odds_ratio\":null}]");
    assert_int_equal(writer.alarms.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_and_units_are_counted_and_ordered),
        cmocka_unit_test(who_takes_the_harder_units_rings_no_alarm),
        cmocka_unit_test(who_passes_less_often_in_the_same_units_does),
        cmocka_unit_test(nobody_passes_anywhere),
    };
    return cmocka_run_group_tests_name("assess/quality_rates", tests, NULL, NULL);
}
