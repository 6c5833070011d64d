/* kill −9 of the server at any instant, under four tablets that send: every event that was
 * acknowledged is there, none is there twice, and each tablet goes on where it was. Once also
 * exactly between the commit and the answer.
 *
 * 40 rounds; USTA_ROUNDS=N makes N, USTA_FULL=1 makes 200. */
#include "web/sync.h"

#include "assess/audited.h"
#include "assess/session.h"
#include "assess/sheet_receive.h"
#include "assess/story.h"
#include "assess/tablet.h"
#include "store/journal.h"
#include "store/registry.h"
#include "web/browser.h"
#include "web/house.h"
#include "web/visitor.h"

#include "child.h"
#include "test.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    CLIENTS = 4,
    ROUNDS = 40,
    ROUNDS_FULL = 200,
    MOST_AT_ONCE = 5,
    ANSWERS = 24, /* before the kill, at most */
    DELAY_US = 4000
};

/* A tablet with its log; `all` has every event it ever made, in order. */
struct client {
    struct arena *arena;
    struct tablet tablet;
    struct browser browser;
    const char *attempt;
    struct value *all;
    int64_t acknowledged;      /* up to this seq */
    const char *_Atomic fault; /* what must not be, NULL: nothing */
    struct random random;
    atomic_int *answers; /* of all clients in this round */
    pthread_t thread;
};

struct kitchen {
    struct arena *arena;
    struct house *house;
    struct client clients[CLIENTS];
    struct random random;
    const struct route *routes;
    int port_pipe[2], log; /* log: the descriptor of the child's log; −1: a file */
};

/* ---- the server, in a process of its own ---- */

static int serve(void *context)
{
    struct kitchen *kitchen = context;
    struct server *server;
    kitchen->house->setup.log = kitchen->log;
    SCOPED_ERROR error = server_open(&server, &kitchen->house->setup);
    if (error)
        return 1;
    uint16_t port = server_port(server);
    if (write(kitchen->port_pipe[1], &port, sizeof port) != sizeof port)
        return 1;
    pause();
    return 1;
}

static pid_t start_server(struct kitchen *kitchen, int log)
{
    uint16_t port = 0;
    kitchen->log = log;
    assert_int_equal(pipe(kitchen->port_pipe), 0);
    pid_t child = child_start(serve, kitchen);
    close(kitchen->port_pipe[1]);
    assert_int_equal(read(kitchen->port_pipe[0], &port, sizeof port), sizeof port);
    close(kitchen->port_pipe[0]);
    for (int i = 0; i < CLIENTS; i++)
        kitchen->clients[i].browser.port = port;
    return child;
}

static void kill_server(pid_t child)
{
    kill(child, SIGKILL);
    assert_int_equal(child_wait(child), -1);
}

/* ---- a tablet ---- */

static void write_more(struct client *client, size_t until)
{
    while (value_size(client->all) < until) {
        if (value_size(client->all) > 0)
            tablet_note(&client->tablet, "examiner-a", client->attempt, NULL, "still at it");
        struct value *batch = tablet_batch(&client->tablet), *events = value_get(batch, "events");
        for (size_t i = 0; i < value_size(events); i++)
            value_append(client->all, value_at(events, i));
    }
}

static int send_some(struct client *client, size_t count)
{
    struct value *body = value_object(client->arena), *events = value_array(client->arena);
    size_t from = (size_t)client->acknowledged;
    write_more(client, from + count);
    for (size_t i = from; i < from + count; i++)
        value_append(events, value_at(client->all, i));
    value_set_text(body, "device", client->tablet.log.device);
    value_set_text(body, "sent_at", "2026-11-20T04:00:00Z");
    value_set(body, "events", events);
    return browser_post(&client->browser, "/api/v1/sync/events", body);
}

/* Every receipt is final: stored or duplicate, for nothing of this makes no sense. */
static void read_receipts(struct client *client, size_t count)
{
    const struct value *results = value_get(client->browser.said, "results");
    if (value_size(results) != count)
        client->fault = "an answer has not a receipt for each event";
    for (size_t i = 0; i < value_size(results); i++)
        if (strcmp(value_text(value_get(value_at(results, i), "status")), "rejected") == 0)
            client->fault = "an event was rejected";
    client->acknowledged += (int64_t)count;
    atomic_fetch_add(client->answers, 1);
}

/* Until the server is gone. */
static void *send_for_ever(void *context)
{
    struct client *client = context;
    while (!client->fault) {
        uint32_t more;
        SCOPED_ERROR error = random_below(&more, &client->random, MOST_AT_ONCE);
        ASSERT(!error);
        int status = send_some(client, more + 1);
        if (status == 0)
            return NULL;
        if (status == 200)
            read_receipts(client, more + 1);
        else
            client->fault = status == 409 ? "the server asks again for what it acknowledged"
                                          : arena_format(client->arena, "the answer is %d: %s",
                                                         status, client->browser.last.body);
    }
    return NULL;
}

