#include "assess/event_log.h"

#include "base/clock.h"
#include "base/encoding.h"

struct event_log event_log_open(const char *device, struct random *random, struct arena *arena)
{
    char *zeros = arena_alloc(arena, EVENT_HASH_SIZE + 1);
    memset(zeros, '0', EVENT_HASH_SIZE);
    return (struct event_log){.device = device,
                              .random = random,
                              .prev = zeros,
                              .events = value_array(arena),
                              .arena = arena};
}

/* RFC 9562, 5.7: 48 bits of milliseconds, version, 74 random bits. */
static fallible make_uuid7(const char **out, const struct event_log *log, int64_t at_s)
{
    uint8_t bytes[16];
    TRY(random_fill(log->random, bytes, sizeof bytes));
    uint64_t ms = (uint64_t)at_s * 1000;
    for (int i = 0; i < 6; i++)
        bytes[i] = (uint8_t)(ms >> (40 - 8 * i));
    bytes[6] = (uint8_t)(0x70 | (bytes[6] & 0x0f));
    bytes[8] = (uint8_t)(0x80 | (bytes[8] & 0x3f));
    char *hex = hex_encode(bytes_of(bytes, sizeof bytes), log->arena);
    *out = arena_format(log->arena, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
                        hex + 20);
    return NULL;
}

fallible event_log_add(const char **id, struct event_log *log, const char *who, int64_t at_s,
                       int64_t mono_ms, const struct value *body)
{
    const char *made;
    struct value *event = value_object(log->arena);
    TRY(make_uuid7(&made, log, at_s));
    value_set_text(event, "id", made);
    value_set_text(event, "device", log->device);
    value_set_integer(event, "seq", ++log->seq);
    value_set_text(event, "prev", log->prev);
    value_set_text(event, "at", instant_text(at_s, log->arena));
    value_set_integer(event, "mono", mono_ms);
    value_set_text(event, "who", who);
    value_set(event, "body", body);
    log->prev = event_hash(event, log->arena);
    value_set_text(event, "hash", log->prev);
    value_append(log->events, event);
    if (id)
        *id = made;
    return NULL;
}

struct value *event_log_batch(struct event_log *log)
{
    struct value *batch = value_object(log->arena);
    value_set_integer(batch, "usta_events", 1);
    value_set_text(batch, "device", log->device);
    value_set(batch, "events", log->events);
    log->events = value_array(log->arena);
    return batch;
}

struct value *event_body(enum event_kind kind, const char *attempt, struct arena *arena)
{
    struct value *body = value_object(arena);
    value_set_text(body, "kind", event_kind_name(kind));
    value_set_text(body, "attempt", attempt);
    return body;
}
