/* Signing in as people do, over sockets: with a password and a changing code, on a tablet with a
 * PIN; who guesses waits, who is not there looks like who is, and an end is an end. */
#include "web/sign_in.h"

#include "assess/credential.h"
#include "assess/session.h"
#include "assess/tablet.h"
#include "web/browser.h"
#include "web/house.h"

#include "test.h"

#include <stdlib.h>

struct desk_at {
    struct arena *arena;
    struct house *house;
    struct credential_drawn password, pin; /* of admin, of examiner-a */
    int64_t examiner;                      /* the number */
    struct browser browser;
};

/* Drawing takes its time: once for all tests. */
static struct credential_drawn drawn_password, drawn_pin;

static int draw(void **state)
{
    (void)state;
    struct random random = random_system();
    OK(credential_draw(&drawn_password, CREDENTIAL_PASSWORD, &random));
    OK(credential_draw(&drawn_pin, CREDENTIAL_PIN, &random));
    return 0;
}

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    struct desk_at *at = ARENA_NEW(arena, struct desk_at);
    SCOPED_FIXTURE(f);
    at->arena = arena;
    at->examiner = fixture_person(f, "examiner-a").n;
    at->password = drawn_password;
    at->pin = drawn_pin;
    OK(credential_set(fixture_desk(f, "admin"), fixture_person(f, "admin"),
                      &at->password.credential));
    OK(credential_set(fixture_desk(f, "admin"), fixture_person(f, "examiner-a"),
                      &at->pin.credential));
    at->house = house_of(f, routes, arena);
    house_open(at->house);
    at->browser = browser_open(at->house->port, arena);
    *state = at;
    return 0;
}

static int tear_down(void **state)
{
    struct desk_at *at = *state;
    house_close(at->house);
    arena_close(at->arena);
    return 0;
}

/* The changing code of admin, now. */
static const char *code_now(const struct desk_at *at)
{
    uint64_t step = (uint64_t)(clock_now_s(&at->house->clock) / TOTP_STEP_S);
    return arena_format(
        at->arena, "%06u",
        totp_value(bytes_of(at->password.credential.totp, TOTP_SECRET_SIZE), step, TOTP_DIGITS));
}

static int sign_in_admin(struct desk_at *at)
{
    return browser_sign_in_staff(&at->browser, "admin", at->password.text, code_now(at));
}

/* Another browser, in which a tablet is enrolled by admin. */
static struct browser enrolled(struct desk_at *at, const char *device)
{
    struct browser browser = browser_open(at->house->port, at->arena);
    struct value *body = value_object(at->arena);
    value_set_text(body, "tablet", device);
    assert_int_equal(browser_post(&at->browser, "/api/v1/tablets/codes", body), 200);
    assert_int_equal(browser_enrol(&browser, browser_says(&at->browser, "code")), 200);
    assert_string_equal(browser_says(&browser, "device"), device);
    return browser;
}

static void staff_signs_in_with_both(void **state)
{
    struct desk_at *at = *state;
    struct browser *browser = &at->browser;
    assert_int_equal(browser_get(browser, "/api/v1/session"), 401);
    assert_int_equal(sign_in_admin(at), 200);
    const char *cookie = answer_header(&browser->last, "Set-Cookie", at->arena);
    assert_non_null(strstr(cookie, "__Host-session="));
    assert_non_null(strstr(cookie, "; Path=/; Secure; HttpOnly; SameSite=Strict"));
    assert_int_equal(browser_get(browser, "/api/v1/session"), 200);
    assert_string_equal(browser_says(browser, "person"), "admin");
    assert_non_null(strstr(browser->last.body, "{\"role\":\"administrator\",\"unit\":null}"));
    assert_int_equal(browser_get(browser, "/api/v1/tablets"), 200);
    assert_null(strstr(house_log(at->house), "admin"));
}

static void a_changing_code_opens_once(void **state)
{
    struct desk_at *at = *state;
    assert_int_equal(sign_in_admin(at), 200);
    struct browser other = browser_open(at->house->port, at->arena);
    assert_int_equal(browser_sign_in_staff(&other, "admin", at->password.text, code_now(at)), 401);
    at->house->clock.fixed_s += TOTP_STEP_S;
    assert_int_equal(browser_sign_in_staff(&other, "admin", at->password.text, code_now(at)), 200);
}

