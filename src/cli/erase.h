/* usta erase (certify/erase.h). */
#ifndef USTA_CLI_ERASE_H
#define USTA_CLI_ERASE_H

#include "cli/call.h"

fallible cli_erase(struct call *call);

#endif
