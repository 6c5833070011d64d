/* A mark as the options of a command say it. */
#ifndef USTA_CLI_MARK_OPTIONS_H
#define USTA_CLI_MARK_OPTIONS_H

#include "cli/call.h"

/* The one of --check yes|no, --level LEVEL, --readings "82.1 83" (of shares "120/300 90/300") and
 * --na REASON that was given, as an event's body has it: {"check":…} and so on. ERROR_USAGE unless
 * it is exactly one. Whether it fits the line is mark.h's to say. */
fallible mark_options_read(struct value **out, const struct call *call);

#endif
