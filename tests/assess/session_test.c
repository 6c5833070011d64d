/* How staff and tablets show who they are: credentials, enrolment, sessions and their ends. */
#include "assess/session.h"

#include "assess/credential.h"
#include "assess/sheet_receive.h"
#include "assess/story.h"
#include "assess/tablet.h"

#include "test.h"

static bool finds(struct fixture *f, struct session *session, const struct token *token)
{
    bool got;
    OK(session_of_token(&got, session, f->db, token->text, clock_now_s(&f->clock), f->arena));
    return got;
}

static const char *enrol(struct fixture *f, struct token *token, const char *device)
{
    struct tablet_code code;
    const char *enrolled;
    OK(tablet_code_make(&code, fixture_desk(f, "admin"), device));
    OK(tablet_enrol(&enrolled, token, fixture_desk(f, ""), code.text, f->arena));
    assert_string_equal(enrolled, device);
    return arena_text(f->arena, code.text);
}

static void the_newest_credential_of_a_kind_counts(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct credential_drawn password, pin;
    struct credential credential;
    struct person_id lead = fixture_person(f, "lead");
    bool got, fits;
    OK(credential_of(&got, &credential, f->db, lead, CREDENTIAL_PASSWORD));
    assert_false(got);
    OK(credential_draw(&password, CREDENTIAL_PASSWORD, &f->random));
    OK(credential_draw(&pin, CREDENTIAL_PIN, &f->random));
    assert_int_equal(strlen(password.text), 19);
    assert_int_equal(strspn(pin.text, "0123456789"), CREDENTIAL_PIN_DIGITS);
    FAILS(credential_set(fixture_desk(f, "lead"), lead, &pin.credential), ERROR_REFUSED,
          "manage people");
    OK(credential_set(fixture_desk(f, "admin"), lead, &pin.credential));
    OK(credential_set(fixture_desk(f, "admin"), lead, &password.credential));
    OK(credential_of(&got, &credential, f->db, lead, CREDENTIAL_PASSWORD));
    assert_true(got);
    assert_memory_equal(credential.totp, password.credential.totp, TOTP_SECRET_SIZE);
    OK(password_fits(&fits, &credential.hash, bytes_of_text(password.text)));
    assert_true(fits);
    password.credential.hash.grain[0] ^= 1;
    OK(credential_set(fixture_desk(f, "admin"), lead, &password.credential));
    OK(credential_of(&got, &credential, f->db, lead, CREDENTIAL_PASSWORD));
    assert_int_equal(credential.hash.grain[0], password.credential.hash.grain[0]);
    fixture_audit(f);
}

static void a_changing_code_is_taken_once(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct person_id lead = fixture_person(f, "lead"), other = fixture_person(f, "verifier");
    OK(credential_use_step(fixture_desk(f, ""), lead, 7));
    FAILS(credential_use_step(fixture_desk(f, ""), lead, 7), ERROR_REFUSED, "used before");
    FAILS(credential_use_step(fixture_desk(f, ""), lead, 6), ERROR_REFUSED, "used before");
    OK(credential_use_step(fixture_desk(f, ""), lead, 8));
    OK(credential_use_step(fixture_desk(f, ""), other, 7));
}

static void a_code_enrols_one_tablet_in_time(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct token token, other;
    struct tablet_row row;
    struct tablet_code code;
    const char *device;
    bool got;
    FAILS(tablet_code_make(&code, fixture_desk(f, "registrar"), "tablet-7"), ERROR_REFUSED,
          "manage people");
    FAILS(tablet_code_make(&code, fixture_desk(f, "admin"), "a tablet"), ERROR_REFUSED, "tablet");
    FAILS(tablet_code_make(&code, fixture_desk(f, "admin"), "paper-7"), ERROR_REFUSED,
          "the name of a sheet on paper");
    const char *used = enrol(f, &token, "tablet-7");
    OK(tablet_of_token(&got, &row, f->db, token.text, f->arena));
    assert_true(got && !row.is_revoked);
    assert_string_equal(row.device, "tablet-7");
    OK(tablet_of_token(&got, &row, f->db, "", f->arena));
    assert_false(got);
    static const char says[] = "this code enrols nothing";
    FAILS(tablet_enrol(&device, &other, fixture_desk(f, ""), used, f->arena), ERROR_REFUSED, says);
    FAILS(tablet_enrol(&device, &other, fixture_desk(f, ""), "", f->arena), ERROR_REFUSED, says);
    FAILS(tablet_enrol(&device, &other, fixture_desk(f, ""), "12345678901", f->arena),
          ERROR_REFUSED, says);
    FAILS(tablet_enrol(&device, &other, fixture_desk(f, ""), "x", f->arena), ERROR_REFUSED, says);
    FAILS(tablet_code_make(&code, fixture_desk(f, "admin"), "tablet-7"), ERROR_CONFLICT, "already");
    OK(tablet_code_make(&code, fixture_desk(f, "admin"), "tablet-8"));
    f->clock.fixed_s += TABLET_CODE_SECONDS + 1;
    FAILS(tablet_enrol(&device, &other, fixture_desk(f, ""), code.text, f->arena), ERROR_REFUSED,
          says);
    OK(tablet_code_make(&code, fixture_desk(f, "admin"), "tablet-8"));
    f->clock.fixed_s += TABLET_CODE_SECONDS;
    OK(tablet_enrol(&device, &other, fixture_desk(f, ""), code.text, f->arena));
    fixture_audit(f);
}

