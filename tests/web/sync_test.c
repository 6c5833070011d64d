/* What tablets hand over, over sockets: exactly once however often it is sent, in order, one that
 * makes no sense stops nothing, and nobody speaks for another. */
#include "web/sync.h"

#include "assess/session.h"
#include "assess/sheet_receive.h"
#include "assess/story.h"
#include "assess/tablet.h"
#include "web/browser.h"
#include "web/house.h"
#include "web/visitor.h"

#include "test.h"

#define SOLO   "bishkek-1/BSK-001/TST-SOLO"
#define DEVICE "tablet-examiner-a"

struct kitchen {
    struct arena *arena;
    struct house *house;
    struct value *events;         /* of DEVICE, all by examiner-a but the last two */
    struct browser first, second; /* of examiner-a and examiner-b, on DEVICE */
    struct browser other;         /* of examiner-a, on another tablet */
};

static struct browser sign_in(struct fixture *f, const char *who, const struct token *tablet,
                              struct arena *arena)
{
    struct tablet_row row;
    struct token session;
    bool got;
    struct browser browser = browser_open(0, arena);
    OK(tablet_of_token(&got, &row, f->db, tablet->text, f->arena));
    OK(session_open(&session, fixture_desk(f, who), row.id));
    browser.tablet = arena_text(arena, tablet->text);
    browser.session = arena_text(arena, session.text);
    browser.csrf = visitor_csrf(session.text, arena);
    return browser;
}

static struct token enrol(struct fixture *f, const char *device)
{
    struct tablet_code code;
    struct token token;
    OK(tablet_code_make(&code, fixture_desk(f, "admin"), device));
    OK(tablet_enrol(&device, &token, fixture_desk(f, ""), code.text, f->arena));
    return token;
}

/* open, five marks, a seal that comes too early, a note; then a note by somebody else, a seal. */
static struct value *write_events(struct fixture *f, struct arena *arena)
{
    struct value *copy;
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 100 A2 100 A3 0 B1 60");
    tablet_seal(tablet, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "B2 100");
    tablet_note(tablet, "examiner-b", SOLO, "A3", "no date");
    tablet_seal(tablet, "examiner-a", SOLO);
    OK(value_parse(&copy, bytes_of_text(value_canonical(tablet->log.events, arena)), "events",
                   arena));
    return copy;
}

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    struct kitchen *kitchen = ARENA_NEW(arena, struct kitchen);
    SCOPED_FIXTURE(f);
    kitchen->arena = arena;
    kitchen->events = write_events(f, arena);
    struct token device = enrol(f, DEVICE), another = enrol(f, "tablet-9");
    kitchen->first = sign_in(f, "examiner-a", &device, arena);
    kitchen->other = sign_in(f, "examiner-a", &another, arena);
    kitchen->second = sign_in(f, "lead", &device, arena);
    kitchen->house = house_of(f, routes, arena);
    house_open(kitchen->house);
    kitchen->first.port = kitchen->second.port = kitchen->other.port = kitchen->house->port;
    *state = kitchen;
    return 0;
}

static int tear_down(void **state)
{
    struct kitchen *kitchen = *state;
    house_close(kitchen->house);
    arena_close(kitchen->arena);
    return 0;
}

/* Sends events from … until, counted from 0. */
static int hand_over(struct kitchen *kitchen, struct browser *browser, size_t from, size_t until)
{
    struct value *body = value_object(kitchen->arena), *events = value_array(kitchen->arena);
    for (size_t i = from; i < until; i++)
        value_append(events, value_at(kitchen->events, i));
    value_set_text(body, "device", DEVICE);
    value_set_text(body, "sent_at", "2026-11-20T04:00:00Z");
    value_set(body, "events", events);
    return browser_post(browser, "/api/v1/sync/events", body);
}

/* "stored stored rejected …" */
static const char *statuses(const struct browser *browser)
{
    const char *list = "";
    const struct value *results = value_get(browser->said, "results");
    for (size_t i = 0; i < value_size(results); i++)
        list = arena_format(browser->arena, "%s%s%s", list, i ? " " : "",
                            value_text(value_get(value_at(results, i), "status")));
    return list;
}

