/* What may not come over the wire, whoever sends it. */
#include "web/wire.h"

#include "test.h"

#define HEADERS(...)                                                                               \
    (const struct header[])                                                                        \
    {                                                                                              \
        __VA_ARGS__,                                                                               \
        {                                                                                          \
            NULL, NULL                                                                             \
        }                                                                                          \
    }
#define HOST                                                                                       \
    {                                                                                              \
        "Host", "usta.kg"                                                                          \
    }

static const struct {
    int status;
    const char *method, *target;
    const struct header *headers;
    bool is_old;
} cases[] = {
    {0, "GET", "/", HEADERS(HOST), false},
    {0, "GET", "/c/ABCD?x=%41", HEADERS({"host", "[::1]:8443"}), false},
    {0, "POST", "/", HEADERS(HOST, {"Content-Length", "12"}), false},
    {0, "POST", "/", HEADERS(HOST, {"Transfer-Encoding", "Chunked"}), false},
    {0, "GET", "/", HEADERS(HOST, {"Content-Length", "0"}), false},
    {0, "GET", "/", HEADERS({"Accept", "*/*"}), true},
    {501, "", "/", HEADERS(HOST), false},
    {400, "GET", "/", HEADERS({"Accept", "*/*"}), false},
    {400, "GET", "/", HEADERS(HOST, HOST), false},
    {400, "GET", "/", HEADERS({"Host", ""}), false},
    {400, "GET", "/", HEADERS({"Host", "a/b"}), false},
    {400, "GET", "/", HEADERS({"Host", "a@b"}), false},
    {400, "GET", "http://usta.kg/", HEADERS(HOST), false},
    {400, "OPTIONS", "*", HEADERS(HOST), false},
    {400, "GET", "", HEADERS(HOST), false},
    {400, "GET", "/a b", HEADERS(HOST), false},
    {400, "GET", "/a\x01", HEADERS(HOST), false},
    {400, "GET", "/\xd0\xb0", HEADERS(HOST), false},
    {400, "GET", "/a#b", HEADERS(HOST), false},
    {400, "GET", "/a\\b", HEADERS(HOST), false},
    {400, "GET", "/", HEADERS(HOST, {"A b", "c"}), false},
    {400, "GET", "/", HEADERS(HOST, {"Content-Length ", "3"}), false},
    {400, "GET", "/", HEADERS(HOST, {"", "c"}), false},
    {400, "GET", "/", HEADERS(HOST, {"A", "b\x01"}), false},
    {400, "GET", "/", HEADERS(HOST, {"A", "b\nc"}), false},
    {400, "POST", "/", HEADERS(HOST, {"Content-Length", "3"}, {"Content-Length", "3"}), false},
    {400, "POST", "/", HEADERS(HOST, {"Content-Length", "+3"}), false},
    {400, "POST", "/", HEADERS(HOST, {"Content-Length", "3, 3"}), false},
    {400, "POST", "/", HEADERS(HOST, {"Content-Length", ""}), false},
    {400, "POST", "/", HEADERS(HOST, {"Content-Length", "0x3"}), false},
    {400, "POST", "/", HEADERS(HOST, {"Content-Length", "3"}, {"Transfer-Encoding", "chunked"}),
     false},
    {400, "POST", "/",
     HEADERS(HOST, {"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}), false},
    {400, "POST", "/", HEADERS(HOST, {"Transfer-Encoding", "chunked"}), true},
    {501, "POST", "/", HEADERS(HOST, {"Transfer-Encoding", "gzip, chunked"}), false},
    {501, "POST", "/", HEADERS(HOST, {"Transfer-Encoding", "xchunked"}), false},
    {400, "GET", "/", HEADERS(HOST, {"Content-Length", "3"}), false},
    {400, "DELETE", "/", HEADERS(HOST, {"Transfer-Encoding", "chunked"}), false},
};

static void what_may_come_and_what_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *why = NULL;
        size_t count = 0;
        while (cases[i].headers[count].name)
            count++;
        struct request request = {.method = cases[i].method,
                                  .target = cases[i].target,
                                  .headers = cases[i].headers,
                                  .header_count = count,
                                  .is_old = cases[i].is_old};
        int status = wire_fault(&why, &request);
        if (status != cases[i].status)
            fail_msg("case %zu: %d instead of %d (%s)", i, status, cases[i].status, why);
        assert_true(!status || why);
    }
}

static void too_much_of_anything(void **state)
{
    (void)state;
    struct header headers[WIRE_HEADER_LIMIT + 1] = {HOST};
    const char *why;
    char target[WIRE_TARGET_LIMIT + 2] = "/";
    for (size_t i = 1; i < COUNT(headers); i++)
        headers[i] = (struct header){"A", "b"};
    struct request request = {.method = "GET", .target = "/", .headers = headers};
    request.header_count = WIRE_HEADER_LIMIT;
    assert_int_equal(wire_fault(&why, &request), 0);
    request.header_count++;
    assert_int_equal(wire_fault(&why, &request), 431);
    request.header_count = 1;
    memset(target + 1, 'a', WIRE_TARGET_LIMIT - 1);
    request.target = target;
    assert_int_equal(wire_fault(&why, &request), 0);
    target[WIRE_TARGET_LIMIT] = 'a';
    assert_int_equal(wire_fault(&why, &request), 400);
}

static void a_cookie_counts_once(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct header headers[] = {{"Cookie", "a=1; b=2;c=3"}, {"cookie", "b=4; dd=5"}};
    struct request request = {.arena = arena, .headers = headers, .header_count = 2};
    assert_string_equal(request_cookie(&request, "a"), "1");
    assert_string_equal(request_cookie(&request, "c"), "3");
    assert_string_equal(request_cookie(&request, "dd"), "5");
    assert_null(request_cookie(&request, "b"));
    assert_null(request_cookie(&request, "d"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_come_and_what_not),
        cmocka_unit_test(too_much_of_anything),
        cmocka_unit_test(a_cookie_counts_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