static void signing_in_makes_a_new_session(void **state)
{
    struct desk_at *at = *state;
    struct browser *browser = &at->browser, old;
    assert_int_equal(sign_in_admin(at), 200);
    old = *browser;
    at->house->clock.fixed_s += TOTP_STEP_S;
    assert_int_equal(sign_in_admin(at), 200);
    assert_string_not_equal(old.session, browser->session);
    assert_int_equal(browser_get(&old, "/api/v1/session"), 401);
    assert_int_equal(browser_get(browser, "/api/v1/session"), 200);
}

static void whoever_is_wrong_gets_one_answer(void **state)
{
    struct desk_at *at = *state;
    const char *good = at->password.text, *code = code_now(at);
    const struct {
        const char *person, *password, *code;
    } wrong[] = {{"admin", "wrong", code},      {"admin", good, "000000"}, {"admin", good, "x"},
                 {"nobody", good, code},        {"lead", good, code}, /* has no password */
                 {"no such person", good, code}};
    const char *said = NULL;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct browser browser = browser_open(at->house->port, at->arena);
        if (strcmp(wrong[i].code, "000000") == 0 && strcmp(code, "000000") == 0)
            continue;
        assert_int_equal(
            browser_sign_in_staff(&browser, wrong[i].person, wrong[i].password, wrong[i].code),
            401);
        assert_string_equal(browser.last.body, said ? said : browser.last.body);
        said = browser.last.body;
    }
    assert_int_equal(sign_in_admin(at), 429); /* three were wrong: now one waits */
    at->house->clock.fixed_s += 2;
    assert_int_equal(sign_in_admin(at), 200);
}

static void who_guesses_waits_and_is_never_locked_out(void **state)
{
    struct desk_at *at = *state;
    int64_t waited = 0;
    for (const char *const *name = (const char *const[]){"admin", "nobody", NULL}; *name; name++) {
        struct browser browser = browser_open(at->house->port, at->arena);
        int wrong = 0, told_to_wait = 0;
        for (int i = 0; i < 8; i++) {
            int status = browser_sign_in_staff(&browser, *name, "guess", "000000");
            wrong += status == 401;
            if (status != 429)
                continue;
            told_to_wait++;
            const char *seconds = answer_header(&browser.last, "Retry-After", at->arena);
            waited = seconds ? strtol(seconds, NULL, 10) : 0;
            assert_true(waited >= 1 && waited <= 60);
            at->house->clock.fixed_s += waited;
        }
        assert_true(wrong == 5 && told_to_wait == 3); /* 3 free, then each second one waits */
    }
    at->house->clock.fixed_s += 60;
    assert_int_equal(sign_in_admin(at), 200);
}

static void an_examiner_signs_in_on_a_tablet_alone(void **state)
{
    struct desk_at *at = *state;
    struct browser nowhere = browser_open(at->house->port, at->arena);
    assert_int_equal(browser_sign_in(&nowhere, at->examiner, at->pin.text), 401);
    assert_string_equal(browser_says(&nowhere, "code"), "enrol");
    assert_int_equal(sign_in_admin(at), 200);
    struct browser tablet = enrolled(at, "tablet-7");
    assert_int_equal(browser_sign_in(&tablet, at->examiner, "000000x"), 401);
    assert_int_equal(browser_sign_in(&tablet, 999, at->pin.text), 401);
    assert_int_equal(browser_sign_in(&tablet, at->examiner, at->pin.text), 200);
    assert_string_equal(browser_says(&tablet, "person"), "examiner-a");
    assert_int_equal(browser_get(&tablet, "/api/v1/session"), 200);
    assert_string_equal(browser_says(&tablet, "device"), "tablet-7");
    assert_int_equal(browser_get(&tablet, "/api/v1/tablets"), 403);
    tablet.tablet = ""; /* the session alone, elsewhere */
    assert_int_equal(browser_get(&tablet, "/api/v1/session"), 401);
}

static void a_revoked_tablet_is_told_so(void **state)
{
    struct desk_at *at = *state;
    struct value *body = value_object(at->arena);
    assert_int_equal(sign_in_admin(at), 200);
    struct browser tablet = enrolled(at, "tablet-7");
    assert_int_equal(browser_sign_in(&tablet, at->examiner, at->pin.text), 200);
    value_set_text(body, "reason", "left in a taxi");
    assert_int_equal(browser_post(&at->browser, "/api/v1/tablets/tablet-7/revoke", body), 200);
    assert_int_equal(browser_get(&tablet, "/api/v1/session"), 403);
    assert_string_equal(browser_says(&tablet, "code"), "revoked");
    assert_int_equal(browser_sign_in(&tablet, at->examiner, at->pin.text), 403);
    assert_int_equal(browser_get(&at->browser, "/api/v1/tablets"), 200);
    assert_non_null(strstr(at->browser.last.body, "\"revoked\":true"));
}

