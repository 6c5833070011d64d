#include "store/db.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUSY_TIMEOUT_MS = 5000, PRIVATE = 0600 };

/* A prepared statement is kept for the next use. One that is being walked is not free; walking it
 * again inside the loop prepares a second one. */
struct db_rows {
    struct db *db;
    const char *text; /* the key: one header of statements may be included by several files */
    const char *name; /* while in use */
    sqlite3_stmt *handle;
    bool in_use;
    struct db_rows *next;
};

struct db {
    sqlite3 *sqlite;
    char *path;
    enum db_mode mode;
    bool in_transaction;
    struct db_rows *prepared;
};

/* What a caller can do about a result of the engine. */
struct outcome {
    int result;
    enum error_code code;
    const char *hint;
};

static const struct outcome *outcome_of(int result)
{
    static const struct outcome outcomes[] = {
        {SQLITE_CONSTRAINT_UNIQUE, ERROR_CONFLICT, NULL},
        {SQLITE_CONSTRAINT_PRIMARYKEY, ERROR_CONFLICT, NULL},
        {SQLITE_CONSTRAINT_ROWID, ERROR_CONFLICT, NULL},
        {SQLITE_CONSTRAINT, ERROR_REFUSED, NULL},
        {SQLITE_TOOBIG, ERROR_REFUSED, NULL},
        {SQLITE_FULL, ERROR_ENVIRONMENT, "free space on the disk, then do it again"},
        {SQLITE_READONLY, ERROR_ENVIRONMENT, "let this account write the file and its folder"},
        {SQLITE_CANTOPEN, ERROR_ENVIRONMENT, "let this account write the file and its folder"},
        {SQLITE_BUSY, ERROR_ENVIRONMENT, "another program holds the database; try again"},
        {SQLITE_IOERR, ERROR_ENVIRONMENT, "check the disk and the space left on it"},
        {SQLITE_CORRUPT, ERROR_ENVIRONMENT, "restore the newest backup"},
        {SQLITE_NOTADB, ERROR_ENVIRONMENT, "restore the newest backup"},
    };
    static const struct outcome other = {SQLITE_ERROR, ERROR_ENVIRONMENT, NULL};
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
        if (outcomes[i].result == result || outcomes[i].result == (result & 0xff))
            return &outcomes[i];
    return &other;
}

/* doing names the statement, or says what was tried. */
static never_null struct error *db_error(const struct db *db, int result, const char *doing)
{
    if (result == SQLITE_NOMEM)
        abort();
    const struct outcome *outcome = outcome_of(result);
    int cause = outcome->code == ERROR_ENVIRONMENT ? sqlite3_system_errno(db->sqlite) : 0;
    struct error *error = error_make(outcome->code, "%s%s%s ('%s' in '%s')",
                                     sqlite3_errmsg(db->sqlite), cause ? ": " : "",
                                     cause ? strerror(cause) : "", doing, db->path);
    return outcome->hint ? error_hint(error, "%s", outcome->hint) : error;
}

static fallible prepare(struct db_rows **out, struct db *db, const struct statement *statement)
{
    sqlite3_stmt *handle = NULL;
    int result = sqlite3_prepare_v3(db->sqlite, statement->text, -1, SQLITE_PREPARE_PERSISTENT,
                                    &handle, NULL);
    if (result != SQLITE_OK)
        return db_error(db, result, statement->name);
    struct db_rows *rows = calloc(1, sizeof *rows);
    if (!rows)
        abort();
    *rows = (struct db_rows){
        .db = db, .text = statement->text, .handle = handle, .next = db->prepared};
    db->prepared = rows;
    *out = rows;
    return NULL;
}

static fallible find_prepared(struct db_rows **out, struct db *db,
                              const struct statement *statement)
{
    for (struct db_rows *rows = db->prepared; rows; rows = rows->next)
        if (!rows->in_use && rows->text == statement->text) {
            *out = rows;
            return NULL;
        }
    return prepare(out, db, statement);
}

