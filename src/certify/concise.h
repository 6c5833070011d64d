/* Concise binary objects (CBOR, RFC 8949), the little of them that the QR payload needs.
 *
 * Written in the one deterministic way of clause 4.2.1: shortest heads, definite lengths. Read item
 * by item, as the caller expects them: nothing is allocated for a promised length and nothing nests
 * by itself, so hostile bytes cost no more than their length. (libcbor does the work and owns the
 * name cbor; its tree reader allocates what a head promises, so only its streaming half is used.)
 */
#ifndef USTA_CERTIFY_CONCISE_H
#define USTA_CERTIFY_CONCISE_H

#include "base/buffer.h"

void concise_add_integer(struct buffer *buffer, int64_t number);
void concise_add_bytes(struct buffer *buffer, struct bytes bytes);
void concise_add_text(struct buffer *buffer, const char *text);
void concise_add_array(struct buffer *buffer, size_t count); /* count items follow */
void concise_add_map(struct buffer *buffer, size_t count);   /* count keys with values follow */
void concise_add_tag(struct buffer *buffer, uint64_t tag);   /* of the item that follows */

/* What is left to read; moves on with every item. */
struct concise {
    struct bytes left;
};

/* The next item. ERROR_REFUSED, naming what, when it is of another kind, cut off, of indefinite
 * length, or a number beyond 64 bits with sign. Bytes are borrowed from what is read. That heads
 * are the shortest is for the caller to prove, by writing again and comparing. */
fallible concise_need_integer(int64_t *out, struct concise *concise, const char *what);
fallible concise_need_bytes(struct bytes *out, struct concise *concise, const char *what);
fallible concise_need_text(const char **out, struct concise *concise, const char *what,
                           struct arena *arena); /* UTF-8 without NUL */
fallible concise_need_array(size_t *count, struct concise *concise, const char *what);
fallible concise_need_map(size_t *count, struct concise *concise, const char *what);
fallible concise_need_tag(uint64_t *out, struct concise *concise, const char *what);

#endif
