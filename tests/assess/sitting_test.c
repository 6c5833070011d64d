#include "assess/sitting.h"

#include "assess/fixture.h"
#include "assess/machine.h"
#include "assess/relationship.h"
#include "assess/sitting_rubric.h"
#include "base/text.h"

#include "test.h"

static void opening_freezes_the_rubrics(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_open_sitting(f);
    assert_string_equal(sitting.state, "open");
    assert_string_equal(sitting.scheme_name, "TST@1.0.0");
    assert_string_equal(sitting.centre_ref, "bishkek");
    struct rubric_version_id frozen, newest;
    struct findings findings = findings_make(f->arena);
    OK(sitting_rubric_version(&frozen, f->db, &sitting, "TST-PAIR"));
    const char *text;
    OK(text_from_bytes(&text, fixture_file(f, "tst-pair.yaml"), "it", f->arena));
    char *raised = arena_text(f->arena, text);
    memcpy(strstr(raised, "1.0.0"), "1.1.0", 5);
    OK(publication_add_rubric(&newest, fixture_desk(f, "lead"), bytes_of_text(raised), "r.yaml",
                              &findings, f->arena));
    struct rubric_version_id still;
    OK(sitting_rubric_version(&still, f->db, &sitting, "TST-PAIR"));
    assert_int_equal(still.n, frozen.n);
    assert_int_not_equal(still.n, newest.n);
    const struct rubric *rubric;
    OK(sitting_rubric(&rubric, f->db, &sitting, "TST-SOLO", f->arena));
    assert_string_equal(rubric_name(rubric, f->arena), "TST-SOLO@1.0.0");
    FAILS(sitting_rubric_version(&still, f->db, &sitting, "TST-NONE"), ERROR_NOT_FOUND,
          "sitting 'bishkek-1' has no unit 'TST-NONE'");
    fixture_audit(f);
}

static void sittings_that_cannot_be_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_sitting(f, "s1");
    struct sitting_id id;
    int64_t acts = fixture_acts(f);
    struct desk *desk = fixture_desk(f, "registrar");
    FAILS(sitting_plan(&id, desk, "s 2", "osh", FIXTURE_DAY, sitting.scheme), ERROR_REFUSED,
          "is not a short name");
    FAILS(sitting_plan(&id, desk, "s1", "osh", FIXTURE_DAY, sitting.scheme), ERROR_CONFLICT,
          "there is a sitting 's1' already");
    FAILS(sitting_plan(&id, desk, "s2", "osh", "20.11.2026", sitting.scheme), ERROR_REFUSED,
          "day of the sitting '20.11.2026' is not a date");
    FAILS(sitting_plan(&id, desk, "s2", "talas", FIXTURE_DAY, sitting.scheme), ERROR_NOT_FOUND,
          "no centre 'talas'");
    FAILS(sitting_plan(&id, fixture_desk(f, "lead"), "s2", "osh", FIXTURE_DAY, sitting.scheme),
          ERROR_REFUSED, "'lead' may not plan");
    assert_int_equal(fixture_acts(f), acts);
    struct rubric_version_id version;
    FAILS(sitting_rubric_version(&version, f->db, &sitting, "TST-SOLO"), ERROR_REFUSED,
          "sitting 's1' is only planned");
    FAILS(sitting_find(&sitting, f->db, "s9", f->arena), ERROR_NOT_FOUND, "no sitting 's9'");
    FAILS(sitting_of(&sitting, f->db, (struct sitting_id){9}, f->arena), ERROR_NOT_FOUND, "9");
    struct sittings all;
    OK(sitting_list(&all, f->db, f->arena));
    assert_int_equal(all.count, 1);
}

/* All refusals as text: "WHAT: MESSAGE\n"… */
static const char *text_of(const struct refusals *refusals)
{
    char *text = arena_text(refusals->arena, "");
    for (size_t i = 0; i < refusals->count; i++)
        text = arena_format(refusals->arena, "%s%s: %s\n", text, refusals->items[i].what,
                            refusals->items[i].message);
    return text;
}