/* SQLITE_STATIC: the values are borrowed until the rows are closed. An empty text or blob must not
 * become a null, which is what a null pointer would make of it. */
static int bind_value(sqlite3_stmt *handle, int index, const struct db_value *value)
{
    const void *data = value->bytes.size ? (const void *)value->bytes.data : "";
    switch (value->kind) {
    case DB_INTEGER:
        return sqlite3_bind_int64(handle, index, value->integer);
    case DB_TEXT:
        return sqlite3_bind_text64(handle, index, data, value->bytes.size, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case DB_BLOB:
        return sqlite3_bind_blob64(handle, index, data, value->bytes.size, SQLITE_STATIC);
    default:
        return sqlite3_bind_null(handle, index);
    }
}

/* A full disk makes the engine roll back by itself: what follows would then commit on its own. */
static fallible check_transaction(const struct db *db, const struct statement *statement)
{
    if (db->in_transaction && sqlite3_get_autocommit(db->sqlite))
        return error_make(ERROR_ENVIRONMENT, "this act was rolled back ('%s' in '%s')",
                          statement->name, db->path);
    return NULL;
}

fallible db_rows_open(struct db_rows **out, struct db *db, const struct statement *statement,
                      struct db_values values)
{
    *out = NULL;
    TRY(check_transaction(db, statement));
    struct db_rows *rows = NULL;
    TRY(find_prepared(&rows, db, statement));
    ASSERT(sqlite3_bind_parameter_count(rows->handle) == (int)values.count);
    rows->name = statement->name;
    rows->in_use = true;
    for (size_t i = 0; i < values.count; i++) {
        int result = bind_value(rows->handle, (int)i + 1, &values.items[i]);
        if (result != SQLITE_OK) {
            struct error *error = db_error(db, result, statement->name);
            db_rows_close(rows);
            return error;
        }
    }
    *out = rows;
    return NULL;
}

static bool is_sound(sqlite3_stmt *handle, int column)
{
    static const int64_t limit = INT64_C(1) << 53;
    int64_t number = sqlite3_column_int64(handle, column);
    struct bytes bytes;
    switch (sqlite3_column_type(handle, column)) {
    case SQLITE_INTEGER:
        return number > -limit && number < limit;
    case SQLITE_TEXT:
        bytes.data = sqlite3_column_text(handle, column);
        bytes.size = (size_t)sqlite3_column_bytes(handle, column);
        return utf8_fault_at(bytes) == bytes.size && !memchr(bytes.data, 0, bytes.size);
    default:
        return true;
    }
}

static fallible check_columns(const struct db_rows *rows)
{
    for (int i = 0; i < sqlite3_data_count(rows->handle); i++)
        if (!is_sound(rows->handle, i))
            return error_make(ERROR_REFUSED, "'%s' holds what cannot be: '%s' ('%s' in '%s')",
                              sqlite3_column_name(rows->handle, i),
                              sqlite3_column_text(rows->handle, i), rows->name, rows->db->path);
    return NULL;
}

fallible db_rows_next(bool *got, struct db_rows *rows)
{
    int result = sqlite3_step(rows->handle);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        return db_error(rows->db, result, rows->name);
    if (result == SQLITE_DONE)
        sqlite3_reset(rows->handle); /* lets go of the snapshot at once */
    else
        TRY(check_columns(rows));
    *got = result == SQLITE_ROW;
    return NULL;
}

void db_rows_close(struct db_rows *rows)
{
    if (!rows)
        return;
    sqlite3_reset(rows->handle); /* repeats the error of the step, which has been told */
    rows->in_use = false;
}

bool db_rows_null(const struct db_rows *rows, int column)
{
    ASSERT(column >= 0 && column < sqlite3_data_count(rows->handle));
    return sqlite3_column_type(rows->handle, column) == SQLITE_NULL;
}

int64_t db_rows_integer(const struct db_rows *rows, int column)
{
    if (db_rows_null(rows, column))
        return 0;
    ASSERT(sqlite3_column_type(rows->handle, column) == SQLITE_INTEGER);
    return sqlite3_column_int64(rows->handle, column);
}

struct bytes db_rows_blob(const struct db_rows *rows, int column, struct arena *arena)
{
    if (db_rows_null(rows, column))
        return bytes_of(NULL, 0);
    int type = sqlite3_column_type(rows->handle, column);
    ASSERT(type == SQLITE_BLOB || type == SQLITE_TEXT);
    const void *data = sqlite3_column_blob(rows->handle, column);
    return arena_bytes(arena, bytes_of(data, (size_t)sqlite3_column_bytes(rows->handle, column)));
}

char *db_rows_text(const struct db_rows *rows, int column, struct arena *arena)
{
    if (db_rows_null(rows, column))
        return NULL;
    ASSERT(sqlite3_column_type(rows->handle, column) == SQLITE_TEXT);
    const unsigned char *text = sqlite3_column_text(rows->handle, column);
    return arena_text_n(arena, text, (size_t)sqlite3_column_bytes(rows->handle, column));
}

const char *db_path(const struct db *db)
{
    return db->path;
}

bool db_in_transaction(const struct db *db)
{
    return db->in_transaction;
}

fallible transaction_begin(struct transaction *transaction, struct db *db)
{
    static const struct statement write = {"begin", "BEGIN IMMEDIATE", false};
    static const struct statement read = {"begin", "BEGIN", false};
    ASSERT(!transaction->db && !db->in_transaction);
    TRY(db_run(db, db->mode == DB_WRITE ? &write : &read, DB_NO_VALUES));
    db->in_transaction = true;
    transaction->db = db;
    return NULL;
}

fallible transaction_commit(struct transaction *transaction)
{
    static const struct statement commit = {"commit", "COMMIT", false};
    ASSERT(transaction->db);
    TRY(db_run(transaction->db, &commit, DB_NO_VALUES));
    transaction->db->in_transaction = false;
    transaction->db = NULL;
    return NULL;
}

void transaction_cleanup(struct transaction *transaction)
{
    static const struct statement rollback = {"rollback", "ROLLBACK", false};
    if (!transaction->db)
        return;
    struct db *db = transaction->db;
    db->in_transaction = false;
    transaction->db = NULL;
    if (!sqlite3_get_autocommit(db->sqlite)) /* else the engine has rolled back itself */
        error_free(db_run(db, &rollback, DB_NO_VALUES));
}

/* A setting of the connection and how it reads back. */
struct setting {
    const char *name, *set, *read, *value;
    bool for_writing; /* of no use, or not allowed, on a connection that only reads */
};

#define SETTING(name, given, reads, for_writing)                                                   \
    {                                                                                              \
        name, "PRAGMA " name "=" given, "PRAGMA " name, reads, for_writing                         \
    }

static const struct setting settings[] = {
    SETTING("journal_mode", "WAL", "wal", true),
    SETTING("synchronous", "FULL", "2", true),
    SETTING("secure_delete", "ON", "1", true),
    SETTING("recursive_triggers", "ON", "1", true), /* REPLACE must meet append-only triggers */
    SETTING("foreign_keys", "ON", "1", false),
    SETTING("trusted_schema", "OFF", "0", false),
    SETTING("cell_size_check", "ON", "1", false),
    SETTING("mmap_size", "0", "0", false),       /* an I/O error must not become a SIGBUS */
    SETTING("temp_store", "MEMORY", "2", false), /* nothing personal in /tmp */
};

static fallible apply_setting(struct db *db, const struct setting *setting)
{
    int result = sqlite3_exec(db->sqlite, setting->set, NULL, NULL, NULL);
    if (result != SQLITE_OK)
        return db_error(db, result, setting->name);
    const struct statement read = {setting->name, setting->read, false};
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &read, DB_NO_VALUES));
    bool got = false;
    TRY(db_rows_next(&got, rows));
    const char *value = got ? (const char *)sqlite3_column_text(rows->handle, 0) : "nothing";
    if (!value) /* out of memory */
        return error_make(ERROR_ENVIRONMENT, "'%s' cannot be read in '%s'", setting->name,
                          db->path);
    if (!text_equal(value, setting->value))
        return error_make(ERROR_ENVIRONMENT, "'%s' is '%s' instead of '%s' in '%s'", setting->name,
                          value, setting->value, db->path);
    return NULL;
}

