#include "web/sign_in.h"

#include "assess/credential.h"
#include "assess/grant.h"
#include "assess/institution.h"
#include "assess/person.h"
#include "assess/tablet.h"
#include "base/text.h"
#include "web/address.h"
#include "web/server.h"
#include "web/visitor.h"

enum { TABLET_DAYS = 400 }; /* browsers keep none longer; each use could renew it */

/* One try: who, and what was typed. */
struct sign_in_try {
    struct visit *visit;
    const char *account; /* as typed: known or not */
    char network[ADDRESS_SIZE];
    struct person person; /* id 0: there is none */
    enum credential_kind kind;
    const char *secret, *code; /* code: NULL for a PIN */
    int64_t step;              /* of the code */
    struct token token;        /* once it is done */
};

static const char *pair_of(const struct sign_in_try *in)
{
    return arena_format(in->visit->arena, "%s %s", in->account, in->network);
}

static int64_t wait_s(struct sign_in_try *in)
{
    struct backoff *backoff = server_backoff(in->visit->server);
    int64_t now_s = clock_now_s(server_clock(in->visit->server));
    int64_t waits[] = {backoff_wait_s(backoff, BACKOFF_PAIR, pair_of(in), now_s),
                       backoff_wait_s(backoff, BACKOFF_NETWORK, in->network, now_s),
                       backoff_wait_s(backoff, BACKOFF_ACCOUNT, in->account, now_s)};
    int64_t longest = waits[0];
    for (size_t i = 1; i < sizeof waits / sizeof *waits; i++)
        longest = waits[i] > longest ? waits[i] : longest;
    return longest;
}

static void count(struct sign_in_try *in, bool is_right)
{
    struct backoff *backoff = server_backoff(in->visit->server);
    int64_t now_s = clock_now_s(server_clock(in->visit->server));
    if (is_right) {
        backoff_forget(backoff, BACKOFF_PAIR, pair_of(in));
        backoff_forget(backoff, BACKOFF_ACCOUNT, in->account);
        return;
    }
    backoff_failed(backoff, BACKOFF_PAIR, pair_of(in), now_s);
    backoff_failed(backoff, BACKOFF_NETWORK, in->network, now_s);
    backoff_failed(backoff, BACKOFF_ACCOUNT, in->account, now_s);
}

static void refuse_for_now(struct visit *visit, int64_t seconds)
{
    visit_refuse(visit, 429, "wait", "there were too many wrong tries", "wait a moment");
    reply_header(&visit->reply, "Retry-After",
                 arena_format(visit->arena, "%lld", (long long)seconds));
}

static fallible check(bool *out, struct sign_in_try *in)
{
    struct credential credential;
    bool got = false, fits;
    if (in->person.id.n)
        TRY(credential_of(&got, &credential, in->visit->desk.db, in->person.id, in->kind));
    TRY(password_fits(&fits, got ? &credential.hash : NULL, bytes_of_text(in->secret)));
    int64_t now_s = clock_now_s(server_clock(in->visit->server));
    if (fits && in->code)
        fits = totp_fits(&in->step, bytes_of(credential.totp, TOTP_SECRET_SIZE), in->code, now_s);
    *out = fits;
    return NULL;
}

/* On the writer's thread, at the desk of the person. */
static fallible open_session(struct desk *desk, void *context)
{
    struct sign_in_try *in = context;
    if (in->visit->visitor.session)
        TRY(session_end(desk, in->visit->visitor.session));
    if (in->code)
        TRY(credential_use_step(desk, in->person.id, in->step));
    return session_open(&in->token, desk, in->code ? 0 : in->visit->visitor.tablet);
}

static void answer(struct visit *visit, const char *token, const struct person *person)
{
    struct value *said = value_object(visit->arena);
    value_set_text(said, "person", person->ref);
    value_set_text(said, "name", person->name);
    value_set_text(said, "csrf", visitor_csrf(token, visit->arena));
    visit_answer(visit, 200, said);
    visitor_set_cookie(&visit->reply, COOKIE_SESSION, token, 0, visit->arena);
}

static void refuse(struct sign_in_try *in)
{
    count(in, false);
    visit_refuse(in->visit, 401, "wrong", "this is not right",
                 "type it once more; the office gives a new one");
}

static fallible sign_in(struct sign_in_try *in)
{
    bool is_right;
    struct visit *visit = in->visit;
    address_network(in->network, visit->request->address, 24, 56);
    int64_t seconds = wait_s(in);
    if (seconds) {
        refuse_for_now(visit, seconds);
        return NULL;
    }
    TRY(check(&is_right, in));
    if (!is_right) {
        refuse(in);
        return NULL;
    }
    struct error *error = writer_do(server_writer(visit->server), in->person.id, open_session, in);
    if (error &&
        error_code(error) == ERROR_REFUSED) { /* its code was used: as good as a wrong one */
        error_free(error);
        refuse(in);
        return NULL;
    }
    TRY(error);
    count(in, true);
    answer(visit, in->token.text, &in->person);
    return NULL;
}

