/* The man page, made from the table of commands. */
#ifndef USTA_CLI_MANUAL_H
#define USTA_CLI_MANUAL_H

#include "cli/command.h"

extern const char *const manual_exit_codes; /* one line */

/* usta(1) in the language of man(7). Answer: {"man": the page} */
void manual_say(struct call *call);

#endif
