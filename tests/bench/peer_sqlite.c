#include "bench/peer_sqlite.h"

#include <sqlite3.h>

struct peer_sqlite {
    sqlite3 *sqlite;
    sqlite3_stmt *insert;
};

static void release(void *object)
{
    struct peer_sqlite *peer = object;
    sqlite3_finalize(peer->insert);
    sqlite3_close(peer->sqlite);
}

static void run(struct peer_sqlite *peer, const char *sql)
{
    ASSERT(sqlite3_exec(peer->sqlite, sql, NULL, NULL, NULL) == SQLITE_OK);
}

struct peer_sqlite *peer_sqlite_open(const char *path, struct arena *arena)
{
    struct peer_sqlite *peer = ARENA_NEW(arena, struct peer_sqlite);
    ASSERT(sqlite3_open(path, &peer->sqlite) == SQLITE_OK);
    run(peer, "PRAGMA journal_mode = WAL");
    run(peer, "PRAGMA synchronous = FULL");
    run(peer, "CREATE TABLE kept (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
    ASSERT(sqlite3_prepare_v2(peer->sqlite, "INSERT INTO kept (body) VALUES (?1)", -1,
                              &peer->insert, NULL) == SQLITE_OK);
    arena_defer(arena, release, peer);
    return peer;
}

void peer_sqlite_insert(struct peer_sqlite *peer, struct bytes bytes)
{
    ASSERT(sqlite3_bind_text(peer->insert, 1, (const char *)bytes.data, (int)bytes.size,
                             SQLITE_STATIC) == SQLITE_OK);
    ASSERT(sqlite3_step(peer->insert) == SQLITE_DONE);
    ASSERT(sqlite3_reset(peer->insert) == SQLITE_OK);
}
