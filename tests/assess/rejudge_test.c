#include "assess/rejudge.h"

#include "assess/adjustment.h"
#include "assess/audited.h"
#include "assess/conflict.h"
#include "assess/decision_make.h"
#include "assess/incident.h"
#include "assess/inquiry.h"
#include "assess/instrument.h"
#include "assess/machine.h"
#include "assess/relationship.h"
#include "assess/review.h"
#include "assess/story.h"

#include "test.h"

/* All that `usta audit` looks at in these rows. */
static struct error *audit(struct db *db)
{
    struct journal_head head;
    struct rejudged found;
    TRY(journal_audit(&head, db));
    TRY(audited_check(db, assess_audited, assess_audited_count));
    TRY(machine_audit(db));
    return assess_rejudge(&found, db);
}

/* A registry in which everything happened once: an event refused and one undone, second looks, a
 * third examiner, a settlement, a review, results, an incident and an inquiry, a deferred decision
 * and a granted one. */
static void everything_happens(struct fixture *f)
{
    int64_t id;
    struct decision decision;
    struct candidate candidate;
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(adjustment_grant(fixture_desk(f, "registrar"), &attempt, 25, "asked for"));
    fixture_assign(f, "bishkek-1", "TST-PAIR", "examiner-c", DUTY_THIRD);
    OK(grant_add(&id, fixture_desk(f, "admin"),
                 &(struct grant){.person = fixture_person(f, "newcomer"),
                                 .role = ROLE_EXAMINER,
                                 .from_day = "2026-01-01"}));
    tablet_seal(tablet, "examiner-a", SOLO);
    story_send_refused(story, "examiner-a", "has not opened");
    story_open_sheet(story, "examiner-a", SOLO);
    struct mark mark = story_worth(story, "examiner-a", SOLO, "A3", 0);
    tablet_undo(tablet, "examiner-a", SOLO, tablet_mark(tablet, SOLO, &mark));
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100 A3 100 B1 100 B2 100");
    tablet_seal(tablet, "examiner-a", SOLO);
    story_send(story, "examiner-a");
    story_sheet(story, "examiner-a", PAIR, "A2 0 B1 100 B3 100");
    story_sheet(story, "examiner-b", PAIR, "B1 0 B3 75");
    story_look_again(story, "examiner-a", PAIR, "B1", 100);
    story_send(story, "examiner-a");
    story_look_again(story, "examiner-b", PAIR, "B1", 0);
    story_send(story, "examiner-b");
    story_sheet(story, "examiner-c", PAIR, "B1 75");
    OK(story_settle(story, "lead", PAIR, "B3", 75));
    attempt = fixture_attempt(f, PAIR);
    OK(review_give(fixture_desk(f, "newcomer"), &attempt, NULL, 0, "seen"));
    assert_true(story_result(story, SOLO).computed);
    assert_true(story_result(story, PAIR).computed);
    OK(relationship_declare(&id, fixture_desk(f, "registrar"),
                            &(struct relationship){.person = fixture_person(f, "examiner-a"),
                                                   .candidate = attempt.candidate,
                                                   .kind = RELATIONSHIP_COLLEAGUE,
                                                   .from_day = "2026-01-01"}));
    struct attempt solo = fixture_attempt(f, SOLO);
    struct person_id examiner = fixture_person(f, "examiner-a");
    OK(conflict_look(fixture_desk(f, "verifier"), &attempt, examiner, "both agree"));
    OK(conflict_look(fixture_desk(f, "verifier"), &solo, examiner, "photos agree"));
    struct sitting sitting;
    struct instrument probe;
    fixture_instrument(f, "probe", "Cel", "osh");
    OK(instrument_find(&probe, f->db, "probe-osh", f->arena));
    OK(instrument_retire(fixture_desk(f, "lead"), &probe, "lost"));
    OK(sitting_find(&sitting, f->db, "bishkek-1", f->arena));
    OK(incident_report(fixture_desk(f, "lead"), &sitting, &attempt, INCIDENT_HELP, "a call"));
    OK(inquiry_open(fixture_desk(f, "verifier"), &attempt, "who called?"));
    OK(inquiry_end(fixture_desk(f, "certifier-a"), &attempt, "back",
                   "a waiter, for somebody else"));
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    OK(decision_make(&decision, fixture_desk(f, "certifier-a"), candidate.id, "TST",
                     DECISION_DEFERRED, "papers", f->arena));
    OK(decision_make(&decision, fixture_desk(f, "certifier-b"), candidate.id, "TST",
                     DECISION_GRANTED, NULL, f->arena));
}

