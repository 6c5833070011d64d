#include "assess/story.h"

#include "assess/relationship.h"
#include "assess/sheet_marks.h"

#include "test.h"

static void a_sheet_is_opened_written_and_sealed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_open_sheet(story, "examiner-a", SOLO);
    story_send(story, "examiner-a");
    assert_string_equal(story_state(story, SOLO), "running");
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100 A3 0 B1 60 B2 100");
    tablet_note(story_tablet(story, "examiner-a"), "examiner-a", SOLO, "A3", "no date");
    story_send(story, "examiner-a");
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO);
    story_send(story, "examiner-a");
    assert_string_equal(story_state(story, SOLO), "marked"); /* nobody else is expected */
    fixture_audit(f);
}

static void an_attempt_is_marked_when_all_sheets_are_sealed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-b", PAIR, NULL);
    assert_string_equal(story_state(story, PAIR), "running");
    story_sheet(story, "examiner-a", PAIR, NULL);
    assert_string_equal(story_state(story, PAIR), "marked");

    story_sheet(story, "examiner-a", "bishkek-1/BSK-002/TST-PAIR", NULL);
    assert_string_equal(story_state(story, "bishkek-1/BSK-002/TST-PAIR"), "finished");
    story_sheet(story, "examiner-b", "bishkek-1/BSK-002/TST-PAIR", NULL);
    assert_string_equal(story_state(story, "bishkek-1/BSK-002/TST-PAIR"), "marked");
    fixture_audit(f);
}

/* ---- exactly once, in order ---- */

static int64_t count_events(struct story *story)
{
    int64_t next;
    OK(sheet_next_seq(&next, story->f->db, "tablet-examiner-a"));
    return next - 1;
}

static void what_is_sent_again_changes_nothing(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct receipts first, again;
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100");
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO); /* too early: refused */
    struct tablet *tablet = story_tablet(story, "examiner-a");
    struct event_batch batch = story_batch(story, tablet->log.device, tablet->log.events, 0, 4);
    OK(sheet_receive(&first, fixture_desk(f, "examiner-a"), &batch, &story->shelf, f->arena));
    int64_t acts = fixture_acts(f);
    OK(sheet_receive(&again, fixture_desk(f, "registrar"), &batch, &story->shelf, f->arena));
    assert_int_equal(fixture_acts(f), acts);
    assert_int_equal(count_events(story), 4);
    assert_int_equal(first.stored, 3);
    assert_int_equal(first.refused, 1);
    assert_int_equal(again.duplicate, 4);
    assert_int_equal(again.stored + again.refused, 0);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(again.items[i].journal_seq, first.items[i].journal_seq);
        assert_true(again.items[i].journal_seq > 0);
        assert_true(again.items[i].duplicate);
        assert_string_equal(receipt_status(&again.items[i]), "duplicate");
    }
    assert_string_equal(receipt_status(&first.items[0]), "stored");
    assert_string_equal(receipt_status(&first.items[3]), "rejected");
    assert_string_equal(again.items[3].refused, first.items[3].refused);
    fixture_audit(f);
}

static void an_overlapping_batch_adds_its_new_part(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct receipts receipts;
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100 A3 100");
    struct tablet *tablet = story_tablet(story, "examiner-a");
    struct event_batch begin = story_batch(story, tablet->log.device, tablet->log.events, 0, 2);
    struct event_batch all = story_batch(story, tablet->log.device, tablet->log.events, 0, 4);
    OK(sheet_receive(&receipts, fixture_desk(f, "examiner-a"), &begin, &story->shelf, f->arena));
    OK(sheet_receive(&receipts, fixture_desk(f, "examiner-a"), &all, &story->shelf, f->arena));
    assert_int_equal(receipts.duplicate, 2);
    assert_int_equal(receipts.stored, 2);
    assert_true(receipts.items[2].journal_seq > receipts.items[1].journal_seq);
    assert_int_equal(count_events(story), 4);
}

