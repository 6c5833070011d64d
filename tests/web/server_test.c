/* The server over real sockets: what hostile callers send gets the right status and stops nobody,
 * every reply carries its headers, what was acknowledged is seen by the next, and an end answers
 * what is under way. Runs under ThreadSanitizer as well (preset tsan). */
#include "web/server.h"

#include "base/file.h"
#include "store/setting.h"
#include "web/house.h"

#include "peer.h"
#include "test.h"

#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <unistd.h>

/* Answers with what went in. */
static fallible echo(struct visit *visit)
{
    visit_answer(visit, 200, visit->inputs);
    return NULL;
}

static fallible keep(struct visit *visit)
{
    TRY(setting_set(visit->desk.db, "kept", visit_text(visit, "text")));
    visit_answer(visit, 201, visit->inputs);
    return NULL;
}

static fallible tell_kept(struct visit *visit)
{
    const char *kept;
    struct value *said = value_object(visit->arena);
    TRY(setting_get(&kept, visit->desk.db, "kept", "", visit->arena));
    value_set_text(said, "kept", kept);
    visit_answer(visit, 200, said);
    return NULL;
}

/* Keeps, and then fails with the code that is wanted. */
static fallible fail_as(struct visit *visit)
{
    TRY(setting_set(visit->desk.db, "kept", "failed"));
    return error_hint(error_make((enum error_code)visit_number(visit, "code"), "it fails"),
                      "do not");
}

static sem_t slow_began, slow_may_end;

static fallible be_slow(struct visit *visit)
{
    sem_post(&slow_began);
    sem_wait(&slow_may_end);
    return tell_kept(visit);
}

static const struct input text_inputs[] = {{"text", IN_BODY, INPUT_TEXT, 2000, false, "some text"},
                                           {.name = NULL}};
static const struct input code_inputs[] = {{"code", IN_PATH, INPUT_NUMBER, 5, false, "a code"},
                                           {.name = NULL}};
static const struct route table[] = {
    {.method = "GET", .path = "/echo", .access = ACCESS_ANYBODY, .run = echo},
    {.method = "POST",
     .path = "/echo",
     .access = ACCESS_ANYBODY,
     .csrf = CSRF_ORIGIN,
     .body_limit = 1024,
     .inputs = text_inputs,
     .run = echo},
    {.method = "POST",
     .path = "/keep",
     .access = ACCESS_ANYBODY,
     .place = PLACE_WRITER,
     .body_limit = 4096,
     .inputs = text_inputs,
     .run = keep},
    {.method = "GET", .path = "/kept", .access = ACCESS_ANYBODY, .run = tell_kept},
    {.method = "GET",
     .path = "/slow",
     .access = ACCESS_ANYBODY,
     .place = PLACE_POOL,
     .run = be_slow},
    {.method = "POST",
     .path = "/fail/{code}",
     .access = ACCESS_ANYBODY,
     .place = PLACE_WRITER,
     .inputs = code_inputs,
     .run = fail_as},
    {.method = "GET", .path = "/nobody", .run = echo},
    {.method = "GET", .path = "/local", .access = ACCESS_LOCAL, .run = echo},
    {.method = NULL},
};

#define JSON "Content-Type: application/json\r\n"

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    sem_init(&slow_began, 0, 0);
    sem_init(&slow_may_end, 0, 0);
    *state = house_make(table, arena);
    return 0;
}

static int tear_down(void **state)
{
    struct house *house = *state;
    house_close(house);
    arena_close(house->arena);
    return 0;
}

static void has_every_header(const struct answer *answer, struct arena *arena)
{
    for (const struct header *header = reply_everywhere; header->name; header++) {
        const char *value = answer_header(answer, header->name, arena);
        if (!value)
            fail_msg("a reply with %d has no %s:\n%s", answer->status, header->name,
                     answer->headers);
        assert_string_equal(value, header->value);
    }
}

