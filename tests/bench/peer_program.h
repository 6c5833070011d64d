/* A peer that is a program of its own. It takes orders on its standard input, a line each, and says
 * after each what it has cost (peers/README.md). */
#ifndef USTA_TESTS_BENCH_PEER_PROGRAM_H
#define USTA_TESTS_BENCH_PEER_PROGRAM_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct peer_program {
    double used_s;  /* processor time of its whole life, as it said last */
    long long size; /* bytes of what it made last */
    FILE *orders, *answers;
    pid_t process;
};

/* Starts a command of the shell. It ends with the arena. */
struct peer_program *peer_program_start(const char *command, struct arena *arena);

/* "make N": so many certificates, one after the other; "write PATH": the last one, as a file. False
 * when there is no answer, because it has ended or says something else. */
bool peer_program_order(struct peer_program *peer, const char *order);

#endif
