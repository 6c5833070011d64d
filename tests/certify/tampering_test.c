/* Whoever has the database file in hand, without any trigger, check or key in the way, changes,
 * deletes, exchanges or inserts one row of any table: the audit finds it.
 *
 * Tried by default is every STRIDE-th way, from an offset drawn anew and printed; with USTA_FULL=1
 * every way there is. */
#include "certify/days.h"

#include "base/file.h"
#include "certify/audit.h"
#include "store/registry.h"

#include "scratch.h"
#include "test.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { STRIDE = 13 };

struct column {
    const char *name, *type;
    int key; /* its place in the primary key, from 1; 0: not in it */
};
struct table {
    const char *name, *key; /* the columns of the primary key, with commas; else journal_seq */
    struct column *columns;
    size_t column_count;
    int64_t rows;
};

/* A registry at the end of a day, and all its tables. */
struct site {
    struct arena *arena;
    struct clock clock;
    struct random random;
    struct registry *registry;
    struct db *db; /* the registry's */
    struct table *tables;
    size_t table_count;
    int64_t ways, tried, missed;
    int64_t stride, offset;
    const char *const *only; /* the tables to try; NULL: all but those of other days */
};

static fallible run(struct db *db, const char *sql)
{
    const struct statement statement = {"tamper", sql, true};
    return db_run(db, &statement, DB_NO_VALUES);
}

static void read_columns(struct site *site, struct table *table)
{
    struct arena *arena = site->arena;
    const struct statement list = {
        "columns",
        arena_format(arena, "SELECT name, type, pk FROM pragma_table_info('%s')", table->name),
        true};
    SCOPED_ROWS rows = NULL;
    OK(db_rows_open(&rows, site->db, &list, DB_NO_VALUES));
    for (bool got;;) {
        OK(db_rows_next(&got, rows));
        if (!got)
            break;
        struct column *column = ARENA_PUSH(arena, table->columns, table->column_count);
        *column = (struct column){db_rows_text(rows, 0, arena), db_rows_text(rows, 1, arena),
                                  (int)db_rows_integer(rows, 2)};
        if (column->key)
            table->key = table->key ? arena_format(arena, "%s, %s", table->key, column->name)
                                    : column->name;
    }
    for (size_t i = 0; !table->key; i++)
        if (strcmp(table->columns[i].name, "journal_seq") == 0) {
            table->key = table->columns[i].name;
            table->columns[i].key = 1;
        }
}

static void read_tables(struct site *site)
{
    /* these are nobody's act: changed at will, and no result rests on them */
    static const struct statement list = {
        "tables",
        "SELECT name FROM sqlite_schema WHERE type = 'table' "
        "AND name NOT IN ('setting', 'session_seen', 'totp_used')",
        true};
    SCOPED_ROWS rows = NULL;
    OK(db_rows_open(&rows, site->db, &list, DB_NO_VALUES));
    for (bool got;;) {
        OK(db_rows_next(&got, rows));
        if (!got)
            return;
        struct table table = {.name = db_rows_text(rows, 0, site->arena)};
        read_columns(site, &table);
        const struct statement count = {
            "count", arena_format(site->arena, "SELECT count(*) FROM %s", table.name), true};
        OK(db_integer_of(&table.rows, site->db, &count, DB_NO_VALUES, 0));
        *ARENA_PUSH(site->arena, site->tables, site->table_count) = table;
    }
}

static int open_site(void **state, void (*fill)(struct fixture *f, struct arena *arena))
{
    struct arena *arena = arena_open();
    struct site *site = ARENA_NEW(arena, struct site);
    site->arena = arena;
    site->random = random_system();
    char *folder = path_join(arena, scratch_folder(arena), "registry");
    {
        SCOPED_FIXTURE(f);
        fill(f, arena);
        fixture_commit(f);
        fixture_unprotect(f);
        site->clock = f->clock;
        assert_int_equal(mkdir(folder, 0700), 0);
        OK(transaction_commit(&f->transaction));
        OK(db_copy(f->db, registry_database(folder, arena)));
        OK(transaction_begin(&f->transaction, f->db));
    }
    OK(registry_open(&site->registry, folder, DB_WRITE, &site->clock, &site->random));
    site->db = registry_db(site->registry);
    OK(run(site->db, "PRAGMA foreign_keys = OFF"));
    OK(run(site->db, "PRAGMA ignore_check_constraints = ON"));
    read_tables(site);
    *state = site;
    return 0;
}

static int open_day(void **state)
{
    return open_site(state, days_fill);
}

static int open_another_day(void **state, void (*fill)(struct fixture *f, struct arena *arena),
                            const char *const *only)
{
    open_site(state, fill);
    struct site *site = *state;
    site->stride = 1;
    site->only = only;
    return 0;
}

