#include "assess/event.h"

#include "assess/erasure.h"
#include "base/clock.h"
#include "base/text.h"

static const char *const kind_names[] = {
    [EVENT_OPEN] = "open",
    [EVENT_MARK] = "mark",
    [EVENT_UNDO] = "undo",
    [EVENT_NOTE] = "note",
    [EVENT_STOP] = "stop",
    [EVENT_SEAL] = "seal",
    [EVENT_SECOND_LOOK] = "second_look",
};
enum { KIND_COUNT = sizeof kind_names / sizeof *kind_names };

/* The members that a body of each kind may have. */
#define MARK_KEYS "check", "level", "readings", "na", "instrument"
static const char *const body_keys[KIND_COUNT][12] = {
    [EVENT_OPEN] = {"kind", "attempt", "rubric", "digest"},
    [EVENT_MARK] = {"kind", "attempt", "criterion", MARK_KEYS},
    [EVENT_UNDO] = {"kind", "attempt", "event"},
    [EVENT_NOTE] = {"kind", "attempt", "criterion", "text", "photo"},
    [EVENT_STOP] = {"kind", "attempt", "criterion", "reason"},
    [EVENT_SEAL] = {"kind", "attempt"},
    [EVENT_SECOND_LOOK] = {"kind", "attempt", "criterion", "reason", MARK_KEYS},
};
static const char *const event_keys[] = {"id",   "device", "seq",  "prev", "at",
                                         "mono", "who",    "body", "hash", NULL};

const char *event_kind_name(enum event_kind kind)
{
    return kind_names[kind];
}

static fallible read_kind(enum event_kind *out, const struct value *body)
{
    const char *name;
    TRY(value_need_text(&name, body, "kind"));
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (text_equal(name, kind_names[kind])) {
            *out = (enum event_kind)kind;
            return NULL;
        }
    return error_hint(error_make(ERROR_REFUSED, "unknown kind '%s'", name),
                      "one of: open, mark, undo, note, stop, seal, second_look");
}

/* 8-4-4-4-12 lower-case hexadecimal digits, version 7, variant 10 (RFC 9562, 5.7). */
static bool is_uuid7(const char *text)
{
    static const char pattern[] = "hhhhhhhh-hhhh-7hhh-vhhh-hhhhhhhhhhhh";
    if (strlen(text) != sizeof pattern - 1)
        return false;
    for (size_t i = 0; pattern[i]; i++) {
        const char *allowed = pattern[i] == 'h'   ? "0123456789abcdef"
                              : pattern[i] == 'v' ? "89ab"
                                                  : (char[]){pattern[i], '\0'};
        if (!strchr(allowed, text[i]))
            return false;
    }
    return true;
}

static bool is_hash(const char *text)
{
    return strlen(text) == EVENT_HASH_SIZE && strspn(text, "0123456789abcdef") == EVENT_HASH_SIZE;
}

static fallible need_hash(const char **out, const struct value *object, const char *key)
{
    const char *text;
    TRY(value_need_text(&text, object, key));
    if (!is_hash(text))
        return error_make(ERROR_REFUSED, "'%s' is not 64 lower-case hexadecimal digits", key);
    *out = text;
    return NULL;
}

static fallible need_instant(const char **out, const struct value *object, const char *key)
{
    const char *text;
    int64_t instant_s;
    TRY(value_need_text(&text, object, key));
    TRY(instant_parse(&instant_s, text, key));
    *out = text;
    return NULL;
}

static fallible read_note(struct event *event)
{
    const struct value *criterion = value_get(event->body, "criterion");
    if (criterion && value_kind(criterion) != VALUE_NULL)
        TRY(value_need_text(&event->criterion, event->body, "criterion"));
    if (value_get(event->body, "photo"))
        TRY(need_hash(&event->photo, event->body, "photo"));
    return value_need_text(&event->text, event->body, "text");
}

static fallible read_mark(struct event *event)
{
    if (value_get(event->body, "instrument"))
        TRY(value_need_text(&event->instrument, event->body, "instrument"));
    return value_need_text(&event->criterion, event->body, "criterion");
}

static fallible read_body_of_kind(struct event *event)
{
    switch (event->kind) {
    case EVENT_OPEN:
        TRY(value_need_text(&event->rubric, event->body, "rubric"));
        return need_hash(&event->digest, event->body, "digest");
    case EVENT_MARK:
        return read_mark(event);
    case EVENT_UNDO:
        return value_need_text(&event->target, event->body, "event");
    case EVENT_NOTE:
        return read_note(event);
    case EVENT_STOP:
    case EVENT_SECOND_LOOK:
        TRY(read_mark(event));
        return value_need_text(&event->reason, event->body, "reason");
    case EVENT_SEAL:
        return NULL;
    }
    return NULL;
}

static fallible read_body(struct event *event, const struct value *whole)
{
    struct value *body;
    TRY(value_need(&body, whole, "body", VALUE_OBJECT));
    event->body = body;
    TRY(read_kind(&event->kind, body));
    TRY(value_only(body, body_keys[event->kind]));
    TRY(value_need_text(&event->attempt, body, "attempt"));
    return read_body_of_kind(event);
}