static void each_wrong_request_has_its_status(void **state)
{
    static const struct {
        const char *method, *target, *headers, *body;
        int status;
    } cases[] = {
        {"GET", "/echo", "", NULL, 200},
        {"HEAD", "/none", "", NULL, 404},
        {"GET", "/none", "", NULL, 404},
        {"GET", "/echo/", "", NULL, 404},
        {"GET", "/../etc/passwd", "", NULL, 404},
        {"GET", "/echo%00", "", NULL, 404},
        {"PUT", "/echo", "", NULL, 405},
        {"DELETE", "/echo", "", NULL, 405},
        {"OPTIONS", "/echo", "", NULL, 405},
        {"TRACE", "/echo", "", NULL, 405},
        {"PATCH", "/echo", "", NULL, 405},
        {"BREW", "/echo", "", NULL, 501},
        {"GET", "/echo?x=1", "", NULL, 400},
        {"POST", "/echo", JSON, "{\"text\":\"a\"}", 200},
        {"POST", "/echo", "Content-Type: application/json; charset=utf-8\r\n", "{\"text\":\"a\"}",
         200},
        {"POST", "/echo", JSON, "{\"text\":\"a\"", 400},
        {"POST", "/echo", JSON, "", 400},
        {"POST", "/echo", "", "{\"text\":\"a\"}", 415},
        {"POST", "/echo", "Content-Type: application/jsonx\r\n", "{\"text\":\"a\"}", 415},
        {"POST", "/echo", "Content-Type: text/plain\r\n", "{\"text\":\"a\"}", 415},
        {"POST", "/echo", JSON "Origin: https://evil.example\r\n", "{\"text\":\"a\"}", 403},
        {"POST", "/echo", JSON "Origin: null\r\n", "{\"text\":\"a\"}", 403},
        {"POST", "/echo", JSON "Origin: http://127.0.0.1\r\n", "{\"text\":\"a\"}", 200},
        {"POST", "/echo", JSON "Origin: https://127.0.0.1\r\n", "{\"text\":\"a\"}", 403},
        {"POST", "/echo", JSON "Sec-Fetch-Site: cross-site\r\n", "{\"text\":\"a\"}", 403},
        {"POST", "/echo", JSON "Sec-Fetch-Site: same-origin\r\n", "{\"text\":\"a\"}", 200},
        {"GET", "/nobody", "", NULL, 403},
        {"GET", "/local", "", NULL, 200},
        {"GET", "/local", "X-Forwarded-For: 127.0.0.1\r\n", NULL, 403},
        {"GET", "/local", "X-Forwarded-For: 9.9.9.9\r\n", NULL, 403},
        {"POST", "/fail/1", "", "", 422},
        {"POST", "/fail/2", "", "", 400},
        {"POST", "/fail/3", "", "", 404},
        {"POST", "/fail/4", "", "", 409},
        {"POST", "/fail/5", "", "", 503},
        {"POST", "/fail/6", "", "", 400},
    };
    struct house *house = *state;
    house_open(house);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct answer answer = house_ask(house, cases[i].method, cases[i].target, cases[i].headers,
                                         cases[i].body);
        if (answer.status != cases[i].status)
            fail_msg("%s %s: %d instead of %d: %s", cases[i].method, cases[i].target, answer.status,
                     cases[i].status, answer.body);
        has_every_header(&answer, house->arena);
        if (answer.status >= 400)
            assert_string_equal(answer_header(&answer, "Content-Type", house->arena),
                                "application/problem+json");
    }
    struct answer allowed = house_ask(house, "PUT", "/echo", "", NULL);
    assert_string_equal(answer_header(&allowed, "Allow", house->arena), "GET, HEAD, POST");
    struct answer kept = house_ask(house, "GET", "/kept", "", NULL);
    assert_string_equal(kept.body, "{\"kept\":\"\"}"); /* of acts that failed, nothing */
}

static void a_person_is_told_on_a_page(void **state)
{
    struct house *house = *state;
    house_open(house);
    static const char browser[] = "Accept: text/html,*/*;q=0.8\r\nAccept-Language: en\r\n";
    struct answer answer = house_ask(house, "GET", "/none?<script>", browser, NULL);
    assert_int_equal(answer.status, 404);
    assert_null(strstr(answer.body, "cript"));
    answer = house_ask(house, "GET", "/none/%3Cscript%3E", browser, NULL);
    assert_int_equal(answer.status, 404);
    assert_string_equal(answer_header(&answer, "Content-Type", house->arena),
                        "text/html; charset=utf-8");
    assert_string_equal(answer_header(&answer, "Content-Language", house->arena), "en");
    has_every_header(&answer, house->arena);
    assert_non_null(strstr(answer.body, "There is no such page."));
    assert_null(strstr(answer.body, "cript"));
    answer = house_ask(house, "PUT", "/echo", browser, NULL);
    assert_non_null(answer_header(&answer, "Allow", house->arena));
    assert_non_null(strstr(answer.body, "<html lang=\"en\" dir=\"ltr\">"));
    answer = house_ask(house, "GET", "/api/none", browser, NULL);
    assert_string_equal(answer_header(&answer, "Content-Type", house->arena),
                        "application/problem+json");
}

