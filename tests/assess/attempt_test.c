#include "assess/attempt.h"

#include "assess/fixture.h"
#include "base/text.h"

#include "small_rubric.h"
#include "test.h"

static void a_candidate_is_entered_for_all_units_or_one(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_sitting(f, "s1");
    struct candidate_facts facts = fixture_facts(f, 1);
    struct candidate_id id;
    facts.extra_time_percent = 25;
    OK(candidate_enrol(&id, fixture_desk(f, "registrar"), "A", &facts, NULL));
    struct candidate a, b = fixture_candidate(f, "B", 12);
    OK(candidate_find(&a, f->db, "A", f->arena));
    size_t count;
    OK(attempt_enter(&count, fixture_desk(f, "registrar"), &sitting, &a, NULL, NO_MATTER(f)));
    assert_int_equal(count, 2);
    OK(attempt_enter(&count, fixture_desk(f, "registrar"), &sitting, &b, "TST-PAIR", NO_MATTER(f)));
    assert_int_equal(count, 1);
    struct attempt attempt = fixture_attempt(f, "s1/A/TST-PAIR"), same;
    assert_string_equal(attempt.state, "assigned");
    assert_string_equal(attempt.destination, "TR");
    assert_int_equal(attempt.extra_time_percent, 25);
    assert_false(attempt.sampled);
    OK(attempt_of(&same, f->db, attempt.id, f->arena));
    assert_string_equal(same.name, "s1/A/TST-PAIR");
    assert_null(fixture_attempt(f, "s1/B/TST-PAIR").destination);
    fixture_audit(f);
}

static const char *names_of(const struct attempts *attempts, struct arena *arena)
{
    char *names = arena_text(arena, "");
    for (size_t i = 0; i < attempts->count; i++)
        names = arena_format(arena, "%s %s", names, attempts->items[i].name);
    return names;
}

static void lists_are_of_a_sitting_a_unit_a_candidate(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *candidate, *names;
    } cases[] = {
        {NULL, NULL, " s1/A/TST-PAIR s1/A/TST-SOLO s1/B/TST-PAIR s1/B/TST-SOLO"},
        {"TST-PAIR", NULL, " s1/A/TST-PAIR s1/B/TST-PAIR"},
        {NULL, "B", " s1/B/TST-PAIR s1/B/TST-SOLO"},
        {"TST-SOLO", "A", " s1/A/TST-SOLO"},
        {"TST-NONE", NULL, ""},
    };
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_sitting(f, "s1");
    struct candidate b = fixture_candidate(f, "B", 12);
    fixture_candidate(f, "A", 1);
    fixture_enter(f, "s1", "B", "TST-SOLO");
    fixture_enter(f, "s1", "A", "TST-SOLO");
    struct attempts list;
    for (size_t i = 0; i < COUNT(cases); i++) {
        OK(attempt_list(&list, f->db, sitting.id, cases[i].unit, cases[i].candidate, f->arena));
        assert_string_equal(names_of(&list, f->arena), cases[i].names);
    }
    OK(attempt_list_of(&list, f->db, b.id, f->arena));
    assert_string_equal(names_of(&list, f->arena), " s1/B/TST-SOLO s1/B/TST-PAIR");
}

static void entries_that_cannot_be_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_open_sitting(f), planned = fixture_sitting(f, "s2");
    struct candidate a = fixture_candidate(f, "A", 25);
    size_t count;
    OK(attempt_enter(&count, fixture_desk(f, "registrar"), &planned, &a, "TST-SOLO", NO_MATTER(f)));
    int64_t acts = fixture_acts(f);
    struct desk *desk = fixture_desk(f, "registrar");
    FAILS(attempt_enter(&count, desk, &sitting, &a, NULL, NO_MATTER(f)), ERROR_REFUSED,
          "sitting 'bishkek-1' is open");
    FAILS(attempt_enter(&count, desk, &planned, &a, "TST-NONE", NO_MATTER(f)), ERROR_REFUSED,
          "'TST-NONE' is not a unit of scheme 'TST@1.0.0'");
    FAILS(attempt_enter(&count, desk, &planned, &a, "TST-SOLO", NO_MATTER(f)), ERROR_CONFLICT,
          "candidate 'A' is entered for 'TST-SOLO' in sitting 's2' already");
    FAILS(attempt_enter(&count, desk, &planned, &a, NULL, NO_MATTER(f)), ERROR_CONFLICT, "already");
    FAILS(attempt_enter(&count, fixture_desk(f, "lead"), &planned, &a, NULL, NO_MATTER(f)),
          ERROR_REFUSED, "'lead' may not plan");
    assert_int_equal(fixture_acts(f), acts);
}

