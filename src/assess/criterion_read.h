/* Reads a section with its criteria. */
#ifndef USTA_ASSESS_CRITERION_READ_H
#define USTA_ASSESS_CRITERION_READ_H

#include "assess/fields.h"
#include "assess/rubric.h"

/* A scale, read once and shared by the criteria that name it. */
struct scale {
    const struct level *levels;
    size_t level_count;
    bool known;
};

/* A reader of a rubric also knows the scales of its file. */
struct rubric_reader {
    struct reader reader;         /* first: the readers of rows are given its address */
    const struct yaml_node *node; /* the map scales; NULL for none */
    struct scale *scales;         /* item for item as its members */
};

field_reader read_scales; /* into the rubric_reader */

/* const struct section * and its count. */
field_reader read_sections;

extern const char *const criterion_kinds[]; /* the words for enum criterion_kind */

#endif
