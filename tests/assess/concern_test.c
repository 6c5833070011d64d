#include "assess/concern.h"

#include "assess/quality_story.h"

#include "test.h"

static const struct quality_window everything = {NULL, NULL, NULL};

static struct concern opened(struct fixture *f, const char *who)
{
    struct concern concern;
    OK(concern_open(&concern, fixture_desk(f, who), QUALITY_ALARM, &everything,
                    "the pair was trained apart", f->arena));
    return concern;
}

static void an_alarm_is_looked_into_and_closed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct concerns concerns;
    quality_story_apart(f);
    int64_t acts = fixture_acts(f);
    struct concern concern = opened(f, "lead");
    assert_string_equal(concern.alarm, QUALITY_ALARM);
    assert_string_equal(concern.state, "open");
    assert_string_equal(concern.figure, "-0.5000");
    assert_string_equal(concern.bound, "0.40");
    assert_string_equal(concern.window.until, FIXTURE_DAY);
    assert_string_equal(concern.by, "lead");
    assert_int_equal(concern.n, 36);
    assert_null(concern.finding);
    assert_int_equal(fixture_acts(f), acts + 1);

    OK(concern_close(fixture_desk(f, "verifier"), &concern, "l2 and l3 of B1 read alike: reword"));
    OK(concern_list(&concerns, fixture_desk(f, "auditor"), f->arena));
    assert_int_equal(concerns.count, 1);
    assert_string_equal(concerns.items[0].state, "closed");
    assert_string_equal(concerns.items[0].finding, "l2 and l3 of B1 read alike: reword");
    assert_string_equal(concerns.items[0].closed_by, "verifier");
    assert_int_equal(fixture_acts(f), acts + 2);
    fixture_audit(f);
    opened(f, "verifier"); /* it may ring again */
    fixture_audit(f);
}

/* Marks and score of every result, one after another. */
static const char *all_results(struct fixture *f)
{
    const char *text = "";
    for (int i = 0; i < 12; i++) {
        struct result result;
        struct attempt attempt = fixture_attempt(
            f, arena_format(f->arena, "bishkek-1/BSK-%03d/TST-PAIR", i));
        OK(result_of(&result, f->db, &attempt, f->arena));
        text = arena_format(f->arena, "%s%lld %s %s %s %s\n", text, (long long)result.id.n,
                            attempt.state, outcome_name(result.outcome), result.marks,
                            result.score);
    }
    return text;
}

static void no_result_changes(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    quality_story_apart(f);
    const char *before = all_results(f);
    struct concern concern = opened(f, "admin");
    assert_string_equal(all_results(f), before);
    OK(concern_close(fixture_desk(f, "verifier"), &concern, "chance"));
    assert_string_equal(all_results(f), before);
}

static void what_is_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct concern concern;
    const struct quality_window early = {NULL, "2026-11-19", NULL};
    quality_story_apart(f);
    int64_t acts = fixture_acts(f);
    FAILS(concern_open(&concern, fixture_desk(f, "auditor"), QUALITY_ALARM, &everything, "why",
                       f->arena),
          ERROR_REFUSED, "'auditor' may not raise concerns");
    FAILS(concern_open(&concern, fixture_desk(f, "examiner-a"), QUALITY_ALARM, &everything, "why",
                       f->arena),
          ERROR_REFUSED, "may not raise concerns");
    FAILS(concern_open(&concern, fixture_desk(f, "lead"), QUALITY_ALARM, &everything, "", f->arena),
          ERROR_REFUSED, "needs a reason");
    FAILS(
        concern_open(&concern, fixture_desk(f, "lead"), QUALITY_ALARM, &everything, NULL, f->arena),
        ERROR_REFUSED, "needs a reason");
    FAILS(concern_open(&concern, fixture_desk(f, "lead"), "kappa/TST-PAIR", &everything, "why",
                       f->arena),
          ERROR_NOT_FOUND, "no alarm 'kappa/TST-PAIR' rings");
    FAILS(concern_open(&concern, fixture_desk(f, "lead"), QUALITY_ALARM, &early, "why", f->arena),
          ERROR_NOT_FOUND, "rings from 0001-01-01 until 2026-11-19");
    FAILS(concern_find(&concern, fixture_desk(f, "lead"), 1, f->arena), ERROR_NOT_FOUND,
          "there is no concern 1");
    assert_int_equal(fixture_acts(f), acts);

    concern = opened(f, "lead");
    acts = fixture_acts(f);
    FAILS(concern_open(&concern, fixture_desk(f, "verifier"), QUALITY_ALARM, &everything, "why",
                       f->arena),
          ERROR_CONFLICT, "concern 1 about");
    FAILS(concern_close(fixture_desk(f, "lead"), &concern, "chance"), ERROR_REFUSED,
          "'lead' may not close concerns");
    FAILS(concern_close(fixture_desk(f, "verifier"), &concern, ""), ERROR_REFUSED,
          "goes to 'closed' only with a reason");
    FAILS(concern_find(&concern, fixture_desk(f, "registrar"), 1, f->arena), ERROR_REFUSED,
          "may not watch");
    struct concerns concerns;
    FAILS(concern_list(&concerns, fixture_desk(f, "examiner-b"), f->arena), ERROR_REFUSED,
          "may not watch");
    assert_int_equal(fixture_acts(f), acts);
    OK(concern_close(fixture_desk(f, "verifier"), &concern, "chance"));
    FAILS(concern_close(fixture_desk(f, "verifier"), &concern, "chance"), ERROR_REFUSED,
          "cannot go from 'closed' to 'closed'");
}

