/* SQLite alone, as durable as the registry: the least that keeping something for good can cost. */
#ifndef USTA_TESTS_BENCH_PEER_SQLITE_H
#define USTA_TESTS_BENCH_PEER_SQLITE_H

#include "base/arena.h"

struct peer_sqlite;

/* A new database of one table at path, with a write-ahead log that is synced at every commit;
 * closed with the arena. */
struct peer_sqlite *peer_sqlite_open(const char *path, struct arena *arena);

/* Keeps bytes as a row, in a transaction of its own: when it returns, they are on disk. */
void peer_sqlite_insert(struct peer_sqlite *peer, struct bytes bytes);

#endif
