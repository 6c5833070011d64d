#include "cli/code.h"

#include "cli/listing.h"

static struct error *suggest(struct call *call, const char *typed, struct error *error)
{
    struct code codes[CODE_SUGGESTIONS];
    size_t count = code_suggest(codes, typed);
    struct value *array = value_array(call->arena);
    for (size_t i = 0; i < count; i++)
        value_append(array, value_of_text(code_text(&codes[i], call->arena), call->arena));
    value_set(call->grounds, "suggestions", array);
    if (count > 0)
        return error_hint(error, "compare it with the paper; it may be %s",
                          listing_cell(array, call->arena));
    return error_hint_text(error) ? error : error_hint(error, "compare it with the paper");
}

fallible code_certificate(struct certificate *out, struct call *call, const char *typed)
{
    struct code code;
    struct error *error = code_read(&code, typed);
    if (error)
        return suggest(call, typed, error);
    return certificate_find(out, call->desk.db, typed, call->arena);
}
