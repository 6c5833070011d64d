/* What follows from db.h alone, the same for every engine. */
#include "store/db.h"

fallible db_run(struct db *db, const struct statement *statement, struct db_values values)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, values));
    bool got;
    TRY(db_rows_next(&got, rows));
    ASSERT(!got);
    return NULL;
}

fallible db_integer_of(int64_t *out, struct db *db, const struct statement *statement,
                       struct db_values values, int64_t otherwise)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, values));
    bool got;
    TRY(db_rows_next(&got, rows));
    *out = got && !db_rows_null(rows, 0) ? db_rows_integer(rows, 0) : otherwise;
    return NULL;
}

fallible db_part_begin(struct db *db)
{
    static const struct statement begin = {"part begin", "SAVEPOINT part", false};
    ASSERT(db_in_transaction(db));
    return db_run(db, &begin, DB_NO_VALUES);
}

fallible db_part_keep(struct db *db)
{
    static const struct statement keep = {"part keep", "RELEASE SAVEPOINT part", false};
    return db_run(db, &keep, DB_NO_VALUES);
}

fallible db_part_undo(struct db *db)
{
    static const struct statement undo = {"part undo", "ROLLBACK TO SAVEPOINT part", false};
    TRY(db_run(db, &undo, DB_NO_VALUES));
    return db_part_keep(db); /* of nothing: undoing leaves it open */
}

void db_rows_cleanup(struct db_rows **rows)
{
    db_rows_close(*rows);
}

void db_cleanup(struct db **db)
{
    db_close(*db);
}
