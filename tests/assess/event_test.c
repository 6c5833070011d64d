#include "assess/event.h"

#include "test.h"

static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";

/* An event with its right hash; body is JSON. */
static struct value *make_event(const char *id, int64_t seq, const char *prev, const char *body,
                                struct arena *arena)
{
    struct value *event = value_object(arena), *parsed;
    OK(value_parse(&parsed, bytes_of_text(body), "body", arena));
    value_set_text(event, "id", id);
    value_set_text(event, "device", "tablet-7");
    value_set_integer(event, "seq", seq);
    value_set_text(event, "prev", prev);
    value_set_text(event, "at", "2026-11-20T04:10:00Z");
    value_set_integer(event, "mono", 81234);
    value_set_text(event, "who", "gulnara");
    value_set(event, "body", parsed);
    value_set_text(event, "hash", event_hash(event, arena));
    return event;
}

static const char *const id_1 = "0192aa00-0000-7000-8000-000000000001";
static const char *const id_2 = "0192aa00-0000-7000-8000-000000000002";
static const char *const mark_body =
    "{\"kind\":\"mark\",\"attempt\":\"s/c/u\",\"criterion\":\"A1\",\"check\":true}";

static struct value *make_batch(struct value *first, struct value *second, struct arena *arena)
{
    struct value *batch = value_object(arena), *events = value_array(arena);
    value_append(events, first);
    if (second)
        value_append(events, second);
    value_set_integer(batch, "usta_events", 1);
    value_set_text(batch, "device", "tablet-7");
    value_set(batch, "events", events);
    return batch;
}

static struct error *read_batch(const struct value *batch, struct arena *arena)
{
    struct event_batch read;
    return event_batch_read(&read, bytes_of_text(value_canonical(batch, arena)), "file", arena);
}

static void reads_a_chained_batch(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *first = make_event(id_1, 1, zeros, mark_body, arena);
    struct value *second = make_event(id_2, 2, value_text(value_get(first, "hash")),
                                      "{\"kind\":\"seal\",\"attempt\":\"s/c/u\"}", arena);
    struct event_batch read;
    OK(event_batch_read(&read, bytes_of_text(value_pretty(make_batch(first, second, arena), arena)),
                        "file", arena));
    assert_int_equal(read.count, 2);
    assert_int_equal(read.events[0].kind, EVENT_MARK);
    assert_string_equal(read.events[0].criterion, "A1");
    assert_int_equal(read.events[1].kind, EVENT_SEAL);
}

static void a_note_may_go_with_a_photo(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct event read;
    OK(event_read(&read, make_event(id_1, 1, zeros,
                                    "{\"kind\":\"note\",\"attempt\":\"s/c/u\",\"criterion\":\"A1\","
                                    "\"text\":\"skin torn\"}",
                                    arena)));
    assert_null(read.photo);
    char *body = arena_format(arena,
                              "{\"kind\":\"note\",\"attempt\":\"s/c/u\",\"text\":\"x\","
                              "\"photo\":\"%s\"}",
                              zeros);
    OK(event_read(&read, make_event(id_2, 1, zeros, body, arena)));
    assert_string_equal(read.photo, zeros);
}

static void every_member_is_bound_by_the_hash(void **state)
{
    (void)state;
    static const char *const members[] = {"id", "device", "seq", "prev", "at", "mono", "who"};
    for (size_t i = 0; i < COUNT(members); i++) {
        SCOPED_ARENA(arena);
        struct value *event = make_event(id_1, 1, zeros, mark_body, arena);
        struct event read;
        OK(event_read(&read, event));
        char *before = event_hash(event, arena);
        value_set_text(event, members[i], "x");
        assert_string_not_equal(before, event_hash(event, arena));
    }
    SCOPED_ARENA(arena);
    struct value *event = make_event(id_1, 1, zeros, mark_body, arena);
    value_set_boolean(value_get(event, "body"), "check", false);
    struct event read;
    FAILS(event_read(&read, event), ERROR_REFUSED, "'hash' does not fit");
}

