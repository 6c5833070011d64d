#include "cli/window.h"

struct quality_window window_option(const struct call *call)
{
    return (struct quality_window){.from = call_option(call, "--from"),
                                   .until = call_option(call, "--until"),
                                   .unit = call_option(call, "--unit")};
}
