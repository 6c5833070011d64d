/* Help, made from the table of commands. */
#ifndef USTA_CLI_HELP_H
#define USTA_CLI_HELP_H

#include "cli/command.h"

/* All commands, a line each; or those of one noun; or one command with its options. noun and verb
 * may be NULL. ERROR_USAGE for a command that is not in the table.
 * Answer: {"commands":[{"noun", "verb" or null, "arguments", "summary", "options":[{"name", "value"
 * or null, "summary"}]}]} */
fallible help_say(struct call *call, const char *noun, const char *verb);

/* `usta help [NOUN [VERB]]`, with --man (manual.h) or --completion (completion.h). */
fallible cli_help(struct call *call);

#endif
