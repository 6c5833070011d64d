/* A registry is a folder that holds all a centre keeps:
 *     usta.db    the database
 *     keys/      private keys, each in an encrypted PEM file
 *     lock       held by the one process that writes
 * What is made here only its owner may enter and read. */
#ifndef USTA_STORE_REGISTRY_H
#define USTA_STORE_REGISTRY_H

#include "store/desk.h"

struct registry;

/* Makes a registry in folder, which may exist without one, and opens it for writing. It is there
 * whole or not at all. ERROR_CONFLICT when folder holds one. The clock and the random source are
 * borrowed until the registry is closed, here and below. */
fallible registry_create(struct registry **out, const char *folder, const struct clock *clock,
                         struct random *random);

/* Opens the registry in folder. ERROR_NOT_FOUND when there is none.
 * DB_WRITE: takes the lock, waiting up to 5 seconds for another writer (then ERROR_ENVIRONMENT
 * "in use by process N"), and brings the schema up to date (migrate.h).
 * DB_READ: works beside a writer; ERROR_ENVIRONMENT when the schema is not the program's own. */
fallible registry_open(struct registry **out, const char *folder, enum db_mode mode,
                       const struct clock *clock, struct random *random);

void registry_close(struct registry *registry); /* NULL does nothing */
void registry_cleanup(struct registry **registry);
#define SCOPED_REGISTRY __attribute__((cleanup(registry_cleanup))) struct registry *

/* All borrowed until the registry is closed. */
struct db *registry_db(const struct registry *registry);
const char *registry_folder(const struct registry *registry);
const char *registry_keys(const struct registry *registry); /* the folder of keys */
const struct clock *registry_clock(const struct registry *registry);

/* The desk of a person at this registry. */
struct desk registry_desk(const struct registry *registry, struct person_id person);

/* Where the database of the registry in folder stands. */
char *registry_database(const char *folder, struct arena *arena);

#endif
