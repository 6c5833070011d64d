#include "store/db.h"

#include "base/file.h"

#include "scratch.h"
#include "test.h"

static const struct statement make = {
    "make",
    "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE CHECK (name <> ''), data BLOB,"
    " part INTEGER REFERENCES thing (id)) STRICT",
    false};
static const struct statement insert = {
    "thing_insert", "INSERT INTO thing (id, name, data) VALUES ($1, $2, $3)", false};
static const struct statement set_part = {"thing_part", "UPDATE thing SET part = $1", false};
static const struct statement count = {"thing_count", "SELECT count(*) FROM thing", true};
static const struct statement all = {"thing_all",
                                     "SELECT id, name, data, part FROM thing ORDER BY id", true};

static const int64_t LARGEST = (INT64_C(1) << 53) - 1;

struct fixture {
    struct arena *arena;
    char *folder, *path;
    struct db *db;
};

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    struct fixture *fixture = ARENA_NEW(arena, struct fixture);
    fixture->arena = arena;
    fixture->folder = scratch_folder(arena);
    fixture->path = path_join(arena, fixture->folder, "test.db");
    OK(db_open(&fixture->db, fixture->path, DB_WRITE));
    OK(db_run(fixture->db, &make, DB_NO_VALUES));
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    db_close(fixture->db);
    arena_close(fixture->arena);
    return 0;
}

static int64_t counted(struct db *db)
{
    int64_t n = -1;
    OK(db_integer_of(&n, db, &count, DB_NO_VALUES, -1));
    return n;
}

static fallible add(struct db *db, int64_t id, const char *name)
{
    return db_run(db, &insert, DB_VALUES(db_integer(id), db_text(name), db_null()));
}

static void values_come_back_as_they_went(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    OK(db_run(fixture->db, &insert,
              DB_VALUES(db_integer(-LARGEST), db_text("Ө"), db_blob(bytes_of("\0\xff", 2)))));
    OK(db_run(fixture->db, &insert,
              DB_VALUES(db_integer(1), db_text(NULL), db_blob(bytes_of(NULL, 0)))));
    SCOPED_ROWS rows = NULL;
    OK(db_rows_open(&rows, fixture->db, &all, DB_NO_VALUES));
    bool got;
    OK(db_rows_next(&got, rows));
    assert_true(got);
    assert_true(db_rows_integer(rows, 0) == -LARGEST);
    assert_string_equal(db_rows_text(rows, 1, arena), "Ө");
    assert_true(bytes_equal(db_rows_blob(rows, 1, arena), bytes_of_text("Ө")));
    assert_true(bytes_equal(db_rows_blob(rows, 2, arena), bytes_of("\0\xff", 2)));
    assert_true(db_rows_null(rows, 3));
    OK(db_rows_next(&got, rows));
    assert_true(got);
    assert_null(db_rows_text(rows, 1, arena));
    assert_false(db_rows_null(rows, 2)); /* empty is not null */
    assert_int_equal(db_rows_blob(rows, 2, arena).size, 0);
    assert_int_equal(db_rows_integer(rows, 3), 0);
    OK(db_rows_next(&got, rows));
    assert_false(got);
}

static void what_cannot_be_is_refused(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"SELECT 9007199254740991 AS n, -9007199254740991, 'Ө', x'00ff', NULL", NULL},
        {"SELECT 1, 9007199254740992 AS n", "'n' holds what cannot be: '9007199254740992'"},
        {"SELECT -9007199254740992 AS n", "'n' holds"},
        {"SELECT 'a' || char(0) || 'b' AS t", "'t' holds what cannot be: 'a'"},
        {"SELECT CAST(x'c3' AS TEXT) AS t", "'t' holds"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct statement select = {"select", cases[i].text, false};
        SCOPED_ROWS rows = NULL;
        OK(db_rows_open(&rows, fixture->db, &select, DB_NO_VALUES));
        bool got;
        if (cases[i].says)
            FAILS(db_rows_next(&got, rows), ERROR_REFUSED, cases[i].says);
        else
            OK(db_rows_next(&got, rows));
    }
}

