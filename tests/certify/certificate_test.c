#include "certify/revocation.h"

#include "assess/grant.h"
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
    OK(press_check_file(pdf, certificate.record, NULL, room.f->arena));
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
    FAILS(press_check_file(bytes_of_text("%PDF-1.7"), certificate.record, NULL, room.f->arena),
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
    struct certificate certificate = issued(&room);
    int64_t id;
    struct person_id person = fixture_person(room.f, "examiner-b");
    struct grant grant = {.person = person, .role = ROLE_CERTIFIER, .from_day = "2026-01-01"};
    OK(grant_add(&id, desk(&room, "admin"), &grant));
    may_not_take_back(&room, "examiner-b", &certificate, "was the second examiner");
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
    OK(certificate_supersede(&fresh, desk(&room, "registrar"), &old, &room.press, arena));
    assert_string_equal(again(&room, &old).state, "issued");
    OK(certificate_issue(desk(&room, "registrar"), &fresh, &room.press, arena));
    assert_string_equal(again(&room, &old).state, "superseded");
    assert_string_equal(again(&room, &fresh).state, "issued");
    assert_string_equal(fresh.issued_day, old.issued_day);
    assert_non_null(strstr(fresh.record, "Corrected"));
    fixture_audit(room.f);
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
        cmocka_unit_test(revocation_takes_two),
        cmocka_unit_test(nobody_takes_back_what_they_examined),
        cmocka_unit_test(nobody_takes_back_from_somebody_close),
        cmocka_unit_test(a_corrected_name_supersedes),
    };
    return cmocka_run_group_tests_name("certify/certificate", tests, open_shop, close_shop);
}
