/* A lock that one process at a time holds: on a file that stays, let go by the kernel when its
 * holder ends, however it ends. */
#ifndef USTA_STORE_LOCK_H
#define USTA_STORE_LOCK_H

#include "base/clock.h"

struct lock {
    int descriptor; /* −1: not held */
};
#define SCOPED_LOCK __attribute__((cleanup(lock_release))) struct lock
#define LOCK_NONE   ((struct lock){-1})

/* Waits up to patience_s for the holder to end. ERROR_ENVIRONMENT naming the holder when it does
 * not, or when the file cannot be written. */
fallible lock_take(struct lock *out, const char *path, const struct clock *clock, int patience_s);

void lock_release(struct lock *lock); /* one that is not held: nothing */

#endif