static void an_enrolment_code_is_good_once(void **state)
{
    struct desk_at *at = *state;
    struct browser other = browser_open(at->house->port, at->arena);
    assert_int_equal(sign_in_admin(at), 200);
    enrolled(at, "tablet-7");
    assert_int_equal(browser_enrol(&other, browser_says(&at->browser, "code")), 422);
    assert_string_equal(other.tablet, "");
    for (int i = 0; i < 4; i++)
        browser_enrol(&other, "0000000000");
    assert_int_equal(other.last.status, 429);
}

static void one_signs_out_here_and_everywhere(void **state)
{
    struct desk_at *at = *state;
    struct browser *browser = &at->browser, first, second;
    assert_int_equal(sign_in_admin(at), 200);
    first = second = *browser;
    assert_int_equal(browser_post(browser, "/api/v1/session/end", NULL), 200);
    assert_string_equal(browser->session, "");
    assert_int_equal(browser_get(&first, "/api/v1/session"), 401);
    at->house->clock.fixed_s += TOTP_STEP_S;
    assert_int_equal(sign_in_admin(at), 200);
    first = *browser;
    at->house->clock.fixed_s += TOTP_STEP_S;
    assert_int_equal(browser_sign_in_staff(&second, "admin", at->password.text, code_now(at)), 200);
    assert_int_equal(browser_post(&first, "/api/v1/people/admin/sessions/end", NULL), 200);
    assert_string_equal(first.last.body, "{\"ended\":2}");
    assert_int_equal(browser_get(&first, "/api/v1/session"), 401);
    assert_int_equal(browser_get(&second, "/api/v1/session"), 401);
}

static void a_session_rests_for_an_hour_at_most(void **state)
{
    struct desk_at *at = *state;
    assert_int_equal(sign_in_admin(at), 200);
    for (int i = 0; i < 3; i++) { /* what is used goes on */
        at->house->clock.fixed_s += SESSION_IDLE_S - 1;
        assert_int_equal(browser_get(&at->browser, "/api/v1/session"), 200);
        struct value *nothing = value_object(at->arena);
        value_set_text(nothing, "tablet", arena_format(at->arena, "tablet-%d", i));
        assert_int_equal(browser_post(&at->browser, "/api/v1/tablets/codes", nothing), 200);
    }
    at->house->clock.fixed_s += SESSION_IDLE_S + 1;
    assert_int_equal(browser_get(&at->browser, "/api/v1/session"), 401);
}

static void the_office_draws_what_people_sign_in_with(void **state)
{
    struct desk_at *at = *state;
    struct browser *browser = &at->browser;
    assert_int_equal(sign_in_admin(at), 200);
    assert_int_equal(browser_post(browser, "/api/v1/people/lead/password", NULL), 200);
    assert_non_null(strstr(browser_says(browser, "totp"), "otpauth://totp/Usta:lead?secret="));
    assert_int_equal(strlen(browser_says(browser, "password")), 19);
    struct browser tablet = enrolled(at, "tablet-7");
    assert_int_equal(browser_post(browser, "/api/v1/people/examiner-b/pin", NULL), 200);
    int64_t number = strtol(browser_says(browser, "number"), NULL, 10);
    assert_int_equal(browser_sign_in(&tablet, number, browser_says(browser, "pin")), 200);
    assert_string_equal(browser_says(&tablet, "person"), "examiner-b");
    assert_int_equal(browser_post(browser, "/api/v1/people/nobody/pin", NULL), 404);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(staff_signs_in_with_both),
        TEST(a_changing_code_opens_once),
        TEST(signing_in_makes_a_new_session),
        TEST(whoever_is_wrong_gets_one_answer),
        TEST(who_guesses_waits_and_is_never_locked_out),
        TEST(an_examiner_signs_in_on_a_tablet_alone),
        TEST(a_revoked_tablet_is_told_so),
        TEST(an_enrolment_code_is_good_once),
        TEST(one_signs_out_here_and_everywhere),
        TEST(a_session_rests_for_an_hour_at_most),
        TEST(the_office_draws_what_people_sign_in_with),
    };
    return cmocka_run_group_tests(tests, draw, NULL);
}
