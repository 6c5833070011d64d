/* A backup is a folder of its own, made while others write:
 *     usta.db    the database, as of one instant
 *     keys/      the private keys, as encrypted as they were
 *     MANIFEST   the SHA-256 of each, as `sha256sum -c MANIFEST` reads it
 * It is there whole or not at all. */
#ifndef USTA_STORE_BACKUP_H
#define USTA_STORE_BACKUP_H

#include "store/journal.h"
#include "store/registry.h"

/* Makes a backup and checks it. Gives the journal's head in it. No transaction may be open.
 * ERROR_CONFLICT when target exists. */
fallible backup_write(struct journal_head *out, const char *target,
                      const struct registry *registry);

/* Reads all of a backup: digests, pages and keys of the database, the journal. ERROR_NOT_FOUND when
 * there is none, ERROR_REFUSED naming what is not as it was made. */
fallible backup_check(struct journal_head *out, const char *backup);

/* Makes a registry of a backup that passes backup_check. ERROR_CONFLICT when folder exists and is
 * not empty. published is the newest head the world has seen (NULL: none is known): ERROR_REFUSED
 * when the backup is older, or tells another history; serving it would undo acts that others rely
 * on. */
fallible backup_restore(struct journal_head *out, const char *folder, const char *backup,
                        const struct journal_head *published);

#endif
