/* Compression for the streams of a PDF (ISO 32000-1, 7.4.4: RFC 1950 and 1951), done by
 * libdeflate (deflate.c is the only file that includes its header). */
#ifndef USTA_CERTIFY_DEFLATE_H
#define USTA_CERTIFY_DEFLATE_H

#include "base/arena.h"

/* The same bytes for the same input and version of libdeflate. */
struct bytes deflate_bytes(struct bytes bytes, struct arena *arena);

#endif
