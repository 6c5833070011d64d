/* The part of a font that a document needs, as it is embedded: cut out, described and compressed.
 *
 * To cut is most of the work of a page, and the certificates of a scheme use nearly the same parts:
 * so what was cut lately is kept and given again. The same uses give the same cut, kept or not. */
#ifndef USTA_CERTIFY_FONT_CUT_H
#define USTA_CERTIFY_FONT_CUT_H

#include "certify/font_use.h"

struct font_cut {
    const char *name;        /* "ABCDEF+PTSerif-Bold" (ISO 32000-1, 9.6.4) */
    struct bytes program;    /* the font file, deflated */
    size_t program_size;     /* before */
    struct bytes glyph_map;  /* of each CID, its glyph in the program (table 117, CIDToGIDMap) */
    struct bytes to_unicode; /* of each CID, its text (9.10.3), deflated like the map */
};

/* What was cut lately: at most FONT_CUTS, the one not asked for the longest goes first. May be
 * asked by several threads. Lives as long as the arena. */
struct font_cuts;
enum { FONT_CUTS = 64 };
struct font_cuts *font_cuts_open(struct arena *arena);

/* The cut of a font for these uses, in the arena. cuts may be NULL: then it is made anew.
 * ERROR_ENVIRONMENT from font_subset. */
fallible font_cut_of(struct font_cut *out, struct font_cuts *cuts, const struct font_use *use,
                     struct arena *arena);

#endif
