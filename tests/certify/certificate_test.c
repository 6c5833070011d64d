#include "certify/hand_over.h"
#include "certify/revocation.h"

#include "assess/grant.h"
#include "assess/inquiry.h"
#include "assess/relationship.h"
#include "base/file.h"
#include "certify/certificate_record.h"
#include "certify/shop.h"

static void what_is_issued_says_what_was_decided(void **state)
{
    SCOPED_ROOM(room);
    struct bytes pdf;
    struct value *record;
    struct certificate found, certificate = issued(&room);
    assert_string_equal(certificate.state, "issued");
    assert_string_equal(certificate.issued_day, room.decision.day);
    OK(certificate_file(&pdf, room.f->db, &certificate, room.f->arena));
    OK(press_check_file(NULL, pdf, certificate.record, NULL, room.f->arena));
    OK(value_parse(&record, bytes_of_text(certificate.record), "record", room.f->arena));
    OK(certificate_record_check(record));
    assert_int_equal(value_size(value_get(record, "units")), 2);
    assert_null(strstr(certificate.record, "passport"));
    struct journal_head head;
    const char *note = value_text(value_get(value_get(record, "journal"), "note"));
    OK(head_check(&head, bytes_of_text(note), room.press.head_key, room.f->arena));
    assert_int_equal(head.size, value_integer(value_get(value_get(record, "journal"), "size")));
    assert_int_equal(head.size, certificate.journal_seq - 1);
    OK(certificate_find(&found, room.f->db, code_text(&certificate.code, room.f->arena),
                        room.f->arena));
    assert_int_equal(found.id.n, certificate.id.n);
    fixture_audit(room.f);
}

static void a_power_cut_between_intent_and_issue_issues_once(void **state)
{
    SCOPED_ROOM(room);
    struct certificate first, second;
    OK(certificate_intend(&first, desk(&room, "registrar"), &room.decision, &room.press,
                          room.f->arena));
    assert_string_equal(first.state, "intended");
    OK(certificate_intend(&second, desk(&room, "registrar"), &room.decision, &room.press,
                          room.f->arena));
    assert_int_equal(first.id.n, second.id.n);
    assert_string_equal(first.record, second.record);
    OK(certificate_issue(desk(&room, "registrar"), &second, &room.press, room.f->arena));
    second = again(&room, &second);
    int64_t acts = fixture_acts(room.f);
    OK(certificate_issue(desk(&room, "registrar"), &second, &room.press, room.f->arena));
    assert_int_equal(fixture_acts(room.f), acts);
}

static void a_file_is_there_only_once_issued(void **state)
{
    SCOPED_ROOM(room);
    struct bytes pdf;
    struct certificate certificate;
    OK(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision, &room.press,
                          room.f->arena));
    FAILS(certificate_file(&pdf, room.f->db, &certificate, room.f->arena), ERROR_NOT_FOUND,
          "intended, but not issued");
    FAILS(
        press_check_file(NULL, bytes_of_text("%PDF-1.7"), certificate.record, NULL, room.f->arena),
        ERROR_REFUSED, "not genuine");
}

static void refuses_who_may_not_issue(void **state)
{
    SCOPED_ROOM(room);
    static const char *const others[] = {"examiner-a", "lead",    "verifier",
                                         "admin",      "auditor", "newcomer"};
    for (size_t i = 0; i < COUNT(others); i++) {
        struct certificate certificate;
        FAILS(certificate_intend(&certificate, desk(&room, others[i]), &room.decision, &room.press,
                                 room.f->arena),
              ERROR_REFUSED, others[i]);
    }
}

static void refuses_a_clock_behind_the_journal(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate;
    room.f->clock.fixed_s -= 2 * DAY_S;
    FAILS(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision, &room.press,
                             room.f->arena),
          ERROR_ENVIRONMENT, "clock");
}

static void refuses_a_signer_that_ends_too_early(void **state)
{
    const struct shop *shop = *state;
    SCOPED_ROOM(room);
    room.press.signer = keyring_signer(shop->brief);
    int64_t acts = fixture_acts(room.f);
    struct certificate certificate;
    FAILS(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision, &room.press,
                             room.f->arena),
          ERROR_ENVIRONMENT, "");
    assert_int_equal(fixture_acts(room.f), acts);
}

