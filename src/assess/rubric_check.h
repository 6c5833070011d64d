/* What the values of a rubric say about each other: the rules of a rubric that one value alone
 * cannot break. */
#ifndef USTA_ASSESS_RUBRIC_CHECK_H
#define USTA_ASSESS_RUBRIC_CHECK_H

#include "assess/fields.h"
#include "assess/rubric.h"

/* Adds a finding for every rule that rubric breaks. root is the tree it was read from: what could
 * not be read there is not reasoned with. */
void rubric_check(const struct rubric *rubric, struct reader *reader, const struct yaml_node *root);

#endif
