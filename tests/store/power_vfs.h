/* Power cuts: a disk that remembers what was asked of it in which order, and makes again each state
 * it could have been found in had the power gone at any moment.
 *
 * The model is that of a disk behind a file system that keeps what was synced and nothing else for
 * sure. What was written, truncated or deleted since a file's last sync may be there wholly, in any
 * part, or not at all; a write may be torn between two sectors, or have made the file longer
 * without its bytes. A sync makes a file, its length and its name last. */
#ifndef USTA_TESTS_STORE_POWER_VFS_H
#define USTA_TESTS_STORE_POWER_VFS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Remembers, from now on, all that happens to the files of the database at path, which is closed or
 * not there yet. What is there lasts. The arena holds it and outlives the replay. */
fallible power_record(const char *path, struct arena *arena);

/* Between two calls to the disk: somebody was told that one more act is saved. */
void power_acknowledge(void);

/* Ends the recording; the disk is an ordinary one again. */
void power_stop(void);

struct power_replay {
    const char *path; /* where each state is put; its folder is there */
    /* Opens what is at path and looks: this many acts were acknowledged before the cut. */
    fallible (*look)(const struct power_replay *replay, int acknowledged);
};

/* Tries every state of what was recorded; the first error of look ends it, wrapped in where the cut
 * was. *states counts them, also after an error. */
fallible power_try_all(int64_t *states, const struct power_replay *replay);

#endif
