/* A square of light and dark modules, such as a QR symbol, as areas. */
#ifndef USTA_CERTIFY_MODULES_H
#define USTA_CERTIFY_MODULES_H

#include "certify/content.h"

struct modules {
    int size;            /* modules a side, at least 1 */
    const uint8_t *dark; /* size × size, row by row; not 0 is dark; borrowed */
};

/* Draws the dark modules as one path, so that no viewer shows seams between them. */
void modules_draw(struct content *content, const struct modules *modules, struct point at,
                  int64_t module_width, struct colour colour);

#endif
