/* One font file: which characters it has, how a run of text becomes glyphs, and the part of it that
 * a document needs. The work is done by HarfBuzz (the only file that includes its headers is
 * font.c). An opened font is never changed again and may be used by several threads.
 *
 * Only TrueType outlines ('glyf', ISO/IEC 14496-22): a PDF reaches those by any numbers it likes
 * (CIDToGIDMap), which pdf_font.h relies on. */
#ifndef USTA_CERTIFY_FONT_H
#define USTA_CERTIFY_FONT_H

#include "base/arena.h"

#include <stdbool.h>

struct font;

/* Opens the file; the font lives as long as the arena. ERROR_ENVIRONMENT when it is missing (the
 * hint names package, the Debian package that brings it), no font, or has no TrueType outlines. */
fallible font_open(struct font **out, const char *path, const char *package, struct arena *arena);

/* In font units, of which there are units_per_em; y grows upwards. */
struct font_metrics {
    int units_per_em;
    int ascent, descent; /* of a line; descent is negative */
    int cap_height;
    int x_min, y_min, x_max, y_max; /* a box round every glyph */
    int italic_angle;               /* whole degrees, negative when leaning right */
    int weight;                     /* 400 regular, 700 bold */
};
const struct font_metrics *font_metrics(const struct font *font);

/* The PostScript name, of letters, digits and '-' only. Borrowed from the font. */
const char *font_name(const struct font *font);

bool font_has(const struct font *font, uint32_t code_point);

/* True when the font can show base followed by a combining mark: it has the mark, or the one
 * character the two compose to. */
bool font_has_marked(const struct font *font, uint32_t base, uint32_t mark);

/* A combining mark (belongs to the character before it). */
bool font_is_mark(uint32_t code_point);

/* Belongs to no script: space, digits, punctuation. */
bool font_is_neutral(uint32_t code_point);

struct glyph {
    uint32_t id;                         /* in the font; never 0 when the font has the text */
    int32_t advance, x_offset, y_offset; /* font units */
    uint32_t cluster;                    /* byte of the text where its characters begin */
};
struct glyphs {
    const struct glyph *items; /* from left to right */
    size_t count;
};

struct shaping {
    const char *text; /* the whole paragraph: what stands around a run may change its shape */
    size_t size;
    size_t start, end; /* the run, in bytes */
    bool right_to_left;
    const char *language; /* BCP 47 */
};
struct glyphs font_shape(const struct font *font, const struct shaping *shaping,
                         struct arena *arena);

/* The advance of one glyph, in font units. */
int font_advance(const struct font *font, uint32_t glyph);

/* A font file of only these glyphs and what they are made of, without hints and without tables a
 * PDF has no use for. new_ids[i] becomes the number of glyphs[i] in it. ERROR_ENVIRONMENT when
 * HarfBuzz cannot. */
fallible font_subset(struct bytes *out, uint32_t *new_ids, const struct font *font,
                     const uint32_t *glyphs, size_t count, struct arena *arena);

#endif
