/* ByteRange and Contents of a signature dictionary: the place in a PDF that a signature will fill,
 * and that it covers everything but (ISO 32000-1, 12.8.1). */
#ifndef USTA_CERTIFY_PADES_HOLE_H
#define USTA_CERTIFY_PADES_HOLE_H

#include "base/buffer.h"
#include "base/digest.h"

struct pades_hole {
    size_t range_at; /* where ByteRange's brackets will stand */
    size_t at, end;  /* the hexadecimal string with its angle brackets */
};

/* Adds both entries, with room for so many bytes of signature, all zeros as yet. */
void pades_hole_add(struct pades_hole *out, struct buffer *pdf, size_t room);

/* When all is written: puts ByteRange in, takes the file, and the digest of what is covered. */
fallible pades_hole_close(struct bytes *file, struct digest *content, const struct pades_hole *hole,
                          struct buffer *pdf);

/* A copy of the file with the signature in its place. ERROR_ENVIRONMENT when it does not fit. */
fallible pades_hole_fill(struct bytes *out, const struct pades_hole *hole, struct bytes file,
                         struct bytes signature, struct arena *arena);

/* What stands in it: lower-case hexadecimal, a DER SEQUENCE, and zeros behind it. ERROR_REFUSED for
 * anything else. */
fallible pades_hole_read(struct bytes *der, struct bytes file, const struct pades_hole *hole,
                         struct arena *arena);

/* The digest of all but the hole. */
struct digest pades_hole_digest(struct bytes file, size_t at, size_t end);

#endif
