/* The log of a device as it is written: each event with its id, and bound to the one before
 * (event.h). For sheets that were marked on paper; a tablet does the same by itself. */
#ifndef USTA_ASSESS_EVENT_LOG_H
#define USTA_ASSESS_EVENT_LOG_H

#include "assess/event.h"
#include "base/random.h"

struct event_log {
    const char *device;
    struct random *random; /* of the ids */
    int64_t seq;           /* of the last event; 0: none yet */
    const char *prev;      /* its hash */
    struct value *events;  /* an array: those of the next batch */
    struct arena *arena;
};

/* A log without events. */
struct event_log event_log_open(const char *device, struct random *random, struct arena *arena);

/* Appends an event by who at an instant (mono_ms as event.h has it); *id may be NULL. */
fallible event_log_add(const char **id, struct event_log *log, const char *who, int64_t at_s,
                       int64_t mono_ms, const struct value *body);

/* All events since the last batch, as the object that event_batch_read reads; the next batch goes
 * on from there. */
struct value *event_log_batch(struct event_log *log);

/* A body of this kind about an attempt, to which the kind's members are then set. */
struct value *event_body(enum event_kind kind, const char *attempt, struct arena *arena);

#endif