static void a_gap_says_from_where_to_resend(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct receipts receipts;
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100 A3 100");
    struct tablet *tablet = story_tablet(story, "examiner-a");
    struct desk *desk = fixture_desk(f, "examiner-a");
    struct event_batch begin = story_batch(story, tablet->log.device, tablet->log.events, 0, 1);
    struct event_batch late = story_batch(story, tablet->log.device, tablet->log.events, 2, 4);
    OK(sheet_receive(&receipts, desk, &begin, &story->shelf, f->arena));
    SCOPED_ERROR error = sheet_receive(&receipts, desk, &late, &story->shelf, f->arena);
    assert_int_equal(error_code(error), ERROR_CONFLICT);
    assert_string_equal(error_hint_text(error), "resend from seq 2");
    assert_int_equal(count_events(story), 1);
}

static void another_event_under_a_known_id_is_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct receipts receipts;
    struct tablet *tablet = story_tablet(story, "examiner-a");
    struct tablet twin = *tablet; /* a copy of the device before it wrote anything */
    struct story other = *story;
    struct random same = *tablet->log.random;
    twin.log.random = &same;
    twin.log.events = value_array(f->arena);
    other.tablets[0].tablet = twin;
    story_open_sheet(story, "examiner-a", SOLO);
    story_open_sheet(&other, "examiner-a", PAIR); /* same seed: the same id */
    OK(story_try(&receipts, story, "examiner-a", "examiner-a"));
    FAILS(story_try(&receipts, &other, "examiner-a", "examiner-a"), ERROR_REFUSED, "other content");
}

static void a_second_log_of_a_device_is_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct receipts receipts;
    struct story other = *story;
    other.tablets[0].who = "examiner-a";
    other.tablets[0].tablet = tablet_open("tablet-examiner-a", f->clock.fixed_s, 99, f->arena);
    other.tablet_count = 1;
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100");
    OK(story_try(&receipts, story, "examiner-a", "examiner-a"));
    story_open_sheet(&other, "examiner-a", PAIR);
    struct tablet *tablet = &other.tablets[0].tablet;
    struct event_batch one = story_batch(&other, tablet->log.device, tablet->log.events, 0, 1);
    FAILS(sheet_receive(&receipts, fixture_desk(f, "examiner-a"), &one, &story->shelf, f->arena),
          ERROR_CONFLICT, "sent another event as seq 1");
    story_marks(&other, "examiner-a", PAIR, "A1 100 A2 100");
    struct event_batch next = story_batch(&other, tablet->log.device, tablet->log.events, 2, 3);
    FAILS(sheet_receive(&receipts, fixture_desk(f, "examiner-a"), &next, &story->shelf, f->arena),
          ERROR_REFUSED, "'prev' is not its hash");
}

/* ---- who hands over ---- */

static void others_events_are_brought_by_a_registrar(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct receipts receipts;
    struct tablet *tablet = story_tablet(story, "examiner-a");
    story_open_sheet(story, "examiner-a", SOLO);
    struct event_batch batch = story_batch(story, tablet->log.device, tablet->log.events, 0, 1);
    static const char *const others[] = {"examiner-b",  "lead",  "verifier",
                                         "certifier-a", "admin", "auditor"};
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(sheet_receive(&receipts, fixture_desk(f, others[i]), &batch, &story->shelf, f->arena),
              ERROR_REFUSED, "may not");
    OK(sheet_receive(&receipts, fixture_desk(f, "registrar"), &batch, &story->shelf, f->arena));
    assert_int_equal(receipts.stored, 1);
}

static void who_is_no_examiner_hands_over_nothing(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct receipts receipts;
    story_open_sheet(story, "newcomer", SOLO);
    FAILS(story_try(&receipts, story, "newcomer", "newcomer"), ERROR_REFUSED,
          "'newcomer' may not examine");
}

/* ---- opening ---- */

