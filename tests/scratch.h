/* A folder of its own for a test, removed with all that is in it when the arena closes. */
#ifndef USTA_TESTS_SCRATCH_H
#define USTA_TESTS_SCRATCH_H

#include "base/arena.h"

char *scratch_folder(struct arena *arena); /* in memory where there is such a place */

/* The same in a folder that is there: when a disk is what it is about. */
char *scratch_folder_in(const char *place, struct arena *arena);

#endif
