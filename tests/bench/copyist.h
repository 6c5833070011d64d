/* A copyist: a library that somebody would otherwise use, which draws and signs the page of one of
 * our certificates again (peers/). What it makes was looked at before anything is timed: the same
 * page, the same fonts, a signature that holds. */
#ifndef USTA_TESTS_BENCH_COPYIST_H
#define USTA_TESTS_BENCH_COPYIST_H

#include "bench/peer_program.h"
#include "bench/press_room.h"

struct copyist {
    struct press_room *room; /* ours */
    struct peer_program *program;
    const char *missing; /* why there is nothing to compare with; NULL: there is */
};

/* What tests/bench/peers/install.sh calls name, with a key of that kind; signs: whether it signs at
 * all. copies_before warm it up: what is compiled while it runs becomes quicker for a long time. */
struct copyist *copyist_open(const char *name, enum signature_algorithm algorithm, bool signs,
                             int copies_before, struct arena *arena);

#endif
