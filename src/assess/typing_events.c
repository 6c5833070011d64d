#include "assess/typing_events.h"

#include "assess/event_log.h"
#include "assess/institution.h"
#include "base/text.h"

enum { SECONDS_A_MINUTE = 60, MINUTES_AN_HOUR = 60 };

/* A paper log being written. */
struct paper {
    const struct sheet_form *form;
    struct event_log log;
    int64_t started_s, at_s;
    struct arena *arena;
};

/* Of HH:MM, which typing_read has checked. */
static int minutes_of(const char *time)
{
    int hours = (time[0] - '0') * 10 + (time[1] - '0');
    return hours * MINUTES_AN_HOUR + (time[3] - '0') * 10 + (time[4] - '0');
}

/* HH:MM at the centre, on the day of the sitting. */
static fallible instant_of(int64_t *out, struct db *db, const struct sheet_form *form,
                           const char *time, struct arena *arena)
{
    struct sitting sitting;
    struct centre centre;
    struct date day;
    TRY(sitting_of(&sitting, db, form->attempt.sitting, arena));
    TRY(centre_of(&centre, db, sitting.centre, arena));
    TRY(date_parse(&day, sitting.day, "day"));
    int minutes = minutes_of(time) - centre.utc_offset_min;
    *out = date_start_s(day) + (int64_t)minutes * SECONDS_A_MINUTE;
    return NULL;
}

static fallible add(struct paper *paper, const struct value *body)
{
    int64_t mono_ms = (paper->at_s - paper->started_s) * 1000;
    return event_log_add(NULL, &paper->log, paper->form->person.ref, paper->at_s, mono_ms, body);
}

static struct value *body_of(const struct paper *paper, enum event_kind kind)
{
    return event_body(kind, paper->form->attempt.name, paper->arena);
}

static fallible add_open(struct paper *paper)
{
    struct value *body = body_of(paper, EVENT_OPEN);
    const struct rubric *rubric = paper->form->rubric;
    value_set_text(body, "rubric", rubric_name(rubric, paper->arena));
    value_set_text(body, "digest", digest_text(&rubric->structure_digest, paper->arena));
    return add(paper, body);
}

static fallible add_marks(struct paper *paper, const struct value *marks)
{
    for (size_t i = 0; i < value_size(marks); i++) {
        struct value *body = body_of(paper, EVENT_MARK);
        const struct value *said = value_at(marks, i);
        value_set_text(body, "criterion", value_key_at(marks, i));
        for (size_t key = 0; key < value_size(said); key++)
            value_set(body, value_key_at(said, key), value_at(said, key));
        TRY(add(paper, body));
    }
    return NULL;
}

static fallible add_stop(struct paper *paper, const struct value *stop)
{
    struct value *body = body_of(paper, EVENT_STOP);
    if (value_kind(stop) == VALUE_NULL)
        return NULL;
    value_set(body, "criterion", value_get(stop, "criterion"));
    value_set(body, "reason", value_get(stop, "reason"));
    return add(paper, body);
}

static fallible hand_over(struct desk *desk, struct paper *paper)
{
    struct event_batch batch;
    struct receipts receipts;
    struct shelf shelf = shelf_make(paper->arena);
    const char *text = value_canonical(event_log_batch(&paper->log), paper->arena);
    TRY(event_batch_read(&batch, bytes_of_text(text), paper->log.device, paper->arena));
    TRY(sheet_receive(&receipts, desk, &batch, &shelf, paper->arena));
    for (size_t i = 0; i < receipts.count; i++)
        if (receipts.items[i].refused) {
            struct error *error = error_make(ERROR_REFUSED, "the sheet does not go in: %s",
                                             receipts.items[i].refused);
            const char *hint = receipts.items[i].hint;
            return error_hint(error, "%s", hint ? hint : "look at the sheet again");
        }
    return NULL;
}

/* All events of the sheet, in a log of their own. */
static fallible write_all(struct paper *paper, struct db *db, const struct value *content)
{
    int64_t ended_s;
    const char *started = value_text(value_get(content, "started"));
    const char *ended = value_text(value_get(content, "ended"));
    TRY(instant_of(&paper->started_s, db, paper->form, started, paper->arena));
    TRY(instant_of(&ended_s, db, paper->form, ended, paper->arena));
    paper->at_s = paper->started_s;
    TRY(add_open(paper));
    paper->at_s = ended_s;
    TRY(add_marks(paper, value_get(content, "marks")));
    TRY(add_stop(paper, value_get(content, "stop")));
    return add(paper, body_of(paper, EVENT_SEAL));
}

fallible typing_events_enter(struct desk *desk, const struct sheet_form *form,
                             const struct value *content, const char *device, struct arena *arena)
{
    struct paper paper = {
        .form = form, .log = event_log_open(device, desk->random, arena), .arena = arena};
    TRY(write_all(&paper, desk->db, content));
    return hand_over(desk, &paper);
}

static bool same_event(const struct event *stored, const struct value *made)
{
    return text_equal(stored->at, value_text(value_get(made, "at"))) &&
           text_equal(stored->who, value_text(value_get(made, "who"))) &&
           value_equal(stored->body, value_get(made, "body"));
}

fallible typing_events_check(struct db *db, const struct sheet_form *form,
                             const struct value *content, const struct sheet_marks *marks,
                             struct arena *arena)
{
    struct random any = random_seeded(0); /* ids are not compared */
    struct paper paper = {
        .form = form, .log = event_log_open("paper", &any, arena), .arena = arena};
    TRY(write_all(&paper, db, content));
    size_t count = value_size(paper.log.events);
    if (marks->entry_count != count)
        return error_make(ERROR_REFUSED, "its sheet has %zu events instead of %zu",
                          marks->entry_count, count);
    for (size_t i = 0; i < count; i++)
        if (!same_event(&marks->entries[i].event, value_at(paper.log.events, i)))
            return error_make(ERROR_REFUSED, "event '%s' says something else",
                              marks->entries[i].event.id);
    return NULL;
}