static fallible apply_settings(struct db *db)
{
    sqlite3_busy_timeout(db->sqlite, BUSY_TIMEOUT_MS);
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DQS_DML, 0, NULL); /* "x" is always a name */
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (db->mode == DB_WRITE || !settings[i].for_writing)
            TRY(apply_setting(db, &settings[i]));
    /* opening is lazy: this reads the file */
    int result = sqlite3_exec(db->sqlite, "PRAGMA schema_version", NULL, NULL, NULL);
    return result == SQLITE_OK ? NULL : db_error(db, result, "open");
}

static fallible open_file(struct db *db)
{
    /* The engine would let others read what it makes. Never for a file that exists: closing it
     * would drop the locks of every other connection of this process (POSIX). */
    if (db->mode == DB_WRITE)
        close(open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, PRIVATE));
    int flags = db->mode == DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                     : SQLITE_OPEN_READONLY;
    int result = sqlite3_open_v2(db->path, &db->sqlite, flags | SQLITE_OPEN_EXRESCODE, NULL);
    if (result != SQLITE_OK)
        return db_error(db, result, "open");
    if (db->mode == DB_WRITE && sqlite3_db_readonly(db->sqlite, "main"))
        return error_hint(error_make(ERROR_ENVIRONMENT, "'%s' cannot be written", db->path),
                          "let this account write the file and its folder");
    return apply_settings(db);
}

