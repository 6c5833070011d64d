/* Completion for bash, made from the table of commands. */
#ifndef USTA_CLI_COMPLETION_H
#define USTA_CLI_COMPLETION_H

#include "cli/command.h"

/* A script that defines _usta and binds it: nouns, their verbs, the options of each command, and
 * else names of files. Answer: {"completion": the script} */
void completion_say(struct call *call);

#endif
