/* The power goes at every moment of opening a database, of acts, of a checkpoint, of closing and
 * opening again: whatever the disk is found in, every act that was acknowledged is
 * there, and the journal is whole.
 *
 * By default on the journal's tables alone, which make a small database; with USTA_FULL=1 on those
 * of a registry, and through its migrations. */
#include "store/power_vfs.h"

#include "base/file.h"
#include "store/journal.h"
#include "store/migrate.h"

#include "scratch.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

enum { ENTRIES_AN_ACT = 2, ACTS_A_ROUND = 3 };

struct site {
    struct arena *arena;
    const char *path, *replayed;
    struct clock clock;
    struct random random;
};

static struct site make_site(struct arena *arena)
{
    char *folder = scratch_folder(arena);
    return (struct site){arena, path_join(arena, folder, "usta.db"),
                         path_join(arena, folder, "cut.db"), clock_fixed(1764000000),
                         random_seeded(1)};
}

static fallible act(struct desk *desk)
{
    SCOPED_TRANSACTION transaction = {0};
    TRY(transaction_begin(&transaction, desk->db));
    for (int i = 0; i < ENTRIES_AN_ACT; i++) {
        struct stamp stamp;
        TRY(journal_append(&stamp, desk, &(struct act){.kind = "thing.done"}));
    }
    TRY(transaction_commit(&transaction));
    power_acknowledge();
    return NULL;
}

static fallible acts(struct site *site, struct db *db)
{
    struct desk desk = {db, {1}, &site->clock, &site->random};
    for (int i = 0; i < ACTS_A_ROUND; i++)
        TRY(act(&desk));
    return NULL;
}

static fallible checkpoint(struct db *db)
{
    static const struct statement move = {"checkpoint", "PRAGMA wal_checkpoint(PASSIVE)", true};
    int64_t busy;
    TRY(db_integer_of(&busy, db, &move, DB_NO_VALUES, 1));
    return busy ? error_make(ERROR_ENVIRONMENT, "no checkpoint") : NULL;
}

static struct migrations schema(bool all)
{
    struct migrations known = migrations_known();
    return (struct migrations){known.items, all ? known.count : 1};
}

static fallible open_database(struct db **out, const char *path)
{
    TRY(db_open(out, path, DB_WRITE));
    return migrate_database(*out, path, schema(getenv("USTA_FULL") != NULL));
}

/* A day: opened, acts, what stands in the log moved over, acts over the old log, closed. setting is
 * a promise that is broken, NULL: none. */
static fallible work(struct site *site, const char *setting)
{
    SCOPED_DB db = NULL;
    TRY(open_database(&db, site->path));
    if (setting)
        TRY(db_run(db, &(struct statement){"setting", setting, false}, DB_NO_VALUES));
    TRY(acts(site, db));
    TRY(checkpoint(db));
    return acts(site, db);
}

/* Not less than was acknowledged, at most the one more that was being committed, and whole. */
static fallible look(const struct power_replay *replay, int acknowledged)
{
    SCOPED_DB db = NULL;
    struct journal_head head;
    TRY(open_database(&db, replay->path));
    TRY(db_check(db));
    TRY(journal_audit(&head, db));
    int64_t there = head.size / ENTRIES_AN_ACT;
    if (head.size % ENTRIES_AN_ACT != 0 || there < acknowledged || there > acknowledged + 1)
        return error_make(ERROR_REFUSED, "%d acts were acknowledged, the journal has %lld entries",
                          acknowledged, (long long)head.size);
    return NULL;
}

static fallible try_all(struct site *site)
{
    int64_t states;
    struct power_replay replay = {site->replayed, look};
    struct error *error = power_try_all(&states, &replay);
    print_message("%lld states of the disk tried%s\n", (long long)states,
                  error ? " until one was found" : "");
    return error;
}

/* A database that is there, as a registry's always is: made under another name and renamed. Of the
 * first schema, so that what comes later is migrated. */
static void make_database(const struct site *site)
{
    SCOPED_DB db = NULL;
    OK(db_open(&db, site->path, DB_WRITE));
    OK(migrate_database(db, site->path, schema(false)));
}

static void nothing_acknowledged_is_lost(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct site site = make_site(arena);
    make_database(&site);
    OK(power_record(site.path, arena));
    OK(work(&site, NULL));
    OK(work(&site, NULL));
    power_stop();
    OK(try_all(&site));
}

static void acts_lost_are_found(bool made_before, const char *setting)
{
    SCOPED_ARENA(arena);
    struct site site = make_site(arena);
    if (made_before)
        make_database(&site);
    OK(power_record(site.path, arena));
    OK(work(&site, setting));
    power_stop();
    FAILS(try_all(&site), ERROR_REFUSED, "1 acts were acknowledged, the journal has 0 entries");
}

/* The planted faults: the settings that SQLite and many programs come with, */
static void acts_lost_without_syncs_are_found(void **state)
{
    (void)state;
    acts_lost_are_found(true, "PRAGMA synchronous=OFF");
}

static void acts_lost_for_syncs_at_checkpoints_alone_are_found(void **state)
{
    (void)state;
    acts_lost_are_found(true, "PRAGMA synchronous=NORMAL");
}

/* and what nearly every program does. The engine makes a file with a rollback journal before it
 * turns to the write-ahead log, and does not sync that journal's deletion: come back after a power
 * cut, it undoes the whole database. This is why registry_create makes it under another name. */
static void acts_lost_for_making_the_file_in_its_place_are_found(void **state)
{
    (void)state;
    acts_lost_are_found(false, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_acknowledged_is_lost),
        cmocka_unit_test(acts_lost_without_syncs_are_found),
        cmocka_unit_test(acts_lost_for_syncs_at_checkpoints_alone_are_found),
        cmocka_unit_test(acts_lost_for_making_the_file_in_its_place_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