static void opening_needs_a_duty(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_open_sheet(story, "examiner-c", SOLO);
    story_send_refused(story, "examiner-c", "'examiner-c' is not an examiner of '" SOLO "'");
    story_open_sheet(story, "examiner-b", SOLO);
    story_send_refused(story, "examiner-b", "is not an examiner of");
    tablet_open_sheet(story_tablet(story, "examiner-a"), "examiner-a", "bishkek-9/BSK-001/TST-SOLO",
                      story_rubric(story, SOLO));
    story_send_refused(story, "examiner-a", "no sitting 'bishkek-9'");
    tablet_open_sheet(story_tablet(story, "examiner-a"), "examiner-a", "nonsense",
                      story_rubric(story, SOLO));
    struct receipts receipts;
    OK(story_try(&receipts, story, "examiner-a", "registrar"));
    assert_non_null(strstr(receipts.items[0].refused, "does not name an attempt"));
    assert_string_equal(story_state(story, SOLO), "assigned");
}

static void the_lead_has_no_sheet(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct receipts receipts;
    story_open_sheet(story, "lead", SOLO);
    OK(story_try(&receipts, story, "lead", "registrar"));
    assert_non_null(strstr(receipts.items[0].refused, "'lead' is not an examiner"));
}

static void opening_needs_the_frozen_rubric(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    tablet_open_sheet(story_tablet(story, "examiner-a"), "examiner-a", SOLO,
                      story_rubric(story, PAIR));
    story_send_refused(story, "examiner-a", "marks by 'TST-PAIR@1.0.0'");
    struct rubric changed = *story_rubric(story, SOLO);
    changed.structure_digest.data[0] ^= 1;
    tablet_open_sheet(story_tablet(story, "examiner-a"), "examiner-a", SOLO, &changed);
    story_send_refused(story, "examiner-a", "marks by 'TST-SOLO@1.0.0' of digest");
    changed = *story_rubric(story, SOLO); /* other words, same structure */
    changed.version.patch++;
    tablet_open_sheet(story_tablet(story, "examiner-a"), "examiner-a", SOLO, &changed);
    story_send_refused(story, "examiner-a", "marks by 'TST-SOLO@1.0.1' of digest");
}

static void a_sheet_is_opened_once(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct receipts receipts;
    story_open_sheet(story, "examiner-a", SOLO);
    story_open_sheet(story, "examiner-a", SOLO);
    story_send_refused(story, "examiner-a", "opened this sheet already, on 'tablet-examiner-a'");
    struct tablet spare = tablet_open("spare", f->clock.fixed_s, 5, f->arena);
    struct mark mark = story_worth(story, "examiner-a", SOLO, "A1", 100);
    tablet_open_sheet(&spare, "examiner-a", SOLO, story_rubric(story, SOLO));
    tablet_mark(&spare, SOLO, &mark);
    struct event_batch batch = story_batch(story, "spare", spare.log.events, 0, 2);
    OK(sheet_receive(&receipts, fixture_desk(f, "examiner-a"), &batch, &story->shelf, f->arena));
    assert_non_null(strstr(receipts.items[0].refused, "already"));
    assert_non_null(strstr(receipts.items[1].refused, "opened on tablet 'tablet-examiner-a'"));
}

static void opening_needs_a_living_attempt(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct attempt attempt = fixture_attempt(f, SOLO);
    OK(attempt_move(fixture_desk(f, "registrar"), &attempt, "absent", NULL));
    story_open_sheet(story, "examiner-a", SOLO);
    story_send_refused(story, "examiner-a", "is absent");
}

static void opening_after_check_in_only_runs(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct attempt attempt = fixture_attempt(f, SOLO);
    OK(attempt_move(fixture_desk(f, "registrar"), &attempt, "checked_in", NULL));
    story_open_sheet(story, "examiner-a", SOLO);
    story_send(story, "examiner-a");
    assert_string_equal(story_state(story, SOLO), "running");
    fixture_audit(f);
}

static void opening_is_refused_for_a_conflict_declared_late(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    int64_t id;
    struct attempt attempt = fixture_attempt(f, SOLO);
    OK(relationship_declare(&id, fixture_desk(f, "registrar"),
                            &(struct relationship){.person = fixture_person(f, "examiner-a"),
                                                   .candidate = attempt.candidate,
                                                   .kind = RELATIONSHIP_FAMILY,
                                                   .from_day = "2020-01-01"}));
    story_open_sheet(story, "examiner-a", SOLO);
    story_send_refused(story, "examiner-a", "conflict of interest");
}

