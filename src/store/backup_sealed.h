/* A sealed backup: the files of a backup (backup.h), each in envelopes (envelope.h) that only the
 * holder of the recovery key can open. It is a folder, and there whole or not at all:
 *     usta.db.000001.cms …   the database, in pieces of 16 MiB
 *     keys.NAME.cms          the private keys, as encrypted as they were
 *     MANIFEST.cms           the MANIFEST of what is inside
 *     MANIFEST               the SHA-256 of each, so that damage on the way is found without the
 * key Memory does not grow with the database. Its copy stands in the registry's folder until it is
 * sealed: nothing that can be read ever stands where the backup goes. */
#ifndef USTA_STORE_BACKUP_SEALED_H
#define USTA_STORE_BACKUP_SEALED_H

#include "store/backup.h"
#include "store/envelope.h"

/* As backup_write. */
fallible backup_sealed_write(struct journal_head *out, const char *target,
                             const struct registry *registry,
                             const struct envelope_recipient *recipient);

/* True for the folder of a sealed backup. */
bool backup_is_sealed(const char *backup);

/* Opens a sealed backup into an empty folder, which is then an ordinary one, for backup_restore to
 * check. ERROR_REFUSED for another key, and for an envelope that is missing, cut off or altered. */
fallible backup_sealed_open(const char *folder, const char *backup, const struct envelope_key *key);

#endif
