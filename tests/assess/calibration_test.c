#include "assess/calibration.h"

#include "assess/rejudge.h"
#include "assess/story.h"
#include "base/text.h"

#include "test.h"

enum { HOUR_S = 3600 };

static struct instrument find(struct fixture *f, const char *ref)
{
    struct instrument instrument;
    OK(instrument_find(&instrument, f->db, ref, f->arena));
    return instrument;
}

static struct error *add(struct fixture *f, const char *who, const char *ref, const char *centre,
                         const char *kind, const char *unit)
{
    return instrument_add(
        fixture_desk(f, who),
        &(struct instrument){.ref = ref, .centre_ref = centre, .kind = kind, .unit = unit});
}

static struct error *calibrate(struct fixture *f, const char *ref, int64_t done_s,
                               const char *reference, const char *deviation)
{
    struct instrument instrument = find(f, ref);
    return calibration_add(
        fixture_desk(f, "examiner-a"), &instrument,
        &(struct calibration){.done_s = done_s, .reference = reference, .deviation = deviation});
}

static void instruments_that_cannot_be(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    OK(add(f, "lead", "probe-1", "osh", "probe", "Cel"));
    assert_string_equal(find(f, "probe-1").quantity, "temperature");
    assert_string_equal(find(f, "probe-1").centre_ref, "osh");
    int64_t acts = fixture_acts(f);
    FAILS(add(f, "lead", "probe-1", "bishkek", "probe", "Cel"), ERROR_CONFLICT, "already");
    FAILS(add(f, "lead", "probe 2", "osh", "probe", "Cel"), ERROR_REFUSED, "instrument");
    FAILS(add(f, "lead", "probe-2", "osh", "pro be", "Cel"), ERROR_REFUSED, "kind of instrument");
    FAILS(add(f, "lead", "probe-2", "osh", "probe", "F"), ERROR_REFUSED, "'F' is not a unit");
    FAILS(add(f, "lead", "probe-2", "talas", "probe", "Cel"), ERROR_NOT_FOUND, "'talas'");
    FAILS(add(f, "certifier-a", "probe-2", "osh", "probe", "Cel"), ERROR_REFUSED,
          "'certifier-a' may not keep and calibrate instruments");
    struct instrument instrument;
    FAILS(instrument_find(&instrument, f->db, "probe-9", f->arena), ERROR_NOT_FOUND, "probe-9");
    int64_t now_s = f->clock.fixed_s;
    FAILS(calibrate(f, "probe-1", now_s + 1, "0", "0"), ERROR_REFUSED, "in the future");
    FAILS(calibrate(f, "probe-1", now_s, "ice", "0"), ERROR_REFUSED, "the reference 'ice'");
    FAILS(calibrate(f, "probe-1", now_s, "0", "+-1"), ERROR_REFUSED, "the deviation '+-1'");
    instrument = find(f, "probe-1");
    FAILS(instrument_retire(fixture_desk(f, "lead"), &instrument, ""), ERROR_REFUSED, "a reason");
    FAILS(instrument_retire(fixture_desk(f, "auditor"), &instrument, "x"), ERROR_REFUSED,
          "may not");
    FAILS(calibration_add(fixture_desk(f, "auditor"), &instrument,
                          &(struct calibration){0, 0, now_s, "0", "0", NULL}),
          ERROR_REFUSED, "may not");
    assert_int_equal(fixture_acts(f), acts);
    OK(instrument_retire(fixture_desk(f, "lead"), &instrument, "broken"));
    instrument = find(f, "probe-1");
    FAILS(instrument_retire(fixture_desk(f, "lead"), &instrument, "x"), ERROR_CONFLICT, "already");
    FAILS(calibrate(f, "probe-1", now_s, "0", "0"), ERROR_REFUSED, "is retired");
    fixture_audit(f);
}

