/* Guilloche: bundles of fine waves that cross one another, along the edge of a page and round a
 * centre, as on banknotes. A bundle is one short piece of pattern, drawn again and again, so that
 * it costs few bytes. */
#ifndef USTA_CERTIFY_ORNAMENT_H
#define USTA_CERTIFY_ORNAMENT_H

#include "certify/content.h"

/* Waves that run all the way round a rectangle, with round corners. */
struct guilloche {
    struct box box;       /* its outer edge */
    int64_t thickness;    /* of the band, from the outer edge inwards */
    int64_t period;       /* wanted length of one wave; adjusted so that whole waves fit a side */
    int64_t corner_waves; /* in each corner: its radius follows from this */
    int64_t strands;      /* evenly shifted against one another */
    int64_t line_width;
    struct colour colour;
};
void guilloche_draw(struct content *content, const struct guilloche *guilloche);

/* Waves that run round a centre. */
struct rosette {
    struct point centre;
    int64_t inner, outer; /* radii between which the waves swing */
    int64_t lobes;        /* waves in a full turn */
    int64_t strands;
    int64_t line_width;
    struct colour colour;
};
void rosette_draw(struct content *content, const struct rosette *rosette);

#endif
