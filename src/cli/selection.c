#include "cli/selection.h"

static const struct selected everything = {(const char *const[]){NULL}, 1};

struct selected selection_option(const struct call *call, const char *name)
{
    struct selected selected;
    selected.count = call_options(&selected.items, call, name);
    return selected;
}

static fallible add_attempts(struct attempts *all, struct call *call, const struct sitting *sitting,
                             const char *unit, const char *candidate)
{
    struct attempts some;
    TRY(attempt_list(&some, call->desk.db, sitting->id, unit, candidate, call->arena));
    if (some.count == 0 && (unit || candidate))
        return error_hint(error_make(ERROR_NOT_FOUND, "sitting '%s' has no attempt%s%s%s%s%s%s",
                                     sitting->ref, candidate ? " of '" : "",
                                     candidate ? candidate : "", candidate ? "'" : "",
                                     unit ? " at '" : "", unit ? unit : "", unit ? "'" : ""),
                          "who is entered in what: usta sitting show %s", sitting->ref);
    for (size_t i = 0; i < some.count; i++)
        *ARENA_PUSH(call->arena, all->items, all->count) = some.items[i];
    return NULL;
}

fallible selection_attempts(struct attempts *out, struct call *call, const struct sitting *sitting,
                            struct selected candidates, struct selected units)
{
    struct attempts all = {0};
    candidates = candidates.count > 0 ? candidates : everything;
    units = units.count > 0 ? units : everything;
    for (size_t i = 0; i < candidates.count; i++)
        for (size_t j = 0; j < units.count; j++)
            TRY(add_attempts(&all, call, sitting, units.items[j], candidates.items[i]));
    *out = all;
    return NULL;
}
