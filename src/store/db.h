/* The database. This header is all that the rest of the program knows of it; one engine
 * implements it (SQLite in db_sqlite.c, the only file that includes its header).
 *
 * Statements are named and written in .sql files beside their noun; the build turns noun.sql into
 * noun_sql.h (cmake/statements.cmake). They are in the subset that SQLite and PostgreSQL both run
 * (docs/decisions), with parameters $1…$n. One connection writes, the others only read. */
#ifndef USTA_STORE_DB_H
#define USTA_STORE_DB_H

#include "base/arena.h"

#include <stdbool.h>

struct db;

/* Generated from a .sql file. scans: the file says that it reads a whole table on purpose. */
struct statement {
    const char *name;
    const char *text;
    bool scans;
};

enum db_mode {
    DB_READ, /* sees the newest committed state, writes nothing */
    DB_WRITE /* creates the file when missing; only its owner may read it */
};

/* Opens a connection, sets what the promise of durability rests on (write-ahead log synced at every
 * commit, foreign keys, no trust in the schema, deleted content overwritten) and reads it back.
 * ERROR_ENVIRONMENT when the file cannot be opened, written or trusted, naming it and why.
 *     SCOPED_DB db = NULL;
 *     TRY(db_open(&db, path, DB_WRITE));  */
fallible db_open(struct db **out, const char *path, enum db_mode mode);
void db_close(struct db *db); /* NULL does nothing */
void db_cleanup(struct db **db);
#define SCOPED_DB __attribute__((cleanup(db_cleanup))) struct db *
const char *db_path(const struct db *db); /* as it was opened */

/* The number of the newest migration applied; 0 for a new file (store/migrate.h). */
fallible db_schema(int *out, struct db *db);

/* Reads every page and index; ERROR_ENVIRONMENT saying what is damaged, ERROR_REFUSED when a row
 * points to a row that is not there. */
fallible db_check(struct db *db);

/* Writes the newest committed state into a new file, which only its owner may read, and syncs it.
 * No transaction may be open. ERROR_ENVIRONMENT naming the path, also when it exists. */
fallible db_copy(struct db *db, const char *path);

/* An argument of a statement. Borrowed until the call returns (rows: until they are closed). */
enum db_kind { DB_NULL, DB_INTEGER, DB_TEXT, DB_BLOB };
struct db_value {
    enum db_kind kind;
    int64_t integer;
    struct bytes bytes; /* of text and blob */
};
struct db_values {
    const struct db_value *items;
    size_t count;
};

static inline struct db_value db_null(void)
{
    return (struct db_value){.kind = DB_NULL};
}
static inline struct db_value db_integer(int64_t integer)
{
    return (struct db_value){.kind = DB_INTEGER, .integer = integer};
}
static inline struct db_value db_text(const char *text) /* NULL makes a null */
{
    return text ? (struct db_value){.kind = DB_TEXT, .bytes = bytes_of_text(text)} : db_null();
}
static inline struct db_value db_blob(struct bytes bytes)
{
    return (struct db_value){.kind = DB_BLOB, .bytes = bytes};
}

#define DB_VALUES(...)                                                                             \
    ((struct db_values){(const struct db_value[]){__VA_ARGS__},                                    \
                        sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value)})
#define DB_NO_VALUES ((struct db_values){NULL, 0})

/* Runs a statement that gives no rows (asserted). Errors, here and below: ERROR_CONFLICT for a
 * unique key that exists, ERROR_REFUSED for another constraint or an append-only table,
 * ERROR_ENVIRONMENT for disk full, read-only, I/O and corruption; each names the statement. */
fallible db_run(struct db *db, const struct statement *statement, struct db_values values);

/* Rows of a statement, walked once:
 *     SCOPED_ROWS rows = NULL;
 *     TRY(db_rows_open(&rows, db, &sql_candidate_all, DB_NO_VALUES));
 *     for (;;) {
 *         bool got;
 *         TRY(db_rows_next(&got, rows));
 *         if (!got)
 *             break;
 *         …
 *     }
 * The same statement may be walked again inside the loop. */
struct db_rows;
fallible db_rows_open(struct db_rows **out, struct db *db, const struct statement *statement,
                      struct db_values values);
fallible db_rows_next(bool *got, struct db_rows *rows);
void db_rows_close(struct db_rows *rows); /* NULL does nothing */
void db_rows_cleanup(struct db_rows **rows);
#define SCOPED_ROWS __attribute__((cleanup(db_rows_cleanup))) struct db_rows *

/* Columns of the present row, from 0. A column of another type is a broken promise (asserted),
 * except that null text is NULL, a null integer 0 and a null blob empty; db_rows_blob also gives
 * the bytes of a text. What somebody put past the program, db_rows_next refuses: text that is not
 * UTF-8 or holds a NUL, integers from 2^53 on (ERROR_REFUSED naming the column). */
bool db_rows_null(const struct db_rows *rows, int column);
int64_t db_rows_integer(const struct db_rows *rows, int column);
char *db_rows_text(const struct db_rows *rows, int column, struct arena *arena);
struct bytes db_rows_blob(const struct db_rows *rows, int column, struct arena *arena);

/* The one integer of the one row of a statement; no row or null gives otherwise. */
fallible db_integer_of(int64_t *out, struct db *db, const struct statement *statement,
                       struct db_values values, int64_t otherwise);

/* Whole acts or nothing. Acts themselves never begin or commit: whoever serves a person's request
 * (cli/, web/) opens one transaction around it. Left without transaction_commit, it rolls back.
 *     SCOPED_TRANSACTION act = {0};
 *     TRY(transaction_begin(&act, db)); … TRY(transaction_commit(&act));
 * When transaction_commit has returned NULL, the act is on disk (fsync returned). After an error no
 * further statement of the act runs if the engine has already rolled it back.
 * On a reading connection a transaction is a snapshot: it sees nothing others commit meanwhile. */
struct transaction {
    struct db *db; /* NULL when not open */
};
fallible transaction_begin(struct transaction *transaction, struct db *db);
fallible transaction_commit(struct transaction *transaction);
void transaction_cleanup(struct transaction *transaction);
#define SCOPED_TRANSACTION __attribute__((cleanup(transaction_cleanup))) struct transaction
bool db_in_transaction(const struct db *db);

/* A part of the open transaction (asserted) that can be undone alone. begin, then keep or undo. When
 * one of the three fails, nothing of the whole transaction can be kept any more: roll it back. Parts
 * do not nest. */
fallible db_part_begin(struct db *db);
fallible db_part_keep(struct db *db);
fallible db_part_undo(struct db *db); /* the transaction goes on as if the part had never begun */

#endif
