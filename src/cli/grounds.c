#include "cli/grounds.h"

#include "base/text.h"

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

static bool same_text(const char *a, const char *b)
{
    return a && b ? text_equal(a, b) : a == b;
}

/* How many refusals from the first on say the same. */
static size_t count_alike(const struct refusal *first, size_t limit)
{
    size_t count = 1;
    while (count < limit && text_equal(first[count].message, first->message) &&
           same_text(first[count].hint, first->hint))
        count++;
    return count;
}

/* Forty attempts refused for one reason are one line. */
static void note_refusals(struct call *call, const struct refusals *refusals)
{
    for (size_t i = 0; i < refusals->count;) {
        const struct refusal *first = &refusals->items[i];
        size_t alike = count_alike(first, refusals->count - i);
        if (alike > 1)
            call_note(call, "%s and %zu more: %s", first->what, alike - 1, first->message);
        else
            call_note(call, "%s: %s", first->what, first->message);
        if (first->hint)
            call_note(call, "  %s", first->hint);
        i += alike;
    }
}

static struct value *refusals_value(const struct refusals *refusals, struct arena *arena)
{
    struct value *array = value_array(arena);
    for (size_t i = 0; i < refusals->count; i++)
        value_append(array, refusal_value(&refusals->items[i], arena));
    return array;
}

void grounds_refusals(struct call *call, const struct refusals *refusals)
{
    value_set(call->grounds, "refusals", refusals_value(refusals, call->arena));
    if (refusals->count > 1)
        note_refusals(call, refusals);
}

void grounds_refused_some(struct call *call, const struct refusals *refusals)
{
    value_set(call->answer, "refused", refusals_value(refusals, call->arena));
    note_refusals(call, refusals);
    if (refusals->count > 0)
        call->exit_code = ERROR_REFUSED;
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
