#include "assess/assignment.h"

#include "assess/fixture.h"
#include "assess/machine.h"
#include "assess/relationship.h"
#include "base/text.h"

#include "test.h"

struct outcome {
    struct refusals refusals, warnings;
};

static struct error *assign(struct outcome *out, struct fixture *f, const char *desk,
                            const char *sitting_ref, const char *unit, const char *person,
                            enum duty duty)
{
    struct sitting sitting;
    struct attempts attempts;
    *out = (struct outcome){refusals_make(f->arena), refusals_make(f->arena)};
    OK(sitting_find(&sitting, f->db, sitting_ref, f->arena));
    OK(attempt_list(&attempts, f->db, sitting.id, unit, NULL, f->arena));
    return assignment_add(fixture_desk(f, desk), &attempts, fixture_person(f, person), duty,
                          &out->refusals, &out->warnings);
}

static struct fixture *planned(struct fixture *f)
{
    fixture_sitting(f, "s1");
    fixture_candidate(f, "A", 1);
    fixture_candidate(f, "B", 12);
    fixture_enter(f, "s1", "A", "TST-SOLO");
    fixture_enter(f, "s1", "B", "TST-SOLO");
    return f;
}

static void a_person_is_assigned_to_all_or_some(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct outcome out;
    planned(f);
    OK(assign(&out, f, "registrar", "s1", NULL, "lead", DUTY_LEAD));
    OK(assign(&out, f, "registrar", "s1", "TST-PAIR", "examiner-b", DUTY_SECOND));
    OK(assign(&out, f, "registrar", "s1", "TST-PAIR", "examiner-a", DUTY_FIRST));
    struct assignments list;
    OK(assignment_list(&list, f->db, fixture_attempt(f, "s1/A/TST-PAIR").id, f->arena));
    assert_int_equal(list.count, 3);
    assert_string_equal(list.items[0].person_ref, "examiner-a");
    assert_int_equal(list.items[1].duty, DUTY_SECOND);
    assert_int_equal(list.items[2].duty, DUTY_LEAD);
    OK(assignment_list(&list, f->db, fixture_attempt(f, "s1/B/TST-SOLO").id, f->arena));
    assert_int_equal(list.count, 1);
    struct assignment own;
    OK(assignment_of(&own, f->db, fixture_attempt(f, "s1/A/TST-PAIR").id,
                     fixture_person(f, "examiner-b"), f->arena));
    assert_int_equal(own.duty, DUTY_SECOND);
    OK(assignment_of(&own, f->db, fixture_attempt(f, "s1/A/TST-PAIR").id,
                     fixture_person(f, "examiner-c"), f->arena));
    assert_int_equal(own.id, 0);
    fixture_audit(f);
}

static void each_duty_takes_its_role(void **state)
{
    (void)state;
    static const char *const staff[] = {"admin",    "registrar",   "examiner-a", "lead",
                                        "verifier", "certifier-a", "auditor",    "newcomer"};
    SCOPED_FIXTURE(f);
    planned(f);
    fixture_commit(f);
    for (enum duty duty = 0; duty < DUTY_COUNT; duty++)
        for (size_t i = 0; i < COUNT(staff); i++) {
            struct outcome out;
            bool fits = text_equal(staff[i], duty == DUTY_LEAD ? "lead" : "examiner-a");
            SCOPED_ERROR error = assign(&out, f, "registrar", "s1", NULL, staff[i], duty);
            assert_int_equal(error == NULL, fits);
            fixture_rollback(f);
            if (fits)
                continue;
            assert_int_equal(out.refusals.count, 4);
            assert_non_null(strstr(error_message(error),
                                   duty == DUTY_LEAD ? "is no lead for" : "is no examiner for"));
        }
}

static void roles_are_asked_for_on_the_day_of_the_sitting(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct outcome out;
    int64_t id;
    planned(f);
    OK(grant_add(&id, fixture_desk(f, "admin"),
                 &(struct grant){.person = fixture_person(f, "newcomer"),
                                 .role = ROLE_EXAMINER,
                                 .unit = "TST-SOLO",
                                 .from_day = "2026-01-01",
                                 .until_day = FIXTURE_DAY}));
    fixture_set_day(f, "2026-11-01");
    OK(assign(&out, f, "registrar", "s1", "TST-SOLO", "newcomer", DUTY_FIRST));
    FAILS(assign(&out, f, "registrar", "s1", "TST-PAIR", "newcomer", DUTY_FIRST), ERROR_REFUSED,
          "'newcomer' is no examiner for 'TST-PAIR' on 2026-11-20");
    OK(grant_withdraw(fixture_desk(f, "admin"), fixture_person(f, "examiner-a"), ROLE_EXAMINER,
                      NULL, FIXTURE_DAY));
    FAILS(assign(&out, f, "registrar", "s1", "TST-PAIR", "examiner-a", DUTY_FIRST), ERROR_REFUSED,
          "'examiner-a' is no examiner");
}

static void one_refusal_stops_all_and_each_is_told(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct outcome out;
    int64_t id;
    planned(f);
    struct candidate b;
    OK(candidate_find(&b, f->db, "B", f->arena));
    OK(relationship_declare(&id, fixture_desk(f, "registrar"),
                            &(struct relationship){.person = fixture_person(f, "examiner-a"),
                                                   .candidate = b.id,
                                                   .kind = RELATIONSHIP_TRAINED,
                                                   .from_day = "2026-01-01",
                                                   .until_day = "2026-06-30"}));
    fixture_commit(f);
    FAILS(assign(&out, f, "registrar", "s1", NULL, "examiner-a", DUTY_FIRST), ERROR_REFUSED,
          "'examiner-a' is not assigned: 2 refusals, the first: s1/B/TST-PAIR: 'examiner-a' "
          "trained 'B' from 2026-01-01 until 2026-06-30");
    assert_int_equal(out.refusals.count, 2);
    assert_string_equal(out.refusals.items[1].what, "s1/B/TST-SOLO");
    assert_non_null(strstr(out.refusals.items[1].hint, "take somebody else"));
    fixture_rollback(f);
    struct assignments list;
    OK(assignment_list(&list, f->db, fixture_attempt(f, "s1/A/TST-SOLO").id, f->arena));
    assert_int_equal(list.count, 0);
}

