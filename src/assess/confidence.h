/* What stands out from chance: the deviate that 95 of 100 normal ones stay within, and the question
 * whether a figure is further from 0 than that. */
#ifndef USTA_ASSESS_CONFIDENCE_H
#define USTA_ASSESS_CONFIDENCE_H

#include "base/rational.h"

/* z = 1.959963984540054, the 0.975 quantile of the normal distribution (NIST/SEMATECH e-Handbook of
 * Statistical Methods, 1.3.6.7.1). */
const struct rational *confidence_deviate(struct arena *arena);

/* True when figure² > z²·variance: the interval of 95 % around figure leaves 0 out. */
bool confidence_excludes_zero(const struct rational *figure, const struct rational *variance,
                              struct arena *arena);

#endif
