/* A line of text drawn by us and by hb-view, which shapes with HarfBuzz too and draws with cairo,
 * and whether the two look alike dot by dot. */
#ifndef USTA_TESTS_CERTIFY_LINE_PICTURE_H
#define USTA_TESTS_CERTIFY_LINE_PICTURE_H

#include "certify/typeface.h"

/* What is done to the glyphs of a line before it is drawn. */
typedef void mutilate(struct shaped_text *shaped, const struct typeface *face, struct arena *arena);

/* One line of text as a PDF of ours; fault may be NULL. */
const char *line_file(const char *text, const char *language, const struct typeface *face,
                      mutilate *fault, const char *folder, struct arena *arena);

/* The same line as a PDF of hb-view's, in the font of this file. */
const char *peer_file(const char *text, const char *language, const char *font_path,
                      const char *folder, struct arena *arena);

/* Both have dark dots at the same places, but for two dots. */
bool same_picture(const char *ours, const char *peers, struct arena *arena);

/* The font file that a face of fonts.yaml has for a language. */
const char *full_path(const char *face, const char *language, struct arena *arena);

#endif
