/* usta backup, usta restore */
#ifndef USTA_CLI_BACKUP_H
#define USTA_CLI_BACKUP_H

#include "cli/call.h"

/* backup FOLDER: {"folder", "journal_size", "journal_root"} */
fallible cli_backup(struct call *call);

/* restore FOLDER: makes the registry named by -r of a backup. The same answer. */
fallible cli_restore(struct call *call);

#endif