static void opening_a_planned_sitting_is_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct sitting sitting = fixture_sitting(f, "bishkek-2");
    fixture_candidate(f, "BSK-003", 23);
    fixture_enter(f, sitting.ref, "BSK-003", "TST-SOLO");
    fixture_assign(f, sitting.ref, NULL, "examiner-a", DUTY_FIRST);
    tablet_open_sheet(story_tablet(story, "examiner-a"), "examiner-a", "bishkek-2/BSK-003/TST-SOLO",
                      story_rubric(story, SOLO));
    story_send_refused(story, "examiner-a", "is only planned");
}

static void a_second_needs_a_line(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    fixture_assign(f, "bishkek-1", "TST-SOLO", "examiner-b", DUTY_SECOND);
    story_open_sheet(story, "examiner-b", SOLO);
    story_send_refused(story, "examiner-b", "has no line for two examiners");
    story_sheet(story, "examiner-a", SOLO, NULL);
    assert_string_equal(story_state(story, SOLO), "marked"); /* and is not waited for */
}

/* ---- marks ---- */

static struct value *body_of(struct story *story, const char *kind, const char *attempt)
{
    struct value *body = value_object(story->f->arena);
    value_set_text(body, "kind", kind);
    value_set_text(body, "attempt", attempt);
    return body;
}

static void marks_need_the_own_open_sheet(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_marks(story, "examiner-a", SOLO, "A1 100");
    story_send_refused(story, "examiner-a", "has not opened a sheet");
    story_sheet(story, "examiner-a", SOLO, NULL);
    story_marks(story, "examiner-a", SOLO, "A1 0");
    story_send_refused(story, "examiner-a", "is sealed");
    tablet_note(story_tablet(story, "examiner-a"), "examiner-a", SOLO, NULL, "late");
    story_send_refused(story, "examiner-a", "is sealed");
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO);
    story_send_refused(story, "examiner-a", "is sealed");
}

static void marks_need_a_line_of_the_sheet(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_open_sheet(story, "examiner-b", PAIR);
    story_marks(story, "examiner-b", PAIR, "B1 75 A1 100");
    story_send_refused(story, "examiner-b", "line 'A1' is not on the sheet of the second examiner");
    struct value *body = body_of(story, "mark", PAIR);
    value_set_text(body, "criterion", "Z9");
    value_set_boolean(body, "check", true);
    tablet_add(story_tablet(story, "examiner-b"), "examiner-b", body);
    story_send_refused(story, "examiner-b", "has no line 'Z9'");
    tablet_note(story_tablet(story, "examiner-b"), "examiner-b", PAIR, "Z9", "what is this");
    story_send_refused(story, "examiner-b", "has no line 'Z9'");
}

static void marks_need_a_value_the_line_takes(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_open_sheet(story, "examiner-a", SOLO);
    story_send(story, "examiner-a");
    static const char *const wrong[] = {
        "{\"level\":\"l2\"}",           "{\"readings\":[\"80.0\"]}",
        "{\"readings\":[80,90]}",       "{\"readings\":[\"80.00\",\"90.0\"]}",
        "{\"na\":\"no_gas\"}",          "{}",
        "{\"check\":true,\"na\":\"x\"}"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct value *said, *body = body_of(story, "mark", SOLO);
        OK(value_parse(&said, bytes_of_text(wrong[i]), "said", f->arena));
        value_set_text(body, "criterion", "A2");
        for (size_t k = 0; k < value_size(said); k++)
            value_set(body, value_key_at(said, k), value_at(said, k));
        tablet_add(story_tablet(story, "examiner-a"), "examiner-a", body);
        story_send_refused(story, "examiner-a", "A2");
    }
    struct attempt attempt = fixture_attempt(f, SOLO);
    struct sheet sheet;
    struct sheet_marks marks;
    OK(sheet_of(&sheet, f->db, attempt.id, fixture_person(f, "examiner-a"), f->arena));
    OK(sheet_marks_read(&marks, f->db, &sheet, &attempt, story_rubric(story, SOLO), f->arena));
    assert_int_equal(marks.entry_count, 1); /* refused events are on no sheet */
}

