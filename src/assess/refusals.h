/* Everything that stands against an act done to many things at once (opening a sitting, assigning
 * a person to forty attempts), so that people mend it in one go instead of one by one. */
#ifndef USTA_ASSESS_REFUSALS_H
#define USTA_ASSESS_REFUSALS_H

#include "base/arena.h"

#include <stdbool.h>

struct refusal {
    const char *what;    /* the thing refused, for example "bishkek-1/BSK-001/UST-CK-HK-02" */
    const char *message; /* why */
    const char *hint;    /* what would be legal; NULL for none */
};

struct refusals {
    struct arena *arena;
    struct refusal *items;
    size_t count;
};

struct refusals refusals_make(struct arena *arena);

/* Whether error is a rule's no: ERROR_REFUSED, ERROR_CONFLICT or ERROR_NOT_FOUND. */
bool refusal_is(const struct error *error);

/* Keeps error when it is a rule's no and returns NULL; passes every other error on. NULL is no
 * error. Takes ownership of error. */
fallible refusals_collect(struct refusals *refusals, const char *what, struct error *error);

/* NULL when nothing was refused, else ERROR_REFUSED: "TITLE: WHAT: MESSAGE" for one, "TITLE: 3
 * refusals, the first: …" for more, with the hint of the first. */
fallible refusals_error(const struct refusals *refusals, const char *title);

#endif