static void what_happened_is_found_in_order(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct rejudged found;
    everything_happens(f);
    OK(audit(f->db));
    OK(assess_rejudge(&found, f->db));
    assert_int_equal(found.devices, 3);
    assert_int_equal(found.sheets, 4);
    assert_int_equal(found.seals, 6);
    assert_int_equal(found.results, 2);
    assert_int_equal(found.decisions, 2);
    assert_true(found.events > 20);
}

static const char *const tables[] = {"sheet",           "delivery",
                                     "event",           "seal",
                                     "settlement",      "review",
                                     "result",          "decision",
                                     "decision_result", "incident",
                                     "inquiry",         "draw_seed",
                                     "instrument",      "instrument_retirement",
                                     "adjustment",      "conflict_look",
                                     "calibration"};

/* What the audit says after sql, which is then undone. */
static struct error *audit_after(struct fixture *f, const char *sql)
{
    fixture_run(f, "PRAGMA defer_foreign_keys = ON");
    fixture_run(f, sql);
    struct error *error = audit(f->db);
    fixture_rollback(f);
    return error;
}

static void assert_found(struct fixture *f, const char *sql)
{
    SCOPED_ERROR error = audit_after(f, sql);
    if (!error)
        fail_msg("not found: %s", sql);
    if (error_code(error) != ERROR_REFUSED)
        fail_msg("%s: %s", sql, error_message(error));
}

/* {"id":"INTEGER", …} */
static struct value *columns_of(struct fixture *f, const char *table)
{
    struct value *columns = value_object(f->arena);
    const struct statement list = {
        "columns", arena_format(f->arena, "SELECT name, type FROM pragma_table_info('%s')", table),
        true};
    SCOPED_ROWS rows = NULL;
    OK(db_rows_open(&rows, f->db, &list, DB_NO_VALUES));
    for (;;) {
        bool got;
        OK(db_rows_next(&got, rows));
        if (!got)
            return columns;
        value_set_text(columns, db_rows_text(rows, 0, f->arena), db_rows_text(rows, 1, f->arena));
    }
}

/* An expression that is something else than the column, of the same type. */
static const char *other_value(const char *column, const char *type, struct arena *arena)
{
    if (strcmp(type, "INTEGER") == 0)
        return arena_format(arena, "coalesce(%s, 0) + 1000", column);
    if (strcmp(type, "BLOB") == 0)
        return arena_format(arena, "randomblob(length(%s))", column);
    return arena_format(arena, "coalesce(%s, '') || 'x'", column);
}

static void change_column(struct fixture *f, const char *table, const char *column,
                          const char *type)
{
    static const char *const which[] = {"min", "max"}; /* the first row, and the last */
    for (size_t w = 0; w < COUNT(which); w++)
        assert_found(
            f,
            arena_format(f->arena, "UPDATE %s SET %s = %s WHERE rowid = (SELECT %s(rowid) FROM %s)",
                         table, column, other_value(column, type, f->arena), which[w], table));
}

static void every_changed_column_is_found(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    everything_happens(f);
    fixture_unprotect(f);
    OK(audit_after(f, "SELECT 1 WHERE 0"));
    for (size_t i = 0; i < COUNT(tables); i++) {
        const struct value *columns = columns_of(f, tables[i]);
        for (size_t c = 0; c < value_size(columns); c++)
            change_column(f, tables[i], value_key_at(columns, c), value_text(value_at(columns, c)));
    }
}

