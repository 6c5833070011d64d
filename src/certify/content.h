/* What is drawn on one page, as the operators of ISO 32000-1, clauses 8, 9 and 14.6: paths, fills,
 * text as glyph numbers, and marks that say what each part is. A content is only bytes; pdf.h puts
 * it into a document.
 *
 * Places are in mpt from the top left (geometry.h). Colours and fonts are remembered, so setting
 * the same again costs nothing. */
#ifndef USTA_CERTIFY_CONTENT_H
#define USTA_CERTIFY_CONTENT_H

#include "base/buffer.h"
#include "certify/font_use.h"
#include "certify/geometry.h"
#include "certify/paragraph.h"

struct content {
    struct buffer out;
    int64_t page_height; /* 0 while placed: then y counts from the place */
    int64_t whole_height;
    struct font_uses *fonts; /* where every glyph drawn is noted down */
    struct colour fill, stroke;
    bool fill_known, stroke_known;
    bool unmarked; /* belongs to an element as a whole: its decoration is not marked */
    int64_t line_width;
    const struct font_use *font;
    int64_t font_size, tracking;
};

/* An empty content of a page this high; fonts and arena outlive it. */
struct content content_of(int64_t page_height, struct font_uses *fonts, struct arena *arena);

/* Everything drawn. ERROR_REFUSED when it is more than 8 MiB. */
fallible content_take(struct bytes *out, const struct content *content);

/* A number of thousandths as PDF writes it, and a space. */
void content_number(struct content *content, int64_t milli);

void content_fill_colour(struct content *content, struct colour colour);
void content_stroke_colour(struct content *content, struct colour colour);
void content_line_width(struct content *content, int64_t width);

/* A path, then what is done with it. */
void content_move(struct content *content, struct point to);
void content_line(struct content *content, struct point to);
void content_curve(struct content *content, struct point control1, struct point control2,
                   struct point to);
void content_close(struct content *content);
void content_rectangle(struct content *content, struct box box);
void content_stroke(struct content *content);
void content_fill(struct content *content);          /* non-zero winding */
void content_fill_even_odd(struct content *content); /* holes where paths overlap */

/* An image of the page's resources, stretched into the box. */
void content_image(struct content *content, const char *name, struct box box);

/* Until content_leave, places count from origin, turned clockwise by angle (wave.h) and scaled by
 * scale millionths. Colours and widths set inside are forgotten at the end. Not one inside another.
 */
enum { CONTENT_UNSCALED = 1000000 };
void content_place(struct content *content, struct point origin, int64_t angle, int64_t scale);
void content_leave(struct content *content);

/* Lines end round instead of flat, so that pieces of one curve join unseen. */
void content_round_ends(struct content *content);

/* One line of text: its runs from left to right, with the left end of its base line at start. What
 * is written follows the order of reading: a run from right to left begins at its right end. */
struct content_text {
    struct text_runs runs;
    const char *text; /* what the clusters of the glyphs count in; as long-lived as the fonts */
    int64_t size;     /* mpt */
    int tracking_per_mille;
    struct point start;
};
void content_text(struct content *content, const struct content_text *text);

/* Everything drawn belongs to a mark (ISO 14289-1, 7.1). An artifact is decoration; content has a
 * number by which the structure tree (structure.h) finds it. */
void content_mark_artifact(struct content *content);
void content_mark(struct content *content, const char *tag, int number);
void content_mark_end(struct content *content);

#endif
