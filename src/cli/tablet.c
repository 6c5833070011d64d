#include "cli/tablet.h"

#include "assess/tablet.h"
#include "cli/listing.h"

fallible cli_tablet_code(struct call *call)
{
    const char *device = call_argument(call, 0);
    struct tablet_code code;
    TRY(tablet_code_make(&code, &call->desk, device));
    value_set_text(call->answer, "tablet", device);
    value_set_text(call->answer, "code", code.text);
    value_set_integer(call->answer, "minutes", TABLET_CODE_SECONDS / 60);
    call_say(call, "%s enrols with %s, once and within %d minutes", device, code.text,
             TABLET_CODE_SECONDS / 60);
    call_say(call, "  type it on the tablet now: it is not kept");
    return NULL;
}

fallible cli_tablet_revoke(struct call *call)
{
    const char *device = call_argument(call, 0), *reason;
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(tablet_revoke(&call->desk, device, reason));
    value_set_text(call->answer, "tablet", device);
    value_set_text(call->answer, "reason", reason);
    call_say(call, "revoked %s: %s", device, reason);
    return NULL;
}

fallible cli_tablet_list(struct call *call)
{
    static const struct shown columns[] = {
        {"tablet", "TABLET"}, {"enrolled", "ENROLLED"}, {"state", "STATE"}, {NULL, NULL}};
    struct tablets tablets;
    struct value *rows = value_array(call->arena);
    TRY(tablet_list(&tablets, call->desk.db, call->arena));
    for (size_t i = 0; i < tablets.count; i++) {
        struct value *row = value_object(call->arena);
        value_set_text(row, "tablet", tablets.items[i].device);
        value_set_text(row, "enrolled", instant_text(tablets.items[i].enrolled_s, call->arena));
        value_set_text(row, "state", tablets.items[i].is_revoked ? "revoked" : "enrolled");
        value_append(rows, row);
    }
    listing_say(call, "tablets", rows, columns, "no tablet is enrolled yet",
                "usta tablet code TABLET");
    return NULL;
}
