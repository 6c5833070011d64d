/* A disk that fails at every call in turn, all the way from enrolment to the certificate: what was
 * acknowledged is there, what was not is whole or absent, and everything left passes the audit.
 *
 * A run of the whole way makes some hundreds of calls; by default every STRIDE-th of them fails,
 * from an offset drawn anew and printed. With USTA_FULL=1 every one does. */
#include "certify/way.h"

#include "base/random.h"
#include "store/fault_vfs.h"

#include "test.h"

#include <stdlib.h>

enum { STRIDE = 23 };

/* One run with the n-th call failing; false when there was no n-th call. */
static bool run_with_fault(const struct way *way, int64_t n, enum fault fault, bool for_ever)
{
    size_t done = 0;
    way_restore(way);
    fault_vfs_plan(n, fault, for_ever);
    SCOPED_ERROR error = way_walk(way, &done);
    bool struck = fault_vfs_struck();
    fault_vfs_heal();
    if (error && error_code(error) != ERROR_ENVIRONMENT)
        fail_msg("call %lld: %s", (long long)n, error_message(error));
    assert_true(error ? done < WAY_STEPS : done == WAY_STEPS);
    SCOPED_ERROR wrong = way_look(way, done);
    if (wrong)
        fail_msg("after a fault in call %lld: %s", (long long)n, error_message(wrong));
    return struck;
}

static void sweep(const struct way *way, enum fault fault, bool for_ever)
{
    uint32_t offset;
    struct random random = random_system();
    bool full = getenv("USTA_FULL") != NULL;
    OK(random_below(&offset, &random, STRIDE));
    int64_t n = full ? 1 : 1 + (int64_t)offset;
    print_message("calls from %lld, every %d\n", (long long)n, full ? 1 : STRIDE);
    fault_vfs_install();
    int64_t runs = 1;
    for (; run_with_fault(way, n, fault, for_ever); n += full ? 1 : STRIDE)
        runs++;
    assert_true(runs > 3);
}

static void an_error_once(void **state)
{
    sweep(*state, FAULT_IO, false);
}

static void an_error_for_ever(void **state)
{
    sweep(*state, FAULT_IO, true);
}

static void a_full_disk_once(void **state)
{
    sweep(*state, FAULT_FULL, false);
}

static void a_full_disk_for_ever(void **state)
{
    sweep(*state, FAULT_FULL, true);
}

static void the_harness_finds_a_planted_fault(void **state)
{
    const struct way *way = *state;
    size_t done = 0;
    way_restore(way);
    fault_vfs_heal();
    OK(way_walk(way, &done));
    assert_int_equal(done, WAY_STEPS);
    OK(way_look(way, done));
    FAILS(way_look(way, 3), ERROR_REFUSED, "3 steps were acknowledged, 'pair' is there");
    SCOPED_DB db = NULL;
    OK(db_open(&db, way_path(way), DB_WRITE));
    static const struct statement unprotect = {"unprotect", "DROP TRIGGER result_unchanged", true};
    static const struct statement forge = {
        "forge", "UPDATE result SET outcome = 'competent', score = '{}' WHERE id = 1", true};
    OK(db_run(db, &unprotect, DB_NO_VALUES));
    OK(db_run(db, &forge, DB_NO_VALUES));
    FAILS(way_look(way, done), ERROR_REFUSED, "row of 'result'");
}

static int open_way(void **state)
{
    *state = way_open();
    return 0;
}

static int close_way(void **state)
{
    way_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_harness_finds_a_planted_fault),
        cmocka_unit_test(an_error_once),
        cmocka_unit_test(an_error_for_ever),
        cmocka_unit_test(a_full_disk_once),
        cmocka_unit_test(a_full_disk_for_ever),
    };
    return cmocka_run_group_tests_name("certify/way_faults", tests, open_way, close_way);
}
