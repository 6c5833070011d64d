#include "assess/refusals.h"

struct refusals refusals_make(struct arena *arena)
{
    return (struct refusals){.arena = arena};
}

bool refusal_is(const struct error *error)
{
    enum error_code code = error_code(error);
    return code == ERROR_REFUSED || code == ERROR_CONFLICT || code == ERROR_NOT_FOUND;
}

fallible refusals_collect(struct refusals *refusals, const char *what, struct error *error)
{
    if (!error)
        return NULL;
    if (!refusal_is(error))
        return error;
    const char *hint = error_hint_text(error);
    *ARENA_PUSH(refusals->arena, refusals->items, refusals->count) = (struct refusal){
        arena_text(refusals->arena, what), arena_text(refusals->arena, error_message(error)),
        hint ? arena_text(refusals->arena, hint) : NULL};
    error_free(error);
    return NULL;
}

fallible refusals_error(const struct refusals *refusals, const char *title)
{
    if (!refusals->count)
        return NULL;
    const struct refusal *first = &refusals->items[0];
    struct error *error = refusals->count == 1
                              ? error_make(ERROR_REFUSED, "%s: %s: %s", title, first->what,
                                           first->message)
                              : error_make(ERROR_REFUSED, "%s: %zu refusals, the first: %s: %s",
                                           title, refusals->count, first->what, first->message);
    return first->hint ? error_hint(error, "%s", first->hint) : error;
}
