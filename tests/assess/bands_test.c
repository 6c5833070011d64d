#include "assess/bands.h"

#include "test.h"

#define LIMIT(halves_of_one, p)                                                                    \
    {                                                                                              \
        .limit = {(halves_of_one)*INT64_C(500000)}, .points = (p)                                  \
    }
#define OTHERWISE(p)                                                                               \
    {                                                                                              \
        .otherwise = true, .points = (p)                                                           \
    }
#define BANDS(op, ...)                                                                             \
    {                                                                                              \
        op, (const struct band[]){__VA_ARGS__},                                                    \
            sizeof((const struct band[]){__VA_ARGS__}) / sizeof(struct band)                       \
    }

static void assert_reach(const struct measure *measure, const char *expected, struct arena *arena)
{
    bool reachable[POINTS_LIMIT + 1];
    char *points = arena_text(arena, "");
    bands_reach(reachable, &measure->bands, measure);
    for (int p = 0; p <= POINTS_LIMIT; p++)
        if (reachable[p])
            points = arena_format(arena, "%s %d", points, p);
    assert_string_equal(points, expected);
}

static void any_value_reaches_every_band(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct measure falling = {
        .bands = BANDS(BAND_AT_LEAST, LIMIT(40, 100), LIMIT(39, 50), OTHERWISE(7))};
    assert_reach(&falling, " 7 50 100", arena);
    const struct measure rising = {
        .bands = BANDS(BAND_LESS_THAN, LIMIT(-2, 100), LIMIT(-1, 50), OTHERWISE(0))};
    assert_reach(&rising, " 0 50 100", arena);
    const struct measure close = {.bands = BANDS(BAND_MORE_THAN, {.limit = {1}, .points = 100},
                                                 {.limit = {0}, .points = 50}, OTHERWISE(0))};
    assert_reach(&close, " 0 50 100", arena);
}

static void an_absolute_value_is_never_below_zero(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct measure at_most = {
        .combine = COMBINE_MAX_ABS,
        .bands = BANDS(BAND_AT_MOST, LIMIT(-1, 100), LIMIT(0, 60), OTHERWISE(0))};
    assert_reach(&at_most, " 0 60", arena);
    const struct measure less_than = {
        .combine = COMBINE_MAX_ABS,
        .bands = BANDS(BAND_LESS_THAN, LIMIT(0, 100), LIMIT(1, 60), OTHERWISE(0))};
    assert_reach(&less_than, " 0 60", arena);
    const struct measure below = {
        .combine = COMBINE_MAX_ABS,
        .bands = BANDS(BAND_AT_LEAST, LIMIT(-1, 100), LIMIT(-2, 60), OTHERWISE(0))};
    assert_reach(&below, " 100", arena);
    const struct measure at_least = {.combine = COMBINE_MAX_ABS,
                                     .bands = BANDS(BAND_AT_LEAST, LIMIT(0, 100), OTHERWISE(0))};
    assert_reach(&at_least, " 100", arena);
}

static void a_count_is_whole_and_no_more_than_its_samples(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct measure measure = {
        .combine = COMBINE_COUNT_WITHIN,
        .samples = 10,
        .bands = BANDS(BAND_AT_LEAST, LIMIT(22, 100), LIMIT(20, 75), LIMIT(0, 40), OTHERWISE(0))};
    assert_reach(&measure, " 40 75", arena);
    const struct measure between = {
        .combine = COMBINE_COUNT_WITHIN,
        .samples = 3,
        .bands = BANDS(BAND_MORE_THAN, LIMIT(6, 100), LIMIT(5, 50), OTHERWISE(0))};
    assert_reach(&between, " 0 50", arena); /* 3 is more than 2.5; none is more than 3 */
}

/* Tightening, every pair of operators and limits near each other, against the definition: looked
 * at in quarters, finer than any of the limits. */

static bool holds_at(enum band_operator operator, int quarter, int limit)
{
    return operator== BAND_AT_LEAST  ? quarter >= limit :
           operator== BAND_MORE_THAN ? quarter > limit
           :
           operator== BAND_AT_MOST ? quarter <= limit
                                   : quarter<limit;
}

