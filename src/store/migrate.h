/* The schema: numbered files of src/store/migrations, embedded in the program and applied in order,
 * never edited once released (cmake/migrations_make.cmake says how they are written). */
#ifndef USTA_STORE_MIGRATE_H
#define USTA_STORE_MIGRATE_H

#include "store/db.h"

struct migration {
    int number;        /* from 1 */
    const char *title; /* "0001-journal" */
    const struct statement *statements;
    size_t count;
};
struct migrations {
    const struct migration *items; /* by number */
    size_t count;
};

struct migrations migrations_known(void);

/* Brings the database at path to the newest of the migrations: all that are missing in one
 * transaction. A database that has a schema already is copied to "path.before-NNNN" first, NNNN
 * being the first that was missing. ERROR_ENVIRONMENT when its schema is newer than the program. */
fallible migrate_database(struct db *db, const char *path, struct migrations migrations);

/* ERROR_ENVIRONMENT unless the schema is the newest of the migrations: for who only reads. */
fallible migrate_check(struct db *db, const char *path, struct migrations migrations);

#endif
