/* Runs one call of the command line from its words to its exit code. */
#ifndef USTA_CLI_CALL_RUN_H
#define USTA_CLI_CALL_RUN_H

#include "cli/command.h"

/* Reads the words, opens what the command needs, runs it in one transaction when it writes, and
 * only after that transaction is on disk prints the answer on standard output, in words or as JSON.
 * What went wrong follows on standard error ("usta: …" and what to do about it); with --json it is
 * the member "error": {"code", "message", "hint", and what the command adds} of the answer.
 * What a command said before it failed is printed too, unless it told of a transaction that was
 * rolled back.
 *
 * Returns the exit code: 0 done, 1 refused, 2 usage, 3 not found, 4 conflict, 5 environment (also
 * when the answer cannot be written). */
int call_run(const struct command *table, int count, char *const *words);

#endif