fallible db_open(struct db **out, const char *path, enum db_mode mode)
{
    *out = NULL;
    SCOPED_DB db = calloc(1, sizeof *db);
    if (!db || !(db->path = strdup(path)))
        abort();
    db->mode = mode;
    TRY(open_file(db));
    *out = db;
    db = NULL;
    return NULL;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    for (struct db_rows *rows = db->prepared, *next; rows; rows = next) {
        next = rows->next;
        sqlite3_finalize(rows->handle);
        free(rows);
    }
    sqlite3_close(db->sqlite);
    free(db->path);
    free(db);
}

/* What is put aside meanwhile goes beside the database, not into memory. */
static fallible vacuum(struct db *db)
{
    static const struct statement on_disk = {"db_compact", "PRAGMA temp_store = FILE", false};
    static const struct statement whole = {"db_compact", "VACUUM", false};
    SCOPED_ARENA(arena);
    char *folder = arena_text(arena, db->path), *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    sqlite3_temp_directory = sqlite3_mprintf("%s", slash ? folder : ".");
    struct error *error = db_run(db, &on_disk, DB_NO_VALUES);
    if (!error)
        error = db_run(db, &whole, DB_NO_VALUES);
    sqlite3_free(sqlite3_temp_directory);
    sqlite3_temp_directory = NULL;
    return error;
}

fallible db_compact(struct db *db)
{
    static const struct statement in_memory = {"db_compact", "PRAGMA temp_store = MEMORY", false};
    static const struct statement empty = {"db_compact", "PRAGMA wal_checkpoint(TRUNCATE)", false};
    int64_t busy;
    ASSERT(!db->in_transaction);
    TRY(vacuum(db));
    TRY(db_run(db, &in_memory, DB_NO_VALUES));
    TRY(db_integer_of(&busy, db, &empty, DB_NO_VALUES, 0));
    if (!busy)
        return NULL;
    return error_hint(error_make(ERROR_ENVIRONMENT,
                                 "'%s' is being read: its log still holds what "
                                 "was overwritten",
                                 db->path),
                      "end what reads the registry, then do this again");
}
