/* Authorities over HTTP: tests/tsa/server.py, honest or lying, down, slow, or something else. */
#include "certify/tsa.h"

#include "certify/http.h"

#include "authority.h"
#include "keys.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

struct line {
    struct arena *arena;
    const char *place, *folder;
    pid_t server;
    int hold; /* the server ends when this is closed */
    int port;
    struct clock clock;
    struct random random;
};

static int read_port(int from)
{
    char digits[16] = "";
    for (size_t at = 0; at + 1 < sizeof digits && read(from, &digits[at], 1) == 1; at++)
        if (digits[at] == '\n')
            break;
    close(from);
    return (int)strtol(digits, NULL, 10);
}

static void start_server(struct line *line)
{
    int in[2], out[2];
    assert_int_equal(pipe(in) || pipe(out), 0);
    line->server = fork();
    assert_true(line->server >= 0);
    if (line->server == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        close(in[1]);
        close(out[0]);
        execl("/usr/bin/env", "env", "python3", TSA_FOLDER "/server.py", line->folder,
              faked(TEST_NOW_S, line->arena), (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    line->hold = in[1];
    line->port = read_port(out[0]);
    assert_in_range(line->port, 1, 65535);
}

static int open_line(void **state)
{
    struct arena *arena = arena_open();
    struct line *line = ARENA_NEW(arena, struct line);
    line->arena = arena;
    line->place = fresh_folder(arena);
    line->folder = authorities_made(line->place, TEST_NOW_S, arena);
    line->clock = clock_fixed(TEST_NOW_S);
    line->random = random_system();
    start_server(line);
    *state = line;
    return 0;
}

static int close_line(void **state)
{
    struct line *line = *state;
    close(line->hold);
    waitpid(line->server, NULL, 0);
    remove_folder(line->place);
    arena_close(line->arena);
    return 0;
}

/* Somebody who asks the server, which answers as the path says. */
static struct tsa *asking(struct line *line, const char *path)
{
    struct tsa *tsa = ARENA_NEW(line->arena, struct tsa);
    *tsa = (struct tsa){
        .url = arena_format(line->arena, "http://127.0.0.1:%d/%s", line->port, path),
        .roots = roots_in(path_join(line->arena, line->folder, "root.pem"), line->arena),
        .clock = &line->clock,
        .random = &line->random,
        .total_limit_ms = TSA_TOTAL_LIMIT_MS};
    OK(tsa_open(tsa));
    return tsa;
}

static fallible ask(struct line *line, struct tsa *tsa)
{
    struct bytes token;
    struct timestamp stamp;
    struct digest imprint = digest_of(bytes_of_text("what is stamped"));
    TRY(stamper_stamp(&token, &tsa->stamper, &imprint, line->arena));
    OK(timestamp_read(&stamp, token, line->arena));
    OK(timestamp_check(&stamp, &imprint, line->arena));
    return NULL;
}

static void an_honest_authority_is_believed(void **state)
{
    struct line *line = *state;
    static const char *const paths[] = {"good", "rsa", "deep"};
    for (size_t i = 0; i < COUNT(paths); i++)
        OK(ask(line, asking(line, paths[i])));
    struct tsa *policy = asking(line, "good");
    policy->policy = "1.2.3.4.2";
    OK(ask(line, policy));
}

static void a_lie_is_not(void **state)
{
    struct line *line = *state;
    static const struct {
        const char *path, *says;
    } cases[] = {
        {"other-imprint", "stamps something else"},
        {"other-nonce", "another nonce"},
        {"broken", "of no use"},
        {"early", "it is 2026-11-22T09:53:45Z here"},
        {"late", "the timestamp says 2026-11-24"},
        {"garbage", "of no use"},
        {"empty", "of no use: the answer is missing"},
        {"huge", "answers with more than 65536 bytes"},
        {"endless", "answers with more than 65536 bytes"},
        {"cut", "of no use: the answer is cut off"},
        {"longer", "the answer is followed by 1 more bytes"},
        {"fails", "answers with status 503 instead of 200"},
        {"redirect", "answers with status 302 instead of 200"},
        {"page", "answers with 'text/html' instead of 'application/timestamp-reply'"},
        {"stranger", "leads to no trusted root"},
        {"expired", "expired"},
        {"weak", "weak"},
        {"old", "0 signed attributes"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        FAILS(ask(line, asking(line, cases[i].path)), ERROR_ENVIRONMENT, cases[i].says);
    OK(ask(line, asking(line, "replayed")));
    FAILS(ask(line, asking(line, "replayed")), ERROR_ENVIRONMENT, "another nonce");
    struct tsa *policy = asking(line, "good");
    policy->policy = "1.2.3.4.9";
    FAILS(ask(line, policy), ERROR_ENVIRONMENT, "the authority refuses with status 2");
}

static void nobody_waits_for_ever(void **state)
{
    struct line *line = *state;
    struct tsa *slow = asking(line, "slow");
    slow->total_limit_ms = 300;
    FAILS(ask(line, slow), ERROR_ENVIRONMENT, "cannot be asked: ");
    struct tsa *down = asking(line, "good");
    down->url = "http://127.0.0.1:1/";
    FAILS(ask(line, down), ERROR_ENVIRONMENT, "'http://127.0.0.1:1/' cannot be asked: ");
    FAILS(ask(line, down), ERROR_ENVIRONMENT, "not asked again");
    struct tsa *unknown = asking(line, "good");
    unknown->url = "http://nobody.invalid/";
    FAILS(ask(line, unknown), ERROR_ENVIRONMENT, "cannot be asked: ");
    struct tsa *plain = asking(line, "good");
    plain->url = arena_format(line->arena, "https://127.0.0.1:%d/good", line->port);
    FAILS(ask(line, plain), ERROR_ENVIRONMENT, "cannot be asked: ");
}

/* Neither a proxy of the environment nor another kind of address. */
static void only_the_address_given_is_asked(void **state)
{
    struct line *line = *state;
    setenv("http_proxy", "http://127.0.0.1:1/", 1);
    setenv("ALL_PROXY", "http://127.0.0.1:1/", 1);
    OK(ask(line, asking(line, "good")));
    unsetenv("http_proxy");
    unsetenv("ALL_PROXY");
    static const char *const addresses[] = {"file:///etc/passwd", "ftp://127.0.0.1/", "127.0.0.1",
                                            ""};
    for (size_t i = 0; i < COUNT(addresses); i++) {
        struct tsa *other = asking(line, "good");
        other->url = addresses[i];
        FAILS(tsa_open(other), ERROR_USAGE, "is no address");
        FAILS(ask(line, other), ERROR_USAGE, "is no address");
    }
}

static void a_call_that_cannot_be_right(void **state)
{
    struct line *line = *state;
    static const char *const policies[] = {"",      "1",      "1.2",    "1..2.3",
                                           "a.b.c", "1.2.3.", "1.2.3x", "1.2.1234567890"};
    for (size_t i = 0; i < COUNT(policies); i++) {
        struct tsa *tsa = asking(line, "good");
        tsa->policy = policies[i];
        FAILS(tsa_open(tsa), ERROR_USAGE, "is no policy");
    }
    struct tsa *rootless = asking(line, "good");
    rootless->roots = trust_none();
    FAILS(tsa_open(rootless), ERROR_REFUSED, "no root is given");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_honest_authority_is_believed),
        cmocka_unit_test(a_lie_is_not),
        cmocka_unit_test(nobody_waits_for_ever),
        cmocka_unit_test(only_the_address_given_is_asked),
        cmocka_unit_test(a_call_that_cannot_be_right),
    };
    return cmocka_run_group_tests_name("certify/tsa", tests, open_line, close_line);
}
