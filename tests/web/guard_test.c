/* The whole matrix of authorisation over the running server: every route of the table × who asks ×
 * on which tablet × with which token × from which origin × for whose things. What should come of it
 * is derived here a second time from the columns of the table. */
#include "web/guard.h"

#include "assess/session.h"
#include "assess/tablet.h"
#include "base/text.h"
#include "web/house.h"
#include "web/visitor.h"

#include "test.h"

#include <unistd.h>

enum { TABLE_LIMIT = 100 };

static fallible pass(struct visit *visit)
{
    visit_answer(visit, 200, value_object(visit->arena));
    return NULL;
}

/* Who asks: staff of the fixture, each with one role; newcomer has none. */
static const struct {
    const char *ref;
    enum role role; /* ROLE_COUNT: none */
} staff[] = {{"admin", ROLE_ADMINISTRATOR}, {"registrar", ROLE_REGISTRAR},
             {"examiner-a", ROLE_EXAMINER}, {"lead", ROLE_LEAD},
             {"verifier", ROLE_VERIFIER},   {"certifier-a", ROLE_CERTIFIER},
             {"auditor", ROLE_AUDITOR},     {"newcomer", ROLE_COUNT}};

enum tablet { TABLET_NONE, TABLET_GOOD, TABLET_REVOKED, TABLET_COUNT };
enum token_sent { TOKEN_NONE, TOKEN_WRONG, TOKEN_RIGHT, TOKEN_COUNT };
enum origin { ORIGIN_NONE, ORIGIN_OWN, ORIGIN_FOREIGN, ORIGIN_COUNT };

struct asking {
    const struct route *route;
    int who; /* of staff; −1: nobody is signed in */
    enum tablet tablet;
    enum token_sent token;
    enum origin origin;
    bool is_own; /* what the inputs name */
};

struct matrix {
    struct arena *arena;
    struct house *house;
    struct token tablets[TABLET_COUNT], sessions[COUNT(staff)];
    struct route table[TABLE_LIMIT];
    int socket, asked;
};

static void enrol(struct matrix *matrix, struct fixture *f, enum tablet tablet, const char *device)
{
    struct tablet_code code;
    const char *enrolled;
    OK(tablet_code_make(&code, fixture_desk(f, "admin"), device));
    OK(tablet_enrol(&enrolled, &matrix->tablets[tablet], fixture_desk(f, ""), code.text, f->arena));
}

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    struct matrix *matrix = ARENA_NEW(arena, struct matrix);
    SCOPED_FIXTURE(f);
    size_t count = 0;
    matrix->arena = arena;
    enrol(matrix, f, TABLET_GOOD, "tablet-1");
    enrol(matrix, f, TABLET_REVOKED, "tablet-2");
    OK(tablet_revoke(fixture_desk(f, "admin"), "tablet-2", "lost"));
    for (size_t i = 0; i < COUNT(staff); i++)
        OK(session_open(&matrix->sessions[i], fixture_desk(f, staff[i].ref), 0));
    for (const struct route *route = routes; route->method; route++) {
        assert_true(count < TABLE_LIMIT - 1);
        matrix->table[count] = *route;
        matrix->table[count].prepare = NULL;
        matrix->table[count++].run = pass;
    }
    matrix->house = house_of(f, matrix->table, arena);
    house_open(matrix->house);
    matrix->socket = caller_connect(matrix->house->port);
    *state = matrix;
    return 0;
}

static int tear_down(void **state)
{
    struct matrix *matrix = *state;
    close(matrix->socket);
    house_close(matrix->house);
    arena_close(matrix->arena);
    return 0;
}

static int expected(const struct asking *asking)
{
    const struct route *route = asking->route;
    bool wants_session = route->access == ACCESS_SESSION;
    bool is_admin = asking->who >= 0 && staff[asking->who].role == ROLE_ADMINISTRATOR;
    if ((wants_session || route->access == ACCESS_TABLET) && asking->tablet == TABLET_REVOKED)
        return 403;
    if (route->access == ACCESS_TABLET && asking->tablet == TABLET_NONE)
        return 401;
    if (wants_session && asking->who < 0)
        return 401;
    if (wants_session &&
        (staff[asking->who].role == ROLE_COUNT || !role_may(staff[asking->who].role, route->task)))
        return 403;
    if (route->csrf != CSRF_NONE && asking->origin == ORIGIN_FOREIGN)
        return 403;
    if (route->csrf == CSRF_TOKEN && asking->token != TOKEN_RIGHT)
        return 401;
    if (route->owner == OWNER_TABLET && (!asking->is_own || asking->tablet == TABLET_NONE))
        return 403;
    if (route->owner == OWNER_SELF && !asking->is_own && !is_admin)
        return 403;
    return 200;
}

