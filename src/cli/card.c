#include "cli/card.h"

#include "assess/institution.h"
#include "base/file.h"
#include "certify/card.h"
#include "cli/code.h"
#include "cli/layouts.h"

enum { PRIVATE_MODE = 0600 }; /* names of people are in it */

fallible cli_certificate_card(struct call *call)
{
    const char *today, *path = call_argument(call, call->argument_count - 1);
    struct certificates certificates = {0};
    struct layout *layout;
    struct bytes pdf;
    for (size_t i = 0; i + 1 < call->argument_count; i++)
        TRY(code_certificate(ARENA_PUSH(call->arena, certificates.items, certificates.count), call,
                             call->arguments[i]));
    TRY(institution_today(&today, &call->desk, call->arena));
    TRY(layouts_open_in(&layout, call, "card", NULL));
    TRY(card_print(&pdf, layout, call->desk.db, &certificates, today, call->arena));
    TRY(file_write(path, pdf, PRIVATE_MODE));
    value_set_text(call->answer, "file", path);
    value_set_integer(call->answer, "cards", (int64_t)certificates.count);
    call_say(call, "drew %zu cards, front and back, to %s", certificates.count, path);
    return NULL;
}