static fallible check_hash(const struct event *event)
{
    SCOPED_ARENA(arena);
    if (text_equal(event->hash, event_hash(event->whole, arena)))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "'hash' does not fit what the event says"),
                      "the file was changed after the tablet wrote it: export it again");
}

static fallible read_members(struct event *out, const struct value *value)
{
    struct event event = {.whole = value};
    TRY(value_only(value, event_keys));
    TRY(value_need_text(&event.id, value, "id"));
    if (!is_uuid7(event.id))
        return error_make(ERROR_REFUSED, "'id' is not a UUID of version 7");
    TRY(value_need_text(&event.device, value, "device"));
    TRY(value_need_integer(&event.seq, value, "seq"));
    if (event.seq < 1)
        return error_make(ERROR_REFUSED, "'seq' is less than 1");
    TRY(need_hash(&event.prev, value, "prev"));
    TRY(need_instant(&event.at, value, "at"));
    TRY(value_need_integer(&event.mono_ms, value, "mono"));
    TRY(value_need_text(&event.who, value, "who"));
    TRY(need_hash(&event.hash, value, "hash"));
    TRY(read_body(&event, value));
    *out = event;
    return NULL;
}

fallible event_read(struct event *out, const struct value *value)
{
    struct event event;
    TRY(read_members(&event, value));
    TRY(check_hash(&event));
    *out = event;
    return NULL;
}

/* What is in an examiner's own words. */
static const char *const own_words[] = {"text", "reason"};

static bool has_words(const struct value *body, const char *words)
{
    for (size_t i = 0; i < sizeof own_words / sizeof *own_words; i++) {
        const struct value *own = value_get(body, own_words[i]);
        if (own && value_kind(own) == VALUE_TEXT && text_equal(value_text(own), words))
            return true;
    }
    return false;
}

fallible event_read_stored(struct event *out, const struct value *value)
{
    struct event event;
    TRY(read_members(&event, value));
    SCOPED_ERROR error = check_hash(&event);
    if (error && !has_words(event.body, ERASED))
        return event_read(out, value);
    event.erased = error != NULL;
    *out = event;
    return NULL;
}

bool event_erase(struct value *event)
{
    bool erased = false;
    struct value *body = value_get(event, "body");
    for (size_t i = 0; i < sizeof own_words / sizeof *own_words; i++)
        if (value_get(body, own_words[i]) && !has_words(body, ERASED)) {
            value_set_text(body, own_words[i], ERASED);
            erased = true;
        }
    return erased;
}

char *event_hash(const struct value *event, struct arena *arena)
{
    struct value *rest = value_object(arena);
    for (size_t i = 0; event_keys[i]; i++) {
        const struct value *member = value_get(event, event_keys[i]);
        if (member && !text_equal(event_keys[i], "hash"))
            value_set(rest, event_keys[i], member);
    }
    struct digest digest = digest_of(bytes_of_text(value_canonical(rest, arena)));
    return digest_text(&digest, arena);
}

/* Within a batch each event follows the one before; how the first fits what the device sent earlier
 * is known to sheet.h. */
static fallible check_chain(const struct event *event, const struct event *before,
                            const char *device)
{
    if (!text_equal(event->device, device))
        return error_make(ERROR_REFUSED, "'device' is '%s' in a batch of '%s'", event->device,
                          device);
    if (before && event->seq != before->seq + 1)
        return error_make(ERROR_REFUSED, "'seq' %lld follows %lld", (long long)event->seq,
                          (long long)before->seq);
    if (before && !text_equal(event->prev, before->hash))
        return error_make(ERROR_REFUSED, "'prev' is not the hash of the event before");
    return NULL;
}

fallible event_batch_of(struct event_batch *out, const char *device, const struct value *list,
                        const char *name, struct arena *arena)
{
    struct event_batch read = {.device = device, .count = value_size(list)};
    if (read.count > EVENT_BATCH_LIMIT)
        return error_hint(
            error_make(ERROR_REFUSED, "%s: more than %d events", name, EVENT_BATCH_LIMIT),
            "split it into several files");
    struct event *events = ARENA_ARRAY(arena, struct event, read.count);
    for (size_t i = 0; i < read.count; i++) {
        TRY_AS(event_read(&events[i], value_at(list, i)), "%s: event %zu", name, i + 1);
        TRY_AS(check_chain(&events[i], i ? &events[i - 1] : NULL, read.device), "%s: event %zu",
               name, i + 1);
    }
    read.events = events;
    *out = read;
    return NULL;
}

fallible event_batch_read(struct event_batch *out, struct bytes bytes, const char *name,
                          struct arena *arena)
{
    struct value *batch, *list;
    int64_t version;
    const char *device;
    TRY(value_parse(&batch, bytes, name, arena));
    TRY_AS(value_only(batch, (const char *const[]){"usta_events", "device", "events", NULL}), "%s",
           name);
    TRY_AS(value_need_integer(&version, batch, "usta_events"), "%s", name);
    if (version != 1)
        return error_make(ERROR_REFUSED, "%s: 'usta_events' is not 1", name);
    TRY_AS(value_need_text(&device, batch, "device"), "%s", name);
    TRY_AS(value_need(&list, batch, "events", VALUE_ARRAY), "%s", name);
    return event_batch_of(out, device, list, name, arena);
}
