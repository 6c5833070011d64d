/* Words in several languages, and the versions of what carries them: what rubrics and schemes have
 * in common. */
#ifndef USTA_ASSESS_TEXTS_H
#define USTA_ASSESS_TEXTS_H

#include "base/arena.h"

#include <stdbool.h>

/* One text in several languages. */
struct translation {
    const char *language; /* BCP 47 tag as declared at the top of the file, for example "ky" */
    const char *text;
};
struct texts {
    const struct translation *items; /* in the order in which the languages are declared */
    size_t count;
};

/* The text in language, else in fallback, else NULL. Either may be NULL. */
const char *texts_in(const struct texts *texts, const char *language, const char *fallback);

enum language_state { LANGUAGE_SOURCE, LANGUAGE_DRAFT, LANGUAGE_REVIEWED };
struct rubric_language {
    const char *tag;
    enum language_state state;
};

struct version {
    int major, minor, patch; /* MAJOR scores may change, MINOR addition, PATCH wording */
};
bool version_read(struct version *out, const char *text); /* strictly MAJOR.MINOR.PATCH */
int version_compare(struct version a, struct version b);  /* <0, 0, >0 */
char *version_text(struct version version, struct arena *arena);

#endif
