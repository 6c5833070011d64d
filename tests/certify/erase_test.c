#include "certify/erase.h"

#include "assess/adjustment.h"
#include "assess/appeal_handle.h"
#include "assess/conflict.h"
#include "assess/incident.h"
#include "assess/inquiry.h"
#include "assess/relationship.h"
#include "assess/report.h"
#include "assess/review.h"
#include "assess/settlement.h"
#include "assess/typing.h"
#include "certify/audit.h"
#include "certify/key.h"
#include "certify/photo.h"
#include "certify/pictures.h"
#include "certify/revocation.h"
#include "certify/shop.h"

#define LATIN    "Zzyzxova"
#define CYRILLIC "Ззыззхова"
#define NUMBER   "ZZYZX77"
#define TOLD     LATIN " or " CYRILLIC " of " NUMBER
#define OTHER    "bishkek-1/BSK-002/TST-SOLO"

static const char *const planted[] = {LATIN, CYRILLIC, NUMBER};

static struct candidate named(struct fixture *f, const char *ref)
{
    struct candidate candidate;
    OK(candidate_find(&candidate, f->db, ref, f->arena));
    return candidate;
}

static void plant_facts(struct fixture *f)
{
    struct candidate candidate = named(f, "BSK-001");
    struct candidate_facts facts = candidate.facts;
    facts.name_latin = LATIN " Qwindle";
    facts.name_cyrillic = CYRILLIC " Куиндл";
    facts.document_number = NUMBER;
    OK(candidate_correct(fixture_desk(f, "registrar"), candidate.id, &facts, TOLD, NULL));
}

/* Coded data is not looked into: what is planted there stays until it is erased. */
static void plant_photo(struct fixture *f)
{
    struct jpeg photo;
    struct bytes file = stored_picture("grey", f->arena);
    struct buffer planted_file = buffer_make(f->arena, 1 << 20);
    struct candidate candidate = named(f, "BSK-001");
    buffer_add(&planted_file, bytes_of(file.data, file.size - 2));
    buffer_add_text(&planted_file, TOLD);
    buffer_add(&planted_file, bytes_of("\xff\xd9", 2));
    OK(photo_set(&photo, fixture_desk(f, "registrar"), &candidate,
                 bytes_of(planted_file.data, planted_file.size), f->arena));
}

static void plant_moves(struct fixture *f)
{
    static const struct {
        const char *who, *to, *reason;
    } moves[] = {{"registrar", "checked_in", NULL},
                 {"examiner-a", "running", NULL},
                 {"examiner-a", "paused", TOLD},
                 {"examiner-a", "running", NULL}};
    for (size_t i = 0; i < COUNT(moves); i++) {
        struct attempt attempt = fixture_attempt(f, SOLO);
        OK(attempt_move(fixture_desk(f, moves[i].who), &attempt, moves[i].to, moves[i].reason));
    }
}

static void note(struct story *story, const char *who, const char *attempt)
{
    tablet_note(story_tablet(story, who), who, attempt, NULL, TOLD);
}

static void look_again(struct story *story, const char *who)
{
    struct mark mark = story_worth(story, who, PAIR, "B1", 75);
    tablet_look_again(story_tablet(story, who), PAIR, &mark, TOLD);
    story_send(story, who);
}

/* Examiners differ on B1, looked at again, and the critical B3, settled; the total of 70 is
 * reviewed. */
static void plant_pair(struct story *story)
{
    struct fixture *f = story->f;
    story_sheet(story, "examiner-a", PAIR, "A2 0 B1 75 B2 75 B3 100");
    story_sheet(story, "examiner-b", PAIR, "B1 0 B2 75 B3 75");
    note(story, "examiner-b", PAIR);
    story_send_refused(story, "examiner-b", "");
    look_again(story, "examiner-a");
    look_again(story, "examiner-b");
    struct mark mark = story_worth(story, "lead", PAIR, "B3", 100);
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(settlement_make(fixture_desk(f, "lead"), &attempt, "B3", mark_value(&mark, f->arena), TOLD));
    OK(review_give(fixture_desk(f, "examiner-c"), &attempt, NULL, 0, TOLD));
}