static void marks_of_an_attempt_that_ended_without_result_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_open_sheet(story, "examiner-a", SOLO);
    story_send(story, "examiner-a");
    struct attempt attempt = fixture_attempt(f, SOLO);
    OK(attempt_move(fixture_desk(f, "lead"), &attempt, "void", "no gas"));
    story_marks(story, "examiner-a", SOLO, "A1 100");
    story_send_refused(story, "examiner-a", "is void");
}

/* ---- the fold ---- */

static struct sheet_marks read_sheet(struct story *story, const char *who, const char *attempt_name)
{
    struct sheet sheet;
    struct sheet_marks marks;
    struct fixture *f = story->f;
    struct attempt attempt = fixture_attempt(f, attempt_name);
    OK(sheet_of(&sheet, f->db, attempt.id, fixture_person(f, who), f->arena));
    OK(sheet_marks_read(&marks, f->db, &sheet, &attempt, story_rubric(story, attempt_name),
                        f->arena));
    return marks;
}

static bool says(struct story *story, const char *criterion, bool check)
{
    struct sheet_marks marks = read_sheet(story, "examiner-a", SOLO);
    for (size_t i = 0; i < marks.mark_count; i++)
        if (strcmp(marks.marks[i].criterion->id, criterion) == 0)
            return marks.marks[i].check == check;
    return false;
}

static void a_later_mark_replaces_and_an_undo_brings_back(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A3 100");
    struct mark mark = story_worth(story, "examiner-a", SOLO, "A3", 0);
    const char *second = tablet_mark(tablet, SOLO, &mark);
    story_send(story, "examiner-a");
    assert_true(says(story, "A3", false));
    tablet_undo(tablet, "examiner-a", SOLO, second);
    story_send(story, "examiner-a");
    assert_true(says(story, "A3", true));
    tablet_undo(tablet, "examiner-a", SOLO, second);
    story_send_refused(story, "examiner-a", "is undone already");
    fixture_audit(f);
}

static void undo_needs_a_mark_or_note_of_the_sheet(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    story_open_sheet(story, "examiner-a", SOLO);
    struct value *open = value_at(tablet->log.events, 0);
    const char *open_id = value_text(value_get(open, "id"));
    tablet_undo(tablet, "examiner-a", SOLO, open_id);
    story_send_refused(story, "examiner-a", "is of kind open");
    tablet_undo(tablet, "examiner-a", SOLO, "01920000-0000-7000-8000-000000000000");
    story_send_refused(story, "examiner-a", "is no event with effect on this sheet");
    story_open_sheet(story, "examiner-a", PAIR);
    struct mark mark = story_worth(story, "examiner-a", PAIR, "A1", 100);
    const char *elsewhere = tablet_mark(tablet, PAIR, &mark);
    tablet_undo(tablet, "examiner-a", SOLO, elsewhere);
    story_send_refused(story, "examiner-a", "is no event with effect on this sheet");
}

/* ---- stopping and sealing ---- */

static void a_seal_needs_every_line(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100 B1 100");
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO);
    story_send_refused(story, "examiner-a", "lines without a mark: A3, B2");
    assert_string_equal(story_state(story, SOLO), "running");
    story_marks(story, "examiner-a", SOLO, "A3 100 B2 100");
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO);
    story_send(story, "examiner-a"); /* a refused seal blocks nothing */
    fixture_audit(f);
}

static void a_stop_needs_a_failed_stopping_line(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    story_open_sheet(story, "examiner-a", SOLO);
    tablet_stop(tablet, "examiner-a", SOLO, "A3", "unsafe");
    story_send_refused(story, "examiner-a", "line 'A3' does not stop an attempt");
    tablet_stop(tablet, "examiner-a", SOLO, "A1", "unsafe");
    story_send_refused(story, "examiner-a", "line 'A1' is not marked");
    story_marks(story, "examiner-a", SOLO, "A1 100");
    tablet_stop(tablet, "examiner-a", SOLO, "A1", "unsafe");
    story_send_refused(story, "examiner-a", "not marked below its pass");
}