static void a_calibration_is_good_for_its_hours(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct calibrations list;
    int64_t now_s = f->clock.fixed_s;
    OK(add(f, "lead", "probe-1", "osh", "probe", "Cel"));
    struct instrument probe = find(f, "probe-1");
    FAILS(calibration_check(f->db, &probe, 24, now_s), ERROR_REFUSED, "was not calibrated before");
    OK(calibrate(f, "probe-1", now_s - 30 * HOUR_S, "0.0", "0.3"));
    OK(calibrate(f, "probe-1", now_s, "0.0", "-0.2"));
    FAILS(calibration_check(f->db, &probe, 24, now_s - 31 * HOUR_S), ERROR_REFUSED, "before");
    OK(calibration_check(f->db, &probe, 24, now_s - 30 * HOUR_S));
    OK(calibration_check(f->db, &probe, 24, now_s - 6 * HOUR_S));
    FAILS(calibration_check(f->db, &probe, 24, now_s - 6 * HOUR_S + 1), ERROR_REFUSED,
          "out of calibration from 2026-11-19T21:00:00Z");
    OK(calibration_check(f->db, &probe, 24, now_s + 24 * HOUR_S));
    FAILS(calibration_check(f->db, &probe, 24, now_s + 24 * HOUR_S + 1), ERROR_REFUSED, "was cal");
    OK(calibration_list(&list, f->db, &probe, f->arena));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].deviation, "-0.2");
    assert_string_equal(list.items[0].by, "examiner-a");
    OK(calibrate(f, "probe-1", now_s - HOUR_S, "0.0", "0.0"));
    OK(instrument_retire(fixture_desk(f, "lead"), &probe, "broken"));
    probe = find(f, "probe-1");
    OK(calibration_check(f->db, &probe, 24, now_s - 1));
    FAILS(calibration_check(f->db, &probe, 24, now_s), ERROR_REFUSED, "is retired");
}

/* Says what of every line for which no instrument is good. */
static const char *missing(struct fixture *f, const char *centre_ref)
{
    struct centre centre;
    struct refusals refusals = refusals_make(f->arena);
    const struct rubric *rubric = NULL;
    OK(publication_rubric(&rubric, f->db, (struct rubric_version_id){1}, f->arena));
    OK(centre_find(&centre, f->db, centre_ref, f->arena));
    OK(calibration_missing(&refusals, f->db, rubric, centre.id, f->clock.fixed_s));
    char *text = arena_text(f->arena, "");
    for (size_t i = 0; i < refusals.count; i++)
        text = arena_format(f->arena, "%s%s: %s\n", text, refusals.items[i].what,
                            refusals.items[i].message);
    return text;
}

static void a_centre_without_is_told_which_lines_miss_it(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    story_begin_poultry(f);
    assert_string_equal(missing(f, "bishkek"), "");
    assert_non_null(strstr(missing(f, "osh"), "needs a probe in 'Cel', calibrated within 24 hours: "
                                              "the centre has none"));
    OK(add(f, "lead", "scale-osh", "osh", "scale", "g"));
    OK(calibrate(f, "scale-osh", f->clock.fixed_s, "500", "0"));
    OK(add(f, "lead", "laser-osh", "osh", "laser", "Cel"));
    OK(calibrate(f, "laser-osh", f->clock.fixed_s, "0", "0"));
    assert_string_not_equal(missing(f, "osh"), "");
    OK(add(f, "lead", "probe-osh", "osh", "probe", "Cel"));
    assert_string_not_equal(missing(f, "osh"), "");
    OK(calibrate(f, "probe-osh", f->clock.fixed_s, "0", "0"));
    assert_string_equal(missing(f, "osh"), "");
    f->clock.fixed_s += 24 * HOUR_S + 1;
    assert_string_not_equal(missing(f, "osh"), "");
    struct instrument probe = find(f, "probe-osh");
    OK(calibrate(f, "probe-osh", f->clock.fixed_s, "0", "0"));
    OK(instrument_retire(fixture_desk(f, "lead"), &probe, "lost"));
    assert_string_not_equal(missing(f, "osh"), "");
    fixture_audit(f);
}

/* One reading of the first calibrated line, named as read on this; NULL for on nothing. */
static void read_on(struct story *story, const char *instrument, const char *refused)
{
    struct tablet *tablet = story_tablet(story, "examiner-a");
    const struct rubric *rubric = story_rubric(story, POULTRY);
    const struct criterion *line = NULL;
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count && !line; c++)
            if (rubric->sections[s].criteria[c].measure.calibration_max_hours)
                line = &rubric->sections[s].criteria[c];
    assert_non_null(line);
    struct mark mark = story_worth(story, "examiner-a", POULTRY, line->id, 100);
    struct value *body = value_object(story->f->arena);
    value_set_text(body, "kind", "mark");
    value_set_text(body, "attempt", POULTRY);
    value_set_text(body, "criterion", line->id);
    value_set(body, "readings", value_at(mark_value(&mark, story->f->arena), 0));
    if (instrument)
        value_set_text(body, "instrument", instrument);
    tablet_add(tablet, "examiner-a", body);
    if (refused)
        story_send_refused(story, "examiner-a", refused);
    else
        story_send(story, "examiner-a");
}

