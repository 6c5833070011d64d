/* What a layout file says, after reading: the inside of layout.h, shared by the files that read it
 * (layout_read.c) and draw it (layout_draw.c, layout_text.c, layout_table.c). */
#ifndef USTA_CERTIFY_LAYOUT_MODEL_H
#define USTA_CERTIFY_LAYOUT_MODEL_H

#include "certify/font_cut.h"
#include "certify/fonts.h"
#include "certify/layout.h"
#include "certify/ornament.h"
#include "certify/shape.h"
#include "certify/words.h"

/* The start is where the text begins: its right edge when it runs from right to left. */
enum align { ALIGN_START, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };
enum place { PLACE_TOP, PLACE_MIDDLE, PLACE_BOTTOM };

struct layout_style {
    const char *name;
    const struct typeface *typeface;
    int64_t size, least; /* mpt: as designed, and the smallest it may shrink to */
    int64_t leading;     /* mpt from base line to base line at the full size */
    int tracking_per_mille;
    int64_t prefer_lines; /* shrinks rather than have more; 0: any number */
    int64_t most_lines;   /* never more */
    struct colour colour;
    enum align align;
    struct shaped_text always; /* characters that stand in every document, used or not */
};

/* An empty rectangle to tick or write in. */
struct layout_frame {
    int64_t width, height; /* mpt; 0 for none */
};

/* One paragraph: a template in one language and style. */
struct layout_paragraph {
    const struct layout_style *style;
    const char *language;      /* NULL: what stands at language_path; nothing there: not printed */
    const char *language_path; /* of the record */
    const char *text;
    const char *tag;  /* of the structure: "P", "H1", "TD"… */
    const char *when; /* a path that must hold, or NULL */
    const char *each; /* path of a list: printed for each of its items, which {.…} is then of */
    struct layout_frame frame; /* stands before the text */
    int64_t after;             /* mpt of room below */
};
struct layout_paragraphs {
    const struct layout_paragraph *items;
    size_t count;
};

/* Small bars side by side, one for each of a list of numbers from 0 to `most`, over a paler track
 * of full height. */
struct layout_bars {
    const char *each; /* path of the list in the row's item; NULL: the column has no bars */
    const char *value, *label;    /* members of its items: a decimal, and what it is called */
    int64_t most;                 /* the number that reaches the full height */
    int64_t height, pitch, width; /* mpt: of a full bar, from bar to bar, of a bar */
    const char *language;         /* of what is said to those who cannot see it */
    struct colour colour, track;
};

/* A bar across the column, as long as a number of the row, over a paler track of the full width.
 * Decoration: the number stands in words in another column. */
struct layout_meter {
    const char *value; /* path of a whole number or decimal; NULL: the column has no meter */
    const char *most;  /* the number that fills the column, or the path of one */
    int64_t height;    /* mpt */
    struct colour colour, track;
};

struct layout_column {
    int64_t x, width; /* mpt from the table's left edge */
    struct layout_paragraphs head, cells;
    struct layout_bars bars;
    struct layout_meter meter;
};

enum block_kind {
    BLOCK_TEXT,
    BLOCK_GRID,
    BLOCK_TABLE,
    BLOCK_AREA,
    BLOCK_RULE,
    BLOCK_SHAPE,
    BLOCK_GUILLOCHE,
    BLOCK_ROSETTE,
    BLOCK_PICTURE,
    BLOCK_SIGNATURE,
    BLOCK_PHOTO,
};

struct layout_text {
    struct layout_paragraphs paragraphs;
    enum place place;
    int64_t angle; /* turned clockwise about the middle of the box (wave.h) */
    bool artifact; /* decoration: not part of what is read */
};

/* Texts in columns and rows that share their sizes; each row is as high as its highest text. */
struct layout_grid_row {
    const struct layout_paragraphs *cells; /* one a column */
    int64_t after;                         /* mpt of room below */
    const char *when;                      /* a path that must hold, or NULL */
};
struct layout_grid {
    const struct layout_column *columns; /* only x and width */
    size_t column_count;
    const struct layout_grid_row *rows;
    size_t row_count;
    enum place place;
    bool by_column;     /* is read column after column */
    int64_t rule_width; /* of a line between rows; 0 for none */
    struct colour rule_colour;
};

/* Whether a table goes on over as many pages as its rows take. */
enum flow { FLOW_NO, FLOW_YES, FLOW_WHEN_FULL /* first it shrinks, as a table that does not */ };

struct layout_table {
    const char *each; /* path of the list */
    enum flow flow;
    struct box next;  /* where it goes on, on further pages */
    const char *keep; /* path of a row: stands on the page of the next one where it holds */
    const struct layout_column *columns;
    size_t column_count;
    int64_t padding_least, padding_most; /* mpt above and below each row */
    int64_t rule_width;
    struct colour rule_colour;
};

struct layout_rule {
    struct point from, to;
    int64_t width;
    struct colour colour;
};

struct layout_filled {
    struct colour colour;
    const struct shape *shape; /* NULL: the whole box */
};

struct layout_picture_place {
    const char *picture;     /* its name */
    const char *alternative; /* template: what it is, for those who cannot see it */
    const char *language;
    int64_t quiet;        /* modules of white on each side, inside the box */
    int64_t least;        /* mpt: the smallest the modules together may be */
    int64_t least_module; /* mpt: the smallest one of them may be */
    struct colour colour;
};

/* Where the photo stands, as large as the box allows. */
struct layout_photo_place {
    const char *alternative; /* template */
    const char *language;
};

/* Free on the page; the blocks (of lines and areas only) are the signature's appearance. */
struct layout_signature {
    const char *alternative; /* what it is, for those who cannot see it */
    const char *language;
    const struct layout_block *blocks;
    size_t block_count;
};

/* The pages of a form that have a block. */
enum pages { PAGES_ALL, PAGES_FIRST, PAGES_OTHERS };

struct layout_block {
    enum block_kind kind;
    const char *name;
    const char *when; /* a path that must hold, or NULL */
    enum pages pages;
    struct box box;
    union {
        struct layout_text text;
        struct layout_grid grid;
        struct layout_table table;
        struct layout_rule rule;
        struct layout_filled filled; /* area and shape */
        struct guilloche guilloche;
        struct rosette rosette;
        struct layout_picture_place picture;
        struct layout_signature signature;
        struct layout_photo_place photo;
    };
};

struct layout {
    const char *file;
    int64_t width, height;                /* of the page, mpt */
    int64_t sides;                        /* pages there are at least */
    const char *language;                 /* of the document */
    const char *title, *subject, *author; /* templates */
    const char *attachment;               /* likewise; NULL: the record is not attached */
    const char *date;                     /* path of the day (YYYY-MM-DD) that dates the document */
    const struct layout_block *blocks;
    size_t block_count;
    size_t backdrop_count; /* blocks that look the same on every certificate, at the start */
    struct bytes backdrop; /* their operators, deflated */
    struct bytes signature_appearance, signature_deflated;
    const struct layout_style *styles;
    size_t style_count;
    const struct fonts *fonts;
    struct font_cuts *cuts; /* what was cut of them lately */
    const struct words *words;
};

#endif
