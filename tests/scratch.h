/* A folder of its own for a test, removed with all that is in it when the arena closes. */
#ifndef USTA_TESTS_SCRATCH_H
#define USTA_TESTS_SCRATCH_H

#include "base/arena.h"

char *scratch_folder(struct arena *arena);

#endif
