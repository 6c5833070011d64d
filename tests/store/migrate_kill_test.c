/* A migration that is killed, at every statement and at calls to the disk: the database is the old
 * one or the new one, and opening it again completes what was begun.
 *
 * Of the calls every STRIDE-th by default, from an offset drawn anew and printed; with USTA_FULL=1
 * every one. Of the statements always every one. */
#include "store/migrate.h"

#include "base/file.h"
#include "store/disk_layer.h"
#include "store/journal.h"

#include "child.h"
#include "scratch.h"
#include "test.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ENTRIES = 5, OLD = 1, STRIDE = 41 };

/* A table of one column, made of what kills whoever asks for it. */
static const struct statement kill_now = {"kill", "CREATE TABLE never AS SELECT kill_now()", false};
/* The planted fault: what went before is there although the rest is not. */
static const struct statement commit_now = {"commit", "COMMIT", false};

static void kill_me(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)context, (void)count, (void)values;
    raise(SIGKILL);
}

static int add_kill(sqlite3 *sqlite, char **message, const struct sqlite3_api_routines *api)
{
    (void)message, (void)api;
    return sqlite3_create_function(sqlite, "kill_now", 0, SQLITE_UTF8, NULL, kill_me, NULL, NULL);
}

static struct migrations up_to(size_t count)
{
    return (struct migrations){migrations_known().items, count};
}

/* An old database with something in it, closed. */
static struct bytes old_database(const char *path, struct arena *arena)
{
    struct clock clock = clock_fixed(1764000000);
    struct random random = random_seeded(1);
    struct bytes image;
    {
        SCOPED_DB db = NULL;
        OK(db_open(&db, path, DB_WRITE));
        OK(migrate_database(db, path, up_to(OLD)));
        struct desk desk = {db, {1}, &clock, &random};
        SCOPED_TRANSACTION act = {0};
        OK(transaction_begin(&act, db));
        struct stamp stamp;
        for (int i = 0; i < ENTRIES; i++)
            OK(journal_append(&stamp, &desk, &(struct act){.kind = "thing.done"}));
        OK(transaction_commit(&act));
    }
    OK(file_read(&image, path, 1 << 24, arena));
    return image;
}

static void restore(const char *path, struct bytes image)
{
    static const char *const beside[] = {
        "-wal", "-shm", "-journal", ".before-0002", ".before-0002.tmp", ".before-0002.tmp-journal"};
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(beside); i++)
        unlink(arena_format(arena, "%s%s", path, beside[i]));
    OK(file_write(path, image, 0600));
}

/* All that the schema says, in one text. */
static fallible schema_text(const char **out, struct db *db, struct arena *arena)
{
    static const struct statement all = {
        "schema",
        "SELECT group_concat(sql, x'0a') FROM (SELECT sql FROM sqlite_schema ORDER BY name)", true};
    SCOPED_ROWS rows = NULL;
    bool got;
    TRY(db_rows_open(&rows, db, &all, DB_NO_VALUES));
    TRY(db_rows_next(&got, rows));
    *out = db_rows_text(rows, 0, arena);
    return NULL;
}

/* A sound database of this schema with the old entries. */
static fallible check_schema(struct db *db, int number, const char *text, struct arena *arena)
{
    struct journal_head head;
    int schema;
    const char *there;
    TRY(db_check(db));
    TRY(journal_audit(&head, db));
    TRY(db_schema(&schema, db));
    TRY(schema_text(&there, db, arena));
    if (head.size != ENTRIES || schema != number || strcmp(there, text) != 0)
        return error_make(ERROR_REFUSED, "schema %d is not whole", schema);
    return NULL;
}

/* One kill after another on one path. */
struct site {
    struct arena *arena;
    const char *path;
    struct bytes image;
    const char *old_text, *new_text;
    struct migrations migrations; /* what the child migrates to */
    int64_t calls;                /* after so many calls to the disk it is killed; 0: not so */
};

static int newest(void)
{
    struct migrations known = migrations_known();
    return known.items[known.count - 1].number;
}

static fallible migrate_at(const char *path, struct migrations migrations)
{
    SCOPED_DB db = NULL;
    TRY(db_open(&db, path, DB_WRITE));
    return migrate_database(db, path, migrations);
}

static void set_up_site(struct site *site, struct arena *arena)
{
    *site = (struct site){.arena = arena, .path = path_join(arena, scratch_folder(arena), "a.db")};
    site->image = old_database(site->path, arena);
    SCOPED_DB db = NULL;
    OK(db_open(&db, site->path, DB_WRITE));
    OK(schema_text(&site->old_text, db, arena));
    OK(migrate_database(db, site->path, migrations_known()));
    OK(schema_text(&site->new_text, db, arena));
}