static void an_empty_sitting_does_not_open(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_sitting(f, "s1");
    struct refusals refusals = refusals_make(f->arena);
    FAILS(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals), ERROR_REFUSED,
          "sitting 's1' cannot open: s1: nobody is entered");
    FAILS(sitting_open(fixture_desk(f, "lead"), sitting.id, &refusals), ERROR_REFUSED,
          "'lead' may not plan");
}

static void every_missing_examiner_is_named(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_sitting(f, "s1");
    fixture_candidate(f, "A", 1);
    fixture_candidate(f, "B", 12);
    fixture_enter(f, "s1", "A", "TST-SOLO");
    fixture_enter(f, "s1", "B", "TST-SOLO");
    fixture_assign(f, "s1", "TST-PAIR", "examiner-a", DUTY_SECOND);
    fixture_assign(f, "s1", "TST-SOLO", "examiner-b", DUTY_FIRST);
    struct refusals refusals = refusals_make(f->arena);
    int64_t acts = fixture_acts(f);
    FAILS(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals), ERROR_REFUSED,
          "sitting 's1' cannot open: 2 refusals, the first: s1/A/TST-PAIR: it has no first");
    assert_string_equal(text_of(&refusals), "s1/A/TST-PAIR: it has no first examiner\n"
                                            "s1/B/TST-PAIR: it has no first examiner\n");
    assert_int_equal(fixture_acts(f), acts);
    fixture_assign(f, "s1", "TST-PAIR", "examiner-b", DUTY_FIRST);
    refusals = refusals_make(f->arena);
    OK(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals));
}

static void a_unit_for_two_needs_a_second_examiner(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_sitting(f, "s1");
    fixture_candidate(f, "A", 1);
    fixture_enter(f, "s1", "A", "TST-SOLO");
    fixture_assign(f, "s1", NULL, "examiner-a", DUTY_FIRST);
    struct refusals refusals = refusals_make(f->arena);
    FAILS(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals), ERROR_REFUSED,
          "cannot open: s1/A/TST-PAIR: it has no second examiner");
    assert_non_null(strstr(refusals.items[0].hint, "lines marked by 2"));
}

static void conflicts_since_the_assignment_stop_the_opening(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_sitting(f, "s1");
    struct candidate a = fixture_candidate(f, "A", 1);
    fixture_enter(f, "s1", "A", "TST-SOLO");
    fixture_assign(f, "s1", NULL, "examiner-a", DUTY_FIRST);
    fixture_assign(f, "s1", "TST-PAIR", "examiner-b", DUTY_SECOND);
    fixture_assign(f, "s1", NULL, "lead", DUTY_LEAD);
    int64_t id;
    OK(relationship_declare(&id, fixture_desk(f, "lead"),
                            &(struct relationship){.person = fixture_person(f, "lead"),
                                                   .candidate = a.id,
                                                   .kind = RELATIONSHIP_FAMILY,
                                                   .from_day = "2000-01-01"}));
    OK(grant_withdraw(fixture_desk(f, "admin"), fixture_person(f, "examiner-b"), ROLE_EXAMINER,
                      NULL, NULL));
    struct refusals refusals = refusals_make(f->arena);
    FAILS(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals), ERROR_REFUSED,
          "3 refusals");
    assert_string_equal(text_of(&refusals),
                        "s1/A/TST-PAIR: 'examiner-b' is no examiner for 'TST-PAIR' on 2026-11-20\n"
                        "s1/A/TST-PAIR: 'lead' is family of 'A': a conflict of interest, always\n"
                        "s1/A/TST-SOLO: 'lead' is family of 'A': a conflict of interest, always\n");
    struct refusals touched = refusals_make(f->arena);
    OK(assignment_touched(&touched, f->db, fixture_person(f, "lead"), a.id));
    assert_int_equal(touched.count, 2);
    assert_string_equal(touched.items[0].what, "s1/A/TST-PAIR");
}

static void a_sitting_opens_once(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_open_sitting(f);
    struct refusals refusals = refusals_make(f->arena);
    struct desk *desk = fixture_desk(f, "registrar");
    FAILS(sitting_open(desk, sitting.id, &refusals), ERROR_REFUSED,
          "sitting 'bishkek-1' cannot go from 'open' to 'open'");
    FAILS(sitting_archive(desk, sitting.id), ERROR_REFUSED, "from 'open' to 'archived'");
    FAILS(sitting_require(&sitting, "planned", "entering candidates"), ERROR_REFUSED,
          "sitting 'bishkek-1' is open");
    OK(sitting_require(&sitting, "open", "moving attempts"));
}