static int open_concern(void **state)
{
    static const char *const only[] = {"concern", NULL};
    return open_another_day(state, days_fill_concern, only);
}

static int open_draw(void **state)
{
    static const char *const only[] = {"draw", "draw_attempt", "attempt", NULL};
    return open_another_day(state, days_fill_draw, only);
}

static int open_erasure(void **state)
{
    static const char *const only[] = {"erasure", "erasure_end", "disclosure", NULL};
    return open_another_day(state, days_fill_erasure, only);
}

static int close_site(void **state)
{
    struct site *site = *state;
    registry_close(site->registry);
    arena_close(site->arena);
    return 0;
}

static fallible audit(const struct site *site)
{
    struct audit_report report;
    return audit_registry(&report, site->db, NULL, NULL);
}

/* Ids that no row and no entry names: another one says nothing else. */
static bool is_label(const struct table *table, const char *column)
{
    static const char *const tables[] = {"certificate_file", "key_made", "revocation_proposal"};
    for (size_t i = 0; i < COUNT(tables); i++)
        if (strcmp(tables[i], table->name) == 0)
            return strcmp(column, "id") == 0;
    return false;
}

/* One way to tamper: some statements, of which one may be impossible. */
static void tamper(struct site *site, const struct table *table, const char *what,
                   const char *const *sql, size_t count)
{
    if (site->ways++ % site->stride != site->offset)
        return;
    SCOPED_TRANSACTION left = {0};
    OK(transaction_begin(&left, site->db));
    for (size_t i = 0; i < count; i++) {
        SCOPED_ERROR impossible = run(site->db, sql[i]);
        if (impossible && error_code(impossible) == ERROR_ENVIRONMENT)
            fail_msg("%s", error_message(impossible));
        if (impossible)
            return;
    }
    SCOPED_ERROR found = audit(site);
    site->tried++;
    if (found) /* ERROR_ENVIRONMENT where the engine's own check finds it */
        assert_true(error_code(found) == ERROR_REFUSED || error_code(found) == ERROR_ENVIRONMENT);
    if (found)
        return;
    site->missed++;
    print_error("nobody notices the %s in '%s'\n", what, table->name);
}

/* The key of the row at a place: (key) = (that of the row). */
static const char *where(const struct table *table, int64_t place, struct arena *arena)
{
    return arena_format(arena, "(%s) = (SELECT %s FROM %s ORDER BY %s LIMIT 1 OFFSET %lld)",
                        table->key, table->key, table->name, table->key, (long long)place);
}

static const char *another(const struct column *column, struct arena *arena)
{
    if (strcmp(column->type, "INTEGER") == 0)
        return arena_format(arena, "coalesce(%s, 0) + 1000", column->name);
    if (strcmp(column->type, "TEXT") == 0)
        return arena_format(arena, "coalesce(%s, '') || 'x'", column->name);
    return arena_format(arena, "coalesce(CAST(substr(%s, 2) || 'x' AS BLOB), x'00')", column->name);
}

static void change_row(struct site *site, const struct table *table, int64_t place)
{
    struct arena *arena = site->arena; /* statements are known by their address */
    const char *key = where(table, place, arena);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        if (is_label(table, column->name))
            continue;
        const char *change[] = {arena_format(arena, "UPDATE %s SET %s = %s WHERE %s", table->name,
                                             column->name, another(column, arena), key)};
        tamper(site, table, arena_format(arena, "change of %s", column->name), change, 1);
    }
}

static void delete_row(struct site *site, const struct table *table, int64_t place)
{
    struct arena *arena = site->arena; /* statements are known by their address */
    const char *sql[] = {
        arena_format(arena, "DELETE FROM %s WHERE %s", table->name, where(table, place, arena))};
    tamper(site, table, "deletion", sql, 1);
}

/* The columns of a table, each key (or each but the key) from one table and the rest of another. */
static const char *mixed(const struct table *table, const char *keys, const char *rest,
                         struct arena *arena)
{
    const char *list = "";
    for (size_t i = 0; i < table->column_count; i++)
        list = arena_format(arena, "%s%s%s.%s", list, i ? ", " : "",
                            table->columns[i].key ? keys : rest, table->columns[i].name);
    return list;
}

/* Whether there is something beside the key, and the key says something. */
static bool can_exchange(const struct table *table)
{
    bool all_key = true;
    for (size_t i = 0; i < table->column_count; i++)
        all_key = all_key && table->columns[i].key;
    return !all_key && !is_label(table, table->key);
}

/* Whether a row and the next say different things beside their keys: else to exchange them is to
 * do nothing. */
