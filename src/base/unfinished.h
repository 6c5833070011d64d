/* A folder that is there whole or not at all: filled under another name beside its place, then
 * renamed. What is left without unfinished_finish is removed. */
#ifndef USTA_BASE_UNFINISHED_H
#define USTA_BASE_UNFINISHED_H

#include "base/arena.h"

struct unfinished {
    struct arena *arena;
    const char *target;
    const char *path; /* to be filled; NULL: put in place, or never begun */
};

/* Makes an empty folder that only its owner may enter, and removes what processes that are no more
 * left of the same target. ERROR_CONFLICT when target exists and is not
 * an empty folder.
 *     SCOPED_UNFINISHED folder = {0};
 *     TRY(unfinished_begin(&folder, target, arena)); … TRY(unfinished_finish(&folder));  */
fallible unfinished_begin(struct unfinished *out, const char *target, struct arena *arena);

/* Syncs every folder in it and puts it in place. The files in it were synced when written. */
fallible unfinished_finish(struct unfinished *unfinished);

void unfinished_discard(struct unfinished *unfinished);
#define SCOPED_UNFINISHED __attribute__((cleanup(unfinished_discard))) struct unfinished

#endif