static void refuses_codes_that_name_nothing(void **state)
{
    SCOPED_ROOM(room);
    struct certificate found;
    struct code code;
    OK(code_make(&code, &room.f->random));
    FAILS(certificate_find(&found, room.f->db, code.text, room.f->arena), ERROR_NOT_FOUND,
          "no certificate");
    code.text[3] = code.text[3] == '0' ? '1' : '0';
    FAILS(certificate_find(&found, room.f->db, code.text, room.f->arena), ERROR_REFUSED, "");
}

static void suspension_comes_and_goes(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    FAILS(certificate_suspend(desk(&room, "registrar"), &certificate, "a complaint"), ERROR_REFUSED,
          "registrar");
    FAILS(certificate_suspend(desk(&room, "certifier-a"), &certificate, NULL), ERROR_REFUSED,
          "reason");
    FAILS(certificate_reinstate(desk(&room, "certifier-a"), &certificate, "why not"), ERROR_REFUSED,
          "not suspended");
    OK(certificate_suspend(desk(&room, "certifier-a"), &certificate, "a complaint"));
    certificate = again(&room, &certificate);
    assert_string_equal(certificate.state, "suspended");
    OK(certificate_reinstate(desk(&room, "certifier-b"), &certificate, "unfounded"));
    assert_string_equal(again(&room, &certificate).state, "issued");
    fixture_audit(room.f);
}

/* Who took it back, judged again. */
static void the_audit_judges_moves_again(void **state)
{
    SCOPED_ROOM(room);
    static const char move[] =
        "UPDATE move SET by_person = (SELECT id FROM person WHERE ref = '%s') "
        "WHERE machine = 'certificate' AND to_state = '%s'";
    static const struct {
        const char *who, *to, *says;
    } changes[] = {
        {"auditor", "issued", "certificate 1, issued: person"},
        {"registrar", "suspended", "was no certifier on"},
        {"certifier-a", "revoked", "nobody else had proposed it"},
        {"auditor", "revoked", "was no certifier on"},
    };
    bool revoked;
    struct fixture *f = room.f;
    struct certificate certificate = issued(&room);
    OK(certificate_suspend(desk(&room, "certifier-a"), &certificate, "a complaint"));
    certificate = again(&room, &certificate);
    OK(certificate_revoke(&revoked, desk(&room, "certifier-a"), &certificate, "forged"));
    OK(certificate_revoke(&revoked, desk(&room, "certifier-b"), &certificate, "forged"));
    fixture_unprotect(f);
    fixture_commit(f);
    OK(revocation_audit(f->db));
    for (size_t i = 0; i < COUNT(changes); i++) {
        fixture_run(f, arena_format(f->arena, move, changes[i].who, changes[i].to));
        FAILS(revocation_audit(f->db), ERROR_REFUSED, changes[i].says);
        fixture_rollback(f);
    }
    fixture_run(f, "UPDATE assignment SET person = (SELECT id FROM person WHERE ref = "
                   "'certifier-b') WHERE duty = 'lead'");
    FAILS(revocation_audit(f->db), ERROR_REFUSED, "was the lead examiner of attempt");
}

static void nothing_is_printed_on_a_withheld_result(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate;
    struct attempt attempt = fixture_attempt(room.f, PAIR);
    OK(inquiry_open(desk(&room, "verifier"), &attempt, "doubts"));
    FAILS(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision, &room.press,
                             room.f->arena),
          ERROR_REFUSED, "on which it rests, is withheld");
    OK(inquiry_end(desk(&room, "certifier-b"), &attempt, "back", "none"));
    OK(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision, &room.press,
                          room.f->arena));
}

