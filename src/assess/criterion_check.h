/* What the values of one criterion say about each other. */
#ifndef USTA_ASSESS_CRITERION_CHECK_H
#define USTA_ASSESS_CRITERION_CHECK_H

#include "assess/fields.h"
#include "assess/rubric.h"

/* node is what criterion was read from. destinations_known: those of rubric could be read. */
void criterion_check(const struct criterion *criterion, const struct rubric *rubric,
                     struct reader *reader, const struct yaml_node *node, bool destinations_known);

#endif