/* ---- what is left ---- */

static fallible check_log(const struct client *client, struct db *db)
{
    static const struct statement log = {
        "log", "SELECT seq, hash FROM event WHERE device = $1 ORDER BY seq", false};
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    const char *device = client->tablet.log.device;
    int64_t count = 0;
    TRY(db_rows_open(&rows, db, &log, DB_VALUES(db_text(device))));
    for (bool got;; count++) {
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        const struct value *event = value_at(client->all, (size_t)count);
        if (db_rows_integer(rows, 0) != count + 1 ||
            strcmp(db_rows_text(rows, 1, arena), value_text(value_get(event, "hash"))) != 0)
            return error_make(ERROR_REFUSED, "event %lld of '%s' is another", (long long)count + 1,
                              device);
    }
    if (count < client->acknowledged)
        return error_make(ERROR_REFUSED, "'%s' was told of %lld events, there are %lld", device,
                          (long long)client->acknowledged, (long long)count);
    return NULL;
}

static fallible look(struct kitchen *kitchen)
{
    struct house *house = kitchen->house;
    SCOPED_REGISTRY registry = NULL;
    TRY(registry_open(&registry, house->folder, DB_WRITE, &house->clock, &house->random));
    TRY(db_check(registry_db(registry)));
    for (int i = 0; i < CLIENTS; i++) {
        if (kitchen->clients[i].fault)
            return error_make(ERROR_REFUSED, "%s", kitchen->clients[i].fault);
        TRY(check_log(&kitchen->clients[i], registry_db(registry)));
    }
    return NULL;
}

static fallible audit(struct kitchen *kitchen)
{
    struct house *house = kitchen->house;
    struct journal_head head;
    SCOPED_REGISTRY registry = NULL;
    TRY(registry_open(&registry, house->folder, DB_WRITE, &house->clock, &house->random));
    TRY(journal_audit(&head, registry_db(registry)));
    return audited_check(registry_db(registry), assess_audited, assess_audited_count);
}

static bool any_fault(const struct kitchen *kitchen)
{
    for (int i = 0; i < CLIENTS; i++)
        if (kitchen->clients[i].fault)
            return true;
    return false;
}

static fallible round_of(struct kitchen *kitchen)
{
    uint32_t wanted, delay_us;
    atomic_int answers = 0;
    TRY(random_below(&wanted, &kitchen->random, ANSWERS));
    TRY(random_below(&delay_us, &kitchen->random, DELAY_US));
    pid_t child = start_server(kitchen, -1);
    for (int i = 0; i < CLIENTS; i++) {
        kitchen->clients[i].answers = &answers;
        ASSERT(pthread_create(&kitchen->clients[i].thread, NULL, send_for_ever,
                              &kitchen->clients[i]) == 0);
    }
    while (atomic_load(&answers) < (int)wanted && !any_fault(kitchen))
        poll(NULL, 0, 1);
    usleep(delay_us);
    kill_server(child);
    for (int i = 0; i < CLIENTS; i++)
        ASSERT(pthread_join(kitchen->clients[i].thread, NULL) == 0);
    return look(kitchen);
}

/* ---- the tests ---- */

static void make_client(struct client *client, struct story *story, int number)
{
    static const char *const attempts[CLIENTS] = {
        "bishkek-1/BSK-001/TST-SOLO", "bishkek-1/BSK-002/TST-SOLO", "bishkek-1/BSK-001/TST-PAIR",
        "bishkek-1/BSK-002/TST-PAIR"};
    struct fixture *f = story->f;
    struct tablet_code code;
    struct token tablet, session;
    struct arena *arena = arena_open();
    const char *device = arena_format(arena, "tablet-%d", number);
    *client = (struct client){
        .arena = arena,
        .tablet = tablet_open(device, f->clock.fixed_s, 40 + (uint64_t)number, arena),
        .browser = browser_open(0, arena),
        .attempt = attempts[number - 1],
        .all = value_array(arena),
        .random = random_system()};
    OK(tablet_code_make(&code, fixture_desk(f, "admin"), device));
    OK(tablet_enrol(&device, &tablet, fixture_desk(f, ""), code.text, f->arena));
    OK(session_open(&session, fixture_desk(f, "examiner-a"), number));
    client->browser.tablet = arena_text(arena, tablet.text);
    client->browser.session = arena_text(arena, session.text);
    client->browser.csrf = visitor_csrf(session.text, arena);
    tablet_open_sheet(&client->tablet, "examiner-a", client->attempt,
                      story_rubric(story, client->attempt));
}