/* The database after the kill, and after it was opened again. */
static fallible look(const struct site *site)
{
    SCOPED_ARENA(arena);
    SCOPED_DB db = NULL;
    int schema;
    TRY(db_open(&db, site->path, DB_WRITE));
    TRY(db_schema(&schema, db));
    TRY_AS(check_schema(db, schema == OLD ? OLD : newest(),
                        schema == OLD ? site->old_text : site->new_text, arena),
           "after the kill");
    TRY(migrate_database(db, site->path, migrations_known()));
    TRY_AS(check_schema(db, newest(), site->new_text, arena), "opened again");
    SCOPED_DB kept = NULL;
    TRY(db_open(&kept, arena_format(arena, "%s.before-0002", site->path), DB_WRITE));
    return check_schema(kept, OLD, site->old_text, arena);
}

/* A layer under SQLite has no other place for what it knows. */
static int64_t calls_left;

static int kill_at_call(const struct disk_call *call)
{
    (void)call;
    if (calls_left && --calls_left == 0)
        raise(SIGKILL);
    return 0;
}

static int migrate_until_killed(void *context)
{
    const struct site *site = context;
    sqlite3_auto_extension((void (*)(void))add_kill);
    calls_left = site->calls;
    SCOPED_ERROR error = migrate_at(site->path, site->migrations);
    return error ? 1 : 0;
}

/* False when nothing killed it. */
static bool kill_once(struct site *site)
{
    restore(site->path, site->image);
    int exit_code = child_wait(child_start(migrate_until_killed, site));
    assert_int_not_equal(exit_code, 1);
    return exit_code == -1;
}

/* The known migrations, with a statement put in at a place, counted over all behind the old. */
static struct migrations with_statement(const struct statement *added, size_t place,
                                        struct arena *arena)
{
    struct migrations known = migrations_known();
    struct migration *items = ARENA_ARRAY(arena, struct migration, known.count);
    for (size_t i = 0; i < known.count; i++) {
        items[i] = known.items[i];
        if (i < OLD || place > items[i].count) {
            place -= i < OLD ? 0 : items[i].count;
            continue;
        }
        struct statement *statements = ARENA_ARRAY(arena, struct statement, items[i].count + 1);
        memcpy(statements, items[i].statements, place * sizeof *statements);
        statements[place] = *added;
        memcpy(statements + place + 1, items[i].statements + place,
               (items[i].count - place) * sizeof *statements);
        items[i].statements = statements;
        items[i].count++;
        place = SIZE_MAX;
    }
    return (struct migrations){items, known.count};
}

static size_t statements_behind_old(void)
{
    size_t count = 0;
    for (size_t i = OLD; i < migrations_known().count; i++)
        count += migrations_known().items[i].count;
    return count;
}

static void killed_at_every_statement(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct site site;
    set_up_site(&site, arena);
    size_t count = statements_behind_old();
    for (size_t place = 0; place <= count; place++) {
        SCOPED_ARENA(each);
        site.migrations = with_statement(&kill_now, place, each);
        assert_true(kill_once(&site));
        SCOPED_ERROR wrong = look(&site);
        if (wrong)
            fail_msg("killed at statement %zu of %zu: %s", place, count, error_message(wrong));
    }
    print_message("killed before each of %zu statements and after the last\n", count);
    assert_true(count > 20);
}

static void killed_at_calls_to_the_disk(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct site site;
    struct random random = random_system();
    uint32_t offset;
    bool full = getenv("USTA_FULL") != NULL;
    set_up_site(&site, arena);
    site.migrations = migrations_known();
    OK(random_below(&offset, &random, STRIDE));
    site.calls = full ? 1 : 1 + (int64_t)offset;
    print_message("calls from %lld, every %d\n", (long long)site.calls, full ? 1 : STRIDE);
    disk_layer_install(kill_at_call);
    int kills = 0;
    for (; kill_once(&site); kills++, site.calls += full ? 1 : STRIDE) {
        SCOPED_ERROR wrong = look(&site);
        if (wrong)
            fail_msg("killed at call %lld: %s", (long long)site.calls, error_message(wrong));
    }
    OK(look(&site));
    print_message("killed %d times\n", kills);
    assert_true(kills > 10);
}

static void a_migration_that_is_not_one_transaction_is_found(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct site site;
    set_up_site(&site, arena);
    site.migrations = with_statement(&commit_now, 3, arena);
    site.calls = 0;
    restore(site.path, site.image);
    assert_int_equal(child_wait(child_start(migrate_until_killed, &site)), 1);
    FAILS(look(&site), ERROR_REFUSED, "after the kill: schema 1 is not whole");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_at_every_statement),
        cmocka_unit_test(killed_at_calls_to_the_disk),
        cmocka_unit_test(a_migration_that_is_not_one_transaction_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
