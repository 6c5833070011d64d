/* A typeface is the fonts that stand in for one another in one weight, best first: text becomes
 * glyphs with the first font that has each character. A character that no font has is an error that
 * names it, never an empty box; so is one that would not be seen (controls, direction marks,
 * zero-width spaces), for what is printed must be what is written. */
#ifndef USTA_CERTIFY_TYPEFACE_H
#define USTA_CERTIFY_TYPEFACE_H

#include "certify/font.h"

struct typeface_font {
    const struct font *font;
    const char *const *languages; /* comes first for these (BCP 47), or NULL; NULL ends the list */
};

struct typeface {
    const char *name; /* for messages: "serif bold" */
    const struct typeface_font *fonts;
    size_t count;
};

/* Part of a text in one font and one direction. */
struct text_run {
    const struct font *font;
    size_t start, end; /* bytes of the text */
    uint8_t level;     /* odd: right to left (bidi.h) */
    struct glyphs glyphs;
};

struct shaped_text {
    const char *text; /* borrowed */
    size_t size;
    const char *language;
    const struct text_run *runs; /* in the order of the text, not yet of the line */
    size_t count;
    uint8_t base_level; /* of the paragraph */
};

/* Shapes valid UTF-8 text. ERROR_REFUSED naming the character as U+XXXX and the text. */
fallible typeface_shape(struct shaped_text *out, const struct typeface *typeface, const char *text,
                        const char *language, struct arena *arena);

#endif
