/* Reads a list of levels, of a criterion or of a scale. */
#ifndef USTA_ASSESS_LEVELS_H
#define USTA_ASSESS_LEVELS_H

#include "assess/fields.h"
#include "assess/rubric.h"

struct levels {
    const struct level *items;
    size_t count;
};

/* const struct level * and its count: {id, points, title}; ids differ, points rise strictly, one
 * reaches 100. A gap of more than 50 points is a warning. */
field_reader read_levels;

#endif