static void the_settings_are_those_of_the_promise(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *text, *value;
    } settings[] = {
        {"SELECT journal_mode FROM pragma_journal_mode", "wal"},
        {"SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"},
        {"SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys", "1"},
        {"SELECT CAST(secure_delete AS TEXT) FROM pragma_secure_delete", "1"},
        {"SELECT CAST(recursive_triggers AS TEXT) FROM pragma_recursive_triggers", "1"},
        {"SELECT CAST(trusted_schema AS TEXT) FROM pragma_trusted_schema", "0"},
        {"SELECT CAST(temp_store AS TEXT) FROM pragma_temp_store", "2"},
        {"SELECT CAST(cell_size_check AS TEXT) FROM pragma_cell_size_check", "1"},
    };
    for (size_t i = 0; i < COUNT(settings); i++) {
        const struct statement ask = {"ask", settings[i].text, false};
        SCOPED_ROWS rows = NULL;
        OK(db_rows_open(&rows, fixture->db, &ask, DB_NO_VALUES));
        bool got;
        OK(db_rows_next(&got, rows));
        assert_string_equal(db_rows_text(rows, 0, fixture->arena), settings[i].value);
    }
    static const struct statement mmap = {"mmap", "PRAGMA mmap_size", false};
    int64_t size = -1;
    OK(db_integer_of(&size, fixture->db, &mmap, DB_NO_VALUES, 0));
    assert_int_equal(size, 0);
}

static void the_schema_is_out_of_reach(void **state)
{
    struct fixture *fixture = *state;
    static const struct statement open = {"open", "PRAGMA writable_schema = ON", false};
    static const struct statement write = {"write", "UPDATE sqlite_schema SET sql = ''", false};
    OK(db_run(fixture->db, &open, DB_NO_VALUES));
    FAILS(db_run(fixture->db, &write, DB_NO_VALUES), ERROR_ENVIRONMENT, "may not be modified");
}

static void one_statement_walks_inside_itself(void **state)
{
    struct fixture *fixture = *state;
    for (int64_t id = 1; id <= 3; id++)
        OK(add(fixture->db, id, NULL));
    SCOPED_ROWS outer = NULL;
    OK(db_rows_open(&outer, fixture->db, &all, DB_NO_VALUES));
    int pairs = 0;
    for (bool more;;) {
        OK(db_rows_next(&more, outer));
        if (!more)
            break;
        SCOPED_ROWS inner = NULL;
        OK(db_rows_open(&inner, fixture->db, &all, DB_NO_VALUES));
        for (bool got;; pairs++) {
            OK(db_rows_next(&got, inner));
            if (!got)
                break;
        }
    }
    assert_int_equal(pairs, 9);
}

static void faults_tell_what_a_caller_can_do(void **state)
{
    struct fixture *fixture = *state;
    OK(add(fixture->db, 1, "a"));
    FAILS(add(fixture->db, 1, "b"), ERROR_CONFLICT, "'thing_insert'");
    FAILS(add(fixture->db, 2, "a"), ERROR_CONFLICT, "thing.name");
    FAILS(add(fixture->db, 2, ""), ERROR_REFUSED, "CHECK");
    FAILS(db_run(fixture->db, &set_part, DB_VALUES(db_integer(9))), ERROR_REFUSED, "FOREIGN KEY");
    static const struct statement wrong = {"wrong", "SELECT id FROM nowhere", false};
    FAILS(db_run(fixture->db, &wrong, DB_NO_VALUES), ERROR_ENVIRONMENT, "nowhere");
    static const struct statement quoted = {"quoted", "SELECT \"a\" FROM thing", false};
    FAILS(db_run(fixture->db, &quoted, DB_NO_VALUES), ERROR_ENVIRONMENT, "no such column");
    OK(add(fixture->db, 2, "b")); /* a kept statement is as good as new */
    assert_int_equal(counted(fixture->db), 2);
}

static fallible add_two_or_nothing(struct db *db, bool commit)
{
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, db));
    TRY(add(db, 1, "a"));
    TRY(add(db, 2, commit ? "b" : "a"));
    return transaction_commit(&act);
}

static void a_transaction_left_early_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    FAILS(add_two_or_nothing(fixture->db, false), ERROR_CONFLICT, "");
    assert_false(db_in_transaction(fixture->db));
    assert_int_equal(counted(fixture->db), 0);
    OK(add_two_or_nothing(fixture->db, true));
    assert_int_equal(counted(fixture->db), 2);
}

