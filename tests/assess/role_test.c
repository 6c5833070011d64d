#include "assess/role.h"

#include "assess/fixture.h"
#include "base/text.h"

#include "test.h"

/* workflow.md, "Who may do what", written once more: one column a role, in the order registrar,
 * examiner, lead, verifier, certifier, administrator, auditor. */
static const char *const matrix[TASK_COUNT] = {
    [TASK_MANAGE_PEOPLE] = ".....x.", [TASK_PUBLISH] = "..x..x.",   [TASK_ENROL] = "x......",
    [TASK_RELATE] = "x....x.",        [TASK_PLAN] = "x......",      [TASK_EXAMINE] = ".x.....",
    [TASK_SETTLE] = "..x....",        [TASK_COMPUTE] = "x.x....",   [TASK_DECIDE] = "....x..",
    [TASK_ISSUE] = "x...x..",         [TASK_KEEP] = ".....x.",      [TASK_READ] = "xxxxxxx",
    [TASK_WATCH] = "..xx.xx",         [TASK_RAISE] = "..xx.x.",     [TASK_VERIFY] = "...x...",
    [TASK_REPORT] = "xxxx...",        [TASK_CALIBRATE] = "xxx....", [TASK_INQUIRE] = "...x...",
    [TASK_LODGE] = "x...x..",         [TASK_HAND_OVER] = "x......",
};

static const char *const staff[ROLE_COUNT] = {
    "registrar", "examiner-a", "lead", "verifier", "certifier-a", "admin", "auditor",
};

static void every_role_may_do_just_its_tasks(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    for (enum role role = 0; role < ROLE_COUNT; role++)
        for (enum task task = 0; task < TASK_COUNT; task++) {
            bool may = matrix[task][role] == 'x';
            SCOPED_ERROR error = role_require(fixture_desk(f, staff[role]), task, NULL);
            SCOPED_ERROR of_unit = role_require(&f->desk, task, "TST-SOLO");
            assert_int_equal(role_may(role, task), may);
            if ((error == NULL) != may || (of_unit == NULL) != may)
                fail_msg("%s, %s: %s", role_name(role), task_name(task),
                         error ? error_message(error) : "allowed");
            if (error)
                assert_int_equal(error_code(error), ERROR_REFUSED);
        }
}

static void without_a_role_there_is_nothing_to_do(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    for (enum task task = 0; task < TASK_COUNT; task++) {
        FAILS(role_require(fixture_desk(f, "newcomer"), task, NULL), ERROR_REFUSED,
              "'newcomer' may not");
        bool sets_up = task == TASK_MANAGE_PEOPLE || task == TASK_KEEP;
        SCOPED_ERROR program = role_require(fixture_desk(f, ""), task, NULL);
        assert_int_equal(program == NULL, sets_up);
    }
}

static void a_refusal_names_person_task_and_roles(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    SCOPED_ERROR error = role_require(fixture_desk(f, "examiner-a"), TASK_DECIDE, NULL);
    assert_string_equal(error_message(error), "'examiner-a' may not decide on certification");
    assert_string_equal(error_hint_text(error), "that is for certifier; 'examiner-a' holds "
                                                "examiner (workflow, who may do what)");
    SCOPED_ERROR two = role_require(fixture_desk(f, "newcomer"), TASK_COMPUTE, "TST-SOLO");
    assert_string_equal(error_message(two), "'newcomer' may not compute results for 'TST-SOLO'");
    assert_string_equal(error_hint_text(two), "that is for registrar or lead; 'newcomer' holds "
                                              "none (workflow, who may do what)");
}

static void grant_role(struct fixture *f, const char *ref, enum role role, const char *unit,
                       const char *from, const char *until)
{
    int64_t id;
    struct grant grant = {.person = fixture_person(f, ref),
                          .role = role,
                          .unit = unit,
                          .from_day = from,
                          .until_day = until};
    OK(grant_add(&id, fixture_desk(f, "admin"), &grant));
}

static void a_role_of_one_unit_counts_for_it_alone(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    grant_role(f, "newcomer", ROLE_EXAMINER, "TST-SOLO", NULL, NULL);
    struct desk *desk = fixture_desk(f, "newcomer");
    OK(role_require(desk, TASK_EXAMINE, "TST-SOLO"));
    OK(role_require(desk, TASK_READ, NULL));
    FAILS(role_require(desk, TASK_EXAMINE, NULL), ERROR_REFUSED, "may not examine");
    SCOPED_ERROR other = role_require(desk, TASK_EXAMINE, "TST-PAIR");
    assert_non_null(strstr(error_hint_text(other), "holds examiner of another unit"));
}

