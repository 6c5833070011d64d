/* Enough of XML to judge the metadata of a PDF: tags that pair, attributes, text between. */
#ifndef USTA_TESTS_CERTIFY_XML_H
#define USTA_TESTS_CERTIFY_XML_H

#include "base/arena.h"

#include <stdbool.h>

struct xml_element {
    const char *name;       /* with its prefix */
    const char *attributes; /* as they stand */
    const char *text;       /* what follows the start tag, up to the next tag */
    const struct xml_element *parent;
};

struct xml {
    struct xml_element **elements; /* as they begin */
    size_t count;
};

/* Without elements when the text is not well formed. */
struct xml xml_read(const char *text, struct arena *arena);

/* The first element of that name inside of another (NULL: anywhere); NULL when there is none. */
const struct xml_element *xml_find(const struct xml *xml, const struct xml_element *inside,
                                   const char *name);

#endif
