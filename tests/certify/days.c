#include "certify/days.h"

#include "assess/adjustment.h"
#include "assess/appeal_handle.h"
#include "assess/concern.h"
#include "assess/conflict.h"
#include "assess/credential.h"
#include "assess/decision_make.h"
#include "assess/disclosure.h"
#include "assess/holiday.h"
#include "assess/incident.h"
#include "assess/inquiry.h"
#include "assess/instrument.h"
#include "assess/quality_story.h"
#include "assess/relationship.h"
#include "assess/review.h"
#include "assess/session.h"
#include "assess/story.h"
#include "assess/tablet.h"
#include "assess/text_review.h"
#include "assess/typing.h"
#include "certify/certificate_file.h"
#include "certify/erase.h"
#include "certify/hand_over.h"
#include "certify/key_crl.h"
#include "certify/key_request.h"
#include "certify/key_retirement.h"
#include "certify/keyring_add.h"
#include "certify/keyring_made.h"
#include "certify/photo.h"
#include "certify/pickup.h"
#include "certify/pictures.h"
#include "certify/revocation.h"

/* BSK-002 has a line for the lead to settle, and a critical failure for another to look at. */
static void settle_and_review(struct story *story)
{
    static const char pair[] = "bishkek-1/BSK-002/TST-PAIR", solo[] = "bishkek-1/BSK-002/TST-SOLO";
    struct fixture *f = story->f;
    story_sheet(story, "examiner-a", pair, "B3 100 B1 100 B2 100");
    story_sheet(story, "examiner-b", pair, "B3 75 B1 75 B2 100");
    OK(story_settle(story, "lead", pair, "B3", 75));
    assert_true(story_result(story, pair).computed);
    story_sheet(story, "examiner-a", solo, "A1 0");
    struct attempt attempt = fixture_attempt(f, solo);
    OK(review_give(fixture_desk(f, "examiner-c"), &attempt, NULL, 0, "the ticket says nuts"));
    assert_true(story_result(story, solo).computed);
}

static void review_text(struct fixture *f)
{
    struct rubric_version_id version;
    const struct rubric *rubric;
    int64_t id;
    OK(publication_find_rubric(&version, f->db, "TST-SOLO"));
    OK(publication_rubric(&rubric, f->db, version, f->arena));
    const struct wordings wordings = wordings_of_rubric(rubric, version, f->arena);
    OK(text_review_add(&id, fixture_desk(f, "lead"), &wordings, "ky", "Ayzada Toktosunova",
                       "cook of 12 years"));
}

/* BSK-002 appeals against the critical failure, and is heard; TST-SOLO is passed after all. */
static void hear_appeal(struct story *story)
{
    int64_t id;
    struct fixture *f = story->f;
    struct result result;
    struct appeal appeal;
    struct appeal_remedy remedy;
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-002/TST-SOLO");
    struct grant grant = {
        .person = fixture_person(f, "verifier"), .role = ROLE_LEAD, .from_day = "2026-01-01"};
    struct mark mark = story_worth(story, "verifier", attempt.name, "A1", 100);
    OK(grant_add(&id, fixture_desk(f, "admin"), &grant));
    OK(result_of(&result, f->db, &attempt, f->arena));
    OK(appeal_lodge(&appeal, fixture_desk(f, "registrar"),
                    &(struct appeal_subject){.result = result.id}, "there were no nuts", NULL,
                    f->arena));
    OK(appeal_review(fixture_desk(f, "verifier"), &appeal));
    OK(appeal_of(&appeal, f->db, appeal.id, f->arena));
    OK(appeal_mark(fixture_desk(f, "verifier"), &appeal, "A1", mark_value(&mark, f->arena),
                   "the ticket is another one"));
    OK(appeal_uphold_result(&remedy, fixture_desk(f, "verifier"), &appeal, false,
                            "the ticket is another one", f->arena));
}