static int points_at(const struct bands *bands, int quarter)
{
    for (size_t i = 0; i + 1 < bands->count; i++)
        if (holds_at(bands->operator, quarter, (int)(bands->items[i].limit.millionths / 250000)))
            return bands->items[i].points;
    return bands->items[bands->count - 1].points;
}

static bool loosens_by_definition(const struct measure *measure, const struct bands *profile)
{
    bool counts = measure->combine == COMBINE_COUNT_WITHIN;
    int from = measure->combine == COMBINE_MAX_ABS || counts ? 0 : -40;
    int to = counts ? 4 * measure->samples : 40;
    for (int quarter = from; quarter <= to; quarter += counts ? 4 : 1)
        if (points_at(profile, quarter) > points_at(&measure->bands, quarter))
            return true;
    return false;
}

static void compare(const struct bands *base, const struct bands *profile, int *loose, int *tight)
{
    static const enum combine combines[] = {COMBINE_MIN, COMBINE_MAX_ABS, COMBINE_COUNT_WITHIN};
    for (size_t i = 0; i < COUNT(combines); i++) {
        const struct measure measure = {.combine = combines[i], .samples = 1, .bands = *base};
        int64_t at;
        bool loosens = bands_loosen(&at, profile, &measure);
        if (loosens != loosens_by_definition(&measure, profile))
            fail_msg("base %d %lld, profile %d %lld, combine %d: %d",
                     (int)base->operator,(long long) base->items[0].limit.millionths,
                     (int)profile->operator,(long long) profile->items[0].limit.millionths,
                     (int)combines[i], loosens);
        *loose += loosens;
        *tight += !loosens;
    }
}

static void a_profile_loosens_when_some_value_earns_more(void **state)
{
    (void)state;
    int loose = 0, tight = 0;
    for (int pair = 0; pair < 16; pair++)
        for (int a = -3; a <= 3; a++)
            for (int b = -3; b <= 3; b++)
                for (int points = 0; points <= 100; points += 50) {
                    enum band_operator left = (enum band_operator)(pair / 4);
                    enum band_operator right = (enum band_operator)(pair % 4);
                    int step = left == BAND_AT_LEAST || left == BAND_MORE_THAN ? -1 : 1;
                    const struct bands base = BANDS(left, LIMIT(a, 100), LIMIT(a + step, 50),
                                                    OTHERWISE(0));
                    const struct bands profile = BANDS(right, LIMIT(b, 100), OTHERWISE(points));
                    const struct bands other = BANDS(right, LIMIT(b, 50), OTHERWISE(0));
                    compare(&base, &profile, &loose, &tight);
                    compare(&base, &other, &loose, &tight);
                }
    assert_true(loose > 1000 && tight > 1000);
}

static void the_value_that_earns_more_is_named(void **state)
{
    (void)state;
    const struct measure measure = {.bands = BANDS(BAND_AT_LEAST, LIMIT(150, 100), OTHERWISE(0))};
    const struct bands lower = BANDS(BAND_AT_LEAST, LIMIT(149, 100), OTHERWISE(0));
    const struct bands above = BANDS(BAND_MORE_THAN, LIMIT(149, 100), OTHERWISE(0));
    int64_t at;
    assert_true(bands_loosen(&at, &lower, &measure));
    assert_int_equal(at, 149 * 1000000);
    assert_true(bands_loosen(&at, &above, &measure));
    assert_int_equal(at, 149 * 1000000 + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_value_reaches_every_band),
        cmocka_unit_test(an_absolute_value_is_never_below_zero),
        cmocka_unit_test(a_count_is_whole_and_no_more_than_its_samples),
        cmocka_unit_test(a_profile_loosens_when_some_value_earns_more),
        cmocka_unit_test(the_value_that_earns_more_is_named),
    };
    return cmocka_run_group_tests_name("assess/bands", tests, NULL, NULL);
}
