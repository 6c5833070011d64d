#include "bench/bench.h"

#include <stdlib.h>
#include <time.h>

static double now_s(const struct trial *trial)
{
    struct timespec now;
    clockid_t clock = trial->waits_for_disk ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID;
    ASSERT(clock_gettime(clock, &now) == 0);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Work or peer, in one round. */
struct side {
    int64_t (*step)(void *subject);
    double (*used_s)(const void *subject); /* NULL: timed by a clock of this process */
    int64_t done;
    double spent_s, longest_s;
};

static double side_now_s(const struct side *side, const struct trial *trial, const void *subject)
{
    return side->used_s ? side->used_s(subject) : now_s(trial);
}

/* False when nothing is left to do. */
static bool side_step(struct side *side, const struct trial *trial, void *subject)
{
    double begin_s = side_now_s(side, trial, subject);
    int64_t done = side->step(subject);
    double spent_s = side_now_s(side, trial, subject) - begin_s;
    if (done == 0)
        return false;
    side->done += done;
    side->spent_s += spent_s;
    side->longest_s = spent_s > side->longest_s ? spent_s : side->longest_s;
    return true;
}

static double side_per_second(const struct side *side)
{
    ASSERT(side->done > 0 && side->spent_s > 0);
    return (double)side->done / side->spent_s;
}

struct round {
    struct side work, peer;
    double ratio;
};

static double slice_s(const struct trial *trial)
{
    if (trial->peer_used_s)
        return BENCH_PROCESS_SLICE_MS / 1e3;
    return (trial->waits_for_disk ? BENCH_DISK_SLICE_MS : BENCH_SLICE_MS) / 1e3;
}

/* Whoever has had less time goes next, so that whatever slows the machine slows both. */
static struct round round_run(const struct trial *trial, void *subject)
{
    struct round round = {
        .work = {.step = trial->work},
        .peer = {.step = trial->peer_work, .used_s = trial->peer_used_s},
    };
    struct side *work = &round.work, *peer = &round.peer;
    double enough_s = slice_s(trial);
    while (work->spent_s < enough_s || peer->spent_s < enough_s)
        if (!side_step(work->spent_s <= peer->spent_s ? work : peer, trial, subject))
            break;
    round.ratio = side_per_second(work) / side_per_second(peer);
    return round;
}

static int by_ratio(const void *a, const void *b)
{
    double difference = ((const struct round *)a)->ratio - ((const struct round *)b)->ratio;
    return (difference > 0) - (difference < 0);
}

static struct comparison measure(const struct trial *trial, void *subject)
{
    struct round rounds[BENCH_ROUNDS];
    double longest_s = 0;
    ASSERT(trial->work(subject) > 0 && trial->peer_work(subject) > 0);
    for (int i = 0; i < BENCH_ROUNDS; i++) {
        rounds[i] = round_run(trial, subject);
        if (rounds[i].work.longest_s > longest_s)
            longest_s = rounds[i].work.longest_s;
    }
    double p99_s = trial->p99_s ? trial->p99_s(subject, false) : 0;
    double peer_p99_s = trial->p99_s ? trial->p99_s(subject, true) : 0;
    qsort(rounds, BENCH_ROUNDS, sizeof *rounds, by_ratio);
    const struct round *median = &rounds[BENCH_ROUNDS / 2];
    return (struct comparison){.trial = trial,
                               .per_second = side_per_second(&median->work),
                               .peer_per_second = side_per_second(&median->peer),
                               .ratio = median->ratio,
                               .ratio_least = rounds[0].ratio,
                               .ratio_most = rounds[BENCH_ROUNDS - 1].ratio,
                               .longest_s = longest_s,
                               .p99_s = p99_s,
                               .peer_p99_s = peer_p99_s};
}

struct comparison bench_compare(const struct trial *trial, struct arena *arena)
{
    SCOPED_ARENA(brief);
    void *subject = trial->prepare(brief);
    const char *missing = trial->missing ? trial->missing(subject) : NULL;
    if (missing)
        return (struct comparison){.trial = trial, .missing = arena_format(arena, "%s", missing)};
    struct comparison comparison = measure(trial, subject);
    if (trial->sizes)
        trial->sizes(&comparison.size, &comparison.peer_size, subject);
    return comparison;
}

bool bench_within_limit(const struct comparison *comparison)
{
    double limit_s = comparison->trial->limit_s;
    return limit_s <= 0 || comparison->longest_s <= limit_s;
}
