/* DER (ITU-T X.690, clauses 10 and 11): written piece by piece, read strictly. Only what CMS and
 * X.509 need: one-byte tags and lengths below 2^31. */
#ifndef USTA_CERTIFY_DER_H
#define USTA_CERTIFY_DER_H

#include "base/arena.h"

#include <stdbool.h>

enum der_tag {
    DER_BOOLEAN = 0x01,
    DER_INTEGER = 0x02,
    DER_BIT_STRING = 0x03,
    DER_OCTET_STRING = 0x04,
    DER_NULL = 0x05,
    DER_OID = 0x06,
    DER_ENUMERATED = 0x0a,
    DER_UTF8_STRING = 0x0c,
    DER_PRINTABLE_STRING = 0x13,
    DER_UTC_TIME = 0x17,
    DER_GENERALIZED_TIME = 0x18,
    DER_SEQUENCE = 0x30,
    DER_SET = 0x31,
    DER_CONTEXT_0 = 0x80,             /* [0] IMPLICIT, primitive */
    DER_CONTEXT_0_CONSTRUCTED = 0xa0, /* [0] EXPLICIT, or IMPLICIT of a SEQUENCE or SET */
    DER_CONTEXT_1_CONSTRUCTED = 0xa1,
    DER_CONTEXT_3_CONSTRUCTED = 0xa3,
};

/* One element: its tag, its length, and the parts one after the other. */
struct bytes der_join(enum der_tag tag, const struct bytes *parts, size_t count,
                      struct arena *arena);
#define DER(arena, tag, ...)                                                                       \
    der_join((tag), (const struct bytes[]){__VA_ARGS__},                                           \
             sizeof((const struct bytes[]){__VA_ARGS__}) / sizeof(struct bytes), (arena))

/* A SET OF or its [n] IMPLICIT form: the members sorted as DER wants (X.690, 11.6). */
struct bytes der_set_of(enum der_tag tag, const struct bytes *members, size_t count,
                        struct arena *arena);

/* An OID from its dotted text, for example "1.2.840.113549.1.7.1"; the text is right (asserted). */
struct bytes der_oid(const char *dotted, struct arena *arena);

/* A whole number ≥ 0 from its big-endian bytes: leading zeros dropped, one added where the number
 * would look negative. */
struct bytes der_unsigned(struct bytes number, struct arena *arena);

struct der_element {
    struct bytes whole, content; /* borrowed */
};

/* Takes the next element of *rest, which must have this tag, and moves *rest behind it.
 * ERROR_REFUSED naming what when the tag differs, or the length is not definite, not minimal or
 * passes the end. */
fallible der_next(struct der_element *out, struct bytes *rest, enum der_tag tag, const char *what);

/* Whether the next element has this tag. */
bool der_has(struct bytes rest, enum der_tag tag);

/* ERROR_REFUSED naming what unless all of rest is read. */
fallible der_end(struct bytes rest, const char *what);

/* Takes an INTEGER ≥ 0 into size big-endian bytes; ERROR_REFUSED when it is negative, not minimal
 * or too large. */
fallible der_next_unsigned(uint8_t *out, size_t size, struct bytes *rest, const char *what);

/* Takes a UTCTime or GeneralizedTime as RFC 5280 (4.1.2.5) wants it: whole seconds, UTC. */
fallible der_next_time(int64_t *out, struct bytes *rest, const char *what);

#endif
