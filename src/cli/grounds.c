#include "cli/grounds.h"

void grounds_add_findings(struct call *call, const struct findings *findings)
{
    buffer_add_text(&call->noted, findings_text(findings, call->arena));
    value_set(call->grounds, "findings", findings_value(findings, call->arena));
}

struct error *grounds_findings(struct call *call, const struct findings *findings, const char *path)
{
    grounds_add_findings(call, findings);
    return error_hint(error_make(ERROR_REFUSED, "'%s' has %zu error%s", path, findings->errors,
                                 findings->errors == 1 ? "" : "s"),
                      "mend what is said above; each number is explained in docs/rubric-errors.md");
}

static struct value *refusal_value(const struct refusal *refusal, struct arena *arena)
{
    struct value *object = value_object(arena);
    value_set_text(object, "what", refusal->what);
    value_set_text(object, "message", refusal->message);
    value_set_text(object, "hint", refusal->hint);
    return object;
}

void grounds_refusals(struct call *call, const struct refusals *refusals)
{
    struct value *array = value_array(call->arena);
    for (size_t i = 0; i < refusals->count; i++) {
        const struct refusal *refusal = &refusals->items[i];
        value_append(array, refusal_value(refusal, call->arena));
        if (refusals->count == 1)
            continue;
        call_note(call, "%s: %s", refusal->what, refusal->message);
        if (refusal->hint)
            call_note(call, "  %s", refusal->hint);
    }
    value_set(call->grounds, "refusals", array);
}

void grounds_warnings(struct call *call, const struct refusals *warnings)
{
    struct value *array = value_array(call->arena);
    for (size_t i = 0; i < warnings->count; i++) {
        const struct refusal *warning = &warnings->items[i];
        char *text = arena_format(call->arena, "%s: %s", warning->what, warning->message);
        value_append(array, value_of_text(text, call->arena));
        call_note(call, "warning: %s", text);
    }
    value_set(call->answer, "warnings", array);
}