static void a_body_has_the_size_of_its_route(void **state)
{
    struct house *house = *state;
    char *text = arena_alloc(house->arena, 3 * 1024 * 1024);
    house_open(house);
    memset(text, ' ', 1024);
    memcpy(text, "{\"text\":\"a\"}", 12);
    assert_int_equal(house_ask(house, "POST", "/echo", JSON, text).status, 200);
    text[1024] = ' ';
    assert_int_equal(house_ask(house, "POST", "/echo", JSON, text).status, 413);
    memset(text + 1025, ' ', 3 * 1024 * 1024 - 1026);
    struct answer answer = house_ask(house, "POST", "/echo", JSON, text);
    if (answer.status) /* or the connection was cut while it was sent */
        assert_int_equal(answer.status, 413);
    assert_int_equal(house_ask(house, "GET", "/echo", "", NULL).status, 200);
}

/* What libevent's parser takes or refuses by itself, and what no proxy may read otherwise. */
static const struct {
    const char *sent, *starts; /* "": the connection is closed without a word */
} raw[] = {
    {"\r\n\r\n", ""},
    {"garbage\r\n\r\n", "HTTP/1.1 400 "},
    {"GET\r\n\r\n", "HTTP/1.1 400 "},
    {"GET /echo\r\n\r\n", "HTTP/1.1 400 "},
    {"GET /echo HTTP/9.9\r\nHost: a\r\n\r\n", "HTTP/1.1 400 "},
    {"GET /echo FTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 400 "},
    {"GET /echo HTTP/1.1\r\n\r\n", "HTTP/1.1 400 "},
    {"GET /echo HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", "HTTP/1.1 400 "},
    {"GET http://a/echo HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 400 "},
    {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 400 "},
    {"GET /echo HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", "HTTP/1.1 400 "},
    {"GET /echo HTTP/1.1\r\nHost: a\r\nA b: c\r\n\r\n", "HTTP/1.1 400 "},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 40\r\n\r\n"
     "xGET /kept HTTP/1.1\r\nHost: a\r\n\r\n",
     "HTTP/1.1 400 "},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
     "0\r\n\r\nGET /kept HTTP/1.1\r\nHost: a\r\n\r\n",
     "HTTP/1.1 400 "},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length : 1\r\n\r\n"
     "xGET /kept HTTP/1.1\r\nHost: a\r\n\r\n",
     "HTTP/1.1 400 "},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 400 "},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\nx", "HTTP/1.1 400 "},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
     "HTTP/1.1 4"},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", "HTTP/1.1 413 "},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 4"},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
     "HTTP/1.1 4"},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
     "HTTP/1.1 400 "},
    {"GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 30\r\n\r\n"
     "GET /kept HTTP/1.1\r\nHost: a\r\n\r\n",
     "HTTP/1.1 400 "},
    {"POST /echo HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nContent-Length: 1\r\n\r\nx",
     "HTTP/1.1 417 "},
};

static void hostile_bytes_get_one_answer_and_the_door(void **state)
{
    struct house *house = *state;
    house->setup.patience_s = 1; /* for what never becomes a request */
    house_open(house);
    for (size_t i = 0; i < COUNT(raw); i++) {
        int socket = caller_connect(house->port);
        assert_true(caller_send(socket, bytes_of_text(raw[i].sent)));
        const char *said = caller_read_all(socket, house->arena);
        close(socket);
        if (strncmp(said, raw[i].starts, strlen(raw[i].starts)) != 0)
            fail_msg("case %zu is answered '%s'", i, said);
        if (strstr(said, "kept"))
            fail_msg("case %zu smuggled a request: %s", i, said);
        const char *second = *said ? strstr(said + 1, "HTTP/1.1 ") : NULL;
        if (second)
            fail_msg("case %zu is answered twice: %s", i, said);
        if (*said) {
            struct answer answer = {0, said, ""};
            has_every_header(&answer, house->arena);
        }
    }
    assert_int_equal(house_ask(house, "GET", "/echo", "", NULL).status, 200);
}

