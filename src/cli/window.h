/* The window of a quality report, as it is asked for: --from, --until, --unit. */
#ifndef USTA_CLI_WINDOW_H
#define USTA_CLI_WINDOW_H

#include "assess/quality.h"
#include "cli/call.h"

struct quality_window window_option(const struct call *call);

#endif
