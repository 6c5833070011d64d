/* Shaped text broken into lines. Outlines are not hinted, so a text is shaped once and measured at
 * any size by multiplying. */
#ifndef USTA_CERTIFY_PARAGRAPH_H
#define USTA_CERTIFY_PARAGRAPH_H

#include "certify/typeface.h"

struct paragraph {
    struct shaped_text shaped;
    int tracking_per_mille;   /* of the em, added behind every character; 0 when letters join */
    const int64_t *em_before; /* per byte of the text, and one for its end: millionths of an em */
};

/* Borrows what shaped borrows. */
struct paragraph paragraph_of(const struct shaped_text *shaped, int tracking_per_mille,
                              struct arena *arena);

/* Bytes start..end of the paragraph, without the spaces it was broken at. */
struct text_line {
    size_t start, end;
    int64_t width_mpt;
};

/* Breaks greedily (line_break.h) into at most `most` lines. Returns how many lines there are (1 for
 * an empty text), or 0 when it does not fit: a word is wider than the width, or there would be more
 * lines. */
size_t paragraph_break(struct text_line *lines, size_t most, const struct paragraph *paragraph,
                       int64_t size_mpt, int64_t width_mpt);

/* The same number of lines, as even in width as they can be: for centred text. */
size_t paragraph_balance(struct text_line *lines, size_t most, const struct paragraph *paragraph,
                         int64_t size_mpt, int64_t width_mpt);

/* The runs of one line, cut to it, from left to right. */
struct text_runs {
    const struct text_run *items;
    size_t count;
};
struct text_runs line_runs(const struct text_line *line, const struct paragraph *paragraph,
                           struct arena *arena);

#endif
