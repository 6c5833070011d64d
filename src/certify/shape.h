/* A drawing made of paths, given as data: the emblem, corner ornaments. The paths are a small part
 * of SVG's (M, L, C and Z with absolute decimal coordinates) in a frame of the shape's own, origin
 * at the top left. */
#ifndef USTA_CERTIFY_SHAPE_H
#define USTA_CERTIFY_SHAPE_H

#include "certify/content.h"

struct shape_command {
    char letter;            /* M, L, C or Z */
    struct point points[3]; /* millionths of the shape's unit; the last is where the pen ends */
    struct shape_command *next;
};

struct shape_path {
    struct shape_command *commands;
    int64_t stroke; /* width of the line in millionths of the shape's unit; 0 fills (even-odd) */
};

struct shape {
    int64_t width, height; /* of its frame, in millionths of its unit */
    const struct shape_path *paths;
    size_t count;
};

/* The commands of a path. ERROR_REFUSED saying what is wrong with the text. */
fallible shape_path_parse(struct shape_command **out, const char *text, struct arena *arena);

/* Draws the shape stretched into a box; strokes take the stretch of its width. */
void shape_draw(struct content *content, const struct shape *shape, struct box box,
                struct colour colour);

#endif
