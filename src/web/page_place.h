/* Where in HTML the reader of a page stands: enough of its grammar (HTML Living Standard, 13.2.5)
 * to know what may be filled in there. Strict: attributes have double quotes or no value. */
#ifndef USTA_WEB_PAGE_PLACE_H
#define USTA_WEB_PAGE_PLACE_H

#include <stdbool.h>
#include <stdint.h>

enum page_place_kind {
    PLACE_IN_TEXT,
    PLACE_IN_TAG,    /* behind its '<' */
    PLACE_IN_ATTR,   /* between double quotes */
    PLACE_IN_RAW,    /* script or style: empty, for no page has any of its own */
    PLACE_IN_COMMENT /* or a declaration: up to '>' */
};

enum { PAGE_NAME_SIZE = 24 };

struct page_place {
    enum page_place_kind kind;
    char tag[PAGE_NAME_SIZE];  /* lower case, "/p" of an end; cut when longer */
    char attr[PAGE_NAME_SIZE]; /* of PLACE_IN_ATTR, or the name being read */
    char start;                /* the first byte of the attribute's value; 0: none yet */
    char raw[PAGE_NAME_SIZE];  /* the script or style that has to end here; "": none */
    char last;                 /* byte read */
    bool names_tag;            /* the tag's name is being read */
};

/* Goes on by a byte; false for what a page must not have: a '<' that begins nothing, an attribute
 * value without double quotes. */
bool page_place_step(struct page_place *place, uint8_t byte);

/* True when what follows may be filled in as text, as an attribute, as a part of an address. */
bool page_place_takes_text(const struct page_place *place);
bool page_place_takes_attr(const struct page_place *place);
bool page_place_takes_url(const struct page_place *place);

/* What is filled in counts as a byte of the value. */
void page_place_fill(struct page_place *place);

#endif