/* Somebody typed a sheet on paper, which then came from a tablet. */
static void plant_typing(struct fixture *f)
{
    struct typing_outcome outcome;
    struct sheet_forms forms = {0};
    struct attempt attempt = fixture_attempt(f, SOLO);
    struct value *content = value_object(f->arena);
    OK(sheet_form_list(&forms, f->db, &attempt, "examiner-a", f->arena));
    value_set_text(content, "stop", TOLD);
    OK(typing_enter(&outcome, fixture_desk(f, "registrar"), &forms.items[0], content, f->arena));
}

/* An incident, a look at a conflict declared late, an inquiry that found nothing. */
static void plant_doubts(struct fixture *f)
{
    int64_t id;
    struct sitting sitting;
    struct attempt attempt = fixture_attempt(f, PAIR);
    struct relationship colleague = {.person = fixture_person(f, "examiner-b"),
                                     .candidate = attempt.candidate,
                                     .kind = RELATIONSHIP_COLLEAGUE,
                                     .from_day = "2026-01-01"};
    OK(sitting_of(&sitting, f->db, attempt.sitting, f->arena));
    OK(incident_report(fixture_desk(f, "lead"), &sitting, &attempt, INCIDENT_HELP, TOLD));
    OK(relationship_declare(&id, fixture_desk(f, "registrar"), &colleague));
    OK(conflict_look(fixture_desk(f, "verifier"), &attempt, colleague.person, TOLD));
    OK(inquiry_open(fixture_desk(f, "verifier"), &attempt, TOLD));
    OK(inquiry_end(fixture_desk(f, "certifier-b"), &attempt, "back", TOLD));
}

/* An appeal that is heard, with a line marked again, and dismissed. */
static void plant_appeal(struct story *story)
{
    int64_t id;
    struct appeal appeal;
    struct result result;
    struct fixture *f = story->f;
    struct attempt attempt = fixture_attempt(f, SOLO);
    struct mark mark = story_worth(story, "verifier", SOLO, "A1", 100);
    struct grant grant = {
        .person = fixture_person(f, "verifier"), .role = ROLE_LEAD, .from_day = "2026-01-01"};
    OK(grant_add(&id, fixture_desk(f, "admin"), &grant));
    OK(result_of(&result, f->db, &attempt, f->arena));
    OK(appeal_lodge(&appeal, fixture_desk(f, "registrar"),
                    &(struct appeal_subject){.result = result.id}, TOLD, NULL, f->arena));
    OK(appeal_review(fixture_desk(f, "verifier"), &appeal));
    OK(appeal_of(&appeal, f->db, appeal.id, f->arena));
    OK(appeal_mark(fixture_desk(f, "verifier"), &appeal, "A1", mark_value(&mark, f->arena), TOLD));
    OK(appeal_dismiss(fixture_desk(f, "verifier"), &appeal, TOLD));
}