static void every_missing_row_is_found(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    everything_happens(f);
    fixture_unprotect(f);
    for (size_t i = 0; i < COUNT(tables); i++) {
        int64_t count;
        const struct statement rows = {
            "rows", arena_format(f->arena, "SELECT count(*) FROM %s", tables[i]), true};
        OK(db_integer_of(&count, f->db, &rows, DB_NO_VALUES, 0));
        assert_true(count > 0);
        for (int64_t row = 0; row < count; row++)
            assert_found(f, arena_format(f->arena,
                                         "DELETE FROM %s WHERE rowid = (SELECT rowid FROM %s ORDER "
                                         "BY rowid LIMIT 1 OFFSET %lld)",
                                         tables[i], tables[i], (long long)row));
    }
}

/* Whoever changes a row and the journal alike is found where it is judged again: here the judge is
 * looked at alone. */
static const struct {
    const char *sql, *says;
} changes[] = {
    {"UPDATE result SET outcome = 'not_yet_competent' WHERE id = 1",
     "attempt '" SOLO "': the result says 'not_yet_competent', the events say 'competent'"},
    {"UPDATE result SET score = replace(score, '100.00', '99.00')",
     "the result has other scores than the events give"},
    {"UPDATE result SET marks = replace(marks, 'true', 'false')",
     "the result has other marks than the events give"},
    {"DELETE FROM result", "is final, without a result"},
    {"UPDATE attempt SET state = 'marked'", "is marked, with a result"},
    {"UPDATE event SET body = replace(body, '\"check\":true', '\"check\":false')",
     "'hash' does not fit what the event says"},
    {"UPDATE event SET prev = hash WHERE seq = 1", "its row does not say what the event says"},
    {"UPDATE event SET seq = seq + 100 WHERE seq > 4", "its row does not say what the event says"},
    {"DELETE FROM event WHERE seq = 2", "it stands where seq 2 belongs"},
    {"UPDATE event SET refused = 'no' WHERE seq = 3", "it must be on a sheet, or refused"},
    {"UPDATE event SET sheet = NULL, refused = 'no' WHERE seq = 4", "are not what delivery"},
    {"UPDATE event SET sheet = (SELECT max(id) FROM sheet) WHERE seq = 3", "are not what delivery"},
    {"UPDATE event SET received_s = received_s + 1 WHERE seq = 3", "are not what delivery"},
    {"DELETE FROM delivery WHERE id = 2", "begins at seq"},
    {"DELETE FROM delivery WHERE device = 'tablet-examiner-c'", "its deliveries up to 0"},
    {"DELETE FROM event WHERE device = 'tablet-examiner-c'", "has no events"},
    {"UPDATE seal SET digest = randomblob(32) WHERE revision = 1", "is not that of its events"},
    {"UPDATE seal SET events = events - 1 WHERE revision = 1", "is not that of its events"},
    {"UPDATE seal SET revision = revision + 10", "stands as number"},
    {"DELETE FROM seal WHERE revision = 2", "it has events after its last seal"},
    {"UPDATE sheet SET state = 'open'", "it is open, with"},
    {"UPDATE sheet SET device = 'other'", "is not by"},
    {"UPDATE sheet SET attempt = 4 WHERE person = (SELECT id FROM person WHERE ref = "
     "'examiner-c')",
     "is of '"},
    {"DELETE FROM settlement", "the lead settles"},
    {"DELETE FROM review", "an examiner who had no part"},
    {"UPDATE settlement SET mark = '{\"level\":\"l3\"}'", "than the events give"},
    {"UPDATE move SET journal_seq = 9999 WHERE machine = 'inquiry'",
     "it is granted, but 'TST-PAIR' was withheld"},
    {"UPDATE move SET to_state = 'void' WHERE machine = 'inquiry'",
     "it rests on 2 results instead of 1"},
    {"UPDATE conflict_look SET by_person = (SELECT id FROM person WHERE ref = 'auditor')",
     "was no verifier on"},
    {"UPDATE conflict_look SET person = (SELECT id FROM person WHERE ref = 'lead')",
     "nothing was declared between the two by then"},
    {"UPDATE relationship SET journal_seq = journal_seq + 1000",
     "nothing was declared between the two by then"},
    {"UPDATE assignment SET person = (SELECT id FROM person WHERE ref = 'verifier') "
     "WHERE duty = 'lead'",
     "was the lead examiner of attempt"},
    {"UPDATE decision SET rests_on = '[1]'", "it does not rest on result 2"},
    {"UPDATE decision SET rests_on = '[2,1]'", "it does not rest on result 1"},
    {"UPDATE decision SET rests_on = '[1,2,2]'", "it rests on 3 results instead of 2"},
    {"DELETE FROM decision_result WHERE result = 1", "is found by other results"},
    {"UPDATE decision SET day = '2027-12-01'", "is granted, but 'TST-SOLO' was no longer banked"},
    {"UPDATE decision SET by_person = (SELECT id FROM person WHERE ref = 'examiner-a')",
     "was the first examiner of"},
    {"UPDATE decision SET by_person = (SELECT id FROM person WHERE ref = 'newcomer')",
     "reviewed the result of"},
    {"UPDATE decision SET by_person = (SELECT id FROM person WHERE ref = 'auditor')",
     "was no certifier"},
    {"UPDATE decision SET reason = NULL", "it is deferred without a reason"},
    {"UPDATE decision SET outcome = 'granted'", "it rests on the same results as decision 1"},
    {"UPDATE rubric_version SET source = replace(source, 'weight: 20', 'weight: 21')", ""},
};

