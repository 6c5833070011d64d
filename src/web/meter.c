#include "web/meter.h"

#include "base/buffer.h"

enum { TEXT_LIMIT = 16 * 1024 };

/* The last is without bound. */
static const struct {
    int64_t us;
    const char *seconds;
} bounds[METER_BUCKETS] = {{5000, "0.005"}, {25000, "0.025"}, {100000, "0.1"},
                           {500000, "0.5"}, {2500000, "2.5"}, {INT64_MAX, "+Inf"}};

void meter_begin(struct meter *meter)
{
    atomic_fetch_add(&meter->under_way, 1);
}

void meter_end(struct meter *meter, int status, int64_t took_us, size_t bytes_in, size_t bytes_out)
{
    atomic_fetch_add(&meter->replies[status / 100 % METER_CLASSES], 1);
    for (int i = 0; i < METER_BUCKETS; i++)
        if (took_us <= bounds[i].us)
            atomic_fetch_add(&meter->took[i], 1);
    atomic_fetch_add(&meter->took_us, took_us);
    atomic_fetch_add(&meter->bytes_in, (long long)bytes_in);
    atomic_fetch_add(&meter->bytes_out, (long long)bytes_out);
    atomic_fetch_sub(&meter->under_way, 1);
}

static void add(struct buffer *out, const char *name, const char *type, const char *help,
                long long value)
{
    buffer_add_format(out, "# HELP %s %s\n# TYPE %s %s\n%s %lld\n", name, help, name, type, name,
                      value);
}

char *meter_text(struct meter *meter, size_t connections, struct arena *arena)
{
    struct buffer out = buffer_make(arena, TEXT_LIMIT);
    buffer_add_text(&out, "# HELP usta_replies_total Replies by class of status.\n"
                          "# TYPE usta_replies_total counter\n");
    for (int i = 2; i < METER_CLASSES; i++)
        buffer_add_format(&out, "usta_replies_total{class=\"%dxx\"} %lld\n", i,
                          atomic_load(&meter->replies[i]));
    buffer_add_text(&out, "# HELP usta_reply_seconds From the whole request to its reply.\n"
                          "# TYPE usta_reply_seconds histogram\n");
    for (int i = 0; i < METER_BUCKETS; i++)
        buffer_add_format(&out, "usta_reply_seconds_bucket{le=\"%s\"} %lld\n", bounds[i].seconds,
                          atomic_load(&meter->took[i]));
    long long us = atomic_load(&meter->took_us);
    buffer_add_format(&out, "usta_reply_seconds_sum %lld.%06lld\nusta_reply_seconds_count %lld\n",
                      us / 1000000, us % 1000000, atomic_load(&meter->took[METER_BUCKETS - 1]));
    add(&out, "usta_requests_under_way", "gauge", "Requests not yet answered.",
        atomic_load(&meter->under_way));
    add(&out, "usta_connections", "gauge", "Connections open.", (long long)connections);
    add(&out, "usta_body_bytes_in_total", "counter", "Bytes of bodies read.",
        atomic_load(&meter->bytes_in));
    add(&out, "usta_body_bytes_out_total", "counter", "Bytes of bodies sent.",
        atomic_load(&meter->bytes_out));
    return buffer_text(&out);
}