static bool next_differs(const struct site *site, const struct table *table, int64_t place)
{
    int64_t count;
    const char *rest = "";
    struct arena *arena = site->arena; /* statements are known by their address */
    for (size_t i = 0; i < table->column_count; i++)
        if (!table->columns[i].key)
            rest = arena_format(arena, "%s%s%s", rest, *rest ? ", " : "", table->columns[i].name);
    const struct statement differing = {
        "differing",
        arena_format(arena, "SELECT count(*) FROM (SELECT DISTINCT %s FROM %s WHERE %s OR %s)",
                     rest, table->name, where(table, place, arena), where(table, place + 1, arena)),
        true};
    OK(db_integer_of(&count, site->db, &differing, DB_NO_VALUES, 0));
    return count == 2;
}

/* Two rows exchange their keys, and so their places. */
static void exchange_rows(struct site *site, const struct table *table, int64_t place)
{
    struct arena *arena = site->arena; /* statements are known by their address */
    const char *name = table->name;
    const char *sql[] = {
        arena_format(arena, "CREATE TEMP TABLE a AS SELECT * FROM %s WHERE %s", name,
                     where(table, place, arena)),
        arena_format(arena, "CREATE TEMP TABLE b AS SELECT * FROM %s WHERE %s", name,
                     where(table, place + 1, arena)),
        arena_format(arena,
                     "DELETE FROM %s WHERE (%s) IN (SELECT %s FROM a UNION SELECT %s FROM b)", name,
                     table->key, table->key, table->key),
        arena_format(arena, "INSERT INTO %s SELECT %s FROM a, b", name,
                     mixed(table, "a", "b", arena)),
        arena_format(arena, "INSERT INTO %s SELECT %s FROM a, b", name,
                     mixed(table, "b", "a", arena)),
    };
    if (place + 1 < table->rows && can_exchange(table) && next_differs(site, table, place))
        tamper(site, table, "exchange", sql, COUNT(sql));
}

/* A copy of a row under a key, and where rows name one, a journal entry, that nobody has. */
static void insert_row(struct site *site, const struct table *table, int64_t place)
{
    struct arena *arena = site->arena; /* statements are known by their address */
    const char *list = "";
    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        bool is_new = column->key || strcmp(column->name, "journal_seq") == 0;
        list = arena_format(arena, "%s%s%s", list, i ? ", " : "",
                            is_new ? another(column, arena) : column->name);
    }
    const char *sql[] = {arena_format(arena, "INSERT INTO %s SELECT %s FROM %s WHERE %s",
                                      table->name, list, table->name, where(table, place, arena))};
    tamper(site, table, "insertion", sql, 1);
}

static void sweep(struct site *site, const struct table *table)
{
    if (table->rows == 0)
        fail_msg("'%s' has no row to try", table->name);
    for (int64_t place = 0; place < table->rows; place++) {
        change_row(site, table, place);
        delete_row(site, table, place);
        exchange_rows(site, table, place);
        insert_row(site, table, place);
    }
}

static bool is_among(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* What takes a day of its own. */
static const char *const of_other_days[] = {
    "concern", "draw", "draw_attempt", "erasure", "erasure_end", "disclosure", NULL};

static void sweep_site(struct site *site)
{
    OK(audit(site));
    print_message("every %lld-th way from %lld\n", (long long)site->stride,
                  (long long)site->offset);
    for (size_t i = 0; i < site->table_count; i++)
        if (!site->only || is_among(site->tables[i].name, site->only))
            if (site->only || !is_among(site->tables[i].name, of_other_days))
                sweep(site, &site->tables[i]);
    print_message("%lld of %lld ways tried\n", (long long)site->tried, (long long)site->ways);
    assert_int_equal(site->missed, 0);
    OK(audit(site));
}

static void one_row_tampered_with_is_found(void **state)
{
    struct site *site = *state;
    uint32_t offset;
    OK(random_below(&offset, &site->random, STRIDE));
    site->stride = getenv("USTA_FULL") ? 1 : STRIDE;
    site->offset = offset % site->stride;
    sweep_site(site);
    assert_true(site->tried > 50);
}

static void so_is_one_of_another_day(void **state)
{
    struct site *site = *state;
    sweep_site(site);
    assert_true(site->tried > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_row_tampered_with_is_found, open_day, close_site),
        cmocka_unit_test_setup_teardown(so_is_one_of_another_day, open_concern, close_site),
        cmocka_unit_test_setup_teardown(so_is_one_of_another_day, open_draw, close_site),
        cmocka_unit_test_setup_teardown(so_is_one_of_another_day, open_erasure, close_site),
    };
    return cmocka_run_group_tests_name("certify/tampering", tests, NULL, NULL);
}
