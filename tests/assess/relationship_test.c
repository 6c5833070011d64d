#include "assess/relationship.h"

#include "assess/fixture.h"
#include "base/text.h"

#include "test.h"

static struct error *declare(struct fixture *f, const char *desk, const char *person,
                             struct candidate_id candidate, enum relationship_kind kind,
                             const char *from, const char *until)
{
    int64_t id;
    struct relationship relationship = {.person = fixture_person(f, person),
                                        .candidate = candidate,
                                        .kind = kind,
                                        .from_day = from,
                                        .until_day = until};
    return relationship_declare(&id, fixture_desk(f, desk), &relationship);
}

static struct error *check(struct fixture *f, const char *person, struct candidate_id candidate,
                           const char *unit, const char *day)
{
    const char *warning;
    return conflict_check(&warning, f->db, fixture_person(f, person), candidate, unit, day,
                          f->arena);
}

static void some_relationships_always_conflict(void **state)
{
    (void)state;
    static const enum relationship_kind always[] = {RELATIONSHIP_FAMILY, RELATIONSHIP_HOUSEHOLD,
                                                    RELATIONSHIP_GAINS};
    static const char *const days[] = {"1999-12-31", "2000-01-01", "2026-11-20", "2099-01-01"};
    for (size_t i = 0; i < COUNT(always); i++) {
        SCOPED_FIXTURE(f);
        struct candidate candidate = fixture_candidate(f, "BSK-001", 1);
        OK(declare(f, "registrar", "lead", candidate.id, always[i], "2000-01-01", "2001-01-01"));
        assert_int_equal(relationship_window_months(always[i]), -1);
        for (size_t j = 0; j < COUNT(days); j++)
            FAILS(check(f, "lead", candidate.id, "TST-SOLO", days[j]), ERROR_REFUSED,
                  "a conflict of interest, always");
        OK(check(f, "examiner-a", candidate.id, "TST-SOLO", FIXTURE_DAY));
    }
}

static void others_conflict_while_they_last_and_24_months_after(void **state)
{
    (void)state;
    static const enum relationship_kind windowed[] = {RELATIONSHIP_TRAINED, RELATIONSHIP_EMPLOYER,
                                                      RELATIONSHIP_COLLEAGUE};
    static const struct {
        const char *day;
        bool conflicts;
    } cases[] = {
        {"2023-04-30", false}, {"2023-05-01", true}, {"2024-11-20", true},  {"2024-11-21", true},
        {"2026-11-19", true},  {"2026-11-20", true}, {"2026-11-21", false}, {"2027-05-01", false},
    };
    for (size_t i = 0; i < COUNT(windowed); i++) {
        SCOPED_FIXTURE(f);
        struct candidate candidate = fixture_candidate(f, "BSK-001", 1);
        OK(declare(f, "registrar", "lead", candidate.id, windowed[i], "2023-05-01", "2024-11-20"));
        assert_int_equal(relationship_window_months(windowed[i]), 24);
        for (size_t j = 0; j < COUNT(cases); j++) {
            SCOPED_ERROR error = check(f, "lead", candidate.id, NULL, cases[j].day);
            if ((error != NULL) != cases[j].conflicts)
                fail_msg("%s on %s", relationship_name(windowed[i]), cases[j].day);
        }
    }
}

static void one_that_goes_on_conflicts_for_ever(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate candidate = fixture_candidate(f, "BSK-001", 1);
    OK(declare(f, "registrar", "lead", candidate.id, RELATIONSHIP_COLLEAGUE, "2026-11-20", NULL));
    OK(check(f, "lead", candidate.id, NULL, "2026-11-19"));
    FAILS(check(f, "lead", candidate.id, NULL, "2026-11-20"), ERROR_REFUSED,
          "works or worked with 'BSK-001' from 2026-11-20 to this day");
    FAILS(check(f, "lead", candidate.id, NULL, "2099-11-20"), ERROR_REFUSED, "to this day");
}

