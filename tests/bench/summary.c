#include "bench/summary.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/value.h"

#include <stdio.h>

enum { SUMMARY_LIMIT = 64 * 1024 };

void summary_head(void)
{
    printf("%-35s %12s   %-37s %12s   %8s  %s\n", "measure", "per second", "peer", "per second",
           "ratio", "of the rounds");
    fflush(stdout);
}

void summary_row(const struct comparison *comparison)
{
    const struct trial *trial = comparison->trial;
    if (comparison->missing) {
        printf("%-35s %12s   %-37s missing: %s\n", trial->name, "", trial->peer,
               comparison->missing);
        fflush(stdout);
        return;
    }
    printf("%-35s %12.1f   %-37s %12.1f   %8.4f  %.4f to %.4f\n", trial->name,
           comparison->per_second, trial->peer, comparison->peer_per_second, comparison->ratio,
           comparison->ratio_least, comparison->ratio_most);
    if (trial->p99_s)
        printf("%-35s %12.1f ms %-36s %11.1f ms   %8.4f\n", "  the slowest hundredth waits",
               comparison->p99_s * 1e3, "", comparison->peer_p99_s * 1e3,
               comparison->p99_s / comparison->peer_p99_s);
    if (trial->limit_s > 0)
        printf("%-35s %12.2f s of %.0f s allowed%s\n", "  all of them at once",
               comparison->longest_s, trial->limit_s,
               bench_within_limit(comparison) ? "" : ": TOO SLOW");
    fflush(stdout);
}

static const double MS = 1e3, KB = 1e3;

void summary_copies(const struct comparison *comparisons, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const struct comparison *one = &comparisons[i];
        if (!one->size)
            continue;
        if (!any)
            printf("\n%-35s %9s %9s %7s   %6s %6s %6s\n", "one certificate", "ms, ours", "ms, peer",
                   "times", "KB", "KB", "times");
        any = true;
        printf("%-35s %9.2f %9.2f %7.1f   %6.1f %6.1f %6.1f\n", one->trial->name,
               MS / one->per_second, MS / one->peer_per_second, one->ratio, (double)one->size / KB,
               (double)one->peer_size / KB, (double)one->peer_size / (double)one->size);
    }
}

/* What other programs said may have anything in it. */
static void add_missing(struct buffer *out, const struct comparison *comparison)
{
    SCOPED_ARENA(arena);
    struct value *row = value_object(arena);
    value_set_text(row, "name", comparison->trial->name);
    value_set_text(row, "peer", comparison->trial->peer);
    value_set_text(row, "missing", comparison->missing);
    buffer_add_text(out, value_canonical(row, arena));
}

/* By hand: a value (base/value.h) has no fractions. No name needs escaping. */
static void add_trial(struct buffer *out, const struct comparison *comparison)
{
    const struct trial *trial = comparison->trial;
    buffer_add_format(out, "{\"name\":\"%s\",\"per_second\":%.3f,", trial->name,
                      comparison->per_second);
    buffer_add_format(out, "\"peer\":\"%s\",\"peer_per_second\":%.3f,\"ratio\":%.6f", trial->peer,
                      comparison->peer_per_second, comparison->ratio);
    if (trial->p99_s)
        buffer_add_format(out, ",\"p99_ms\":%.3f,\"peer_p99_ms\":%.3f", comparison->p99_s * 1e3,
                          comparison->peer_p99_s * 1e3);
    if (trial->limit_s > 0)
        buffer_add_format(out, ",\"seconds\":%.3f,\"limit_seconds\":%.0f", comparison->longest_s,
                          trial->limit_s);
    if (comparison->size)
        buffer_add_format(out, ",\"bytes\":%lld,\"peer_bytes\":%lld", (long long)comparison->size,
                          (long long)comparison->peer_size);
    buffer_add_text(out, "}");
}

fallible summary_write(const char *path, const struct comparison *comparisons, size_t count)
{
    SCOPED_ARENA(arena);
    struct bytes text;
    struct buffer out = buffer_make(arena, SUMMARY_LIMIT);
    buffer_add_text(&out, "{\"measures\":[");
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(&out, i ? ",\n" : "\n");
        if (comparisons[i].missing)
            add_missing(&out, &comparisons[i]);
        else
            add_trial(&out, &comparisons[i]);
    }
    buffer_add_text(&out, "\n]}\n");
    TRY(buffer_take(&text, &out, "summary"));
    return file_write(path, text, 0644);
}