static void headers_have_a_limit(void **state)
{
    struct house *house = *state;
    house_open(house);
    char *huge = arena_format(house->arena, "A: %0*d\r\n", 20000, 7), *many = "";
    for (int i = 0; i < 65; i++)
        many = arena_format(house->arena, "%sA: b\r\n", many);
    struct answer answer = house_ask(house, "GET", "/echo", huge, NULL);
    assert_true(answer.status == 400 || answer.status == 413);
    assert_int_equal(house_ask(house, "GET", "/echo", many, NULL).status, 431);
    assert_int_equal(house_ask(house, "GET", "/echo", "", NULL).status, 200);
}

/* Until as many connections are open as there should be: the other side learns of an end later. */
static void wait_for_connections(struct house *house, size_t count)
{
    while (server_connections(house->server) != count)
        poll(NULL, 0, 5);
}

static void one_address_does_not_take_all(void **state)
{
    enum { EACH = 3 };
    struct house *house = *state;
    int sockets[EACH];
    house->setup.each = EACH;
    house_open(house);
    for (int i = 0; i < EACH; i++)
        sockets[i] = caller_connect(house->port);
    wait_for_connections(house, EACH);
    assert_int_equal(house_ask(house, "GET", "/echo", "", NULL).status, 0);
    close(sockets[0]);
    wait_for_connections(house, EACH - 1);
    assert_int_equal(house_ask(house, "GET", "/echo", "", NULL).status, 200);
    for (int i = 1; i < EACH; i++)
        close(sockets[i]);
    wait_for_connections(house, 0);
}

static void who_trickles_is_cut_and_others_are_served(void **state)
{
    static const char *const parts[] = {
        "", "GET /echo HT", "GET /echo HTTP/1.1\r\nHost: a\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx"};
    struct house *house = *state;
    int sockets[COUNT(parts)];
    house->setup.patience_s = 1;
    house_open(house);
    for (size_t i = 0; i < COUNT(parts); i++) {
        sockets[i] = caller_connect(house->port);
        assert_true(caller_send(sockets[i], bytes_of_text(parts[i])));
    }
    assert_int_equal(house_ask(house, "GET", "/echo", "", NULL).status, 200);
    /* A byte now and then does not help: the deadline is of the whole request. */
    while (caller_send(sockets[2], bytes_of_text("A: b\r\n")))
        poll(NULL, 0, 50);
    for (size_t i = 0; i < COUNT(parts); i++) {
        caller_read_all(sockets[i], house->arena);
        close(sockets[i]);
    }
    wait_for_connections(house, 0);
}

static void a_connection_serves_many_requests(void **state)
{
    struct house *house = *state;
    const char *two = "GET /kept HTTP/1.1\r\nHost: a\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n";
    house_open(house);
    int socket = caller_connect(house->port);
    assert_true(caller_send(socket, bytes_of_text("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n")));
    assert_int_equal(caller_read(socket, house->arena).status, 200);
    assert_true(caller_send(socket, bytes_of_text(two)));
    assert_true(caller_send(socket, bytes_of_text("GET /none HTTP/1.0\r\n\r\n")));
    const char *said = caller_read_all(socket, house->arena);
    close(socket);
    const char *first = strstr(said, "{\"kept\":\"\"}"), *last = strstr(said, "HTTP/1.0 404 ");
    assert_true(first && last && first < last);
}

static void what_was_acknowledged_is_seen_by_all(void **state)
{
    struct house *house = *state;
    house_open(house);
    for (int i = 0; i < 40; i++) {
        char *body = arena_format(house->arena, "{\"text\":\"%d\"}", i),
             *kept = arena_format(house->arena, "{\"kept\":\"%d\"}", i);
        assert_int_equal(house_ask(house, "POST", "/keep", JSON, body).status, 201);
        assert_string_equal(house_ask(house, "GET", "/kept", "", NULL).body, kept);
    }
}