static void go(struct fixture *f, const char *attempt, const char *to)
{
    OK(machine_go(fixture_desk(f, "registrar"), MACHINE_ATTEMPT, fixture_attempt(f, attempt).id.n,
                  attempt, to, "test"));
}

static void add_sheet(struct fixture *f, const char *attempt, const char *person,
                      const char *sheet_state)
{
    const char *columns = arena_format(
        f->arena,
        "INSERT INTO sheet (id, attempt, person, device, state, journal_seq, at_s, by_person, "
        "salt) SELECT coalesce(max(id), 0) + 1, %lld, %lld, 'tablet', '%s', "
        "coalesce(max(journal_seq), 0) + 1, 0, 0, x'00' FROM sheet",
        (long long)fixture_attempt(f, attempt).id.n, (long long)fixture_person(f, person).n,
        sheet_state);
    fixture_run(f, columns);
}

static void a_sitting_closes_when_everything_has_come_in(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_open_sitting(f);
    go(f, "bishkek-1/BSK-001/TST-PAIR", "absent");
    go(f, "bishkek-1/BSK-002/TST-PAIR", "checked_in");
    go(f, "bishkek-1/BSK-002/TST-PAIR", "running");
    go(f, "bishkek-1/BSK-002/TST-PAIR", "finished");
    go(f, "bishkek-1/BSK-002/TST-SOLO", "checked_in");
    add_sheet(f, "bishkek-1/BSK-002/TST-PAIR", "examiner-a", "open");
    struct refusals refusals = refusals_make(f->arena);
    FAILS(sitting_close(fixture_desk(f, "registrar"), sitting.id, &refusals), ERROR_REFUSED,
          "sitting 'bishkek-1' cannot close: 4 refusals");
    assert_string_equal(
        text_of(&refusals),
        "bishkek-1/BSK-001/TST-SOLO: it is assigned\n"
        "bishkek-1/BSK-002/TST-PAIR: the first examiner's sheet, of 'examiner-a', is not sealed\n"
        "bishkek-1/BSK-002/TST-PAIR: the second examiner's sheet, of 'examiner-b', has not come "
        "in\n"
        "bishkek-1/BSK-002/TST-SOLO: it is checked_in\n");
    go(f, "bishkek-1/BSK-001/TST-SOLO", "absent");
    go(f, "bishkek-1/BSK-002/TST-SOLO", "running");
    go(f, "bishkek-1/BSK-002/TST-SOLO", "void");
    go(f, "bishkek-1/BSK-002/TST-PAIR", "marked");
    refusals = refusals_make(f->arena);
    FAILS(sitting_close(fixture_desk(f, "lead"), sitting.id, &refusals), ERROR_REFUSED, "may not");
    OK(sitting_close(fixture_desk(f, "registrar"), sitting.id, &refusals));
    FAILS(sitting_close(fixture_desk(f, "registrar"), sitting.id, &refusals), ERROR_REFUSED,
          "from 'closed' to 'closed'");
    FAILS(sitting_archive(fixture_desk(f, "lead"), sitting.id), ERROR_REFUSED, "may not");
    OK(sitting_archive(fixture_desk(f, "registrar"), sitting.id));
    OK(sitting_find(&sitting, f->db, "bishkek-1", f->arena));
    assert_string_equal(sitting.state, "archived");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_freezes_the_rubrics),
        cmocka_unit_test(sittings_that_cannot_be_are_refused),
        cmocka_unit_test(an_empty_sitting_does_not_open),
        cmocka_unit_test(every_missing_examiner_is_named),
        cmocka_unit_test(a_unit_for_two_needs_a_second_examiner),
        cmocka_unit_test(conflicts_since_the_assignment_stop_the_opening),
        cmocka_unit_test(a_sitting_opens_once),
        cmocka_unit_test(a_sitting_closes_when_everything_has_come_in),
    };
    return cmocka_run_group_tests_name("assess/sitting", tests, NULL, NULL);
}
