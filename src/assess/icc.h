/* Intraclass correlation: what share of the differences between scores is of the candidates, and
 * not of who marked them. Sums are kept, not scores, so that memory does not grow with candidates.
 */
#ifndef USTA_ASSESS_ICC_H
#define USTA_ASSESS_ICC_H

#include "base/rational.h"

enum { ICC_RATERS = 4 };

/* n targets, each scored by k raters. Scores up to 10^5 and 10^7 targets fit. */
struct icc {
    int raters; /* k, 2..ICC_RATERS */
    int64_t targets;
    int64_t squares;            /* Σ x² */
    int64_t row_squares;        /* Σ over targets of (Σ x)² */
    int64_t column[ICC_RATERS]; /* Σ x of each rater */
};

/* One target: scores[raters]. */
void icc_add(struct icc *icc, const int64_t *scores);

enum icc_form {
    ICC_1_1, /* each target by other raters: one-way random */
    ICC_2_1, /* the same raters, any two alike: two-way random, agreement */
    ICC_3_1, /* the same raters and no others: two-way mixed, consistency */
};

/* The reliability of one rater's score: P. E. Shrout and J. L. Fleiss, Psychological Bulletin 86
 * (1979) 420–428, with BMS, WMS, JMS and EMS the mean squares between targets, within targets,
 * between raters and of the rest:
 *   ICC(1,1) = (BMS − WMS) / (BMS + (k − 1)·WMS)
 *   ICC(2,1) = (BMS − EMS) / (BMS + (k − 1)·EMS + k·(JMS − EMS)/n)
 *   ICC(3,1) = (BMS − EMS) / (BMS + (k − 1)·EMS)
 * NULL for fewer than two targets, or when the divisor is 0 because nothing differs. */
const struct rational *icc_of(const struct icc *icc, enum icc_form form, struct arena *arena);

#endif
