/* What a page is made of, for its own files alone (page_read.c, page_fill.c). */
#ifndef USTA_WEB_PAGE_PARTS_H
#define USTA_WEB_PAGE_PARTS_H

#include "web/page.h"

enum part_kind { PART_LITERAL, PART_TEXT, PART_ATTR, PART_URL, PART_WORD, PART_LIST, PART_NONE };

struct part {
    enum part_kind kind;
    struct bytes literal; /* of PART_LITERAL */
    const char *name;     /* of the others */
    size_t end;           /* of PART_LIST and PART_NONE: the first part behind it */
};

struct page {
    const char *name; /* the file, for messages */
    const struct part *parts;
    size_t count;
};

#endif
