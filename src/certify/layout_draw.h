/* Drawing the blocks of a layout onto a page. */
#ifndef USTA_CERTIFY_LAYOUT_DRAW_H
#define USTA_CERTIFY_LAYOUT_DRAW_H

#include "certify/layout_model.h"
#include "certify/structure.h"
#include "certify/template.h"

/* A flowing table, laid out and cut into pages. */
struct table_flow;

/* What a page calls the photo of its form. */
#define PHOTO_NAME "Photo"

/* One page being drawn. */
struct canvas {
    const struct layout *layout;
    const struct layout_input *input;
    size_t page, pages;            /* from 1; 0 before that is known */
    const struct table_flow *flow; /* NULL when the layout has none */
    bool is_proof;                 /* of the texts alone: pictures are left out */
    struct content content;
    struct structure *structure;
    struct arena *arena;
};

/* The language a paragraph is printed in; NULL: the record names none, and it is left out. */
const char *paragraph_language(const struct canvas *canvas, const struct layout_paragraph *source);

struct template_scope canvas_scope(const struct canvas *canvas, const struct value *item,
                                   const char *language);

/* Paragraphs in a column of some width: shaped once, then tried at smaller and smaller sizes. */
struct laid_paragraph {
    const struct layout_paragraph *source;
    const char *language;
    struct paragraph paragraph;
    struct text_line *lines;
    size_t line_count;
    int64_t size, leading; /* mpt */
};
struct laid_text {
    struct laid_paragraph *items;
    size_t count;
    int64_t width, height; /* mpt */
};

/* Fills in and shapes; paragraphs whose condition does not hold or that become empty are left out.
 * item is what a table row is about, or NULL. */
fallible laid_text_make(struct laid_text *out, struct canvas *canvas,
                        const struct layout_paragraphs *paragraphs, const struct value *item,
                        int64_t width);

/* How sizes are tried: step 0 as designed, each further step 4 % smaller, no style below its least.
 * spread: with as many lines as most_lines allows, instead of prefer_lines. */
struct fit {
    int step;
    bool spread;
};
bool fit_next(struct fit *fit); /* false when there is nothing smaller left */

/* Breaks everything into lines; false when a word is too wide or there are too many lines, and
 * then blame is the paragraph at fault. */
bool laid_text_try(struct laid_text *text, struct fit fit, const struct laid_paragraph **blame);

/* Draws with the top of the text at y. Marks each paragraph as an element under parent, all of
 * them as one element `within` when that is not NULL, or nothing when parent is NULL too. */
void laid_text_draw(struct canvas *canvas, const struct laid_text *text, struct point at,
                    struct structure_element *parent, struct structure_element *within);

/* The bars of one row: how high each is, in mpt. ERROR_REFUSED when there is no such list, a number
 * is none or out of range, or there are too many bars for the column. */
struct laid_bars {
    const struct layout_bars *source;
    const int64_t *heights; /* −1 where there is none */
    size_t count;
    int64_t pitch, width;    /* mpt */
    const char *alternative; /* "A1 100, A2 70" */
};
fallible laid_bars_make(struct laid_bars *out, struct canvas *canvas,
                        const struct layout_column *column, const struct value *item);
void laid_bars_draw(struct canvas *canvas, const struct laid_bars *bars, struct point at,
                    struct structure_element *parent);

/* The meter of one row: how long its bar is, in mpt. ERROR_REFUSED when the number is none, is not
 * from 0 to the most, or the most is none. Null draws nothing. */
struct laid_meter {
    const struct layout_meter *source;
    int64_t length; /* −1 where there is none */
    int64_t width;  /* of the track */
};
fallible laid_meter_make(struct laid_meter *out, struct canvas *canvas,
                         const struct layout_column *column, const struct value *item);
void laid_meter_draw(struct canvas *canvas, const struct laid_meter *meter, struct point at);

/* An error that names the block and what did not fit in it. */
never_null struct error *overfull_error(const struct layout_block *block,
                                        const struct laid_paragraph *blame);

fallible text_block_draw(struct canvas *canvas, const struct layout_block *block);
fallible grid_block_draw(struct canvas *canvas, const struct layout_block *block);
fallible table_block_draw(struct canvas *canvas, const struct layout_block *block);

/* Lays the rows of a flowing table and cuts them into pages: no row is cut, each page repeats the
 * head. ERROR_REFUSED when a row is higher than the box. */
fallible table_flow_make(const struct table_flow **out, struct canvas *canvas,
                         const struct layout_block *block);
size_t table_flow_pages(const struct table_flow *flow);

/* Whether the condition of the block, if it has one, holds. */
bool block_holds(const struct canvas *canvas, const struct layout_block *block);

/* Draws the block unless its condition does not hold; errors name the block. */
fallible block_draw(struct canvas *canvas, const struct layout_block *block);

#endif
