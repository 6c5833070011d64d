/* A trial is one kind of work of the program, timed against a peer that does the least anybody
 * could do of the same kind. A machine that is busy slows both, so what counts is the ratio of the
 * two in one run.
 *
 * Everything a trial needs is made ready before the clock runs. Work that has to succeed ends the
 * program when it does not (test.h). */
#ifndef USTA_TESTS_BENCH_H
#define USTA_TESTS_BENCH_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct trial {
    const char *name;                      /* what is counted: a key of bench.json that stays */
    const char *peer;                      /* what it is held against */
    void *(*prepare)(struct arena *arena); /* the subject of the steps below; not timed */
    int64_t (*work)(void *subject);        /* one step: how many were done, 0 when none is left */
    int64_t (*peer_work)(void *subject);   /* the same of the peer */
    bool waits_for_disk;                   /* timed by the wall clock, else by the processor's: what
                                            * others do on the machine is then not counted */
    /* How long the slowest hundredth of all work, or of the peer's, waited; NULL: nobody waits. */
    double (*p99_s)(void *subject, bool peer);
    double limit_s; /* no step of work may take longer; 0: no limit */
    /* Of a peer that is another process (NULL: of every other): */
    const char *(*missing)(const void *subject); /* why there is none, in the arena; NULL: none */
    double (*peer_used_s)(const void *subject);  /* processor time of its whole life */
    void (*sizes)(int64_t *work, int64_t *peer, const void *subject); /* bytes of one */
};

struct comparison {
    const struct trial *trial;
    double per_second, peer_per_second, ratio; /* all of the round whose ratio is the median */
    double ratio_least, ratio_most;            /* of all rounds */
    double longest_s;                          /* the longest step of work */
    double p99_s, peer_p99_s;                  /* 0: nobody waits */
    int64_t size, peer_size;                   /* bytes of one; 0: a trial without sizes */
    const char *missing; /* why nothing was measured and all the above is 0; NULL: it was */
};

/* Times work and peer in BENCH_ROUNDS rounds, in which each has at least a slice and they take
 * turns step by step, after a step of each to warm up. */
enum {
    BENCH_ROUNDS = 5,
    BENCH_SLICE_MS = 200,
    BENCH_DISK_SLICE_MS = 800,
    BENCH_PROCESS_SLICE_MS = 800, /* of a peer that collects its garbage now and then */
};
struct comparison bench_compare(const struct trial *trial, struct arena *arena);

bool bench_within_limit(const struct comparison *comparison);

#endif
