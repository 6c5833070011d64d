#include "cli/tsas.h"

#include "base/file.h"

#include <stdlib.h>

enum { TRUST_FILE_LIMIT = 1024 * 1024 };

static const char *named(const struct call *call, const char *option, const char *variable)
{
    const char *environment = getenv(variable);
    return call_option_or(call, option, environment && *environment ? environment : NULL);
}

static fallible read_roots(struct trust *out, const struct call *call)
{
    struct bytes pem;
    const char *path = named(call, "--tsa-trust", "USTA_TSA_TRUST");
    *out = trust_none();
    if (!path)
        return NULL;
    TRY(file_read(&pem, path, TRUST_FILE_LIMIT, call->arena));
    return trust_read(out, pem, path, call->arena);
}

fallible tsas_open(struct tsa **out, const struct call *call)
{
    struct tsa *tsa = ARENA_NEW(call->arena, struct tsa);
    tsa->url = named(call, "--tsa", "USTA_TSA");
    tsa->policy = call_option(call, "--tsa-policy");
    tsa->clock = call->desk.clock;
    tsa->random = call->desk.random;
    tsa->total_limit_ms = TSA_TOTAL_LIMIT_MS;
    *out = NULL;
    if (!tsa->url)
        return NULL;
    TRY(read_roots(&tsa->roots, call));
    TRY(tsa_open(tsa));
    *out = tsa;
    return NULL;
}

void tsas_note(struct call *call, const struct tsa *tsa)
{
    const char *failure = tsa ? stamper_failure(&tsa->stamper) : NULL;
    value_set_text(call->answer, "not_stamped", failure);
    if (failure)
        call_note(call, "signed without a timestamp: %s\n  later: usta certificate augment --all",
                  failure);
}
