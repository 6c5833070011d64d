#include "assess/adjustment.h"

#include "assess/story.h"

#include "test.h"

static struct error *grant(struct fixture *f, const char *who, const char *attempt_name,
                           int percent, const char *reason)
{
    struct attempt attempt = fixture_attempt(f, attempt_name);
    return adjustment_grant(fixture_desk(f, who), &attempt, percent, reason);
}

static void the_newest_counts_until_the_start(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    assert_int_equal(fixture_attempt(f, PAIR).extra_time_percent, 0);
    OK(grant(f, "registrar", PAIR, 25, "the request of 3 November was granted"));
    OK(grant(f, "registrar", PAIR, 50, "the lead raised it"));
    struct attempt attempt = fixture_attempt(f, PAIR);
    assert_int_equal(attempt.extra_time_percent, 50);
    assert_int_equal(fixture_attempt(f, SOLO).extra_time_percent, 0);
    OK(attempt_move(fixture_desk(f, "registrar"), &attempt, "checked_in", NULL));
    OK(grant(f, "registrar", PAIR, 0, "a mistake"));
    assert_int_equal(fixture_attempt(f, PAIR).extra_time_percent, 0);
    OK(grant(f, "registrar", PAIR, 10, "for this one"));
    story_open_sheet(story, "examiner-a", PAIR);
    story_send(story, "examiner-a");
    FAILS(grant(f, "registrar", PAIR, 20, "late"), ERROR_REFUSED, "is running");
    assert_int_equal(fixture_attempt(f, PAIR).extra_time_percent, 10);
    fixture_audit(f);
}

static void what_cannot_be_granted(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    story_begin(f);
    int64_t acts = fixture_acts(f);
    FAILS(grant(f, "registrar", PAIR, -1, "x"), ERROR_REFUSED, "extra time of -1 percent");
    FAILS(grant(f, "registrar", PAIR, 101, "x"), ERROR_REFUSED, "extra time of 101 percent");
    FAILS(grant(f, "registrar", PAIR, 25, NULL), ERROR_REFUSED, "only with a reason");
    FAILS(grant(f, "registrar", PAIR, 25, ""), ERROR_REFUSED, "only with a reason");
    FAILS(grant(f, "examiner-a", PAIR, 25, "x"), ERROR_REFUSED, "'examiner-a' may not plan");
    struct attempt attempt = fixture_attempt(f, PAIR);
    assert_int_equal(fixture_acts(f), acts);
    OK(attempt_move(fixture_desk(f, "registrar"), &attempt, "absent", NULL));
    FAILS(grant(f, "registrar", PAIR, 25, "x"), ERROR_REFUSED, "is absent");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_counts_until_the_start),
        cmocka_unit_test(what_cannot_be_granted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