static void a_stopped_attempt_is_sealed_with_unmarked_lines(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 0");
    tablet_stop(tablet, "examiner-a", SOLO, "A1", "raw chicken on the salad");
    tablet_seal(tablet, "examiner-a", SOLO);
    story_send(story, "examiner-a");
    assert_string_equal(story_state(story, SOLO), "marked");
    fixture_audit(f);
}

static void only_the_first_stops_for_the_others(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-b");
    fixture_assign(f, "bishkek-1", "TST-SOLO", "examiner-b", DUTY_SECOND);
    fixture_sample(f);
    story_open_sheet(story, "examiner-b", SOLO);
    story_marks(story, "examiner-b", SOLO, "A1 0");
    tablet_stop(tablet, "examiner-b", SOLO, "A1", "raw chicken on the salad");
    tablet_seal(tablet, "examiner-b", SOLO);
    story_send_refused(story, "examiner-b", "lines without a mark");
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 0");
    tablet_stop(story_tablet(story, "examiner-a"), "examiner-a", SOLO, "A1", "raw chicken");
    story_send(story, "examiner-a");
    tablet_seal(tablet, "examiner-b", SOLO);
    story_send_refused(story, "examiner-b", "lines without a mark"); /* not sealed yet */
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO);
    story_send(story, "examiner-a");
    tablet_seal(tablet, "examiner-b", SOLO);
    story_send(story, "examiner-b");
    assert_string_equal(story_state(story, SOLO), "marked");
}

static void a_stop_falls_with_its_mark(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 0");
    tablet_stop(tablet, "examiner-a", SOLO, "A1", "raw chicken on the salad");
    story_marks(story, "examiner-a", SOLO, "A1 100");
    tablet_seal(tablet, "examiner-a", SOLO);
    story_send_refused(story, "examiner-a", "lines without a mark");
}

/* ---- second looks and thirds ---- */

static void second_looks_are_for_lines_that_ask_for_them(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "B1 100 B2 75");
    story_look_again(story, "examiner-a", PAIR, "B1", 75);
    story_send_refused(story, "examiner-a", "the second examiner 'examiner-b' has not opened");
    story_open_sheet(story, "examiner-b", PAIR);
    story_look_again(story, "examiner-b", PAIR, "B1", 75);
    story_send_refused(story, "examiner-b", "is not sealed");
    story_marks(story, "examiner-b", PAIR, "B1 50 B2 50 B3 100");
    tablet_seal(story_tablet(story, "examiner-b"), "examiner-b", PAIR);
    story_send(story, "examiner-b");
    story_look_again(story, "examiner-a", PAIR, "B2", 50); /* one level apart: both stand */
    story_send_refused(story, "examiner-a", "line 'B2' does not ask");
    story_look_again(story, "examiner-a", PAIR, "A1", 0);
    story_send_refused(story, "examiner-a", "line 'A1' does not ask");
    story_look_again(story, "examiner-a", PAIR, "B1", 75);
    story_send(story, "examiner-a");
    story_look_again(story, "examiner-a", PAIR, "B1", 50);
    story_send_refused(story, "examiner-a", "has looked at line 'B1' again already");
    story_look_again(story, "examiner-b", PAIR, "B1", 50);
    story_send(story, "examiner-b");
    story_look_again(story, "examiner-b", PAIR, "B1", 75);
    story_send_refused(story, "examiner-b", "has looked at line 'B1' again already");

    struct sheet sheet;
    struct seals seals;
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(sheet_of(&sheet, f->db, attempt.id, fixture_person(f, "examiner-a"), f->arena));
    OK(sheet_seal_list(&seals, f->db, sheet.id, f->arena));
    assert_int_equal(seals.count, 2);
    assert_int_equal(seals.items[1].revision, 2);
    assert_int_equal(seals.items[1].events, seals.items[0].events + 1);
    assert_false(digest_equal(&seals.items[0].digest, &seals.items[1].digest));
    fixture_audit(f);
}