static void refuses_bodies_that_are_not_of_their_kind(void **state)
{
    (void)state;
    static const struct {
        const char *body, *says;
    } cases[] = {
        {"{\"kind\":\"fold\",\"attempt\":\"s/c/u\"}", "unknown kind 'fold'"},
        {"{\"kind\":\"seal\"}", "'attempt' is missing"},
        {"{\"kind\":\"seal\",\"attempt\":\"s/c/u\",\"note\":1}", "'note' is not a known key"},
        {"{\"kind\":\"mark\",\"attempt\":\"s/c/u\"}", "'criterion' is missing"},
        {"{\"kind\":\"undo\",\"attempt\":\"s/c/u\"}", "'event' is missing"},
        {"{\"kind\":\"stop\",\"attempt\":\"s/c/u\",\"criterion\":\"A2\"}", "'reason' is missing"},
        {"{\"kind\":\"second_look\",\"attempt\":\"s/c/u\",\"criterion\":\"A2\",\"level\":\"l1\"}",
         "'reason' is missing"},
        {"{\"kind\":\"open\",\"attempt\":\"s/c/u\",\"rubric\":\"R@1.0.0\",\"digest\":\"ab\"}",
         "'digest' is not 64"},
        {"{\"kind\":\"note\",\"attempt\":\"s/c/u\",\"criterion\":null}", "'text' is missing"},
        {"{\"kind\":\"note\",\"attempt\":\"s/c/u\",\"text\":\"x\",\"photo\":\"cafe\"}",
         "'photo' is not 64"},
        {"{\"kind\":\"note\",\"attempt\":\"s/c/u\",\"text\":\"x\",\"photo\":null}", "'photo' "},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct event read;
        FAILS(event_read(&read, make_event(id_1, 1, zeros, cases[i].body, arena)), ERROR_REFUSED,
              cases[i].says);
    }
}

static void refuses_breaks_in_the_chain(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *first = make_event(id_1, 1, zeros, mark_body, arena);
    const char *hash = value_text(value_get(first, "hash"));
    struct value *gap = make_event(id_2, 3, hash, mark_body, arena);
    FAILS(read_batch(make_batch(first, gap, arena), arena), ERROR_REFUSED,
          "event 2: 'seq' 3 follows 1");
    struct value *loose = make_event(id_2, 2, zeros, mark_body, arena);
    FAILS(read_batch(make_batch(first, loose, arena), arena), ERROR_REFUSED,
          "event 2: 'prev' is not the hash");
    struct value *batch = make_batch(first, NULL, arena);
    value_set_text(batch, "device", "tablet-8");
    FAILS(read_batch(batch, arena), ERROR_REFUSED, "'device' is 'tablet-7' in a batch of");
}

static void refuses_ids_that_are_no_uuid7(void **state)
{
    (void)state;
    static const char *const ids[] = {
        "0192aa00-0000-4000-8000-000000000001", "0192aa00-0000-7000-c000-000000000001",
        "0192AA00-0000-7000-8000-000000000001", "0192aa0000007000-8000-000000000001", "1"};
    for (size_t i = 0; i < COUNT(ids); i++) {
        SCOPED_ARENA(arena);
        struct event read;
        FAILS(event_read(&read, make_event(ids[i], 1, zeros, mark_body, arena)), ERROR_REFUSED,
              "UUID of version 7");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_chained_batch),
        cmocka_unit_test(a_note_may_go_with_a_photo),
        cmocka_unit_test(every_member_is_bound_by_the_hash),
        cmocka_unit_test(refuses_bodies_that_are_not_of_their_kind),
        cmocka_unit_test(refuses_breaks_in_the_chain),
        cmocka_unit_test(refuses_ids_that_are_no_uuid7),
    };
    return cmocka_run_group_tests_name("assess/event", tests, NULL, NULL);
}
