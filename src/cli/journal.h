/* usta journal …: the acts of everybody, as they were written. */
#ifndef USTA_CLI_JOURNAL_H
#define USTA_CLI_JOURNAL_H

#include "cli/call.h"

/* list: the newest 20, or as many as --last says: {"entries":[{"seq", "at", "by", "kind",
 * "open":{…}, "sealed": hex or null}]} */
fallible cli_journal_list(struct call *call);

/* head: {"origin", "size", "root": hex, "note"}: note is the signed head with --sign, else null.
 * What is signed is what witnesses and `usta restore --published` take. */
fallible cli_journal_head(struct call *call);

/* export FILE: every entry, one a line, as it is hashed: {"file", "entries"} */
fallible cli_journal_export(struct call *call);

#endif