static void revocation_takes_two(void **state)
{
    SCOPED_ROOM(room);
    bool revoked;
    struct certificate certificate = issued(&room);
    FAILS(certificate_revoke(&revoked, desk(&room, "registrar"), &certificate, "forged marks"),
          ERROR_REFUSED, "registrar");
    OK(certificate_revoke(&revoked, desk(&room, "certifier-a"), &certificate, "forged marks"));
    assert_false(revoked);
    assert_string_equal(again(&room, &certificate).state, "issued");
    FAILS(certificate_revoke(&revoked, desk(&room, "certifier-a"), &certificate, "forged marks"),
          ERROR_CONFLICT, "yourself");
    OK(certificate_revoke(&revoked, desk(&room, "certifier-b"), &certificate, "forged marks"));
    assert_true(revoked);
    certificate = again(&room, &certificate);
    assert_string_equal(certificate.state, "revoked");
    FAILS(certificate_revoke(&revoked, desk(&room, "certifier-a"), &certificate, "again"),
          ERROR_REFUSED, "revoked");
    FAILS(certificate_suspend(desk(&room, "certifier-a"), &certificate, "again"), ERROR_REFUSED,
          "revoked");
}

/* None of the three acts, for the same cause. */
static void may_not_take_back(struct room *room, const char *who,
                              const struct certificate *certificate, const char *because)
{
    bool revoked;
    FAILS(certificate_suspend(desk(room, who), certificate, "why"), ERROR_REFUSED, because);
    FAILS(certificate_revoke(&revoked, desk(room, who), certificate, "why"), ERROR_REFUSED,
          because);
    OK(certificate_suspend(desk(room, "certifier-b"), certificate, "a complaint"));
    struct certificate suspended = again(room, certificate);
    FAILS(certificate_reinstate(desk(room, who), &suspended, "why"), ERROR_REFUSED, because);
    OK(certificate_reinstate(desk(room, "certifier-b"), &suspended, "unfounded"));
}

static void nobody_takes_back_what_they_examined(void **state)
{
    SCOPED_ROOM(room);
    static const char *const parts[][2] = {{"examiner-a", "was the first examiner"},
                                           {"examiner-b", "was the second examiner"},
                                           {"lead", "was the lead examiner"},
                                           {"verifier", "opened an inquiry"}};
    struct certificate certificate = issued(&room);
    struct attempt attempt = fixture_attempt(room.f, PAIR);
    OK(inquiry_open(desk(&room, "verifier"), &attempt, "doubts"));
    OK(inquiry_end(desk(&room, "certifier-b"), &attempt, "back", "none"));
    for (size_t i = 0; i < COUNT(parts); i++) {
        int64_t id;
        struct grant grant = {.person = fixture_person(room.f, parts[i][0]),
                              .role = ROLE_CERTIFIER,
                              .from_day = "2026-01-01"};
        OK(grant_add(&id, desk(&room, "admin"), &grant));
        may_not_take_back(&room, parts[i][0], &certificate, parts[i][1]);
    }
}

static void nobody_takes_back_from_somebody_close(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    int64_t id;
    struct relationship family = {.person = fixture_person(room.f, "certifier-a"),
                                  .candidate = certificate.candidate,
                                  .kind = RELATIONSHIP_FAMILY,
                                  .from_day = "2026-01-01"};
    OK(relationship_declare(&id, desk(&room, "registrar"), &family));
    may_not_take_back(&room, "certifier-a", &certificate, "conflict of interest");
}

static void a_corrected_name_supersedes(void **state)
{
    SCOPED_ROOM(room);
    struct certificate fresh, old = issued(&room);
    struct candidate candidate;
    struct arena *arena = room.f->arena;
    FAILS(certificate_supersede(&fresh, desk(&room, "registrar"), &old, &room.press, arena),
          ERROR_REFUSED, "nothing printed");
    OK(candidate_find(&candidate, room.f->db, "BSK-001", arena));
    struct candidate_facts facts = candidate.facts;
    facts.name_latin = "Aynagül Corrected";
    OK(candidate_correct(desk(&room, "registrar"), candidate.id, &facts, "misspelt", NULL));
    int64_t acts = fixture_acts(room.f);
    FAILS(certificate_supersede(&fresh, desk(&room, "registrar"), &old, &room.press, arena),
          ERROR_REFUSED, "you corrected the holder");
    FAILS(certificate_supersede(&fresh, desk(&room, "lead"), &old, &room.press, arena),
          ERROR_REFUSED, "may not issue");
    assert_int_equal(fixture_acts(room.f), acts);
    OK(certificate_supersede(&fresh, desk(&room, "certifier-b"), &old, &room.press, arena));
    assert_string_equal(again(&room, &old).state, "issued");
    OK(certificate_issue(desk(&room, "registrar"), &fresh, &room.press, arena));
    assert_string_equal(again(&room, &old).state, "superseded");
    assert_string_equal(again(&room, &fresh).state, "issued");
    assert_string_equal(fresh.issued_day, old.issued_day);
    assert_non_null(strstr(fresh.record, "Corrected"));
    fixture_audit(room.f);
}

