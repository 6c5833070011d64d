/* Which attempts of a sitting a command is about. */
#ifndef USTA_CLI_SELECTION_H
#define USTA_CLI_SELECTION_H

#include "assess/attempt.h"
#include "cli/call.h"

/* Refs as a command was given them; none means all. */
struct selected {
    const char *const *items;
    size_t count;
};

/* The attempts of these candidates at these units, by candidate and unit. ERROR_NOT_FOUND naming a
 * candidate or unit of which the sitting has none. */
fallible selection_attempts(struct attempts *out, struct call *call, const struct sitting *sitting,
                            struct selected candidates, struct selected units);

/* The values of an option that may be given several times. */
struct selected selection_option(const struct call *call, const char *name);

#endif
