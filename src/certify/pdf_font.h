/* A font in a document: the part of it that was used, as a Type0 font with Identity-H encoding over
 * a CIDFontType2 (ISO 32000-1, 9.7), with its widths and the text each glyph stands for. */
#ifndef USTA_CERTIFY_PDF_FONT_H
#define USTA_CERTIFY_PDF_FONT_H

#include "certify/font_cut.h"
#include "certify/pdf.h"

/* Adds every font of uses to the resources of all pages, under its name. cuts may be NULL
 * (font_cut.h). ERROR_ENVIRONMENT from font_subset. */
fallible pdf_fonts_add(struct pdf *pdf, struct pdf_dict *const *pages, size_t count,
                       const struct font_uses *uses, struct font_cuts *cuts, struct arena *arena);

#endif
