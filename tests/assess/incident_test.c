#include "assess/incident.h"

#include "assess/fixture.h"
#include "base/text.h"

#include "test.h"

static void report(struct fixture *f, const char *who, const char *attempt_name,
                   enum incident_kind kind, const char *note)
{
    struct sitting sitting;
    struct attempt attempt;
    OK(sitting_find(&sitting, f->db, "bishkek-1", f->arena));
    if (attempt_name)
        attempt = fixture_attempt(f, attempt_name);
    OK(incident_report(fixture_desk(f, who), &sitting, attempt_name ? &attempt : NULL, kind, note));
}

static void every_kind_has_a_name_of_its_own(void **state)
{
    (void)state;
    enum incident_kind read;
    for (enum incident_kind kind = 0; kind < INCIDENT_COUNT; kind++) {
        OK(incident_kind_read(&read, incident_kind_name(kind)));
        assert_int_equal(read, kind);
    }
    SCOPED_ERROR error = incident_kind_read(&read, "party");
    assert_int_equal(error_code(error), ERROR_USAGE);
    for (enum incident_kind kind = 0; kind < INCIDENT_COUNT; kind++)
        assert_non_null(strstr(error_hint_text(error), incident_kind_name(kind)));
}

static void an_attempt_has_its_own_and_those_of_the_day(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct incidents list;
    struct sitting sitting = fixture_open_sitting(f);
    report(f, "registrar", NULL, INCIDENT_SUPPLY, "no water for ten minutes");
    report(f, "examiner-a", "bishkek-1/BSK-001/TST-SOLO", INCIDENT_ACCIDENT, "a cut, plastered");
    report(f, "lead", "bishkek-1/BSK-002/TST-SOLO", INCIDENT_HELP, "a friend called out");
    report(f, "verifier", NULL, INCIDENT_OTHER, "visitors");
    OK(incident_list(&list, f->db, sitting.id, NULL, f->arena));
    assert_int_equal(list.count, 4);
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-001/TST-SOLO");
    OK(incident_list(&list, f->db, sitting.id, &attempt, f->arena));
    assert_int_equal(list.count, 3);
    assert_string_equal(list.items[0].about, "bishkek-1");
    assert_string_equal(list.items[0].by, "registrar");
    assert_string_equal(list.items[1].about, "bishkek-1/BSK-001/TST-SOLO");
    assert_int_equal(list.items[1].kind, INCIDENT_ACCIDENT);
    assert_string_equal(list.items[1].note, "a cut, plastered");
    assert_int_equal(list.items[1].at_s, f->clock.fixed_s);
    assert_string_equal(list.items[2].note, "visitors");
    fixture_audit(f);
}

static void what_cannot_be_reported(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_sitting(f, "s1");
    FAILS(incident_report(fixture_desk(f, "registrar"), &sitting, NULL, INCIDENT_OTHER, "x"),
          ERROR_REFUSED, "sitting 's1' is planned");
    sitting = fixture_open_sitting(f);
    int64_t acts = fixture_acts(f);
    FAILS(incident_report(fixture_desk(f, "registrar"), &sitting, NULL, INCIDENT_OTHER, NULL),
          ERROR_REFUSED, "only with a note");
    FAILS(incident_report(fixture_desk(f, "registrar"), &sitting, NULL, INCIDENT_OTHER, ""),
          ERROR_REFUSED, "only with a note");
    FAILS(incident_report(fixture_desk(f, "certifier-a"), &sitting, NULL, INCIDENT_OTHER, "x"),
          ERROR_REFUSED, "'certifier-a' may not report incidents");
    assert_int_equal(fixture_acts(f), acts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_a_name_of_its_own),
        cmocka_unit_test(an_attempt_has_its_own_and_those_of_the_day),
        cmocka_unit_test(what_cannot_be_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
