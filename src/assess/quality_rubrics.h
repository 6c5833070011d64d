/* The part of the quality report about rubrics and their lines. */
#ifndef USTA_ASSESS_QUALITY_RUBRICS_H
#define USTA_ASSESS_QUALITY_RUBRICS_H

#include "assess/quality_writer.h"

/* "rubrics": [{"rubric", "attempts", "candidates", "alpha", "error"}]; candidates: with every line
 * marked; error in points of the total. */
void quality_write_rubrics(struct quality_writer *writer);

/* "lines": [{"rubric", "line", "candidates", "difficulty", "discrimination"}] */
void quality_write_lines(struct quality_writer *writer);

/* "near_pass": [{"rubric", "near_pass", "attempts", "near", "near_competent"}] */
void quality_write_near_pass(struct quality_writer *writer);

#endif