/* Nobody, when there is no such person: that takes no other way. */
static fallible find_person(struct sign_in_try *in, const char *ref)
{
    struct error *error = person_find(&in->person, in->visit->desk.db, ref, in->visit->arena);
    if (!error || error_code(error) != ERROR_NOT_FOUND)
        return error;
    error_free(error);
    in->person = (struct person){0};
    return NULL;
}

static int64_t number_of(const char *typed)
{
    int64_t number = 0;
    size_t size = strlen(typed);
    if (size > 9 || strspn(typed, "0123456789") != size)
        return 0;
    for (; *typed; typed++)
        number = 10 * number + (*typed - '0');
    return number;
}

fallible sign_in_examiner(struct visit *visit)
{
    struct sign_in_try in = {.visit = visit,
                             .account = visit_text(visit, "number"),
                             .kind = CREDENTIAL_PIN,
                             .secret = visit_text(visit, "pin")};
    int64_t number = number_of(in.account);
    in.account = arena_format(visit->arena, "%lld", (long long)number); /* 7 and 007 are one */
    if (number) {
        struct error *error = person_of(&in.person, visit->desk.db, (struct person_id){number},
                                        visit->arena);
        if (error && error_code(error) != ERROR_NOT_FOUND)
            return error;
        if (error)
            in.person = (struct person){0};
        error_free(error);
    }
    return sign_in(&in);
}

fallible sign_in_staff(struct visit *visit)
{
    struct sign_in_try in = {.visit = visit,
                             .account = visit_text(visit, "person"),
                             .kind = CREDENTIAL_PASSWORD,
                             .secret = visit_text(visit, "password"),
                             .code = visit_text(visit, "code")};
    TRY(find_person(&in, in.account));
    return sign_in(&in);
}

static fallible roles_value(struct value **out, struct visit *visit)
{
    struct grants grants;
    const char *today;
    struct value *roles = value_array(visit->arena);
    TRY(institution_today(&today, &visit->desk, visit->arena));
    TRY(grant_list(&grants, visit->desk.db, visit->visitor.person, visit->arena));
    for (size_t i = 0; i < grants.count; i++) {
        if (!grant_holds(&grants.items[i], today))
            continue;
        struct value *role = value_object(visit->arena);
        value_set_text(role, "role", role_name(grants.items[i].role));
        value_set_text(role, "unit", grants.items[i].unit);
        value_append(roles, role);
    }
    *out = roles;
    return NULL;
}

fallible sign_in_show(struct visit *visit)
{
    struct value *said = value_object(visit->arena), *roles;
    TRY(roles_value(&roles, visit));
    value_set_text(said, "person", visit->visitor.person_ref);
    value_set_text(said, "name", visit->visitor.person_name);
    value_set_text(said, "csrf", visit->visitor.csrf);
    value_set_text(said, "device", visit->visitor.device);
    value_set(said, "roles", roles);
    visit_answer(visit, 200, said);
    return NULL;
}

fallible sign_out(struct visit *visit)
{
    TRY(session_end(&visit->desk, visit->visitor.session));
    visit_answer(visit, 200, value_object(visit->arena));
    visitor_set_cookie(&visit->reply, COOKIE_SESSION, "", 0, visit->arena);
    return NULL;
}

fallible sign_out_everywhere(struct visit *visit)
{
    struct person person;
    size_t ended;
    struct value *said = value_object(visit->arena);
    TRY(person_find(&person, visit->desk.db, visit_text(visit, "person"), visit->arena));
    TRY(session_end_all(&ended, &visit->desk, person.id));
    value_set_integer(said, "ended", (int64_t)ended);
    visit_answer(visit, 200, said);
    return NULL;
}

/* Codes are tried as passwords are, all under one account. */
fallible enrol_tablet(struct visit *visit)
{
    struct sign_in_try in = {.visit = visit, .account = "enrol"};
    const char *device;
    struct token token;
    address_network(in.network, visit->request->address, 24, 56);
    int64_t seconds = wait_s(&in);
    if (seconds) {
        refuse_for_now(visit, seconds);
        return NULL;
    }
    struct error *error = tablet_enrol(&device, &token, &visit->desk, visit_text(visit, "code"),
                                       visit->arena);
    count(&in, !error);
    TRY(error);
    struct value *said = value_object(visit->arena);
    value_set_text(said, "device", device);
    visit_answer(visit, 200, said);
    visitor_set_cookie(&visit->reply, COOKIE_TABLET, token.text, TABLET_DAYS, visit->arena);
    return NULL;
}
