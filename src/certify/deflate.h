/* Compression for the streams of a PDF (ISO 32000-1, 7.4.4: RFC 1950 and 1951), done by
 * libdeflate (deflate.c is the only file that includes its header). */
#ifndef USTA_CERTIFY_DEFLATE_H
#define USTA_CERTIFY_DEFLATE_H

#include "base/arena.h"
#include "base/error.h"

/* The same bytes for the same input and version of libdeflate. */
struct bytes deflate_bytes(struct bytes bytes, struct arena *arena);

/* The other way, for a stream that says how long it is: never more than size bytes are made of it.
 * ERROR_REFUSED unless deflated is one whole stream and nothing behind it, whose checksum holds,
 * of exactly size bytes. */
fallible inflate_bytes(struct bytes *out, struct bytes deflated, size_t size, struct arena *arena);

#endif