/* A value that the input takes; of a person or device, one's own or not. */
static const char *value_for(const struct asking *asking, const struct input *input,
                             struct arena *arena)
{
    switch (input->kind) {
    case INPUT_REF:
        if (text_equal(input->name, "person") && asking->is_own && asking->who >= 0)
            return staff[asking->who].ref;
        if (text_equal(input->name, "device") && asking->is_own)
            return asking->tablet == TABLET_REVOKED ? "tablet-2" : "tablet-1";
        return "other";
    case INPUT_DAY:
        return "2026-11-20";
    case INPUT_INSTANT:
        return "2026-11-20T03:00:00Z";
    case INPUT_NUMBER:
        return "1";
    case INPUT_TEXT:
    case INPUT_SECRET:
        return "1";
    case INPUT_LIST:
    case INPUT_KIND_COUNT:
        break;
    }
    return arena_text(arena, "");
}

static char *path_for(const struct asking *asking, struct arena *arena)
{
    char *path = "";
    const struct input *input = asking->route->inputs;
    for (const char *at = asking->route->path; *at;) {
        size_t plain = strcspn(at, "{");
        path = arena_format(arena, "%s%.*s", path, (int)plain, at);
        at += plain;
        if (!*at)
            break;
        while (input->in != IN_PATH)
            input++;
        path = arena_format(arena, "%s%s", path, value_for(asking, input++, arena));
        at = strchr(at, '}') + 1;
    }
    return path;
}

static char *body_for(const struct asking *asking, struct arena *arena)
{
    struct value *body = value_object(arena);
    for (const struct input *input = asking->route->inputs; input && input->name; input++) {
        if (input->in != IN_BODY)
            continue;
        if (input->kind == INPUT_LIST) {
            struct value *list = value_array(arena);
            value_append(list, value_object(arena));
            value_set(body, input->name, list);
        } else if (input->kind == INPUT_NUMBER)
            value_set_integer(body, input->name, 1);
        else
            value_set_text(body, input->name, value_for(asking, input, arena));
    }
    return asking->route->body_limit ? value_canonical(body, arena) : "";
}

static char *cookies_for(const struct matrix *matrix, const struct asking *asking,
                         struct arena *arena)
{
    const char *tablet = asking->tablet ? matrix->tablets[asking->tablet].text : "none",
               *session = asking->who < 0 ? "none" : matrix->sessions[asking->who].text;
    return arena_format(arena, "Cookie: " COOKIE_TABLET "=%s; " COOKIE_SESSION "=%s\r\n", tablet,
                        session);
}

static int ask(struct matrix *matrix, const struct asking *asking)
{
    static const char *const origins[] = {"", "Origin: http://usta.kg\r\n",
                                          "Origin: https://evil.example\r\n"};
    SCOPED_ARENA(arena);
    const char *session = asking->who < 0 ? "none" : matrix->sessions[asking->who].text;
    const char *token = asking->token == TOKEN_NONE    ? ""
                        : asking->token == TOKEN_RIGHT ? arena_format(arena, "X-CSRF-Token: %s\r\n",
                                                                      visitor_csrf(session, arena))
                                                       : "X-CSRF-Token: 0\r\n";
    const char *body = body_for(asking, arena);
    bool is_post = text_equal(asking->route->method, "POST");
    char *request = arena_format(
        arena,
        "%s %s HTTP/1.1\r\nHost: usta.kg\r\nContent-Type: application/json\r\n%s%s%s%s\r\n%s",
        asking->route->method, path_for(asking, arena), cookies_for(matrix, asking, arena), token,
        origins[asking->origin],
        is_post ? arena_format(arena, "Content-Length: %zu\r\n", strlen(body)) : "",
        is_post ? body : "");
    assert_true(caller_send(matrix->socket, bytes_of_text(request)));
    return caller_read(matrix->socket, arena).status;
}

static void try_one(struct matrix *matrix, const struct asking *asking)
{
    int status = ask(matrix, asking), right = expected(asking);
    matrix->asked++;
    if (status != right)
        fail_msg("%s %s, by %s, tablet %d, token %d, origin %d, own %d: %d instead of %d",
                 asking->route->method, asking->route->path,
                 asking->who < 0 ? "nobody" : staff[asking->who].ref, asking->tablet, asking->token,
                 asking->origin, asking->is_own, status, right);
}

static void every_route_for_everybody(void **state)
{
    struct matrix *matrix = *state;
    struct asking asking;
    for (asking.route = matrix->table; asking.route->method; asking.route++)
        for (asking.who = -1; asking.who < (int)COUNT(staff); asking.who++)
            for (asking.tablet = 0; asking.tablet < TABLET_COUNT; asking.tablet++)
                for (asking.token = 0; asking.token < TOKEN_COUNT; asking.token++)
                    for (asking.origin = 0; asking.origin < ORIGIN_COUNT; asking.origin++)
                        for (int own = 0; own < 2; own++) {
                            asking.is_own = own;
                            try_one(matrix, &asking);
                        }
    print_message("%d requests\n", matrix->asked);
    assert_true(matrix->asked > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_route_for_everybody, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
