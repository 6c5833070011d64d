#include "store/statement_check.h"

#include "base/arena.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static fallible check_parameters(sqlite3_stmt *handle, const struct statement *statement)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(handle); i++) {
        char expected[16];
        snprintf(expected, sizeof expected, "$%d", i);
        const char *name = sqlite3_bind_parameter_name(handle, i);
        if (!name || strcmp(name, expected) != 0)
            return error_make(ERROR_REFUSED, "%s: parameter %d is '%s'", statement->name, i,
                              name ? name : "?");
    }
    return NULL;
}

static fallible check_text(sqlite3 *sqlite, const struct statement *statement)
{
    sqlite3_stmt *handle = NULL;
    const char *rest = NULL;
    if (sqlite3_prepare_v2(sqlite, statement->text, -1, &handle, &rest) != SQLITE_OK)
        return error_make(ERROR_REFUSED, "%s: %s", statement->name, sqlite3_errmsg(sqlite));
    struct error *error = check_parameters(handle, statement);
    sqlite3_finalize(handle);
    if (!error && rest[strspn(rest, " \n")] != '\0')
        return error_make(ERROR_REFUSED, "%s: a second statement: %s", statement->name, rest);
    return error;
}

/* A step such as "SCAN person", by the name or the alias of a table; what the statement made itself
 * (a constant row, a subquery, a common table) is scanned too, but is no table. */
static bool scans_table(const char *step, const char *plan, struct arena *arena)
{
    char name[100];
    if (sscanf(step, "SCAN %99s", name) != 1 || strchr("(0123456789", name[0]))
        return false;
    return strcmp(name, "CONSTANT") != 0 && !strstr(step, "VIRTUAL TABLE") &&
           !strstr(plan, arena_format(arena, "\nMATERIALIZE %s\n", name)) &&
           !strstr(plan, arena_format(arena, "\nCO-ROUTINE %s\n", name));
}

/* SQLite calls it SEARCH when it looks for a highest or lowest value, even where no index helps and
 * it reads every row. Without an index only a whole-number primary key is found at once. */
static bool searches_all(sqlite3 *sqlite, const char *step, const char *text)
{
    char table[100], column[100];
    if (sscanf(step, "SEARCH %99s", table) != 1 || strstr(step, " USING "))
        return false;
    const char *highest = strstr(text, "max("), *lowest = strstr(text, "min(");
    const char *type = "";
    int key = 0;
    if (sscanf(highest  ? highest
               : lowest ? lowest
                        : "",
               "m%*2[axin](%99[a-z_])", column) != 1 ||
        sqlite3_table_column_metadata(sqlite, "main", table, column, &type, NULL, NULL, &key,
                                      NULL) != SQLITE_OK)
        return true;
    return !key || strcmp(type, "INTEGER") != 0;
}

/* The steps of the plan, a line each. */
static fallible read_plan(char **out, sqlite3 *sqlite, const struct statement *statement,
                          struct arena *arena)
{
    sqlite3_stmt *handle = NULL;
    const char *explain = arena_format(arena, "EXPLAIN QUERY PLAN %s", statement->text);
    if (sqlite3_prepare_v2(sqlite, explain, -1, &handle, NULL) != SQLITE_OK)
        return error_make(ERROR_REFUSED, "%s: %s", statement->name, sqlite3_errmsg(sqlite));
    char *plan = arena_text(arena, "\n");
    while (sqlite3_step(handle) == SQLITE_ROW)
        plan = arena_format(arena, "%s%s\n", plan, sqlite3_column_text(handle, 3));
    sqlite3_finalize(handle);
    *out = plan;
    return NULL;
}

static fallible check_plan(sqlite3 *sqlite, const struct statement *statement)
{
    SCOPED_ARENA(arena);
    char *plan = NULL;
    TRY(read_plan(&plan, sqlite, statement, arena));
    char *rest = arena_text(arena, plan);
    for (char *step; (step = strsep(&rest, "\n"));)
        if (scans_table(step, plan, arena) || searches_all(sqlite, step, statement->text))
            return error_hint(error_make(ERROR_REFUSED, "%s: %s", statement->name, step),
                              "use an index, or say '-- scans' and why");
    return NULL;
}

fallible statement_check(const char *database_path, const struct statement *statement)
{
    sqlite3 *sqlite = NULL;
    struct error *error = NULL;
    if (sqlite3_open_v2(database_path, &sqlite, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        error = error_make(ERROR_ENVIRONMENT, "%s", sqlite3_errmsg(sqlite));
    if (!error)
        error = check_text(sqlite, statement);
    if (!error && !statement->scans)
        error = check_plan(sqlite, statement);
    sqlite3_close(sqlite);
    return error;
}
