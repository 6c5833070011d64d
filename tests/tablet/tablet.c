#include "tablet/tablet.h"

#include "base/clock.h"
#include "base/encoding.h"

enum { SECONDS_A_MARK = 40 };

struct tablet tablet_open(const char *device, int64_t now_s, uint64_t seed, struct arena *arena)
{
    char *zeros = arena_alloc(arena, EVENT_HASH_SIZE + 1);
    memset(zeros, '0', EVENT_HASH_SIZE);
    return (struct tablet){.arena = arena,
                           .device = device,
                           .centre = "bishkek",
                           .random = random_seeded(seed),
                           .now_s = now_s,
                           .prev = zeros,
                           .events = value_array(arena)};
}

/* RFC 9562, 5.7: 48 bits of milliseconds, version, 74 random bits. */
static char *make_uuid7(struct tablet *tablet)
{
    uint8_t bytes[16];
    SCOPED_ERROR error = random_fill(&tablet->random, bytes, sizeof bytes);
    ASSERT(!error);
    uint64_t ms = (uint64_t)tablet->now_s * 1000;
    for (int i = 0; i < 6; i++)
        bytes[i] = (uint8_t)(ms >> (40 - 8 * i));
    bytes[6] = (uint8_t)(0x70 | (bytes[6] & 0x0f));
    bytes[8] = (uint8_t)(0x80 | (bytes[8] & 0x3f));
    char *hex = hex_encode(bytes_of(bytes, sizeof bytes), tablet->arena);
    return arena_format(tablet->arena, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12,
                        hex + 16, hex + 20);
}

const char *tablet_add(struct tablet *tablet, const char *who, const struct value *body)
{
    struct value *event = value_object(tablet->arena);
    tablet->now_s += SECONDS_A_MARK;
    tablet->mono_ms += SECONDS_A_MARK * 1000;
    const char *id = make_uuid7(tablet);
    value_set_text(event, "id", id);
    value_set_text(event, "device", tablet->device);
    value_set_integer(event, "seq", ++tablet->seq);
    value_set_text(event, "prev", tablet->prev);
    value_set_text(event, "at", instant_text(tablet->now_s, tablet->arena));
    value_set_integer(event, "mono", tablet->mono_ms);
    value_set_text(event, "who", who);
    value_set(event, "body", body);
    tablet->prev = event_hash(event, tablet->arena);
    value_set_text(event, "hash", tablet->prev);
    value_append(tablet->events, event);
    return id;
}

static struct value *make_body(struct tablet *tablet, enum event_kind kind, const char *attempt)
{
    struct value *body = value_object(tablet->arena);
    value_set_text(body, "kind", event_kind_name(kind));
    value_set_text(body, "attempt", attempt);
    return body;
}

void tablet_open_sheet(struct tablet *tablet, const char *who, const char *attempt,
                       const struct rubric *rubric)
{
    struct value *body = make_body(tablet, EVENT_OPEN, attempt);
    value_set_text(body, "rubric", rubric_name(rubric, tablet->arena));
    value_set_text(body, "digest", digest_text(&rubric->structure_digest, tablet->arena));
    tablet_add(tablet, who, body);
}

static struct value *mark_body(struct tablet *tablet, enum event_kind kind, const char *attempt,
                               const struct mark *mark)
{
    struct value *body = make_body(tablet, kind, attempt);
    struct value *said = mark_value(mark, tablet->arena);
    value_set_text(body, "criterion", mark->criterion->id);
    value_set(body, value_key_at(said, 0), value_at(said, 0));
    if (mark->kind == MARK_READINGS && mark->criterion->measure.calibration_max_hours)
        value_set_text(body, "instrument",
                       arena_format(tablet->arena, "%s-%s", mark->criterion->measure.instrument,
                                    tablet->centre));
    return body;
}

const char *tablet_mark(struct tablet *tablet, const char *attempt, const struct mark *mark)
{
    return tablet_add(tablet, mark->by, mark_body(tablet, EVENT_MARK, attempt, mark));
}

void tablet_look_again(struct tablet *tablet, const char *attempt, const struct mark *mark,
                       const char *reason)
{
    struct value *body = mark_body(tablet, EVENT_SECOND_LOOK, attempt, mark);
    value_set_text(body, "reason", reason);
    tablet_add(tablet, mark->by, body);
}

void tablet_note(struct tablet *tablet, const char *who, const char *attempt, const char *criterion,
                 const char *text)
{
    struct value *body = make_body(tablet, EVENT_NOTE, attempt);
    value_set_text(body, "criterion", criterion);
    value_set_text(body, "text", text);
    tablet_add(tablet, who, body);
}

void tablet_undo(struct tablet *tablet, const char *who, const char *attempt, const char *event)
{
    struct value *body = make_body(tablet, EVENT_UNDO, attempt);
    value_set_text(body, "event", event);
    tablet_add(tablet, who, body);
}

void tablet_stop(struct tablet *tablet, const char *who, const char *attempt, const char *criterion,
                 const char *reason)
{
    struct value *body = make_body(tablet, EVENT_STOP, attempt);
    value_set_text(body, "criterion", criterion);
    value_set_text(body, "reason", reason);
    tablet_add(tablet, who, body);
}

void tablet_seal(struct tablet *tablet, const char *who, const char *attempt)
{
    tablet_add(tablet, who, make_body(tablet, EVENT_SEAL, attempt));
}

struct value *tablet_batch(struct tablet *tablet)
{
    struct value *batch = value_object(tablet->arena);
    value_set_integer(batch, "usta_events", 1);
    value_set_text(batch, "device", tablet->device);
    value_set(batch, "events", tablet->events);
    tablet->events = value_array(tablet->arena);
    return batch;
}