static void a_reading_names_what_it_was_read_on(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin_poultry(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    int64_t now_s = f->clock.fixed_s;
    OK(add(f, "lead", "scale-1", "bishkek", "scale", "g"));
    OK(add(f, "lead", "probe-2", "bishkek", "probe", "Cel"));
    OK(add(f, "lead", "probe-9", "osh", "probe", "Cel"));
    OK(calibrate(f, "scale-1", now_s, "500", "0"));
    OK(calibrate(f, "probe-9", now_s, "0", "0"));
    story_open_sheet(story, "examiner-a", POULTRY);
    story_send(story, "examiner-a");
    read_on(story, NULL, "does not say what it was read on");
    read_on(story, "probe-bishkek", NULL);
    read_on(story, "probe-7", "there is no instrument 'probe-7'");
    read_on(story, "probe-9", "instrument 'probe-9' is of centre 'osh'");
    read_on(story, "scale-1", "instrument 'scale-1' is a scale in 'g'");
    read_on(story, "probe-2", "instrument 'probe-2' was not calibrated before");
    tablet->now_s = now_s + 24 * HOUR_S - 40;
    read_on(story, "probe-bishkek", NULL); /* just in time */
    read_on(story, "probe-bishkek", "out of calibration from 2026-11-21T03:00:00Z");
    struct mark check = story_worth(story, "examiner-a", POULTRY, "A2", 100);
    tablet_mark(tablet, POULTRY, &check);
    story_send(story, "examiner-a"); /* what is refused stops nothing behind it */
    fixture_audit(f);
}

/* Whatever was taken in is judged again by what is known of the instrument. */
static void the_audit_judges_readings_again(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    static const struct {
        const char *sql, *says;
    } changes[] = {
        {"UPDATE calibration SET done_s = done_s - 1000000", "out of calibration"},
        {"DELETE FROM calibration", "was not calibrated before"},
        {"UPDATE instrument SET unit = 'g'", "is a probe in 'g'"},
        {"UPDATE instrument SET centre = 2", "is of centre"},
        {"UPDATE instrument SET ref = 'other'", "there is no instrument 'probe-bishkek'"},
    };
    struct rejudged found;
    struct story *story = story_begin_poultry(f);
    story_open_sheet(story, "examiner-a", POULTRY);
    read_on(story, "probe-bishkek", NULL);
    fixture_unprotect(f);
    fixture_commit(f);
    OK(assess_rejudge(&found, f->db));
    for (size_t i = 0; i < COUNT(changes); i++) {
        fixture_run(f, "PRAGMA defer_foreign_keys = ON");
        fixture_run(f, changes[i].sql);
        SCOPED_ERROR error = assess_rejudge(&found, f->db);
        if (!error || !strstr(error_message(error), changes[i].says))
            fail_msg("%s: %s", changes[i].sql, error ? error_message(error) : "not found");
        fixture_rollback(f);
    }
}

static void an_instrument_stands_with_readings_alone(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin_poultry(f);
    struct value *body = value_object(f->arena);
    story_open_sheet(story, "examiner-a", POULTRY);
    value_set_text(body, "kind", "mark");
    value_set_text(body, "attempt", POULTRY);
    value_set_text(body, "criterion", "A2");
    value_set_boolean(body, "check", true);
    value_set_text(body, "instrument", "probe-bishkek");
    tablet_add(story_tablet(story, "examiner-a"), "examiner-a", body);
    story_send_refused(story, "examiner-a", "line 'A2' names an instrument, but no reading");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instruments_that_cannot_be),
        cmocka_unit_test(a_calibration_is_good_for_its_hours),
        cmocka_unit_test(a_centre_without_is_told_which_lines_miss_it),
        cmocka_unit_test(a_reading_names_what_it_was_read_on),
        cmocka_unit_test(an_instrument_stands_with_readings_alone),
        cmocka_unit_test(the_audit_judges_readings_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
