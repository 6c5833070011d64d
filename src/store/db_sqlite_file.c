/* What SQLite does with a database as a whole. */
#include "store/db.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

fallible db_schema(int *out, struct db *db)
{
    static const struct statement version = {"db_schema", "PRAGMA user_version", false};
    int64_t number;
    TRY(db_integer_of(&number, db, &version, DB_NO_VALUES, 0));
    *out = (int)number;
    return NULL;
}

fallible db_check(struct db *db)
{
    static const struct statement pages = {"db_check", "PRAGMA integrity_check(1)", true};
    static const struct statement keys = {"db_check", "PRAGMA foreign_key_check", true};
    SCOPED_ARENA(arena);
    bool got;
    SCOPED_ROWS damage = NULL;
    TRY(db_rows_open(&damage, db, &pages, DB_NO_VALUES));
    TRY(db_rows_next(&got, damage));
    const char *found = got ? db_rows_text(damage, 0, arena) : "no answer";
    if (!text_equal(found, "ok"))
        return error_hint(error_make(ERROR_ENVIRONMENT, "'%s' is damaged: %s", db_path(db), found),
                          "restore the newest backup");
    SCOPED_ROWS lost = NULL;
    TRY(db_rows_open(&lost, db, &keys, DB_NO_VALUES));
    TRY(db_rows_next(&got, lost));
    if (got)
        return error_make(ERROR_REFUSED, "row %lld of '%s' points to a missing row of '%s'",
                          (long long)db_rows_integer(lost, 1), db_rows_text(lost, 0, arena),
                          db_rows_text(lost, 2, arena));
    return NULL;
}

/* Not page by page: what is rebuilt from rows holds no deleted content, and reading every row
 * finds damage that a copy of pages would carry along. The engine does not sync what it makes so.
 */
fallible db_copy(struct db *db, const char *path)
{
    static const struct statement copy = {"db_copy", "VACUUM INTO $1", false};
    ASSERT(!db_in_transaction(db));
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return error_make(ERROR_ENVIRONMENT, "cannot write '%s': %s", path, strerror(errno));
    struct error *error = db_run(db, &copy, DB_VALUES(db_text(path)));
    if (!error && fsync(file) != 0)
        error = error_make(ERROR_ENVIRONMENT, "cannot sync: %s", strerror(errno));
    close(file);
    if (!error)
        return NULL;
    unlink(path);
    return error_wrap(error, "cannot write '%s'", path);
}