static struct kitchen *make_kitchen(const struct route *table, struct arena *arena)
{
    struct kitchen *kitchen = ARENA_NEW(arena, struct kitchen);
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    kitchen->arena = arena;
    kitchen->random = random_system();
    for (int i = 0; i < CLIENTS; i++)
        make_client(&kitchen->clients[i], story, i + 1);
    kitchen->house = house_of(f, table, arena);
    return kitchen;
}

static int rounds_wanted(void)
{
    const char *wanted = getenv("USTA_ROUNDS");
    if (wanted)
        return (int)strtol(wanted, NULL, 10);
    return getenv("USTA_FULL") ? ROUNDS_FULL : ROUNDS;
}

static void close_kitchen(const struct kitchen *kitchen)
{
    for (int i = 0; i < CLIENTS; i++)
        arena_close(kitchen->clients[i].arena);
}

static void nothing_acknowledged_is_lost_or_doubled(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct kitchen *kitchen = make_kitchen(routes, arena);
    int rounds = rounds_wanted();
    int64_t acknowledged = 0;
    for (int i = 0; i < rounds; i++)
        OK(round_of(kitchen));
    OK(audit(kitchen));
    for (int i = 0; i < CLIENTS; i++)
        acknowledged += kitchen->clients[i].acknowledged;
    print_message("%d rounds, %lld events acknowledged\n", rounds, (long long)acknowledged);
    assert_true(acknowledged > rounds);
    close_kitchen(kitchen);
}

/* The log's line is written behind the commit and before the answer: a log that is full holds the
 * server there. */
static int full_pipe(int *reading_end)
{
    int ends[2];
    char byte = 'x';
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    while (write(ends[1], &byte, 1) == 1)
        ;
    assert_int_equal(fcntl(ends[1], F_SETFL, 0), 0);
    *reading_end = ends[0];
    return ends[1];
}

static void *send_once(void *context)
{
    struct client *client = context;
    if (send_some(client, 3) != 0)
        client->fault = "an answer came all the same";
    return NULL;
}

/* Waits until another process sees the events on disk. */
static void wait_for_events(const struct kitchen *kitchen, const char *device, int64_t seq)
{
    struct house *house = kitchen->house;
    SCOPED_REGISTRY registry = NULL;
    OK(registry_open(&registry, house->folder, DB_READ, &house->clock, &house->random));
    for (int64_t next = 1; next <= seq; poll(NULL, 0, 2))
        OK(sheet_next_seq(&next, registry_db(registry), device));
}

static void an_answer_lost_behind_the_commit_costs_nothing(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct kitchen *kitchen = make_kitchen(routes, arena);
    struct client *client = &kitchen->clients[0];
    for (int64_t seq = 3; seq <= 9; seq += 3) {
        int reading_end, log = full_pipe(&reading_end);
        pid_t child = start_server(kitchen, log);
        assert_int_equal(pthread_create(&client->thread, NULL, send_once, client), 0);
        wait_for_events(kitchen, client->tablet.log.device, seq);
        kill_server(child);
        close(log);
        close(reading_end);
        assert_int_equal(pthread_join(client->thread, NULL), 0);
        OK(look(kitchen));
        child = start_server(kitchen, -1);
        assert_int_equal(send_some(client, 3), 200);
        const struct value *results = value_get(client->browser.said, "results");
        for (size_t i = 0; i < 3; i++)
            assert_string_equal(value_text(value_get(value_at(results, i), "status")), "duplicate");
        client->acknowledged += 3;
        kill_server(child);
        OK(look(kitchen));
    }
    OK(audit(kitchen));
    close_kitchen(kitchen);
}

/* The planted fault: answers at once, and keeps nothing. */
static fallible acknowledge_too_early(struct visit *visit)
{
    const struct event_batch *batch = visit->prepared;
    struct value *said = value_object(visit->arena), *results = value_array(visit->arena);
    for (size_t i = 0; i < batch->count; i++) {
        struct value *result = value_object(visit->arena);
        value_set_text(result, "status", "stored");
        value_append(results, result);
    }
    value_set(said, "results", results);
    visit_answer(visit, 200, said);
    return NULL;
}

static void a_server_that_acknowledges_too_early_is_found(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static struct route table[2];
    for (const struct route *route = routes; route->method; route++)
        if (route->run == sync_take)
            table[0] = *route;
    table[0].run = acknowledge_too_early;
    table[0].place = PLACE_LOOP;
    struct kitchen *kitchen = make_kitchen(table, arena);
    struct error *error = NULL;
    for (int i = 0; i < ROUNDS && !error; i++)
        error = round_of(kitchen);
    FAILS(error, ERROR_REFUSED, "events, there are 0");
    close_kitchen(kitchen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_acknowledged_is_lost_or_doubled),
        cmocka_unit_test(an_answer_lost_behind_the_commit_costs_nothing),
        cmocka_unit_test(a_server_that_acknowledges_too_early_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
