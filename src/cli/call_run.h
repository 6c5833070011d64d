/* Runs one call of the command line from its words to its exit code. */
#ifndef USTA_CLI_CALL_RUN_H
#define USTA_CLI_CALL_RUN_H

#include "cli/command.h"

/* Reads the words, opens what the command needs, runs it in one transaction when it writes, and
 * only after that transaction is on disk prints the answer: words or JSON on standard output, what
 * went wrong on standard error ("usta: …" and a hint), as JSON {"error":{…}} on standard output
 * with --json. Returns the exit code: 0 done, else as error_code says. */
int call_run(const struct command *table, int count, char *const *words);

#endif
