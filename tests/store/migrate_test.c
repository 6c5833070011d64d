#include "store/migrate.h"

#include "base/file.h"

#include "scratch.h"
#include "test.h"

static const struct statement first[] = {
    {"first, 1", "CREATE TABLE thing (id INTEGER PRIMARY KEY) STRICT", false},
    {"first, 2", "PRAGMA user_version = 1", false},
};
static const struct statement second[] = {
    {"second, 1", "INSERT INTO thing (id) VALUES (7)", false},
    {"second, 2", "PRAGMA user_version = 2", false},
};
static const struct statement broken[] = {
    {"broken, 1", "INSERT INTO thing (id) VALUES (8)", false},
    {"broken, 2", "PRAGMA user_version = 3", false},
    {"broken, 3", "CREATE TABLE thing (id INTEGER) STRICT", false},
};
static const struct migration steps[] = {
    {1, "0001-first", first, COUNT(first)},
    {2, "0002-second", second, COUNT(second)},
    {3, "0003-broken", broken, COUNT(broken)},
};

static struct migrations up_to(size_t count)
{
    return (struct migrations){steps, count};
}

static int64_t things(struct db *db)
{
    static const struct statement count = {"things", "SELECT count(*) FROM thing", true};
    int64_t n = -1;
    OK(db_integer_of(&n, db, &count, DB_NO_VALUES, -1));
    return n;
}

static int schema_of(struct db *db)
{
    int schema = -1;
    OK(db_schema(&schema, db));
    return schema;
}

static void steps_are_applied_once_and_in_order(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *path = path_join(arena, scratch_folder(arena), "a.db");
    SCOPED_DB db = NULL;
    OK(db_open(&db, path, DB_WRITE));
    OK(migrate_database(db, path, up_to(2)));
    OK(migrate_database(db, path, up_to(2)));
    OK(migrate_check(db, path, up_to(2)));
    assert_int_equal(schema_of(db), 2);
    assert_int_equal(things(db), 1);
    assert_false(file_exists(arena_format(arena, "%s.before-0001", path))); /* nothing to keep */
}

static void a_copy_is_kept_before_a_later_step(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *path = path_join(arena, scratch_folder(arena), "a.db");
    SCOPED_DB db = NULL;
    OK(db_open(&db, path, DB_WRITE));
    OK(migrate_database(db, path, up_to(1)));
    FAILS(migrate_check(db, path, up_to(2)), ERROR_ENVIRONMENT, "older");
    /* what an attempt that was cut short leaves */
    OK(file_write(arena_format(arena, "%s.before-0002.tmp", path), bytes_of_text("half"), 0600));
    OK(migrate_database(db, path, up_to(2)));
    SCOPED_DB kept = NULL;
    OK(db_open(&kept, arena_format(arena, "%s.before-0002", path), DB_READ));
    assert_int_equal(schema_of(kept), 1);
    assert_int_equal(things(kept), 0);
}

static void a_step_that_fails_leaves_nothing(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *path = path_join(arena, scratch_folder(arena), "a.db");
    SCOPED_DB db = NULL;
    OK(db_open(&db, path, DB_WRITE));
    OK(migrate_database(db, path, up_to(1)));
    FAILS(migrate_database(db, path, up_to(3)), ERROR_ENVIRONMENT, "'broken, 3'");
    assert_int_equal(schema_of(db), 1);
    assert_int_equal(things(db), 0);
    OK(migrate_database(db, path,
                        up_to(2))); /* the copy of the failed attempt is in nobody's way */
    assert_int_equal(things(db), 1);
}

static void a_newer_schema_is_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *path = path_join(arena, scratch_folder(arena), "a.db");
    SCOPED_DB db = NULL;
    OK(db_open(&db, path, DB_WRITE));
    OK(migrate_database(db, path, up_to(2)));
    FAILS(migrate_database(db, path, up_to(1)), ERROR_ENVIRONMENT, "newer than this program");
    FAILS(migrate_check(db, path, up_to(1)), ERROR_ENVIRONMENT, "newer than this program");
}

/* Text of every row of a statement's first column, one after the other. */
static fallible expect_none(struct db *db, const char *text)
{
    const struct statement statement = {"faults", text, true};
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &statement, DB_NO_VALUES));
    bool got;
    TRY(db_rows_next(&got, rows));
    return got ? error_make(ERROR_REFUSED, "%s", db_rows_text(rows, 0, arena)) : NULL;
}

static void the_schema_is_sound(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *path = path_join(arena, scratch_folder(arena), "a.db");
    SCOPED_DB db = NULL;
    OK(db_open(&db, path, DB_WRITE));
    struct migrations known = migrations_known();
    OK(migrate_database(db, path, known));
    for (size_t i = 0; i < known.count; i++)
        assert_int_equal(known.items[i].number, i + 1);
    assert_int_equal(schema_of(db), known.count);
    OK(expect_none(db, "SELECT name || ' is not strict' FROM pragma_table_list"
                       " WHERE schema = 'main' AND type = 'table' AND NOT strict"
                       " AND name NOT LIKE 'sqlite_%'"));
    OK(expect_none(db, "SELECT t.name || '.' || f.\"from\" || ' points to ' || f.\"table\""
                       " FROM pragma_table_list t, pragma_foreign_key_list(t.name) f"
                       " WHERE f.\"table\" NOT IN (SELECT name FROM sqlite_schema)"));
    /* settings, and what keeps a sign-in fresh, are nobody's act */
    OK(expect_none(db,
                   "SELECT name || ' may lose rows' FROM sqlite_schema t"
                   " WHERE type = 'table' AND name NOT IN ('setting', 'totp_used', 'session_seen')"
                   " AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger'"
                   " AND name = t.name || '_undeleted')"));
    /* of a table that may lose no rows, only `state` may change: it is derived from moves; and
     * what a trigger of erasures watches */
    OK(expect_none(db, "SELECT t.name || '.' || c.name || ' may change' FROM sqlite_schema t"
                       " JOIN pragma_table_info(t.name) c LEFT JOIN sqlite_schema g"
                       " ON g.type = 'trigger' AND g.name = t.name || '_unchanged'"
                       " LEFT JOIN sqlite_schema e"
                       " ON e.type = 'trigger' AND e.name = t.name || '_erased'"
                       " WHERE t.type = 'table'"
                       " AND t.name NOT IN ('setting', 'totp_used', 'session_seen')"
                       " AND c.name <> 'state' AND (g.sql IS NULL OR"
                       " g.sql LIKE '%UPDATE OF%' AND"
                       " instr(replace(g.sql, ' ON ', ', ON '), ' ' || c.name || ',') = 0"
                       " AND (e.sql IS NULL OR"
                       " instr(replace(e.sql, ' ON ', ', ON '), ' ' || c.name || ',') = 0))"));
    OK(db_check(db));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_applied_once_and_in_order),
        cmocka_unit_test(a_copy_is_kept_before_a_later_step),
        cmocka_unit_test(a_step_that_fails_leaves_nothing),
        cmocka_unit_test(a_newer_schema_is_refused),
        cmocka_unit_test(the_schema_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