static void correct(struct room *room, const char *name)
{
    struct candidate candidate;
    OK(candidate_find(&candidate, room->f->db, "BSK-001", room->f->arena));
    candidate.facts.name_latin = name;
    OK(candidate_correct(desk(room, "registrar"), candidate.id, &candidate.facts, "misspelt",
                         NULL));
}

static struct person_id another_registrar(struct room *room)
{
    int64_t id;
    struct grant grant = {.person = fixture_person(room->f, "newcomer"),
                          .role = ROLE_REGISTRAR,
                          .from_day = "2026-01-01"};
    OK(grant_add(&id, desk(room, "admin"), &grant));
    return grant.person;
}

static void a_suspended_one_is_superseded_by_a_certifier(void **state)
{
    SCOPED_ROOM(room);
    struct certificate fresh, old = issued(&room);
    struct arena *arena = room.f->arena;
    another_registrar(&room);
    correct(&room, "Aynagül Corrected");
    OK(certificate_suspend(desk(&room, "certifier-a"), &old, "a complaint"));
    old = again(&room, &old);
    FAILS(certificate_supersede(&fresh, desk(&room, "newcomer"), &old, &room.press, arena),
          ERROR_REFUSED, "'newcomer' may not decide");
    OK(certificate_supersede(&fresh, desk(&room, "certifier-b"), &old, &room.press, arena));
}

static void what_ran_out_or_is_final_is_not_superseded(void **state)
{
    SCOPED_ROOM(room);
    bool revoked;
    struct certificate fresh, old = issued(&room);
    struct arena *arena = room.f->arena;
    correct(&room, "Aynagül Corrected");
    fixture_set_day(room.f, "2029-11-20");
    FAILS(certificate_supersede(&fresh, desk(&room, "certifier-b"), &old, &room.press, arena),
          ERROR_REFUSED, "ended on 2029-11-19");
    fixture_set_day(room.f, "2026-11-21");
    OK(certificate_revoke(&revoked, desk(&room, "certifier-a"), &old, "x"));
    OK(certificate_revoke(&revoked, desk(&room, "certifier-b"), &old, "x"));
    old = again(&room, &old);
    FAILS(certificate_supersede(&fresh, desk(&room, "certifier-b"), &old, &room.press, arena),
          ERROR_REFUSED, "'revoked' to 'superseded'");
}

/* Both units again, by examiner-c, on a day in the time of renewal; decided by certifier-b. */
static struct decision renewed(struct room *room, const char *day)
{
    struct fixture *f = room->f;
    struct candidate candidate;
    struct decision decision;
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    fixture_open_another(f, "osh-2", day, NULL, "examiner-c");
    story_sheet(room->story, "examiner-c", "osh-2/BSK-001/TST-PAIR", NULL);
    story_sheet(room->story, "examiner-b", "osh-2/BSK-001/TST-PAIR", NULL);
    story_sheet(room->story, "examiner-c", "osh-2/BSK-001/TST-SOLO", NULL);
    assert_true(story_result(room->story, "osh-2/BSK-001/TST-PAIR").computed);
    assert_true(story_result(room->story, "osh-2/BSK-001/TST-SOLO").computed);
    OK(decision_make(&decision, desk(room, "certifier-b"), candidate.id, "TST", DECISION_GRANTED,
                     NULL, f->arena));
    return decision;
}

static void a_renewal_takes_the_place_of_the_old_one(void **state)
{
    SCOPED_ROOM(room);
    struct certificate old = issued(&room);
    room.decision = renewed(&room, "2029-06-01");
    assert_string_equal(again(&room, &old).state, "issued"); /* until the new one is */
    struct certificate fresh = issued(&room);
    assert_int_equal(fresh.supersedes.n, old.id.n);
    assert_string_equal(fresh.state, "issued");
    assert_string_equal(fresh.issued_day, "2029-06-01");
    assert_string_equal(fresh.expires_day, "2032-05-31");
    assert_string_equal(again(&room, &old).state, "superseded");
    fixture_audit(room.f);
}