static void a_leap_day_ends_its_window_on_the_28th(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate candidate = fixture_candidate(f, "BSK-001", 1);
    OK(declare(f, "registrar", "lead", candidate.id, RELATIONSHIP_TRAINED, "2023-01-01",
               "2024-02-29"));
    FAILS(check(f, "lead", candidate.id, NULL, "2026-02-28"), ERROR_REFUSED, "through 2026-02-28");
    OK(check(f, "lead", candidate.id, NULL, "2026-03-01"));
}

static void a_refusal_names_relationship_window_and_rule(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate candidate = fixture_candidate(f, "BSK-001", 1);
    OK(declare(f, "registrar", "lead", candidate.id, RELATIONSHIP_TRAINED, "2025-09-01",
               "2026-01-15"));
    SCOPED_ERROR error = check(f, "lead", candidate.id, "TST-SOLO", FIXTURE_DAY);
    assert_string_equal(error_message(error),
                        "'lead' trained 'BSK-001' from 2025-09-01 until 2026-01-15: a conflict of "
                        "interest through 2028-01-15");
    assert_string_equal(error_hint_text(error),
                        "take somebody else, or a day after 2028-01-15 (workflow, conflict of "
                        "interest: trained, 24 months)");
}

static void a_later_declaration_moves_the_end(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate candidate = fixture_candidate(f, "BSK-001", 1);
    OK(declare(f, "registrar", "lead", candidate.id, RELATIONSHIP_COLLEAGUE, "2020-01-01", NULL));
    OK(declare(f, "registrar", "lead", candidate.id, RELATIONSHIP_COLLEAGUE, "2020-01-01",
               "2021-01-01"));
    OK(check(f, "lead", candidate.id, NULL, FIXTURE_DAY));
    OK(declare(f, "registrar", "lead", candidate.id, RELATIONSHIP_COLLEAGUE, "2025-01-01",
               "2025-02-01"));
    FAILS(check(f, "lead", candidate.id, NULL, FIXTURE_DAY), ERROR_REFUSED, "from 2025-01-01");
    struct relationships list;
    OK(relationship_list(&list, f->db, candidate.id, f->arena));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].until_day, "2021-01-01");
    fixture_audit(f);
}

static void who_may_declare(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate candidate = fixture_candidate(f, "BSK-001", 1);
    const enum relationship_kind kind = RELATIONSHIP_TRAINED;
    OK(declare(f, "admin", "lead", candidate.id, kind, "2025-01-01", NULL));
    OK(declare(f, "examiner-a", "examiner-a", candidate.id, kind, "2025-01-01", NULL)); /* own */
    FAILS(declare(f, "examiner-a", "lead", candidate.id, kind, "2025-02-01", NULL), ERROR_REFUSED,
          "'examiner-a' may not declare relationships of others");
    FAILS(declare(f, "", "lead", candidate.id, kind, "2025-02-01", NULL), ERROR_REFUSED, "may");
}

static void declarations_that_cannot_be_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate candidate = fixture_candidate(f, "BSK-001", 1);
    const enum relationship_kind kind = RELATIONSHIP_TRAINED;
    OK(declare(f, "admin", "lead", candidate.id, kind, "2025-01-01", "2025-02-01"));
    int64_t acts = fixture_acts(f);
    FAILS(declare(f, "admin", "lead", candidate.id, kind, "2025-01-01", "2025-02-01"),
          ERROR_CONFLICT, "it is declared already that 'lead' trained 'BSK-001'");
    FAILS(declare(f, "admin", "lead", candidate.id, kind, "2025-03-01", "2025-02-28"),
          ERROR_REFUSED, "would end on 2025-02-28, before it begins on 2025-03-01");
    FAILS(declare(f, "admin", "lead", candidate.id, kind, "last year", NULL), ERROR_REFUSED,
          "first day 'last year' is not a date");
    FAILS(declare(f, "admin", "lead", candidate.id, kind, "2025-01-01", "2025-13-01"),
          ERROR_REFUSED, "last day '2025-13-01' is not a date");
    FAILS(declare(f, "admin", "lead", (struct candidate_id){99}, kind, "2025-01-01", NULL),
          ERROR_NOT_FOUND, "no candidate 99");
    assert_int_equal(fixture_acts(f), acts);
    enum relationship_kind read;
    FAILS(relationship_read(&read, "enemy"), ERROR_USAGE, "'enemy' is not a kind of relationship");
    for (enum relationship_kind each = 0; each < RELATIONSHIP_COUNT; each++) {
        OK(relationship_read(&read, relationship_name(each)));
        assert_int_equal(read, each);
    }
}