/* A second signer that is compromised and listed, and a third that is asked for. */
static void keep_keys(struct fixture *f, const char *keys, struct arena *arena)
{
    struct x509 *chain;
    size_t count;
    struct key_signer signer;
    struct bytes list;
    SCOPED_SECRET secret = NULL;
    SCOPED_KEY_OWNER root = {0};
    struct desk *desk = fixture_desk(f, "admin");
    int64_t now_s = clock_now_s(desk->clock);
    OK(secret_of(&secret, bytes_of_text("correct horse battery")));
    OK(keyring_make(&(struct keyring_order){.folder = keys,
                                            .ref = "second",
                                            .algorithm = SIGNATURE_ES256,
                                            .subject = {"KG", "Bishkek", "certificate signer"},
                                            .from_s = now_s,
                                            .until_s = now_s + 86400,
                                            .access = {.passphrase = secret},
                                            .random = desk->random},
                    arena));
    OK(keyring_read_chain(&chain, &count, keys, "second", arena));
    OK(key_signer_register(desk, "second", KEY_SYMBOLS, chain, count, arena));
    OK(key_signer_find(&signer, f->db, "second", arena));
    OK(key_retire(desk, &signer, "key_compromise", now_s, arena));
    OK(key_request_add(desk, "third", KEY_DOCUMENTS, chain[0].spki, arena));
    OK(keyring_open_authority(&root, keys, secret, arena));
    OK(key_crl_make(&list, &count, desk, &root.x509, &root.signer, now_s + 86400, arena));
    assert_int_equal(count, 1);
}

/* A tablet is enrolled, used, and lost. */
static void sign_in_on_a_tablet(struct fixture *f)
{
    struct credential_drawn drawn;
    struct tablet_code code;
    struct token token;
    struct session session;
    const char *device;
    bool got;
    size_t ended;
    OK(credential_draw(&drawn, CREDENTIAL_PASSWORD, &f->random));
    OK(credential_set(fixture_desk(f, "admin"), fixture_person(f, "lead"), &drawn.credential));
    OK(tablet_code_make(&code, fixture_desk(f, "admin"), "tablet-7"));
    OK(tablet_enrol(&device, &token, fixture_desk(f, ""), code.text, f->arena));
    OK(session_open(&token, fixture_desk(f, "lead"), 1));
    OK(session_of_token(&got, &session, f->db, token.text, clock_now_s(&f->clock), f->arena));
    assert_true(got);
    OK(session_end_all(&ended, fixture_desk(f, "lead"), session.person));
    OK(tablet_revoke(fixture_desk(f, "admin"), "tablet-7", "left in a taxi"));
}

/* Of the scales one is broken. */
static void break_scale(struct fixture *f)
{
    struct instrument scale;
    fixture_instrument(f, "probe", "Cel", "bishkek");
    fixture_instrument(f, "scale", "g", "bishkek");
    OK(instrument_find(&scale, f->db, "scale-bishkek", f->arena));
    OK(instrument_retire(fixture_desk(f, "lead"), &scale, "it fell"));
}

/* BSK-002 gets more time, and a sheet that somebody types and the tablet then sends. */
static void type_sheet(struct fixture *f)
{
    struct typing_outcome outcome;
    struct sheet_forms forms = {0};
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-002/TST-SOLO");
    struct value *content = value_object(f->arena);
    OK(adjustment_grant(fixture_desk(f, "registrar"), &attempt, 10, "the request of 3 November"));
    OK(sheet_form_list(&forms, f->db, &attempt, "examiner-a", f->arena));
    value_set_text(content, "stop", "illegible");
    OK(typing_enter(&outcome, fixture_desk(f, "registrar"), &forms.items[0], content, f->arena));
}

/* How BSK-002 came to the result of TST-PAIR: help that was reported, a colleague who was declared
 * late, and an inquiry that found nothing. */
static void doubt(struct fixture *f)
{
    int64_t id;
    struct sitting sitting;
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-002/TST-PAIR");
    struct relationship colleague = {.person = fixture_person(f, "examiner-b"),
                                     .candidate = attempt.candidate,
                                     .kind = RELATIONSHIP_COLLEAGUE,
                                     .from_day = "2026-01-01"};
    OK(sitting_of(&sitting, f->db, attempt.sitting, f->arena));
    OK(incident_report(fixture_desk(f, "lead"), &sitting, &attempt, INCIDENT_HELP, "a hint"));
    OK(incident_report(fixture_desk(f, "lead"), &sitting, NULL, INCIDENT_SUPPLY, "no water"));
    OK(relationship_declare(&id, fixture_desk(f, "registrar"), &colleague));
    OK(conflict_look(fixture_desk(f, "verifier"), &attempt, colleague.person, "marked alike"));
    OK(inquiry_open(fixture_desk(f, "verifier"), &attempt, "who helped"));
    OK(inquiry_end(fixture_desk(f, "certifier-b"), &attempt, "back", "nobody did"));
}

