#include "store/migrate.h"

#include "base/file.h"

#include "store/migrations.h"

#include <unistd.h>

struct migrations migrations_known(void)
{
    return (struct migrations){migration_list, sizeof migration_list / sizeof *migration_list};
}

static int newest_of(struct migrations migrations)
{
    return migrations.count ? migrations.items[migrations.count - 1].number : 0;
}

static fallible check_not_newer(int version, const char *path, struct migrations migrations)
{
    if (version <= newest_of(migrations))
        return NULL;
    return error_hint(error_make(ERROR_ENVIRONMENT,
                                 "schema %d of '%s' is newer than this program, which knows %d",
                                 version, path, newest_of(migrations)),
                      "install the newer program that has written it");
}

fallible migrate_check(struct db *db, const char *path, struct migrations migrations)
{
    int version;
    TRY(db_schema(&version, db));
    TRY(check_not_newer(version, path, migrations));
    if (version == newest_of(migrations))
        return NULL;
    return error_hint(error_make(ERROR_ENVIRONMENT, "schema %d of '%s' is older than %d", version,
                                 path, newest_of(migrations)),
                      "run any command that writes: it brings the schema up to date");
}

/* Written under another name first: a copy of that name is always whole. */
static fallible keep_copy(struct db *db, const char *path, int first_missing)
{
    SCOPED_ARENA(arena);
    char *kept = arena_format(arena, "%s.before-%04d", path, first_missing);
    char *unfinished = arena_format(arena, "%s.tmp", kept);
    unlink(unfinished); /* of an attempt that was cut short */
    TRY_AS(db_copy(db, unfinished), "keep a copy before the migration");
    return file_rename(unfinished, kept);
}

static fallible apply(struct db *db, const struct migration *migration)
{
    for (size_t i = 0; i < migration->count; i++)
        TRY_AS(db_run(db, &migration->statements[i], DB_NO_VALUES), "migrate");
    return NULL;
}

fallible migrate_database(struct db *db, const char *path, struct migrations migrations)
{
    int version;
    TRY(db_schema(&version, db));
    TRY(check_not_newer(version, path, migrations));
    size_t first = 0;
    while (first < migrations.count && migrations.items[first].number <= version)
        first++;
    if (first == migrations.count)
        return NULL;
    if (version > 0)
        TRY(keep_copy(db, path, migrations.items[first].number));
    SCOPED_TRANSACTION all = {0};
    TRY(transaction_begin(&all, db));
    for (size_t i = first; i < migrations.count; i++)
        TRY(apply(db, &migrations.items[i]));
    return transaction_commit(&all);
}
