/* A token: 256 random bits that a browser keeps and shows. Of them the registry keeps a digest. */
#ifndef USTA_ASSESS_TOKEN_H
#define USTA_ASSESS_TOKEN_H

#include "base/digest.h"
#include "base/random.h"

enum { TOKEN_SIZE = 64 }; /* hex digits, without the NUL */

struct token {
    char text[TOKEN_SIZE + 1];
};

fallible token_make(struct token *out, struct random *random);

/* SHA-256("usta-PURPOSE-1:" ‖ text): of any text, so that what is no token is unknown as well. */
struct digest token_digest(const char *purpose, const char *text);

#endif
