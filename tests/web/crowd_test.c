/* Connections are counted by network; addresses are shortened as they should be. */
#include "web/crowd.h"

#include "base/arena.h"
#include "base/random.h"
#include "web/address.h"

#include "test.h"

static void each_and_all_have_a_bound(void **state)
{
    (void)state;
    struct crowd *crowd = crowd_open(2, 4);
    assert_true(crowd_enter(crowd, "10.0.0.1") && crowd_enter(crowd, "10.0.0.1"));
    assert_false(crowd_enter(crowd, "10.0.0.1"));
    assert_false(crowd_enter(crowd, "::ffff:10.0.0.1"));
    assert_true(crowd_enter(crowd, "2001:db8::1") && crowd_enter(crowd, "2001:db8::2"));
    assert_false(crowd_enter(crowd, "2001:db8::3"));
    assert_false(crowd_enter(crowd, "10.0.0.2"));
    crowd_leave(crowd, "10.0.0.1");
    assert_true(crowd_enter(crowd, "10.0.0.2"));
    assert_int_equal(crowd_size(crowd), 4);
    crowd_close(crowd);
}

/* Against plain counters, in a table so small that places collide. */
static void coming_and_going_in_any_order(void **state)
{
    enum { ADDRESSES = 40, ALL = 30, EACH = 3, STEPS = 20000 };
    (void)state;
    struct random random = random_seeded(7);
    struct crowd *crowd = crowd_open(EACH, ALL);
    size_t counts[ADDRESSES] = {0}, size = 0;
    for (int i = 0; i < STEPS; i++) {
        SCOPED_ARENA(arena);
        uint32_t which, leaves;
        OK(random_below(&which, &random, ADDRESSES));
        OK(random_below(&leaves, &random, 2));
        const char *address = arena_format(arena, "10.1.%u.9", which);
        if (leaves && counts[which]) {
            crowd_leave(crowd, address);
            counts[which]--, size--;
        } else if (!leaves) {
            bool fits = counts[which] < EACH && size < ALL;
            assert_int_equal(crowd_enter(crowd, address), fits);
            counts[which] += fits, size += fits;
        }
        assert_int_equal(crowd_size(crowd), size);
    }
    crowd_close(crowd);
}

static void addresses_are_shortened(void **state)
{
    static const struct {
        const char *address, *network;
    } cases[] = {
        {"192.168.17.200", "192.168.17.0/24"},
        {"::ffff:192.168.17.200", "192.168.17.0/24"},
        {"2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"},
        {"::1", "::/48"},
        {"nobody", "unknown"},
        {"1.2.3.4, 5.6.7.8", "unknown"},
        {"", "unknown"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char network[ADDRESS_SIZE];
        address_network(network, cases[i].address, 24, 48);
        assert_string_equal(network, cases[i].network);
    }
    assert_true(address_is_loopback("127.0.0.2") && address_is_loopback("::1") &&
                address_is_loopback("::ffff:127.0.0.1"));
    assert_false(address_is_loopback("128.0.0.1") || address_is_loopback("::2") ||
                 address_is_loopback(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_and_all_have_a_bound),
        cmocka_unit_test(coming_and_going_in_any_order),
        cmocka_unit_test(addresses_are_shortened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
