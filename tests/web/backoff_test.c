/* Who guesses waits longer each time, nobody for ever, and the table stays as large as it is. */
#include "web/backoff.h"

#include "base/arena.h"

#include "test.h"

enum { NOW_S = 1795860000 };

static void each_further_try_costs_twice_the_time(void **state)
{
    static const int64_t waits[] = {0, 0, 1, 2, 4, 8, 16, 32, 60, 60};
    (void)state;
    struct backoff *backoff = backoff_open();
    int64_t now_s = NOW_S;
    for (size_t i = 0; i < COUNT(waits); i++) {
        backoff_failed(backoff, BACKOFF_PAIR, "aizada", now_s);
        assert_int_equal(backoff_wait_s(backoff, BACKOFF_PAIR, "aizada", now_s), waits[i]);
        now_s += waits[i];
        assert_int_equal(backoff_wait_s(backoff, BACKOFF_PAIR, "aizada", now_s), 0);
    }
    assert_int_equal(backoff_wait_s(backoff, BACKOFF_PAIR, "gulnara", now_s), 0);
    assert_int_equal(backoff_wait_s(backoff, BACKOFF_NETWORK, "aizada", now_s), 0);
    backoff_close(backoff);
}

static void whole_networks_and_accounts_have_bounds_of_their_own(void **state)
{
    (void)state;
    struct backoff *backoff = backoff_open();
    for (int i = 0; i < 1000; i++) {
        backoff_failed(backoff, BACKOFF_NETWORK, "a", NOW_S);
        backoff_failed(backoff, BACKOFF_ACCOUNT, "a", NOW_S);
        int64_t network_s = backoff_wait_s(backoff, BACKOFF_NETWORK, "a", NOW_S),
                account_s = backoff_wait_s(backoff, BACKOFF_ACCOUNT, "a", NOW_S);
        assert_true(network_s <= 30 && (network_s > 0) == (i >= 19));
        assert_true(account_s <= 5 && (account_s > 0) == (i >= 9));
    }
    backoff_close(backoff);
}

static void what_rests_is_forgotten_and_what_is_right_forgives(void **state)
{
    (void)state;
    struct backoff *backoff = backoff_open();
    for (int i = 0; i < 8; i++)
        backoff_failed(backoff, BACKOFF_PAIR, "a", NOW_S);
    backoff_forget(backoff, BACKOFF_PAIR, "a");
    assert_int_equal(backoff_wait_s(backoff, BACKOFF_PAIR, "a", NOW_S), 0);
    for (int i = 0; i < 8; i++)
        backoff_failed(backoff, BACKOFF_PAIR, "a", NOW_S);
    backoff_failed(backoff, BACKOFF_PAIR, "a", NOW_S + BACKOFF_QUIET_S + 1);
    assert_int_equal(backoff_wait_s(backoff, BACKOFF_PAIR, "a", NOW_S + BACKOFF_QUIET_S + 1), 0);
    backoff_close(backoff);
}

/* However many there are, each new guesser is counted from its first try. */
static void more_guessers_than_places_are_still_counted(void **state)
{
    (void)state;
    struct backoff *backoff = backoff_open();
    for (int i = 0; i < 3 * BACKOFF_PLACES; i++) {
        SCOPED_ARENA(arena);
        const char *whose = arena_format(arena, "guesser %d", i);
        for (int tries = 0; tries < 4; tries++)
            backoff_failed(backoff, BACKOFF_PAIR, whose, NOW_S + i);
        assert_int_equal(backoff_wait_s(backoff, BACKOFF_PAIR, whose, NOW_S + i), 2);
    }
    backoff_close(backoff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_further_try_costs_twice_the_time),
        cmocka_unit_test(whole_networks_and_accounts_have_bounds_of_their_own),
        cmocka_unit_test(what_rests_is_forgotten_and_what_is_right_forgives),
        cmocka_unit_test(more_guessers_than_places_are_still_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
