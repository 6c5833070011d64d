/* The glyphs a document uses of each font, numbered in the order of their first use. One glyph that
 * stands for different texts (a Latin A and a Cyrillic А drawn alike) gets a number for each, so
 * that the text can always be got back out of the document. The numbers are the CIDs of ISO
 * 32000-1, 9.7.4; 0 is kept for .notdef, which is never used. */
#ifndef USTA_CERTIFY_FONT_USE_H
#define USTA_CERTIFY_FONT_USE_H

#include "certify/font.h"

struct glyph_use {
    uint32_t glyph;
    struct bytes text;    /* UTF-8; borrowed from what was drawn */
    uint16_t same_bucket; /* CID of another use to look at, 0 for none */
};

enum { FONT_USE_BUCKETS = 64, FONT_USE_LIMIT = 0xfffe };

struct font_use {
    const struct font *font;
    char name[8];           /* of the resource: "F1" */
    struct glyph_use *uses; /* uses[cid - 1] */
    size_t count, capacity;
    uint16_t buckets[FONT_USE_BUCKETS];
    struct arena *arena;
};

struct font_uses {
    struct arena *arena;
    struct font_use **items;
    size_t count, capacity;
};

/* The entry of a font, made when it is the first time. */
struct font_use *font_uses_of(struct font_uses *uses, const struct font *font);

/* The CID of a glyph that stands for text. */
uint16_t font_use_cid(struct font_use *use, uint32_t glyph, struct bytes text);

#endif
