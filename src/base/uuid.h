/* UUIDs (RFC 9562) as text: 8-4-4-4-12 lower-case hexadecimal digits. */
#ifndef USTA_BASE_UUID_H
#define USTA_BASE_UUID_H

#include "base/arena.h"

#include <stdbool.h>

enum { UUID_SIZE = 36 }; /* without the NUL */

bool uuid_good(const char *text);

/* The UUID of version 5 (clause 5.5) that a URI has in the namespace of URLs (clause 6.6): the same
 * for the same URI, everywhere. SHA-1 names here, it protects nothing. */
char *uuid_of_uri(const char *uri, struct arena *arena);

#endif
