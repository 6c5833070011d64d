/* Kappa: how far two examiners agree on ordered levels, beyond what chance alone would give. 1 is
 * perfect, 0 is chance, below 0 is worse than chance. */
#ifndef USTA_ASSESS_KAPPA_H
#define USTA_ASSESS_KAPPA_H

#include "base/rational.h"

/* How much a disagreement of levels i and j weighs: v = 1, |i − j| or (i − j)². */
enum kappa_weights { KAPPA_UNWEIGHTED, KAPPA_LINEAR, KAPPA_QUADRATIC };

enum { KAPPA_LEVELS = 101, KAPPA_MARKS = 10000000 };

/* κ = 1 − n·Σ v·n_ij / Σ v·r_i·c_j of a square table of counts (J. Cohen, Educational and
 * Psychological Measurement 20 (1960) 37–46; with weights: Psychological Bulletin 70 (1968)
 * 213–220). counts[i·levels + j]: how often one said level i and the other level j. NULL when
 * chance leaves no room for disagreement: no marks, or both always said the same one level. At most
 * KAPPA_LEVELS levels and KAPPA_MARKS marks (asserted). */
const struct rational *kappa_of(const int64_t *counts, size_t levels, enum kappa_weights weights,
                                struct arena *arena);

#endif