/* A day on which nearly everything happens that leaves a row. */
void days_fill(struct fixture *f, struct arena *arena)
{
    struct certificate certificate;
    struct candidate candidate;
    struct decision decision;
    struct layout *layout;
    const char *keys;
    size_t recorded;
    size_t added;
    struct code secret;
    struct jpeg photo;
    int64_t id;
    bool revoked, replaced;
    struct keyring *keyring = keyring_made(&keys, KEYRING_SIGNER_YEARS, arena);
    arena_defer(arena, (void (*)(void *))keyring_close, keyring);
    OK(layout_open(&layout, PROJECT_FOLDER "/certificates", "a4", NULL, arena));
    struct press press = press_of(layout, keyring);
    OK(key_record_keyring(&recorded, fixture_desk(f, ""), keys, arena));
    keep_keys(f, keys, arena);
    struct story *story = story_begin(f);
    OK(relationship_declare(&id, fixture_desk(f, "registrar"),
                            &(struct relationship){.person = fixture_person(f, "examiner-c"),
                                                   .candidate = {1},
                                                   .kind = RELATIONSHIP_FAMILY,
                                                   .from_day = "2000-01-01"}));
    OK(grant_withdraw(fixture_desk(f, "admin"), fixture_person(f, "auditor"), ROLE_AUDITOR, NULL,
                      NULL));
    break_scale(f);
    type_sheet(f);
    story_pass(story, "BSK-001");
    settle_and_review(story);
    doubt(f);
    review_text(f);
    OK(candidate_find(&candidate, f->db, "BSK-001", arena));
    OK(decision_make(&decision, fixture_desk(f, "certifier-a"), candidate.id, "TST",
                     DECISION_GRANTED, NULL, arena));
    OK(certificate_intend(&certificate, fixture_desk(f, "registrar"), &decision, &press, arena));
    OK(certificate_issue(fixture_desk(f, "registrar"), &certificate, &press, arena));
    OK(certificate_of(&certificate, f->db, certificate.id, arena));
    OK(hand_over_record(fixture_desk(f, "registrar"), &certificate, "passport"));
    OK(pickup_make(&secret, &replaced, fixture_desk(f, "registrar"), candidate.id));
    OK(photo_set(&photo, fixture_desk(f, "registrar"), &candidate, stored_picture("grey", arena),
                 arena));
    OK(photo_set(&photo, fixture_desk(f, "registrar"), &candidate, stored_picture("colour", arena),
                 arena));
    OK(holiday_import(&added, fixture_desk(f, "admin"),
                      bytes_of_text("day,name\n2026-12-31,New Year's Eve\n"), "days.csv", arena));
    hear_appeal(story);
    sign_in_on_a_tablet(f);
    OK(certificate_revoke(&revoked, fixture_desk(f, "certifier-a"), &certificate, "forged marks"));
}

/* Somebody looks into an alarm: it takes a day of many candidates to ring one. */
void days_fill_concern(struct fixture *f, struct arena *arena)
{
    struct concern concern;
    const struct quality_window everything = {NULL, NULL, NULL};
    quality_story_apart(f);
    OK(concern_open(&concern, fixture_desk(f, "lead"), QUALITY_ALARM, &everything,
                    "the pair was trained apart", arena));
}

/* Two and three of seven attempts are drawn for second marking. */
void days_fill_draw(struct fixture *f, struct arena *arena)
{
    (void)arena;
    struct sitting sitting = fixture_plan_drawing(f, 25, 40);
    fixture_assign(f, sitting.ref, "TST-SOLO", "examiner-b", DUTY_SECOND);
    fixture_open_drawing(f, &sitting);
}

/* BSK-001, of whose certificate somebody made a dossier, is erased once it was revoked. */
void days_fill_erasure(struct fixture *f, struct arena *arena)
{
    bool revoked;
    struct candidate candidate;
    struct certificate certificate;
    struct digest dossier = digest_of(bytes_of_text("dossier"));
    days_fill(f, arena);
    OK(candidate_find(&candidate, f->db, "BSK-001", arena));
    OK(disclosure_make(fixture_desk(f, "registrar"), candidate.id, &dossier));
    OK(certificate_of(&certificate, f->db, (struct certificate_id){1}, arena));
    OK(certificate_revoke(&revoked, fixture_desk(f, "certifier-b"), &certificate, "forged marks"));
    assert_true(revoked);
    OK(erase_candidate(fixture_desk(f, "admin"), &candidate, "asked for in letter 12"));
}
