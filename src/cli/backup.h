/* usta backup, usta restore. Both answer {"backup", "journal_size", "journal_root": hex}. */
#ifndef USTA_CLI_BACKUP_H
#define USTA_CLI_BACKUP_H

#include "cli/call.h"

/* backup FOLDER: while others work. */
fallible cli_backup(struct call *call);

/* restore FOLDER: makes the registry that -r names, which must not exist. --published NOTE is the
 * newest head of the journal that the world has seen; an older backup is refused. */
fallible cli_restore(struct call *call);

#endif