static void places_are_taken_once(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct outcome out;
    planned(f);
    OK(assign(&out, f, "registrar", "s1", "TST-PAIR", "examiner-a", DUTY_FIRST));
    FAILS(assign(&out, f, "registrar", "s1", "TST-PAIR", "examiner-a", DUTY_SECOND), ERROR_REFUSED,
          "'examiner-a' has the duty 'first' in it already");
    FAILS(assign(&out, f, "registrar", "s1", "TST-PAIR", "examiner-a", DUTY_FIRST), ERROR_REFUSED,
          "'examiner-a' has the duty 'first' in it already");
    FAILS(assign(&out, f, "registrar", "s1", "TST-PAIR", "examiner-b", DUTY_FIRST), ERROR_REFUSED,
          "the duty 'first' is given to 'examiner-a' already");
}

static void closed_sittings_and_ended_attempts_take_nobody(void **state)
{
    (void)state;
    static const char *const refused[] = {"closed", "archived"};
    static const char *const ended[] = {"absent", "abandoned", "void", "final"};
    SCOPED_FIXTURE(f);
    struct outcome out;
    struct sitting sitting = fixture_open_sitting(f);
    fixture_commit(f);
    for (size_t i = 0; i < COUNT(refused); i++) {
        fixture_run(f, arena_format(f->arena, "UPDATE sitting SET state = '%s'", refused[i]));
        FAILS(assign(&out, f, "registrar", sitting.ref, NULL, "examiner-c", DUTY_THIRD),
              ERROR_REFUSED, arena_format(f->arena, "sitting 'bishkek-1' is %s", refused[i]));
    }
    fixture_rollback(f);
    for (size_t i = 0; i < COUNT(ended); i++) {
        fixture_run(f, arena_format(f->arena, "UPDATE attempt SET state = '%s'", ended[i]));
        FAILS(assign(&out, f, "registrar", sitting.ref, NULL, "examiner-c", DUTY_THIRD),
              ERROR_REFUSED, arena_format(f->arena, "the attempt is %s", ended[i]));
    }
    fixture_rollback(f);
    OK(assign(&out, f, "registrar", sitting.ref, NULL, "examiner-c", DUTY_THIRD)); /* open: yes */
}

static void only_the_registrar_assigns(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct outcome out;
    planned(f);
    FAILS(assign(&out, f, "lead", "s1", NULL, "examiner-a", DUTY_FIRST), ERROR_REFUSED,
          "'lead' may not plan");
    FAILS(assign(&out, f, "registrar", "s1", "TST-NONE", "examiner-a", DUTY_FIRST), ERROR_NOT_FOUND,
          "no attempts to assign");
}

static void duties_are_read_back(void **state)
{
    (void)state;
    enum duty read;
    for (enum duty duty = 0; duty < DUTY_COUNT; duty++) {
        OK(duty_read(&read, duty_name(duty)));
        assert_int_equal(read, duty);
        assert_int_equal(duty_has_sheet(duty), duty != DUTY_LEAD);
        assert_int_equal(duty_role(duty), duty == DUTY_LEAD ? ROLE_LEAD : ROLE_EXAMINER);
    }
    FAILS(duty_read(&read, "fourth"), ERROR_USAGE, "'fourth' is not a duty");
}

static void a_second_attempt_by_the_same_examiner_warns(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct outcome out;
    struct stamp stamp;
    fixture_open_sitting(f);
    OK(journal_append(&stamp, &f->desk, &(struct act){"test.result", NULL, NULL}));
    fixture_run(f, arena_format(f->arena,
                                "INSERT INTO result (id, attempt, outcome, marks, score, "
                                "journal_seq, at_s, by_person, salt) SELECT 1, id, "
                                "'not_yet_competent', '', '', %lld, 0, 0, x'00' FROM attempt "
                                "WHERE unit = 'TST-SOLO' LIMIT 1",
                                (long long)stamp.seq));
    fixture_run(f, "UPDATE attempt SET state = 'void'"); /* so that they may be entered */
    fixture_sitting(f, "s2");
    fixture_enter(f, "s2", "BSK-001", "TST-SOLO");
    fixture_enter(f, "s2", "BSK-002", "TST-SOLO");
    OK(assign(&out, f, "registrar", "s2", NULL, "examiner-a", DUTY_FIRST));
    assert_int_equal(out.warnings.count, 1);
    assert_string_equal(out.warnings.items[0].what, "s2/BSK-001/TST-SOLO");
    assert_non_null(strstr(out.warnings.items[0].message, "examined a failed attempt"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_is_assigned_to_all_or_some),
        cmocka_unit_test(each_duty_takes_its_role),
        cmocka_unit_test(roles_are_asked_for_on_the_day_of_the_sitting),
        cmocka_unit_test(one_refusal_stops_all_and_each_is_told),
        cmocka_unit_test(places_are_taken_once),
        cmocka_unit_test(closed_sittings_and_ended_attempts_take_nobody),
        cmocka_unit_test(only_the_registrar_assigns),
        cmocka_unit_test(duties_are_read_back),
        cmocka_unit_test(a_second_attempt_by_the_same_examiner_warns),
    };
    return cmocka_run_group_tests_name("assess/assignment", tests, NULL, NULL);
}
