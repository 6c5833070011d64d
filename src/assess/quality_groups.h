/* The part of the quality report about groups of candidates. */
#ifndef USTA_ASSESS_QUALITY_GROUPS_H
#define USTA_ASSESS_QUALITY_GROUPS_H

#include "assess/quality_writer.h"

/* "rates": [{"by" ("sex", "language", "centre"), "group", "unit" (null: all together), "attempts",
 * "competent", "rate", "rate_low", "rate_high"}]; of fewer than CELL_LEAST attempts nothing is
 * told, not even how many. */
void quality_write_rates(struct quality_writer *writer);

/* "comparisons": [{"by", "group", "against" (the group with the best rate), "four_fifths" (true:
 * reached), "odds_ratio", "odds_low", "odds_high", "chi_square"}], of groups of CELL_LEAST or more.
 */
void quality_write_comparisons(struct quality_writer *writer);

#endif
