/* An event is one line of a tablet's append-only log: the only form in which an examiner's marks
 * enter the system, whether a tablet sends them or a file brings them (screens.md, "Offline
 * protocol"). An undo is an event of its own; nothing is ever rewritten.
 *
 * A batch, as a tablet posts it and as `usta sheet import` reads it:
 *   {"usta_events":1, "device":"tablet-7", "events":[EVENT…]}
 * An event:
 *   {"id":"0192…-…" (UUIDv7, made by the tablet), "device":"tablet-7", "seq":1 (of the device, from
 *    1, without gaps), "prev":"64 hex digits" (hash of the device's event before; 64 zeros at
 * first), "at":"2026-11-20T04:10:00Z" (the tablet's wall clock: for people), "mono":81234 (its
 * monotonic clock, ms: for timers), "who":"gulnara" (the examiner), "body":{…}, "hash":"64 hex
 * digits" (SHA-256 of the canonical JSON, RFC 8785, of all the other members)} A body has "kind"
 * and "attempt" ("SITTING/CANDIDATE/UNIT"), and by kind: open         "rubric":"ID@VERSION",
 * "digest":"64 hex digits" (structure digest): begins a sheet mark         "criterion", and one of
 * "check":bool | "level":id | "readings":[…] | "na":reason; readings also with "instrument":ref,
 * what they were read on, which must be there for a line with calibration_max_hours (workflow, rule
 * 6): tablets that do not know it have such readings rejected, and nothing else; replaces the
 * examiner's earlier mark of that line undo         "event": id of a mark or note of this sheet,
 * which then has no effect note "criterion" (or null: the whole attempt), "text", and perhaps
 * "photo", the SHA-256 of a JPEG that comes after the events (64 hex digits) stop "criterion"
 * (a stops_attempt line marked below its pass), "reason" seal         the sheet is complete;
 * afterwards only second_look is taken second_look  as mark, with "reason": marks a line again
 * after sealing, when both examiners were asked to (agreement.h) */
#ifndef USTA_ASSESS_EVENT_H
#define USTA_ASSESS_EVENT_H

#include "base/digest.h"
#include "base/value.h"

enum { EVENT_HASH_SIZE = 64, EVENT_BATCH_LIMIT = 10000, EVENT_FILE_LIMIT = 16 * 1024 * 1024 };

enum event_kind {
    EVENT_OPEN,
    EVENT_MARK,
    EVENT_UNDO,
    EVENT_NOTE,
    EVENT_STOP,
    EVENT_SEAL,
    EVENT_SECOND_LOOK,
};

/* Text is borrowed from the value it was read from. */
struct event {
    const char *id, *device, *prev, *hash, *at, *who;
    int64_t seq, mono_ms;
    enum event_kind kind;
    const char *attempt;      /* SITTING/CANDIDATE/UNIT */
    const char *criterion;    /* mark, stop, second_look; note: may be NULL */
    const char *reason;       /* stop, second_look */
    const char *text;         /* note */
    const char *photo;        /* note: hash of the picture it goes with; NULL: none */
    const char *target;       /* undo: the id of the event undone */
    const char *rubric;       /* open: ID@VERSION */
    const char *digest;       /* open: structure digest */
    const char *instrument;   /* mark, second_look: what it was read on; NULL when not said */
    const struct value *body; /* mark and second_look carry their mark here (marks.h reads it) */
    const struct value *whole;
    bool erased; /* its text or reason was: "hash" binds what stood there before */
};

struct event_batch {
    const char *device;
    const struct event *events;
    size_t count;
    int64_t tablet; /* the enrolled tablet that hands it over itself (tablet.h); 0: a file does */
};

/* Reads a batch strictly. ERROR_REFUSED for anything that is not of the form above, naming the
 * event by place (from 1) and key: a wrong hash, a device that is not the batch's, a gap within the
 * batch. Whether an event makes sense (does the line exist, may this person mark it) is sheet.h's.
 */
fallible event_batch_read(struct event_batch *out, struct bytes bytes, const char *name,
                          struct arena *arena);

/* The same of a list that was read already, an array. */
fallible event_batch_of(struct event_batch *out, const char *device, const struct value *list,
                        const char *name, struct arena *arena);

/* One event as a tablet wrote it. */
fallible event_read(struct event *out, const struct value *value);

/* The same of one that was stored: an erased one passes too, though its hash does not fit. Whether
 * it was erased by right is for the audit (rejudge_events.c). */
fallible event_read_stored(struct event *out, const struct value *value);

/* Overwrites what somebody wrote in an event in their own words, the text or the reason; false when
 * it has none, or it was overwritten. The hash stays. */
bool event_erase(struct value *event);

/* The hash an event's members ask for, "hash" itself left aside. */
char *event_hash(const struct value *event, struct arena *arena);

const char *event_kind_name(enum event_kind kind);

#endif