static void a_suspended_one_is_not_renewed(void **state)
{
    SCOPED_ROOM(room);
    struct certificate fresh, old = issued(&room);
    OK(certificate_suspend(desk(&room, "certifier-a"), &old, "a complaint"));
    room.decision = renewed(&room, "2029-06-01");
    int64_t acts = fixture_acts(room.f);
    FAILS(certificate_intend(&fresh, desk(&room, "registrar"), &room.decision, &room.press,
                             room.f->arena),
          ERROR_CONFLICT, "is suspended until 2029-11-19");
    assert_int_equal(fixture_acts(room.f), acts);
}

static void copies_are_handed_over(void **state)
{
    SCOPED_ROOM(room);
    struct hand_overs list;
    struct certificate certificate;
    OK(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision, &room.press,
                          room.f->arena));
    FAILS(hand_over_record(desk(&room, "registrar"), &certificate, "passport"), ERROR_REFUSED,
          "is intended");
    certificate = issued(&room);
    int64_t acts = fixture_acts(room.f);
    FAILS(hand_over_record(desk(&room, "certifier-a"), &certificate, "passport"), ERROR_REFUSED,
          "may not hand certificates over");
    FAILS(hand_over_record(desk(&room, "registrar"), &certificate, "a photo"), ERROR_REFUSED,
          "proves nobody's identity");
    FAILS(hand_over_record(desk(&room, "registrar"), &certificate, ""), ERROR_REFUSED, "proves");
    assert_int_equal(fixture_acts(room.f), acts);
    OK(hand_over_record(desk(&room, "registrar"), &certificate, "passport"));
    OK(hand_over_record(desk(&room, "registrar"), &certificate, "id_card"));
    OK(hand_over_list(&list, room.f->db, certificate.id, room.f->arena));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].document_kind, "passport");
    assert_string_equal(list.items[1].by, "registrar");
    const struct audited *const nouns[] = {&hand_over_audited};
    OK(audited_check(room.f->db, nouns, 1));
    fixture_set_day(room.f, "2029-11-20");
    FAILS(hand_over_record(desk(&room, "registrar"), &certificate, "passport"), ERROR_REFUSED,
          "ended on 2029-11-19");
    fixture_set_day(room.f, "2026-12-01");
    OK(certificate_suspend(desk(&room, "certifier-a"), &certificate, "a complaint"));
    certificate = again(&room, &certificate);
    FAILS(hand_over_record(desk(&room, "registrar"), &certificate, "passport"), ERROR_REFUSED,
          "is suspended");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_issued_says_what_was_decided),
        cmocka_unit_test(a_power_cut_between_intent_and_issue_issues_once),
        cmocka_unit_test(a_file_is_there_only_once_issued),
        cmocka_unit_test(refuses_who_may_not_issue),
        cmocka_unit_test(refuses_a_clock_behind_the_journal),
        cmocka_unit_test(refuses_a_signer_that_ends_too_early),
        cmocka_unit_test(refuses_codes_that_name_nothing),
        cmocka_unit_test(suspension_comes_and_goes),
        cmocka_unit_test(the_audit_judges_moves_again),
        cmocka_unit_test(nothing_is_printed_on_a_withheld_result),
        cmocka_unit_test(revocation_takes_two),
        cmocka_unit_test(nobody_takes_back_what_they_examined),
        cmocka_unit_test(nobody_takes_back_from_somebody_close),
        cmocka_unit_test(a_corrected_name_supersedes),
        cmocka_unit_test(copies_are_handed_over),
        cmocka_unit_test(a_renewal_takes_the_place_of_the_old_one),
        cmocka_unit_test(a_suspended_one_is_not_renewed),
        cmocka_unit_test(a_suspended_one_is_superseded_by_a_certifier),
        cmocka_unit_test(what_ran_out_or_is_final_is_not_superseded),
    };
    return cmocka_run_group_tests_name("certify/certificate", tests, open_shop, close_shop);
}
