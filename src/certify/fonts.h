/* The typefaces a layout may name, as certificates/fonts.yaml lists them:
 *
 *     usta_fonts: 1
 *     faces:
 *       sans bold:                                # what styles call it
 *         - {file: /usr/share/fonts/truetype/paratype/PTS75F.ttf, package: fonts-paratype}
 *         - {file: …, package: …, languages: [ko]}   # stands in; comes first for Korean
 */
#ifndef USTA_CERTIFY_FONTS_H
#define USTA_CERTIFY_FONTS_H

#include "certify/typeface.h"

struct fonts;

/* Opens every font named (a file named twice once). ERROR_REFUSED as "file:line:column: …";
 * ERROR_ENVIRONMENT when a font is not installed. Lives as long as the arena, is never changed, and
 * serves any number of certificates: open it once. */
fallible fonts_open(struct fonts **out, const char *path, struct arena *arena);

/* NULL when there is none of that name. */
const struct typeface *fonts_typeface(const struct fonts *fonts, const char *name);

#endif