static void nobody_closes_a_concern_about_oneself(void **state)
{
    (void)state;
    static const char *const pair[] = {"examiner-a", "examiner-b"};
    SCOPED_FIXTURE(f);
    quality_story_apart(f);
    struct concern concern = opened(f, "lead");
    for (size_t i = 0; i < COUNT(pair); i++) {
        int64_t id;
        struct grant grant = {
            .person = fixture_person(f, pair[i]), .role = ROLE_VERIFIER, .from_day = "2026-01-01"};
        OK(grant_add(&id, fixture_desk(f, "admin"), &grant));
        FAILS(concern_close(fixture_desk(f, pair[i]), &concern, "chance"), ERROR_REFUSED,
              "concern 1 is about who would close it");
    }
}

static void a_verifier_of_the_unit_is_enough(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    struct concern concern;
    const struct quality_window unit = {.unit = "TST-PAIR"};
    struct grant grant = {.person = fixture_person(f, "newcomer"),
                          .role = ROLE_VERIFIER,
                          .unit = "TST-PAIR",
                          .from_day = "2026-01-01"};
    quality_story_apart(f);
    OK(grant_add(&id, fixture_desk(f, "admin"), &grant));
    FAILS(concern_open(&concern, fixture_desk(f, "newcomer"), QUALITY_ALARM, &everything, "why",
                       f->arena),
          ERROR_REFUSED, "'newcomer' may not raise concerns");
    OK(concern_open(&concern, fixture_desk(f, "newcomer"), QUALITY_ALARM, &unit, "why", f->arena));
    OK(concern_close(fixture_desk(f, "newcomer"), &concern, "chance"));
    fixture_audit(f);
}

static void the_audit_finds_what_was_changed(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE concern SET figure = '0.3999'",
        "UPDATE concern SET reason = 'none'",
        "UPDATE concern SET examiner = 1",
        "UPDATE concern SET unit = 'TST-SOLO'",
        "DELETE FROM concern",
    };
    SCOPED_FIXTURE(f);
    quality_story_apart(f);
    opened(f, "lead");
    fixture_unprotect(f);
    for (size_t i = 0; i < COUNT(changes); i++) {
        fixture_run(f, changes[i]);
        SCOPED_ERROR error = audited_check(f->db, (const struct audited *const[]){&concern_audited},
                                           1);
        if (!error)
            fail_msg("not found: %s", changes[i]);
        fixture_rollback(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_alarm_is_looked_into_and_closed),
        cmocka_unit_test(no_result_changes),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(nobody_closes_a_concern_about_oneself),
        cmocka_unit_test(a_verifier_of_the_unit_is_enough),
        cmocka_unit_test(the_audit_finds_what_was_changed),
    };
    return cmocka_run_group_tests_name("assess/concern", tests, NULL, NULL);
}