static void names_that_lead_nowhere_are_told_apart(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct attempt attempt;
    fixture_open_sitting(f);
    static const struct {
        const char *name, *says;
        enum error_code code;
    } cases[] = {
        {"bishkek-1", "'bishkek-1' does not name an attempt", ERROR_USAGE},
        {"bishkek-1/BSK-001", "does not name an attempt", ERROR_USAGE},
        {"bishkek-1/BSK-001/TST-SOLO/x", "does not name an attempt", ERROR_USAGE},
        {"s9/BSK-001/TST-SOLO", "there is no sitting 's9'", ERROR_NOT_FOUND},
        {"bishkek-1/X/TST-SOLO", "there is no candidate 'X'", ERROR_NOT_FOUND},
        {"bishkek-1/BSK-001/TST-X", "'BSK-001' is not entered for 'TST-X'", ERROR_NOT_FOUND},
        {"//", "there is no sitting ''", ERROR_NOT_FOUND},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        FAILS(attempt_find(&attempt, f->db, cases[i].name, f->arena), cases[i].code, cases[i].says);
    FAILS(attempt_of(&attempt, f->db, (struct attempt_id){99}, f->arena), ERROR_NOT_FOUND, "99");
}

static struct error *move(struct fixture *f, const char *person, const char *to)
{
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-001/TST-PAIR");
    return attempt_move(fixture_desk(f, person), &attempt, to, "test");
}

static void moves_are_made_by_who_may(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_open_sitting(f);
    FAILS(move(f, "examiner-a", "checked_in"), ERROR_REFUSED, "'examiner-a' may not plan");
    FAILS(move(f, "registrar", "finished"), ERROR_REFUSED, "'registrar' may not examine");
    FAILS(move(f, "examiner-a", "finished"), ERROR_REFUSED, "from 'assigned' to 'finished'");
    OK(move(f, "registrar", "checked_in"));
    FAILS(move(f, "examiner-c", "running"), ERROR_REFUSED,
          "only an examiner assigned to 'bishkek-1/BSK-001/TST-PAIR' says that it is running");
    OK(move(f, "examiner-a", "running"));
    OK(move(f, "examiner-b", "paused"));
    FAILS(move(f, "examiner-a", "void"), ERROR_REFUSED, "'examiner-a' may not settle");
    FAILS(move(f, "lead", "marked"), ERROR_REFUSED, "nobody moves an attempt to 'marked' by hand");
    FAILS(move(f, "lead", "final"), ERROR_REFUSED, "nobody moves an attempt to 'final' by hand");
    FAILS(move(f, "lead", "nonsense"), ERROR_REFUSED, "nobody moves an attempt to 'nonsense'");
    OK(move(f, "lead", "void"));
    fixture_audit(f);
}

static void only_attempts_of_open_sittings_move(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_sitting(f, "s1");
    fixture_candidate(f, "A", 1);
    struct attempt attempt = fixture_enter(f, "s1", "A", "TST-SOLO");
    FAILS(attempt_move(fixture_desk(f, "registrar"), &attempt, "absent", NULL), ERROR_REFUSED,
          "sitting 's1' is planned");
}

static void the_profile_is_the_destinations_where_declared(void **state)
{
    (void)state;
    struct attempt attempt = {.destination = "RU"};
    assert_string_equal(attempt_profile(&attempt, &small_rubric), "RU");
    attempt.destination = "KZ";
    assert_null(attempt_profile(&attempt, &small_rubric));
    attempt.destination = NULL;
    assert_null(attempt_profile(&attempt, &small_rubric));
}

static void sheets_are_expected_of_what_was_examined(void **state)
{
    (void)state;
    static const struct {
        const char *state;
        bool expects;
    } cases[] = {
        {"assigned", false},      {"checked_in", false}, {"running", false}, {"paused", false},
        {"absent", false},        {"abandoned", false},  {"void", false},    {"finished", true},
        {"stopped_unsafe", true}, {"marked", true},      {"final", true},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(attempt_expects_sheets(&(struct attempt){.state = cases[i].state}),
                         cases[i].expects);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_candidate_is_entered_for_all_units_or_one),
        cmocka_unit_test(lists_are_of_a_sitting_a_unit_a_candidate),
        cmocka_unit_test(entries_that_cannot_be_are_refused),
        cmocka_unit_test(names_that_lead_nowhere_are_told_apart),
        cmocka_unit_test(moves_are_made_by_who_may),
        cmocka_unit_test(only_attempts_of_open_sittings_move),
        cmocka_unit_test(the_profile_is_the_destinations_where_declared),
        cmocka_unit_test(sheets_are_expected_of_what_was_examined),
    };
    return cmocka_run_group_tests_name("assess/attempt", tests, NULL, NULL);
}
