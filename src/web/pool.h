/* A few threads for slow work (hashing passwords, signing, PDF), so that no loop and no writer
 * waits for it. Each has a reading connection of its own. */
#ifndef USTA_WEB_POOL_H
#define USTA_WEB_POOL_H

#include "store/registry.h"

struct pool;

/* A piece of work; lives until it has run. db is the thread's connection, in no transaction. */
struct work {
    void (*run)(struct work *work, struct db *db);
    struct work *next; /* the pool's own */
};

/* ERROR_ENVIRONMENT when the system gives no thread, or the registry cannot be read. */
fallible pool_open(struct pool **out, size_t threads, const char *registry_folder,
                   const struct clock *clock);

/* Any thread. Never waits: ERROR_ENVIRONMENT when POOL_ROOM pieces wait, or it was stopped. */
fallible pool_submit(struct pool *pool, struct work *work);

/* Does what waits, and ends the threads. */
void pool_close(struct pool *pool); /* NULL does nothing */

enum { POOL_ROOM = 64 };

#endif
