/* SHA-256 (FIPS 180-4), the only digest of the system. (Others may use its longer sisters, where we
 * only check what they wrote.) */
#ifndef USTA_BASE_DIGEST_H
#define USTA_BASE_DIGEST_H

#include "base/arena.h"

#include <stdbool.h>

enum { DIGEST_SIZE = 32 };

struct digest {
    uint8_t data[DIGEST_SIZE];
};

struct digest digest_of(struct bytes bytes);

/* The digest of several parts, one after the other, without separators. */
struct digest digest_of_parts(const struct bytes *parts, size_t count);

/* The digest of a file of any size. Errors as file_read (file.h). */
fallible digest_of_file(struct digest *out, const char *path);

enum digest_kind { DIGEST_SHA256, DIGEST_SHA384, DIGEST_SHA512 };

/* What others hash with: 32, 48 or 64 bytes. */
struct bytes digest_by(enum digest_kind kind, struct bytes bytes, struct arena *arena);

bool digest_equal(const struct digest *a, const struct digest *b);
struct bytes digest_bytes(const struct digest *digest);              /* borrowed from digest */
char *digest_text(const struct digest *digest, struct arena *arena); /* 64 lower-case hex digits */

/* Strictly 64 lower-case hexadecimal digits, else ERROR_REFUSED naming what. */
fallible digest_parse(struct digest *out, const char *text, const char *what);

#endif