static void the_log_names_nobody(void **state)
{
    struct house *house = *state;
    house_open(house);
    house_ask(house, "GET", "/echo?secret=1", "X-Forwarded-For: 1.2.3.4, 203.0.113.77\r\n", NULL);
    house_ask(house, "GET", "/secret", "Cookie: a=secret\r\n", NULL);
    house_ask(house, "POST", "/fail/5", "", "");
    const char *log = house_log(house);
    assert_non_null(strstr(log, "{\"at\":\"2026-11-28T10:00:00Z\",\"bytes\":"));
    assert_non_null(strstr(log,
                           "\"from\":\"203.0.113.0/24\",\"method\":\"GET\",\"route\":\"/echo\","
                           "\"status\":400,"));
    assert_non_null(strstr(log, "\"route\":\"/fail/{code}\",\"status\":503,"));
    assert_non_null(strstr(log, "{\"fault\":\"it fails\"}"));
    assert_null(strstr(log, "secret"));
    assert_null(strstr(log, "203.0.113.77"));
}

static void *close_house(void *context)
{
    house_close(context);
    return NULL;
}

static void an_end_answers_what_is_under_way(void **state)
{
    struct house *house = *state;
    pthread_t closer;
    house_open(house);
    int busy = caller_connect(house->port), idle = caller_connect(house->port);
    assert_true(caller_send(busy, bytes_of_text("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")));
    wait_for_connections(house, 2);
    sem_wait(&slow_began);
    assert_int_equal(pthread_create(&closer, NULL, close_house, house), 0);
    assert_string_equal(caller_read_all(idle, house->arena), "");
    sem_post(&slow_may_end);
    struct answer answer = caller_read(busy, house->arena);
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer_header(&answer, "Connection", house->arena), "close");
    assert_int_equal(pthread_join(closer, NULL), 0);
    assert_int_equal(caller_connect(house->port), -1);
    close(busy);
    close(idle);
}

static void whoever_hangs_up_meanwhile_harms_nobody(void **state)
{
    struct house *house = *state;
    house_open(house);
    int gone = caller_connect(house->port);
    assert_true(caller_send(gone, bytes_of_text("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")));
    sem_wait(&slow_began);
    close(gone);
    sem_post(&slow_may_end);
    assert_int_equal(house_ask(house, "GET", "/echo", "", NULL).status, 200);
    wait_for_connections(house, 0);
}

static void tls_with_a_certificate_of_its_own(void **state)
{
    struct house *house = *state;
    house->setup.is_proxied = false;
    house_open(house);
    const char *certificate = path_join(house->arena, house->folder, "tls/certificate.pem");
    PEER_SAYS("Verify return code: 0 (ok)",
              "printf 'GET /echo HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' | "
              "openssl s_client "
              "-connect 127.0.0.1:%u -CAfile %s -verify_ip 127.0.0.1 -verify_return_error; "
              "true", /* how it ends depends on who closes first */
              house->port, certificate);
    PEER_SAYS("HTTP/1.1 200 OK",
              "printf 'GET /echo HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' | "
              "openssl s_client "
              "-quiet -connect 127.0.0.1:%u; true", /* which wants to be told of the end */
              house->port);
    struct bytes before, after;
    OK(file_read(&before, certificate, 10000, house->arena));
    house_close(house);
    house_open(house);
    OK(file_read(&after, certificate, 10000, house->arena));
    assert_true(bytes_equal(before, after));
    house_close(house);
    OK(file_write(path_join(house->arena, house->folder, "tls/key.pem"), bytes_of_text("no key"),
                  0600));
    FAILS(server_open(&house->server, &house->setup), ERROR_ENVIRONMENT, "key.pem' for TLS");
}

static void where_it_cannot_listen_it_says_so(void **state)
{
    struct house *house = *state;
    struct server *other = NULL;
    house->setup.address = "here";
    FAILS(server_open(&other, &house->setup), ERROR_USAGE, "'here' is no address");
    house->setup.address = "203.0.113.1";
    FAILS(server_open(&other, &house->setup), ERROR_ENVIRONMENT, "cannot listen on");
    assert_null(other);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_wrong_request_has_its_status),
        TEST(a_person_is_told_on_a_page),
        TEST(a_body_has_the_size_of_its_route),
        TEST(hostile_bytes_get_one_answer_and_the_door),
        TEST(headers_have_a_limit),
        TEST(one_address_does_not_take_all),
        TEST(who_trickles_is_cut_and_others_are_served),
        TEST(a_connection_serves_many_requests),
        TEST(what_was_acknowledged_is_seen_by_all),
        TEST(the_log_names_nobody),
        TEST(an_end_answers_what_is_under_way),
        TEST(whoever_hangs_up_meanwhile_harms_nobody),
        TEST(tls_with_a_certificate_of_its_own),
        TEST(where_it_cannot_listen_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
