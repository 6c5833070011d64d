/* Places on a page. Every length is a whole number of thousandths of a point (mpt; 1 pt = 1/72
 * inch), so that a page comes out the same on every machine. The origin is the top left corner of
 * the page and y grows downwards; content.c turns it round for PDF. */
#ifndef USTA_CERTIFY_GEOMETRY_H
#define USTA_CERTIFY_GEOMETRY_H

#include <stdint.h>

struct point {
    int64_t x, y; /* mpt */
};

struct box {
    int64_t x, y, width, height; /* mpt; x and y of the top left corner */
};

struct colour {
    uint8_t red, green, blue; /* sRGB */
};

/* Millionths of a millimetre (what a decimal of millimetres holds) in mpt, rounded to the nearest.
 */
static inline int64_t mpt_of_mm_millionths(int64_t mm_millionths)
{
    int64_t scaled = mm_millionths * 360; /* 72 000 mpt / 25.4 mm = 360 000 / 127 */
    int64_t half = scaled < 0 ? -63500 : 63500;
    return (scaled + half) / 127000;
}

#endif