static void a_part_is_undone_alone(void **state)
{
    struct fixture *fixture = *state;
    struct db *db = fixture->db;
    {
        SCOPED_TRANSACTION whole = {0};
        OK(transaction_begin(&whole, db));
        OK(db_part_begin(db));
        OK(add(db, 1, "a"));
        OK(db_part_keep(db));
        OK(db_part_begin(db));
        OK(add(db, 2, "b"));
        OK(db_part_undo(db));
        assert_int_equal(counted(db), 1);
        OK(db_part_begin(db));
        OK(add(db, 3, "b"));
        OK(db_part_keep(db));
        OK(transaction_commit(&whole));
    }
    assert_int_equal(counted(db), 2);
    SCOPED_TRANSACTION left = {0};
    OK(transaction_begin(&left, db));
    OK(db_part_begin(db));
    OK(add(db, 4, "d"));
    OK(db_part_keep(db));
    transaction_cleanup(&left);
    assert_int_equal(counted(db), 2);
}

static void a_reader_sees_commits_and_writes_nothing(void **state)
{
    struct fixture *fixture = *state;
    SCOPED_DB reader = NULL;
    OK(db_open(&reader, fixture->path, DB_READ));
    FAILS(add(reader, 1, "a"), ERROR_ENVIRONMENT, "readonly");
    SCOPED_TRANSACTION snapshot = {0};
    OK(transaction_begin(&snapshot, reader));
    assert_int_equal(counted(reader), 0);
    OK(add(fixture->db, 1, "a"));
    assert_int_equal(counted(reader), 0);
    OK(transaction_commit(&snapshot));
    assert_int_equal(counted(reader), 1);
}

static void what_is_no_database_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct db *db;
    char *path = path_join(fixture->arena, fixture->folder, "other.db");
    FAILS(db_open(&db, path, DB_READ), ERROR_ENVIRONMENT, "other.db");
    FAILS(db_open(&db, fixture->folder, DB_WRITE), ERROR_ENVIRONMENT, "unable to open");
    char *page = arena_alloc(fixture->arena, 4096);
    memset(page, 'x', 4096);
    OK(file_write(path, bytes_of(page, 4096), 0644));
    FAILS(db_open(&db, path, DB_WRITE), ERROR_ENVIRONMENT, "not a database");
    FAILS(db_open(&db, path, DB_READ), ERROR_ENVIRONMENT, "not a database");
    assert_null(db);
}

static void a_copy_holds_the_committed_state(void **state)
{
    struct fixture *fixture = *state;
    OK(add(fixture->db, 1, "a"));
    char *path = path_join(fixture->arena, fixture->folder, "copy.db");
    SCOPED_DB reader = NULL;
    OK(db_open(&reader, fixture->path, DB_READ));
    OK(db_copy(reader, path));
    FAILS(db_copy(reader, path), ERROR_ENVIRONMENT, "copy.db");
    SCOPED_DB copy = NULL;
    OK(db_open(&copy, path, DB_READ));
    assert_int_equal(counted(copy), 1);
    OK(db_check(copy));
}

static void damage_is_found(void **state)
{
    struct fixture *fixture = *state;
    static const struct statement trust = {"trust", "PRAGMA foreign_keys=OFF", false};
    OK(add(fixture->db, 1, "a"));
    OK(db_check(fixture->db));
    OK(db_run(fixture->db, &trust, DB_NO_VALUES));
    OK(db_run(fixture->db, &set_part, DB_VALUES(db_integer(9))));
    FAILS(db_check(fixture->db), ERROR_REFUSED, "row 1 of 'thing' points to a missing row");
    db_close(fixture->db);
    fixture->db = NULL;
    struct bytes bytes;
    OK(file_read(&bytes, fixture->path, 1 << 20, fixture->arena));
    memset((uint8_t *)(uintptr_t)bytes.data + 2 * 4096, 0x55, 64); /* the head of the index page */
    OK(file_write(fixture->path, bytes, 0644));
    OK(db_open(&fixture->db, fixture->path, DB_WRITE));
    FAILS(db_check(fixture->db), ERROR_ENVIRONMENT, "is damaged");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(values_come_back_as_they_went),
        TEST(what_cannot_be_is_refused),
        TEST(the_settings_are_those_of_the_promise),
        TEST(the_schema_is_out_of_reach),
        TEST(one_statement_walks_inside_itself),
        TEST(faults_tell_what_a_caller_can_do),
        TEST(a_transaction_left_early_leaves_nothing),
        TEST(a_part_is_undone_alone),
        TEST(a_reader_sees_commits_and_writes_nothing),
        TEST(what_is_no_database_is_refused),
        TEST(a_copy_holds_the_committed_state),
        TEST(damage_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