static void a_third_is_called_in_for_lines_still_apart(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    fixture_assign(f, "bishkek-1", "TST-PAIR", "examiner-c", DUTY_THIRD);
    story_open_sheet(story, "examiner-c", PAIR);
    story_send_refused(story, "examiner-c", "is assigned");
    story_sheet(story, "examiner-a", PAIR, "B1 100");
    story_sheet(story, "examiner-b", PAIR, "B1 0");
    story_open_sheet(story, "examiner-c", PAIR);
    story_send_refused(story, "examiner-c", "no line of '" PAIR "' asks for a third");
    story_look_again(story, "examiner-a", PAIR, "B1", 100);
    story_send(story, "examiner-a");
    story_look_again(story, "examiner-b", PAIR, "B1", 50);
    story_send(story, "examiner-b");
    story_look_again(story, "examiner-a", PAIR, "B1", 75);
    story_send_refused(story, "examiner-a", "already");
    story_open_sheet(story, "examiner-c", PAIR);
    story_marks(story, "examiner-c", PAIR, "B2 75");
    story_send_refused(story, "examiner-c", "line 'B2' is not on the sheet of the third");
    tablet_seal(story_tablet(story, "examiner-c"), "examiner-c", PAIR);
    story_send_refused(story, "examiner-c", "lines without a mark: B1");
    story_marks(story, "examiner-c", PAIR, "B1 75");
    tablet_seal(story_tablet(story, "examiner-c"), "examiner-c", PAIR);
    story_send(story, "examiner-c");
    assert_string_equal(story_state(story, PAIR), "marked");
    fixture_audit(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_is_opened_written_and_sealed),
        cmocka_unit_test(an_attempt_is_marked_when_all_sheets_are_sealed),
        cmocka_unit_test(what_is_sent_again_changes_nothing),
        cmocka_unit_test(an_overlapping_batch_adds_its_new_part),
        cmocka_unit_test(a_gap_says_from_where_to_resend),
        cmocka_unit_test(another_event_under_a_known_id_is_refused),
        cmocka_unit_test(a_second_log_of_a_device_is_refused),
        cmocka_unit_test(others_events_are_brought_by_a_registrar),
        cmocka_unit_test(who_is_no_examiner_hands_over_nothing),
        cmocka_unit_test(opening_needs_a_duty),
        cmocka_unit_test(the_lead_has_no_sheet),
        cmocka_unit_test(opening_needs_the_frozen_rubric),
        cmocka_unit_test(a_sheet_is_opened_once),
        cmocka_unit_test(opening_needs_a_living_attempt),
        cmocka_unit_test(opening_after_check_in_only_runs),
        cmocka_unit_test(opening_is_refused_for_a_conflict_declared_late),
        cmocka_unit_test(opening_a_planned_sitting_is_refused),
        cmocka_unit_test(a_second_needs_a_line),
        cmocka_unit_test(marks_need_the_own_open_sheet),
        cmocka_unit_test(marks_need_a_line_of_the_sheet),
        cmocka_unit_test(marks_need_a_value_the_line_takes),
        cmocka_unit_test(marks_of_an_attempt_that_ended_without_result_are_refused),
        cmocka_unit_test(a_later_mark_replaces_and_an_undo_brings_back),
        cmocka_unit_test(undo_needs_a_mark_or_note_of_the_sheet),
        cmocka_unit_test(a_seal_needs_every_line),
        cmocka_unit_test(a_stop_needs_a_failed_stopping_line),
        cmocka_unit_test(a_stopped_attempt_is_sealed_with_unmarked_lines),
        cmocka_unit_test(only_the_first_stops_for_the_others),
        cmocka_unit_test(a_stop_falls_with_its_mark),
        cmocka_unit_test(second_looks_are_for_lines_that_ask_for_them),
        cmocka_unit_test(a_third_is_called_in_for_lines_still_apart),
    };
    return cmocka_run_group_tests_name("assess/sheet_receive", tests, NULL, NULL);
}