static void the_name_of_an_old_log_enrols_nothing(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct tablet_code code;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    FAILS(tablet_code_make(&code, fixture_desk(f, "admin"), "tablet-examiner-a"), ERROR_CONFLICT,
          "already");
}

static void sessions_end_by_age_by_rest_and_by_will(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct token token, second;
    struct session session;
    size_t ended;
    OK(session_open(&token, fixture_desk(f, "lead"), 0));
    assert_true(finds(f, &session, &token));
    assert_string_equal(session.person_ref, "lead");
    f->clock.fixed_s += SESSION_IDLE_S;
    assert_true(finds(f, &session, &token));
    f->clock.fixed_s += 1;
    assert_false(finds(f, &session, &token));
    OK(session_touch(fixture_desk(f, "lead"), session.id));
    assert_true(finds(f, &session, &token));
    while (clock_now_s(&f->clock) - session.opened_s < SESSION_LIMIT_S) {
        OK(session_touch(fixture_desk(f, "lead"), session.id));
        f->clock.fixed_s = session.opened_s + SESSION_LIMIT_S;
    }
    OK(session_touch(fixture_desk(f, "lead"), session.id));
    assert_true(finds(f, &session, &token));
    f->clock.fixed_s += 1;
    assert_false(finds(f, &session, &token));
    OK(session_open(&token, fixture_desk(f, "lead"), 0));
    OK(session_open(&second, fixture_desk(f, "lead"), 0));
    assert_true(finds(f, &session, &token));
    OK(session_end(fixture_desk(f, "lead"), session.id));
    OK(session_end(fixture_desk(f, "lead"), session.id));
    assert_false(finds(f, &session, &token));
    assert_true(finds(f, &session, &second));
    FAILS(session_end_all(&ended, fixture_desk(f, "verifier"), session.person), ERROR_REFUSED,
          "manage people");
    OK(session_end_all(&ended, fixture_desk(f, "admin"), session.person));
    assert_int_equal(ended, 1);
    assert_false(finds(f, &session, &second));
    fixture_audit(f);
}

static void a_revoked_tablet_takes_its_sessions_along(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct token tablet, token;
    struct tablet_row row;
    struct tablets tablets;
    struct session session;
    bool got;
    enrol(f, &tablet, "tablet-7");
    OK(tablet_of_token(&got, &row, f->db, tablet.text, f->arena));
    OK(session_open(&token, fixture_desk(f, "examiner-a"), row.id));
    assert_true(finds(f, &session, &token));
    FAILS(tablet_revoke(fixture_desk(f, "lead"), "tablet-7", "lost"), ERROR_REFUSED,
          "manage people");
    FAILS(tablet_revoke(fixture_desk(f, "admin"), "tablet-9", "lost"), ERROR_NOT_FOUND,
          "no tablet");
    OK(tablet_revoke(fixture_desk(f, "admin"), "tablet-7", "lost"));
    FAILS(tablet_revoke(fixture_desk(f, "admin"), "tablet-7", "lost"), ERROR_CONFLICT, "before");
    assert_false(finds(f, &session, &token));
    OK(tablet_list(&tablets, f->db, f->arena));
    assert_true(tablets.count == 1 && tablets.items[0].is_revoked);
    fixture_audit(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_credential_of_a_kind_counts),
        cmocka_unit_test(a_changing_code_is_taken_once),
        cmocka_unit_test(a_code_enrols_one_tablet_in_time),
        cmocka_unit_test(the_name_of_an_old_log_enrols_nothing),
        cmocka_unit_test(sessions_end_by_age_by_rest_and_by_will),
        cmocka_unit_test(a_revoked_tablet_takes_its_sessions_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
