#include "assess/grant.h"

#include "assess/fixture.h"

#include "test.h"

static struct error *grant(struct fixture *f, const char *desk, struct grant grant)
{
    int64_t id;
    return grant_add(&id, fixture_desk(f, desk), &grant);
}

static void a_grant_is_listed_with_its_end(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct person_id newcomer = fixture_person(f, "newcomer");
    OK(grant(f, "admin",
             (struct grant){.person = newcomer, .role = ROLE_LEAD, .unit = "TST-SOLO"}));
    OK(grant_withdraw(fixture_desk(f, "admin"), newcomer, ROLE_LEAD, "TST-SOLO", "2026-12-24"));
    struct grants grants;
    OK(grant_list(&grants, f->db, newcomer, f->arena));
    assert_int_equal(grants.count, 1);
    assert_int_equal(grants.items[0].role, ROLE_LEAD);
    assert_string_equal(grants.items[0].unit, "TST-SOLO");
    assert_string_equal(grants.items[0].from_day, FIXTURE_DAY); /* today when it does not say */
    assert_null(grants.items[0].until_day);
    assert_string_equal(grants.items[0].withdrawn_day, "2026-12-24");
    fixture_audit(f);
}

static void grants_that_cannot_be_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct person_id newcomer = fixture_person(f, "newcomer"), admin = fixture_person(f, "admin");
    int64_t acts = fixture_acts(f);
    const struct grant lead = {.person = newcomer, .role = ROLE_LEAD};
    FAILS(grant(f, "registrar", lead), ERROR_REFUSED, "'registrar' may not manage people");
    FAILS(grant(f, "admin", (struct grant){.person = admin, .role = ROLE_CERTIFIER}), ERROR_REFUSED,
          "'admin' cannot grant the role certifier to themselves");
    FAILS(grant(f, "admin",
                (struct grant){.person = newcomer, .role = ROLE_REGISTRAR, .unit = "TST-SOLO"}),
          ERROR_REFUSED, "the role registrar is not given unit by unit");
    FAILS(grant(f, "admin",
                (struct grant){.person = newcomer, .role = ROLE_LEAD, .from_day = "2026-02-30"}),
          ERROR_REFUSED, "first day '2026-02-30' is not a date");
    FAILS(grant(f, "admin",
                (struct grant){.person = newcomer, .role = ROLE_LEAD, .until_day = "soon"}),
          ERROR_REFUSED, "last day 'soon' is not a date");
    FAILS(grant(f, "admin",
                (struct grant){.person = newcomer, .role = ROLE_LEAD, .until_day = "2026-11-19"}),
          ERROR_REFUSED, "would end on 2026-11-19, before it begins on 2026-11-20");
    FAILS(grant(f, "admin", (struct grant){.person = {999}, .role = ROLE_LEAD}), ERROR_NOT_FOUND,
          "no person 999");
    assert_int_equal(fixture_acts(f), acts);
}

static void the_same_role_is_not_granted_twice(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct person_id newcomer = fixture_person(f, "newcomer");
    const struct grant lead = {.person = newcomer, .role = ROLE_LEAD};
    const struct grant of_unit = {.person = newcomer, .role = ROLE_LEAD, .unit = "TST-SOLO"};
    OK(grant(f, "admin", lead));
    FAILS(grant(f, "admin", lead), ERROR_CONFLICT, "'newcomer' is lead on 2026-11-20 already");
    OK(grant(f, "admin", of_unit));
    FAILS(grant(f, "admin", of_unit), ERROR_CONFLICT, "is lead of TST-SOLO on");
    OK(grant_withdraw(fixture_desk(f, "admin"), newcomer, ROLE_LEAD, NULL, NULL));
    OK(grant(f, "admin", lead)); /* withdrawn from today on: granted anew */
}

static void withdrawals_that_cannot_be_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct person_id lead = fixture_person(f, "lead");
    int64_t acts = fixture_acts(f);
    FAILS(grant_withdraw(fixture_desk(f, "registrar"), lead, ROLE_LEAD, NULL, NULL), ERROR_REFUSED,
          "may not manage people");
    struct desk *desk = fixture_desk(f, "admin");
    FAILS(grant_withdraw(desk, lead, ROLE_LEAD, NULL, "2026-11-19"), ERROR_REFUSED,
          "cannot be withdrawn from 2026-11-19, which has passed");
    FAILS(grant_withdraw(desk, lead, ROLE_LEAD, NULL, "tomorrow"), ERROR_REFUSED, "is not a date");
    FAILS(grant_withdraw(desk, lead, ROLE_AUDITOR, NULL, NULL), ERROR_NOT_FOUND,
          "'lead' is not auditor on 2026-11-20 or later");
    FAILS(grant_withdraw(desk, lead, ROLE_LEAD, "TST-SOLO", NULL), ERROR_NOT_FOUND,
          "'lead' is not lead of TST-SOLO");
    assert_int_equal(fixture_acts(f), acts);
    OK(grant_withdraw(desk, lead, ROLE_LEAD, NULL, NULL));
    FAILS(grant_withdraw(desk, lead, ROLE_LEAD, NULL, NULL), ERROR_NOT_FOUND, "is not lead");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grant_is_listed_with_its_end),
        cmocka_unit_test(grants_that_cannot_be_are_refused),
        cmocka_unit_test(the_same_role_is_not_granted_twice),
        cmocka_unit_test(withdrawals_that_cannot_be_are_refused),
    };
    return cmocka_run_group_tests_name("assess/grant", tests, NULL, NULL);
}