/* A result as the result module leaves it, as far as conflicts look at it. */
static void add_result(struct fixture *f, const char *attempt, const char *outcome)
{
    static const struct statement insert = {
        "result",
        "INSERT INTO result (id, attempt, outcome, marks, score, journal_seq, at_s, by_person, "
        "salt) VALUES ($1, $2, $3, '', '', $4, $5, $6, $7)",
        true};
    struct stamp stamp;
    int64_t id = fixture_attempt(f, attempt).id.n;
    OK(journal_append(&stamp, fixture_desk(f, "lead"), &(struct act){"test.result", NULL, NULL}));
    OK(db_run(f->db, &insert,
              DB_VALUES(db_integer(id), db_integer(id), db_text(outcome), STAMP_VALUES(stamp))));
}

static void sit(struct fixture *f, const char *sitting, const char *examiner, const char *outcome)
{
    struct sitting planned = fixture_sitting(f, sitting);
    struct attempt attempt = fixture_enter(f, planned.ref, "BSK-001", "TST-SOLO");
    fixture_assign(f, planned.ref, "TST-SOLO", examiner, DUTY_FIRST);
    add_result(f, attempt.name, outcome);
}

static void an_examiner_of_a_failed_attempt_is_warned_then_blocked(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate_id candidate = fixture_candidate(f, "BSK-001", 1).id;
    struct person_id examiner = fixture_person(f, "examiner-a");
    const char *warning;
    sit(f, "s0", "examiner-a", "void"); /* the centre's fault: no attempt */
    OK(conflict_check(&warning, f->db, examiner, candidate, "TST-SOLO", FIXTURE_DAY, f->arena));
    assert_null(warning);
    sit(f, "s1", "examiner-a", "not_yet_competent");
    OK(conflict_check(&warning, f->db, examiner, candidate, "TST-SOLO", FIXTURE_DAY, f->arena));
    assert_non_null(strstr(warning, "'examiner-a' examined a failed attempt of 'BSK-001'"));
    sit(f, "s2", "examiner-b", "not_yet_competent");
    FAILS(check(f, "examiner-a", candidate, "TST-SOLO", FIXTURE_DAY), ERROR_REFUSED,
          "'examiner-a' examined a failed attempt of 'BSK-001' at 'TST-SOLO', and this is attempt "
          "3");
    FAILS(check(f, "examiner-b", candidate, "TST-SOLO", FIXTURE_DAY), ERROR_REFUSED, "attempt 3");
    OK(check(f, "examiner-c", candidate, "TST-SOLO", FIXTURE_DAY));
    OK(check(f, "examiner-a", candidate, "TST-PAIR", FIXTURE_DAY)); /* another unit */
    OK(check(f, "examiner-a", candidate, NULL, FIXTURE_DAY));       /* a decision's own rule */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_relationships_always_conflict),
        cmocka_unit_test(others_conflict_while_they_last_and_24_months_after),
        cmocka_unit_test(one_that_goes_on_conflicts_for_ever),
        cmocka_unit_test(a_leap_day_ends_its_window_on_the_28th),
        cmocka_unit_test(a_refusal_names_relationship_window_and_rule),
        cmocka_unit_test(a_later_declaration_moves_the_end),
        cmocka_unit_test(who_may_declare),
        cmocka_unit_test(declarations_that_cannot_be_are_refused),
        cmocka_unit_test(an_examiner_of_a_failed_attempt_is_warned_then_blocked),
    };
    return cmocka_run_group_tests_name("assess/relationship", tests, NULL, NULL);
}
