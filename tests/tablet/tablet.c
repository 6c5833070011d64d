#include "tablet/tablet.h"

enum { SECONDS_A_MARK = 40 };

struct tablet tablet_open(const char *device, int64_t now_s, uint64_t seed, struct arena *arena)
{
    struct random *random = ARENA_NEW(arena, struct random);
    *random = random_seeded(seed);
    return (struct tablet){.arena = arena,
                           .centre = "bishkek",
                           .now_s = now_s,
                           .log = event_log_open(device, random, arena)};
}

const char *tablet_add(struct tablet *tablet, const char *who, const struct value *body)
{
    const char *id = NULL;
    tablet->now_s += SECONDS_A_MARK;
    tablet->mono_ms += SECONDS_A_MARK * 1000;
    SCOPED_ERROR error = event_log_add(&id, &tablet->log, who, tablet->now_s, tablet->mono_ms,
                                       body);
    ASSERT(!error);
    return id;
}

static struct value *make_body(struct tablet *tablet, enum event_kind kind, const char *attempt)
{
    return event_body(kind, attempt, tablet->arena);
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
    return event_log_batch(&tablet->log);
}
