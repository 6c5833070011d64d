#include "store/registry.h"

#include "base/file.h"
#include "store/lock.h"
#include "store/migrate.h"

#include <errno.h>
#include <unistd.h>

enum { PATIENCE_S = 5 };

struct registry {
    struct arena *arena;
    const char *folder, *keys, *database;
    struct lock lock;
    struct db *db;
    const struct clock *clock;
    struct random *random;
};

char *registry_database(const char *folder, struct arena *arena)
{
    return path_join(arena, folder, "usta.db");
}

static struct registry *registry_at(const char *folder, const struct clock *clock,
                                    struct random *random)
{
    struct arena *arena = arena_open();
    struct registry *registry = ARENA_NEW(arena, struct registry);
    *registry = (struct registry){.arena = arena,
                                  .folder = arena_text(arena, folder),
                                  .keys = path_join(arena, folder, "keys"),
                                  .database = registry_database(folder, arena),
                                  .lock = LOCK_NONE,
                                  .clock = clock,
                                  .random = random};
    return registry;
}

void registry_close(struct registry *registry)
{
    if (!registry)
        return;
    db_close(registry->db);
    lock_release(&registry->lock);
    arena_close(registry->arena);
}

void registry_cleanup(struct registry **registry)
{
    registry_close(*registry);
}

static fallible take_lock(struct registry *registry)
{
    char *path = path_join(registry->arena, registry->folder, "lock");
    TRY_AS(lock_take(&registry->lock, path, registry->clock, PATIENCE_S), "registry '%s'",
           registry->folder);
    return NULL;
}

static fallible open_database(struct registry *registry, enum db_mode mode)
{
    TRY(db_open(&registry->db, registry->database, mode));
    if (mode == DB_WRITE)
        return migrate_database(registry->db, registry->database, migrations_known());
    return migrate_check(registry->db, registry->database, migrations_known());
}

fallible registry_open(struct registry **out, const char *folder, enum db_mode mode,
                       const struct clock *clock, struct random *random)
{
    *out = NULL;
    SCOPED_REGISTRY registry = registry_at(folder, clock, random);
    if (access(registry->database, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return error_hint(error_make(ERROR_NOT_FOUND, "no registry in '%s'", folder),
                          "make one with 'usta init', or name it with -r");
    if (mode == DB_WRITE)
        TRY(take_lock(registry));
    TRY(open_database(registry, mode));
    *out = registry;
    registry = NULL;
    return NULL;
}

/* Under another name, closed so that it is one file, then renamed: a registry is where usta.db is.
 */
static fallible make_database(const struct registry *registry)
{
    SCOPED_ARENA(arena);
    char *unfinished = arena_format(arena, "%s.new", registry->database);
    unlink(unfinished); /* of an attempt that was cut short, with what goes with it */
    unlink(arena_format(arena, "%s-wal", unfinished));
    unlink(arena_format(arena, "%s-shm", unfinished));
    SCOPED_DB db = NULL;
    TRY(db_open(&db, unfinished, DB_WRITE));
    TRY(migrate_database(db, unfinished, migrations_known()));
    db_close(db);
    db = NULL;
    return file_rename(unfinished, registry->database);
}

fallible registry_create(struct registry **out, const char *folder, const struct clock *clock,
                         struct random *random)
{
    *out = NULL;
    SCOPED_REGISTRY registry = registry_at(folder, clock, random);
    TRY(folder_make_private(folder));
    TRY(folder_make_private(registry->keys));
    TRY(take_lock(registry));
    if (file_exists(registry->database))
        return error_hint(error_make(ERROR_CONFLICT, "'%s' holds a registry already", folder),
                          "use it, or name another folder with -r");
    TRY(make_database(registry));
    TRY(open_database(registry, DB_WRITE));
    *out = registry;
    registry = NULL;
    return NULL;
}

struct db *registry_db(const struct registry *registry)
{
    return registry->db;
}

const char *registry_folder(const struct registry *registry)
{
    return registry->folder;
}

const char *registry_keys(const struct registry *registry)
{
    return registry->keys;
}

const struct clock *registry_clock(const struct registry *registry)
{
    return registry->clock;
}

struct desk registry_desk(const struct registry *registry, struct person_id person)
{
    return (struct desk){registry->db, person, registry->clock, registry->random};
}
