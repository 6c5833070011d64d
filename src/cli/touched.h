/* What is in doubt, as a listing of several commands. */
#ifndef USTA_CLI_TOUCHED_H
#define USTA_CLI_TOUCHED_H

#include "assess/touched.h"
#include "cli/call.h"

/* Adds [{"what", "name", "state"}] to the answer under name, and a line for each to the words. */
void touched_say(struct call *call, const char *name, const struct touched_list *touched);

#endif
