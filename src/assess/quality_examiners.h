/* The part of the quality report about examiners. */
#ifndef USTA_ASSESS_QUALITY_EXAMINERS_H
#define USTA_ASSESS_QUALITY_EXAMINERS_H

#include "assess/quality_writer.h"

/* "agreement": [{"rubric", "examiners" ("bakyt+gulnara"), "levels", "marks", "kappa"}], a row for
 * each pair of examiners and number of levels. */
void quality_write_agreement(struct quality_writer *writer);

/* "reliability": [{"rubric", "examiners", "attempts", "icc_1_1" or "icc_2_1" and "icc_3_1"}], of
 * the weighted points of the lines for two: of any two, and of each pair. */
void quality_write_reliability(struct quality_writer *writer);

/* "examiners": [{"examiner", "attempts", "lines", "severity", "severity_error", "recent", "drift",
 * "drift_error"}], in points of a line; recent: how many of the attempts. An attempt that three
 * marked counts once for each of the others. */
void quality_write_examiners(struct quality_writer *writer);

#endif
