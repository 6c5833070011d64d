/* The command `usta serve`: above both cli/ and web/, which do not know each other. */
#ifndef USTA_SERVE_H
#define USTA_SERVE_H

#include "cli/call.h"

/* Serves until SIGTERM or SIGINT, then finishes what is under way. Says where, on standard output,
 * as soon as it listens; the log of requests goes to standard error. */
fallible serve_run(struct call *call);

#endif
