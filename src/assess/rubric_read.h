/* From the tree of a rubric file to its model: keys, kinds, forms, ranges and languages. What one
 * value says about another is rubric_check's. */
#ifndef USTA_ASSESS_RUBRIC_READ_H
#define USTA_ASSESS_RUBRIC_READ_H

#include "assess/fields.h"
#include "assess/rubric.h"

/* Reads what can be read into rubric, which is zeroed; the rest are findings. The sections and
 * criteria of the model are those of the tree, item for item. */
void rubric_read(struct rubric *rubric, struct reader *reader, struct yaml_node *root);

/* Every destination that Usta knows, NULL at the end. */
extern const char *const rubric_destinations[];

extern const char *const rubric_statuses[]; /* the words for enum rubric_status */

/* Readers that schemes share. */
field_reader read_format;       /* the number of the format, which is 1 */
field_reader read_file_id;      /* const char *: [A-Z][A-Z0-9-]{2,31} */
field_reader read_version;      /* struct version */
field_reader read_destinations; /* const char *const * and its count: each once */

#endif
