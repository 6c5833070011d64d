/* Breaks a finished PDF in one place: the file is written again, its streams decoded, with one text
 * replaced, and lengths and tables that fit. The signature breaks, which no rule here asks. */
#ifndef USTA_TESTS_CERTIFY_FORGE_H
#define USTA_TESTS_CERTIFY_FORGE_H

#include "base/arena.h"

struct forgery {
    const char *near; /* only in an object (or trailer, or what stands before the first object) that
                       * holds this; NULL: in the first that has the text */
    const char *text, *instead; /* text "": instead is added at the very end of the file */
    size_t overwrites;          /* instead is so many bytes and replaces as many; 0: the text */
};

/* The file with its first such text replaced; fails the test when there is none. text NULL: only
 * written again. */
struct bytes forge(struct bytes file, const struct forgery *forgery, struct arena *arena);

#endif