static void every_event_once_however_often_it_is_sent(void **state)
{
    struct kitchen *kitchen = *state;
    struct browser *browser = &kitchen->first;
    assert_int_equal(hand_over(kitchen, browser, 0, 3), 200);
    assert_string_equal(statuses(browser), "stored stored stored");
    assert_string_equal(browser_says(browser, "now"), FIXTURE_NOW);
    assert_int_equal(hand_over(kitchen, browser, 0, 3), 200); /* the answer was lost */
    assert_string_equal(statuses(browser), "duplicate duplicate duplicate");
    assert_int_equal(hand_over(kitchen, browser, 1, 5), 200); /* overlapping */
    assert_string_equal(statuses(browser), "duplicate duplicate stored stored");
}

static void one_that_makes_no_sense_stops_nothing(void **state)
{
    struct kitchen *kitchen = *state;
    struct browser *browser = &kitchen->first;
    assert_int_equal(hand_over(kitchen, browser, 0, 7), 200);
    assert_string_equal(statuses(browser), "stored stored stored stored stored rejected stored");
    const struct value *refused = value_at(value_get(browser->said, "results"), 5);
    assert_non_null(strstr(value_text(value_get(refused, "code")), "lines without a mark: B2"));
    assert_int_equal(hand_over(kitchen, browser, 5, 6), 200);
    assert_string_equal(statuses(browser), "duplicate");
}

static void what_comes_too_early_is_asked_for_again(void **state)
{
    struct kitchen *kitchen = *state;
    struct browser *browser = &kitchen->first;
    assert_int_equal(hand_over(kitchen, browser, 3, 5), 409);
    assert_int_equal(value_integer(value_get(browser->said, "resend_from")), 1);
    assert_int_equal(hand_over(kitchen, browser, 0, 2), 200);
    assert_int_equal(hand_over(kitchen, browser, 3, 5), 409);
    assert_int_equal(value_integer(value_get(browser->said, "resend_from")), 3);
    assert_int_equal(hand_over(kitchen, browser, 2, 5), 200);
}

static void nobody_speaks_for_another(void **state)
{
    struct kitchen *kitchen = *state;
    assert_int_equal(hand_over(kitchen, &kitchen->other, 0, 2), 403); /* of another tablet */
    assert_string_equal(browser_says(&kitchen->other, "code"), "owner");
    assert_int_equal(hand_over(kitchen, &kitchen->first, 0, 8),
                     422); /* one is by who was never here */
    assert_int_equal(hand_over(kitchen, &kitchen->first, 0, 7), 200);
    struct browser nobody = kitchen->first;
    nobody.csrf = "0";
    assert_int_equal(hand_over(kitchen, &nobody, 0, 2), 401);
    nobody.session = "";
    assert_int_equal(hand_over(kitchen, &nobody, 0, 2), 401);
}

/* The next examiner on this tablet brings along what the one before had no network for. */
static void who_signs_in_next_brings_all_along(void **state)
{
    struct kitchen *kitchen = *state;
    assert_int_equal(hand_over(kitchen, &kitchen->second, 0, 7), 200);
    assert_string_equal(statuses(&kitchen->second),
                        "stored stored stored stored stored rejected stored");
}

static void what_is_no_batch_is_refused_whole(void **state)
{
    struct kitchen *kitchen = *state;
    struct browser *browser = &kitchen->first;
    struct value *body = value_object(kitchen->arena), *events = value_array(kitchen->arena), *bad;
    value_set_text(body, "device", DEVICE);
    value_set_text(body, "sent_at", "2026-11-20T04:00:00Z");
    value_set(body, "events", events);
    assert_int_equal(browser_post(browser, "/api/v1/sync/events", body), 400);
    OK(value_parse(&bad,
                   bytes_of_text(value_canonical(value_at(kitchen->events, 0), kitchen->arena)),
                   "event", kitchen->arena));
    value_set_integer(bad, "mono", 5);
    value_append(events, bad);
    assert_int_equal(browser_post(browser, "/api/v1/sync/events", body), 422);
    assert_non_null(strstr(browser_says(browser, "detail"), "'hash' does not fit"));
    for (int i = 0; i < SYNC_EVENTS; i++)
        value_append(events, bad);
    assert_int_equal(browser_post(browser, "/api/v1/sync/events", body), 400);
    for (int i = 0; i < 2000; i++)
        value_append(events, bad);
    assert_int_equal(browser_post(browser, "/api/v1/sync/events", body), 413);
    assert_int_equal(hand_over(kitchen, browser, 0, 1), 200);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_event_once_however_often_it_is_sent),
        TEST(one_that_makes_no_sense_stops_nothing),
        TEST(what_comes_too_early_is_asked_for_again),
        TEST(nobody_speaks_for_another),
        TEST(who_signs_in_next_brings_all_along),
        TEST(what_is_no_batch_is_refused_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
