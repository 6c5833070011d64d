/* usta assign */
#ifndef USTA_CLI_ASSIGN_H
#define USTA_CLI_ASSIGN_H

#include "cli/call.h"

/* assign SITTING PERSON DUTY: gives the person the duty in every attempt of the sitting, or only of
 * the units and candidates named: all or none. {"sitting", "person", "duty", "attempts": how many,
 * "warnings":["…"]}; what stands against it is in "refusals" of the error. */
fallible cli_assign(struct call *call);

#endif