static void a_role_holds_from_its_first_to_its_last_day(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        bool held;
    } cases[] = {
        {"2026-11-30", false}, {"2026-12-01", true},  {"2026-12-15", true},
        {"2026-12-31", true},  {"2027-01-01", false},
    };
    SCOPED_FIXTURE(f);
    grant_role(f, "newcomer", ROLE_REGISTRAR, NULL, "2026-12-01", "2026-12-31");
    for (size_t i = 0; i < COUNT(cases); i++) {
        bool held;
        OK(role_held(&held, f->db, fixture_person(f, "newcomer"), ROLE_REGISTRAR, NULL,
                     cases[i].day));
        assert_int_equal(held, cases[i].held);
        fixture_set_day(f, cases[i].day);
        SCOPED_ERROR error = role_require(fixture_desk(f, "newcomer"), TASK_ENROL, NULL);
        assert_int_equal(error == NULL, cases[i].held);
    }
}

static void days_are_those_of_the_centre(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    grant_role(f, "newcomer", ROLE_REGISTRAR, NULL, "2026-12-01", NULL);
    OK(instant_parse(&f->clock.fixed_s, "2026-11-30T17:59:59Z", "now")); /* 23:59:59 there */
    FAILS(role_require(fixture_desk(f, "newcomer"), TASK_ENROL, NULL), ERROR_REFUSED, "may not");
    OK(instant_parse(&f->clock.fixed_s, "2026-11-30T18:00:00Z", "now"));
    OK(role_require(fixture_desk(f, "newcomer"), TASK_ENROL, NULL));
}

static void a_withdrawal_ends_a_role_early(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct person_id person = fixture_person(f, "registrar");
    OK(grant_withdraw(fixture_desk(f, "admin"), person, ROLE_REGISTRAR, NULL, "2026-11-25"));
    bool held;
    OK(role_held(&held, f->db, person, ROLE_REGISTRAR, NULL, "2026-11-24"));
    assert_true(held);
    OK(role_held(&held, f->db, person, ROLE_REGISTRAR, NULL, "2026-11-25"));
    assert_false(held);
    OK(grant_withdraw(fixture_desk(f, "admin"), person, ROLE_REGISTRAR, NULL, NULL)); /* today */
    FAILS(role_require(fixture_desk(f, "registrar"), TASK_ENROL, NULL), ERROR_REFUSED, "may not");
    fixture_audit(f);
}

/* A clock set back says that nobody holds a role yet; the clock is what has to be mended. */
static void a_clock_before_the_journal_is_named_first(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_set_day(f, "2020-01-01");
    FAILS(role_require(fixture_desk(f, "registrar"), TASK_ENROL, NULL), ERROR_ENVIRONMENT,
          "the clock says");
}

static void names_are_read_back(void **state)
{
    (void)state;
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        enum role read;
        OK(role_read(&read, role_name(role)));
        assert_int_equal(read, role);
    }
    enum role role;
    SCOPED_ERROR error = role_read(&role, "boss");
    assert_int_equal(error_code(error), ERROR_USAGE);
    assert_string_equal(error_hint_text(error), "roles are registrar, examiner, lead, verifier, "
                                                "certifier, administrator and auditor");
    assert_true(role_by_unit(ROLE_EXAMINER) && role_by_unit(ROLE_LEAD) &&
                role_by_unit(ROLE_VERIFIER));
    assert_false(role_by_unit(ROLE_REGISTRAR) || role_by_unit(ROLE_CERTIFIER) ||
                 role_by_unit(ROLE_ADMINISTRATOR) || role_by_unit(ROLE_AUDITOR));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_may_do_just_its_tasks),
        cmocka_unit_test(without_a_role_there_is_nothing_to_do),
        cmocka_unit_test(a_refusal_names_person_task_and_roles),
        cmocka_unit_test(a_role_of_one_unit_counts_for_it_alone),
        cmocka_unit_test(a_role_holds_from_its_first_to_its_last_day),
        cmocka_unit_test(days_are_those_of_the_centre),
        cmocka_unit_test(a_withdrawal_ends_a_role_early),
        cmocka_unit_test(a_clock_before_the_journal_is_named_first),
        cmocka_unit_test(names_are_read_back),
    };
    return cmocka_run_group_tests_name("assess/role", tests, NULL, NULL);
}