static void the_judge_names_what_does_not_fit(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    everything_happens(f);
    fixture_unprotect(f);
    for (size_t i = 0; i < COUNT(changes); i++) {
        struct rejudged found;
        fixture_run(f, "PRAGMA defer_foreign_keys = ON");
        fixture_run(f, changes[i].sql);
        SCOPED_ERROR error = assess_rejudge(&found, f->db);
        if (!error || error_code(error) != ERROR_REFUSED ||
            !strstr(error_message(error), changes[i].says))
            fail_msg("%s: %s", changes[i].sql, error ? error_message(error) : "not found");
        fixture_rollback(f);
    }
    OK(audit(f->db));
}

/* An event forged well: its own hash fits, but what follows was written after another. */
static void a_forged_event_breaks_the_chain(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *event;
    struct rejudged found;
    char *text;
    static const struct statement read = {
        "read", "SELECT body FROM event WHERE device = 'tablet-examiner-b' AND seq = 3", false};
    static const struct statement write = {
        "write",
        "UPDATE event SET body = $1, hash = $2 WHERE device = 'tablet-examiner-b' AND seq = 3",
        false};
    everything_happens(f);
    fixture_unprotect(f);
    {
        SCOPED_ROWS rows = NULL;
        bool got;
        OK(db_rows_open(&rows, f->db, &read, DB_NO_VALUES));
        OK(db_rows_next(&got, rows));
        text = db_rows_text(rows, 0, f->arena);
    }
    OK(value_parse(&event, bytes_of_text(text), "event", f->arena));
    value_set_text(event, "at", "2026-11-20T04:44:44Z");
    value_set_text(event, "hash", event_hash(event, f->arena));
    OK(db_run(f->db, &write,
              DB_VALUES(db_text(value_canonical(event, f->arena)),
                        db_text(value_text(value_get(event, "hash"))))));
    FAILS(assess_rejudge(&found, f->db), ERROR_REFUSED,
          "event 4 of device 'tablet-examiner-b': its 'prev' is not the hash of the event before");
}

/* A sheet unsealed as if it had never been. */
static void a_result_without_its_sheets_is_found(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct rejudged found;
    everything_happens(f);
    fixture_unprotect(f);
    fixture_run(f, "DELETE FROM seal");
    fixture_run(f, "UPDATE sheet SET state = 'open'");
    FAILS(assess_rejudge(&found, f->db), ERROR_REFUSED,
          "the first examiner 'examiner-a' has not sealed the sheet");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_happened_is_found_in_order),
        cmocka_unit_test(every_changed_column_is_found),
        cmocka_unit_test(every_missing_row_is_found),
        cmocka_unit_test(the_judge_names_what_does_not_fit),
        cmocka_unit_test(a_forged_event_breaks_the_chain),
        cmocka_unit_test(a_result_without_its_sheets_is_found),
    };
    return cmocka_run_group_tests_name("assess/rejudge", tests, NULL, NULL);
}
