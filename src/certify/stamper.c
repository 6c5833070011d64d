#include "certify/stamper.h"

#include <stdio.h>

void stamper_give_up(struct stamper *stamper, const struct error *error)
{
    if (!atomic_flag_test_and_set(&stamper->told))
        snprintf(stamper->failure, sizeof stamper->failure, "%s", error_message(error));
    atomic_store(&stamper->failed, true);
}

fallible stamper_stamp(struct bytes *token, struct stamper *stamper, const struct digest *imprint,
                       struct arena *arena)
{
    if (atomic_load(&stamper->failed))
        return error_make(ERROR_ENVIRONMENT, "the timestamp authority failed before and is not "
                                             "asked again");
    struct error *error = stamper->ask(stamper, token, imprint, arena);
    if (error)
        stamper_give_up(stamper, error);
    return error;
}

const char *stamper_failure(const struct stamper *stamper)
{
    return atomic_load(&stamper->failed) ? stamper->failure : NULL;
}
