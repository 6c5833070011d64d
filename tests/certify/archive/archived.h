/* A finished PDF taken apart for the rules of ISO 19005-3 and ISO 14289-1: its objects as the last
 * revision has them, streams decoded, the marks and texts of its pages, its fonts, its structure
 * tree. Read with the same strict reader as usta-verify's; everything else is the test's own. */
#ifndef USTA_TESTS_CERTIFY_ARCHIVED_H
#define USTA_TESTS_CERTIFY_ARCHIVED_H

#include "base/buffer.h"
#include "certify/pdf_file.h"

#include "xml.h"

/* An operator of a content stream with what stands before it. */
struct operation {
    const char *name;
    const struct pdf_value *operands;
    size_t operand_count;
};

/* A stretch of marked content (ISO 32000-1, 14.6), as deep as it is nested. */
struct marked {
    const char *tag;
    int64_t mcid; /* −1: none */
    const struct marked *outer;
};

/* Something painted or shown, and what it is marked as. */
struct painted {
    const char *operator;
    const struct marked *marked;      /* NULL: nothing */
    const struct embedded_font *font; /* of text */
};

struct content_list {
    const struct operation *operations;
    size_t operation_count;
    struct marked **marks;
    size_t mark_count;
    struct painted *painted;
    size_t painted_count;
    int deepest; /* q inside q */
};

struct embedded_font {
    const struct pdf_value *type0, *cid, *descriptor;
    struct bytes program, glyph_map, to_unicode;
    uint8_t used[0x10000]; /* by CID */
};

struct page {
    const struct pdf_object *object;
    struct content_list content;
};

struct element {
    const struct pdf_value *value;
    int64_t number; /* of its object */
    const char *tag;
    const struct element *parent; /* NULL: the root's */
    struct element **kids;
    size_t kid_count;
};

struct archived {
    struct arena *arena;
    struct pdf_file file;
    const struct pdf_value *catalog, *trailer, *metadata;
    const char *packet; /* "" when there is none */
    struct xml xmp;     /* without elements when the packet is not well formed */
    struct page *pages;
    size_t page_count;
    struct content_list *forms; /* of form XObjects: what widgets look like */
    size_t form_count;
    struct embedded_font **fonts;
    size_t font_count;
    struct element **elements; /* in reading order */
    size_t element_count;
};

/* ERROR_REFUSED as pdf_file_read, or when a content stream or the structure tree is malformed. */
fallible archived_read(struct archived **out, struct bytes bytes, struct arena *arena);

/* The value of a key, followed when it is a reference; NULL when there is none. */
const struct pdf_value *archived_get(const struct archived *archived, const struct pdf_value *value,
                                     const char *key);
const struct pdf_value *archived_follow(const struct archived *archived,
                                        const struct pdf_value *value);

/* The decoded bytes of the stream that a key refers to; empty when there is none. */
struct bytes archived_stream(const struct archived *archived, const struct pdf_value *value,
                             const char *key);

/* Every object there is, in the order of their numbers; NULL behind the last and between. */
size_t archived_top(const struct archived *archived);
const struct pdf_object *archived_object(const struct archived *archived, int64_t number);
struct bytes archived_decoded(const struct archived *archived, const struct pdf_object *object);

bool value_is_number(const struct pdf_value *value, int64_t number);
bool value_is_true(const struct pdf_value *value);
const char *value_name(const struct archived *archived, const struct pdf_value *value);

#endif
