#include "cli/verify.h"

#include "certify/verify_files.h"
#include "certify/verify_text.h"

#include <stdlib.h>

fallible cli_verify(struct call *call)
{
    const struct verify_request request = {
        .trust = call_option_or(call, "--trust", getenv("USTA_TRUST")),
        .time_trust = call_option_or(call, "--trust-time", getenv("USTA_TRUST_TIME")),
        .status = call_option(call, "--status"),
        .qr = call_option(call, "--qr"),
        .language = call_option_or(call, "--lang", "en"),
        .files = call->arguments,
        .file_count = call->argument_count,
    };
    struct verify_answer answer;
    if (request.file_count == 0 && !request.qr)
        return call_usage(call, "name files to check, or --qr TEXT");
    if (!verify_language(request.language))
        return call_usage(call, "no words for the language '%s': en, ru or ky", request.language);
    TRY(verify_files(&answer, &request, call->desk.clock, call->arena));
    call->answer = answer.value;
    call->exit_code = answer.exit_code;
    buffer_add_text(&call->said, answer.text);
    return NULL;
}
