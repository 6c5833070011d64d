/* Bytes as text: hexadecimal (RFC 4648 clause 8, lower case) and base64 (clause 4, padded). */
#ifndef USTA_BASE_ENCODING_H
#define USTA_BASE_ENCODING_H

#include "base/arena.h"

char *hex_encode(struct bytes bytes, struct arena *arena);

/* Strictly lower case and an even number of digits; else ERROR_REFUSED naming what. */
fallible hex_decode(struct bytes *out, const char *text, const char *what, struct arena *arena);

char *base64_encode(struct bytes bytes, struct arena *arena);

/* Strict: padded, no white space, unused bits zero; else ERROR_REFUSED naming what. */
fallible base64_decode(struct bytes *out, const char *text, const char *what, struct arena *arena);

#endif
