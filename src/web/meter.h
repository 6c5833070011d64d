/* What the server counts about itself, for those who watch it. Any thread. */
#ifndef USTA_WEB_METER_H
#define USTA_WEB_METER_H

#include "base/arena.h"

#include <stdatomic.h>
#include <stdbool.h>

enum { METER_CLASSES = 6, METER_BUCKETS = 6 };

struct meter {
    atomic_llong replies[METER_CLASSES]; /* by the first digit of their status */
    atomic_llong took[METER_BUCKETS];    /* no longer than meter_bounds_us */
    atomic_llong took_us, under_way;
    atomic_llong bytes_in, bytes_out;
};

/* A request that was taken, and the reply to it. */
void meter_begin(struct meter *meter);
void meter_end(struct meter *meter, int status, int64_t took_us, size_t bytes_in, size_t bytes_out);

/* In the text format of Prometheus, version 0.0.4. */
char *meter_text(struct meter *meter, size_t connections, struct arena *arena);

#endif