static void plant_marks(struct fixture *f)
{
    struct story *story = story_begin(f);
    plant_facts(f);
    plant_photo(f);
    struct attempt attempt = fixture_attempt(f, SOLO);
    OK(adjustment_grant(fixture_desk(f, "registrar"), &attempt, 10, TOLD));
    plant_moves(f);
    plant_typing(f);
    story_open_sheet(story, "examiner-a", SOLO);
    note(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100 A3 100 B1 100 B2 100");
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", SOLO);
    story_send(story, "examiner-a");
    plant_pair(story);
    assert_true(story_result(story, SOLO).computed);
    assert_true(story_result(story, PAIR).computed);
    plant_doubts(f);
    plant_appeal(story);
    story_open_sheet(story, "examiner-a", OTHER); /* somebody who stays */
    tablet_note(story_tablet(story, "examiner-a"), "examiner-a", OTHER, NULL, "stays");
    story_send(story, "examiner-a");
}

/* A candidate whose name somebody wrote into every text there is, with a revoked certificate. */
static void plant(struct room *room, const struct shop *shop)
{
    bool revoked;
    size_t recorded = 0;
    struct fixture *f = room->f = fixture_open();
    const struct signer *signer = keyring_signer(shop->keyring);
    room->press = press_of(shop->layout, shop->keyring);
    OK(key_record_chain(&recorded, fixture_desk(f, "admin"), signer->chain, signer->chain_count,
                        f->arena));
    plant_marks(f);
    decide(room, DECISION_DEFERRED, TOLD);
    room->decision = decide(room, DECISION_GRANTED, TOLD);
    struct certificate certificate = issued(room);
    OK(certificate_suspend(desk(room, "certifier-a"), &certificate, TOLD));
    certificate = again(room, &certificate);
    OK(certificate_reinstate(desk(room, "certifier-a"), &certificate, TOLD));
    certificate = again(room, &certificate);
    OK(certificate_revoke(&revoked, desk(room, "certifier-a"), &certificate, TOLD));
    OK(certificate_revoke(&revoked, desk(room, "certifier-b"), &certificate, TOLD));
    fixture_commit(f);
}

static void close_planted(struct room *room)
{
    fixture_close(&room->f);
}
#define SCOPED_PLANTED(name)                                                                       \
    __attribute__((cleanup(close_planted))) struct room name = {0};                                \
    plant(&name, *state)

static size_t count_in(const char *path, const char *text, struct arena *arena)
{
    struct bytes bytes;
    size_t count = 0, length = strlen(text);
    if (!file_exists(path))
        return 0;
    OK(file_read(&bytes, path, 1 << 28, arena));
    for (size_t at = 0; at + length <= bytes.size; at++)
        count += memcmp(bytes.data + at, text, length) == 0;
    return count;
}

static size_t count_planted(struct fixture *f, const char *text)
{
    return count_in(f->path, text, f->arena) +
           count_in(arena_format(f->arena, "%s-wal", f->path), text, f->arena);
}

static struct error *audit(struct audit_report *report, struct fixture *f)
{
    return audit_registry(report, f->db, NULL, NULL);
}

static void erase(struct fixture *f, const char *ref)
{
    struct candidate candidate = named(f, ref);
    OK(erase_candidate(fixture_desk(f, "admin"), &candidate, "asked for in letter 12"));
    fixture_commit(f);
}

static void compact(struct fixture *f)
{
    OK(transaction_commit(&f->transaction));
    OK(db_compact(f->db));
    OK(transaction_begin(&f->transaction, f->db));
}

static const char *progress_of(struct fixture *f)
{
    struct value *report;
    const struct report_question all = {.audience = REPORT_INSIDE};
    OK(report_progress(&report, fixture_desk(f, "auditor"), &all, f->arena));
    return value_canonical(report, f->arena);
}

static void no_byte_of_a_name_is_left(void **state)
{
    SCOPED_PLANTED(room);
    struct audit_report report;
    struct candidate candidate, other = named(room.f, "BSK-002");
    OK(audit(&report, room.f));
    assert_int_equal(report.erased, 0);
    int64_t acts = fixture_acts(room.f);
    const char *progress = progress_of(room.f);
    for (size_t i = 0; i < COUNT(planted); i++)
        assert_in_range(count_planted(room.f, planted[i]), 15, 1000);
    erase(room.f, "BSK-001");
    compact(room.f);
    for (size_t i = 0; i < COUNT(planted); i++)
        assert_int_equal(count_planted(room.f, planted[i]), 0);
    OK(audit(&report, room.f));
    assert_int_equal(report.erasures, 1);
    /* facts 2, moves 5, typing, settlement, review, decisions 2, proposal, certificate; incident,
     * look, inquiry and its move, adjustment; appeal, its line and end; events 4; file; photo */
    assert_int_equal(report.erased, 14 + 5 + 3 + 4 + 1 + 1);
    assert_int_equal(fixture_acts(room.f), acts + 2);
    assert_string_equal(progress_of(room.f), progress);
    candidate = named(room.f, "BSK-001");
    assert_string_equal(candidate.facts.name_latin, ERASED);
    assert_string_equal(named(room.f, "BSK-002").facts.name_latin, other.facts.name_latin);
    assert_true(count_planted(room.f, "stays") > 0);
}

/* Nothing is done any more with somebody who was erased. */
static void who_was_erased_is_left_alone(void **state)
{
    SCOPED_PLANTED(room);
    struct fixture *f = room.f;
    struct candidate candidate = named(f, "BSK-001");
    struct candidate_facts facts = candidate.facts;
    struct decision decision;
    struct certificate fresh, certificate;
    OK(certificate_of(&certificate, f->db, (struct certificate_id){1}, f->arena));
    erase(f, "BSK-001");
    candidate = named(f, "BSK-001");
    FAILS(erase_candidate(fixture_desk(f, "admin"), &candidate, "again"), ERROR_REFUSED,
          "was erased");
    FAILS(candidate_correct(fixture_desk(f, "registrar"), candidate.id, &facts, "back", NULL),
          ERROR_REFUSED, "was erased");
    FAILS(decision_make(&decision, fixture_desk(f, "certifier-a"), candidate.id, "TST",
                        DECISION_REFUSED, "late", f->arena),
          ERROR_REFUSED, "was erased");
    FAILS(certificate_supersede(&fresh, fixture_desk(f, "registrar"), &certificate, &room.press,
                                f->arena),
          ERROR_REFUSED, "was erased");
    size_t entered;
    struct sitting sitting = fixture_sitting(f, "bishkek-2");
    FAILS(attempt_enter(&entered, fixture_desk(f, "registrar"), &sitting, &candidate, NULL,
                        NO_MATTER(f)),
          ERROR_REFUSED, "was erased");
}

static void what_must_come_first_is_said(void **state)
{
    SCOPED_ROOM(room);
    struct fixture *f = room.f;
    struct candidate candidate = named(f, "BSK-001"), other = named(f, "BSK-002");
    struct desk *admin = fixture_desk(f, "admin");
    FAILS(erase_candidate(fixture_desk(f, "registrar"), &candidate, "asked"), ERROR_REFUSED,
          "'registrar' may not");
    admin = fixture_desk(f, "admin");
    FAILS(erase_candidate(admin, &candidate, ""), ERROR_REFUSED, "only with a reason");
    FAILS(erase_candidate(admin, &candidate,
                          arena_format(f->arena, "asked by %s", candidate.facts.name_latin)),
          ERROR_REFUSED, "tells what is to be erased");
    FAILS(erase_candidate(admin, &candidate,
                          arena_format(f->arena, "passport %s", candidate.facts.document_number)),
          ERROR_REFUSED, "tells what is to be erased");
    FAILS(erase_candidate(admin, &other, "asked"), ERROR_REFUSED, "is assigned");
    FAILS(erase_candidate(admin, &candidate, "asked"), ERROR_REFUSED, "has no certificate");
    struct certificate certificate = issued(&room);
    admin = fixture_desk(f, "admin");
    FAILS(erase_candidate(admin, &candidate, "asked"), ERROR_REFUSED, "is issued and holds until");
    OK(certificate_suspend(desk(&room, "certifier-a"), &certificate, "a complaint"));
    admin = fixture_desk(f, "admin");
    FAILS(erase_candidate(admin, &candidate, "asked"), ERROR_REFUSED, "is suspended and holds");
    fixture_set_day(f, certificate.expires_day);
    FAILS(erase_candidate(admin, &candidate, "asked"), ERROR_REFUSED, "is suspended and holds");
    f->clock.fixed_s += DAY_S;
    OK(erase_candidate(admin, &candidate, "asked"));
}

static void a_result_waits_for_its_decision(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    story_pass(story_begin(f), "BSK-001");
    struct candidate candidate = named(f, "BSK-001");
    FAILS(erase_candidate(fixture_desk(f, "admin"), &candidate, "asked"), ERROR_REFUSED,
          "waits for a decision");
}

#define NO_SALT "salt = zeroblob(16)"
#define FACTS                                                                                      \
    "UPDATE candidate_facts SET name_latin = '(erased)', name_cyrillic = '(erased)', born = "      \
    "substr(born, 1, 4) || '-01-01', document_number = '(erased)', consent_day = '(erased)', "     \
    "extra_time_percent = 0, reason = '(erased)', " NO_SALT " WHERE candidate = "
#define NOTE                                                                                       \
    "UPDATE event SET body = replace(body, '\"stays\"', '\"(erased)\"') WHERE body LIKE '%stays%'"

/* The triggers let through what an erasure does, where it does it, and nothing else. */
static void tables_allow_an_erasure_alone(void **state)
{
    SCOPED_PLANTED(room);
    struct fixture *f = room.f;
    static const char *const updates[] = {
        FACTS "1",
        "UPDATE move SET reason = '(erased)', " NO_SALT
        " WHERE machine = 'certificate' AND reason IS "
        "NOT NULL",
        "UPDATE settlement SET reason = '(erased)', " NO_SALT,
        "UPDATE review SET reason = '(erased)', " NO_SALT,
        "UPDATE incident SET note = '(erased)', " NO_SALT,
        "UPDATE inquiry SET reason = '(erased)', " NO_SALT,
        "UPDATE conflict_look SET reason = '(erased)', " NO_SALT,
        "UPDATE adjustment SET reason = '(erased)', " NO_SALT,
        "UPDATE decision SET reason = '(erased)', " NO_SALT " WHERE reason IS NOT NULL",
        "UPDATE revocation_proposal SET reason = '(erased)', " NO_SALT,
        "UPDATE certificate_file SET pdf = zeroblob(0)",
        "UPDATE certificate SET record = replace(record, substr(record, instr(record, "
        "'\"holder\"')), '\"birth_year\":0,\"name_cyrillic\":\"(erased)\",\"name_latin\":"
        "\"(erased)\"'), " NO_SALT,
        NOTE,
    };
    static const char *const never[] = {
        FACTS "2", /* somebody else */
        NOTE,
        "UPDATE move SET reason = '(erased)', " NO_SALT " WHERE reason IS NOT NULL",
        "UPDATE move SET reason = '(erased)', " NO_SALT " WHERE reason IS NULL",
        "UPDATE settlement SET reason = 'another', " NO_SALT,
        "UPDATE settlement SET reason = '(erased)'",
        "UPDATE settlement SET reason = NULL, " NO_SALT,
        "UPDATE candidate_facts SET region = 'Osh' WHERE candidate = 1",
        "UPDATE candidate_facts SET born = '1990-01-01' WHERE candidate = 1",
        "UPDATE decision SET outcome = 'refused' WHERE candidate = 1",
        "UPDATE certificate_file SET pdf = zeroblob(9)",
        "UPDATE event SET body = '{}'",
        "UPDATE event SET hash = prev",
        "DELETE FROM settlement",
        "DELETE FROM erasure",
        "UPDATE erasure SET candidate = 2",
    };
    for (size_t i = 0; i < COUNT(updates); i++) {
        struct statement statement = {"update", updates[i], false};
        FAILS(db_run(f->db, &statement, DB_NO_VALUES), ERROR_REFUSED, "append-only");
    }
    struct erasure erasure;
    OK(erasure_begin(&erasure, fixture_desk(f, "admin"), named(f, "BSK-001").id, "asked"));
    for (size_t i = 0; i < COUNT(never); i++) {
        struct statement statement = {"update", never[i], false};
        FAILS(db_run(f->db, &statement, DB_NO_VALUES), ERROR_REFUSED, "append-only");
    }
    for (size_t i = 0; i + 1 < COUNT(updates); i++)
        fixture_run(f, updates[i]);
    OK(erasure_end(fixture_desk(f, "admin"), &erasure, &(struct digest){{0}}));
    for (size_t i = 0; i < COUNT(updates); i++) {
        struct statement statement = {"update", updates[i], false};
        FAILS(db_run(f->db, &statement, DB_NO_VALUES), ERROR_REFUSED, "append-only");
    }
}

/* Whoever changes the database behind the program's back cannot call it an erasure. */
static void a_disguised_change_is_found(void **state)
{
    SCOPED_PLANTED(room);
    struct fixture *f = room.f;
    static const struct {
        bool after; /* an erasure of BSK-001 by right */
        const char *change, *says;
    } cases[] = {
        {false, FACTS "1", "'candidate_facts'"},
        {false, "UPDATE settlement SET reason = '(erased)', " NO_SALT, "'settlement'"},
        {false, "UPDATE certificate_file SET pdf = zeroblob(0)", "but nobody erased its holder"},
        {false, NOTE, "nobody erased the candidate of '" OTHER "'"},
        {false,
         "INSERT INTO erasure SELECT 1, 1, 'r', 1, at_s, by_person, salt FROM candidate "
         "WHERE id = 1",
         "'erasure'"},
        {true, FACTS "2", "'candidate_facts'"},
        {true, NOTE, "nobody erased the candidate of '" OTHER "'"},
        {true, "UPDATE candidate_facts SET region = 'Naryn' WHERE candidate = 1", "erasure 1"},
        {true, "UPDATE candidate_facts SET born = '1970-01-01' WHERE candidate = 1", "erasure 1"},
        {true, "UPDATE settlement SET mark = '{\"level\":\"l2\"}'", "erasure 1"},
        {true,
         "UPDATE certificate SET record = replace(record, '\"birth_year\":0', "
         "'\"birth_year\":1')",
         "erasure 1"},
        {true,
         "UPDATE event SET body = replace(body, '\"l2\"', '\"l3\"') WHERE body LIKE "
         "'%(erased)%' AND sheet IS NOT NULL",
         "erasure 1"},
        {true, "UPDATE move SET to_state = 'void' WHERE reason = '(erased)'", "'move'"},
        {true, "UPDATE erasure SET candidate = 2", "'candidate_facts'"},
        {true, "DELETE FROM erasure_end", "has no row in 'erasure_end'"},
        {true, "UPDATE erasure_end SET remains = zeroblob(32)", "'erasure_end'"},
        {true, "DELETE FROM erasure_end; ", "has no row in 'erasure_end'"},
    };
    struct audit_report report;
    fixture_unprotect(f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct candidate candidate = named(f, "BSK-001");
        if (cases[i].after)
            OK(erase_candidate(fixture_desk(f, "admin"), &candidate, "asked"));
        OK(audit(&report, f));
        fixture_run(f, "PRAGMA defer_foreign_keys = ON");
        fixture_run(f, cases[i].change);
        SCOPED_ERROR error = audit(&report, f);
        if (!error || error_code(error) != ERROR_REFUSED ||
            !strstr(error_message(error), cases[i].says))
            fail_msg("'%s': %s", cases[i].change, error ? error_message(error) : "not found");
        fixture_rollback(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_byte_of_a_name_is_left),
        cmocka_unit_test(who_was_erased_is_left_alone),
        cmocka_unit_test(what_must_come_first_is_said),
        cmocka_unit_test(a_result_waits_for_its_decision),
        cmocka_unit_test(tables_allow_an_erasure_alone),
        cmocka_unit_test(a_disguised_change_is_found),
    };
    return cmocka_run_group_tests_name("certify/erase", tests, open_shop, close_shop);
}
