/* Pass rates: the interval one lies in, and whether one group's is far below another's. */
#ifndef USTA_ASSESS_PROPORTION_H
#define USTA_ASSESS_PROPORTION_H

#include "base/rational.h"

struct proportion {
    int64_t part, whole; /* 0 ≤ part ≤ whole, whole above 0 */
};

/* The interval of 95 % that the true rate lies in: E. B. Wilson, Journal of the American
 * Statistical Association 22 (1927) 209–212; with p = part/whole and z of confidence.h:
 *   (p + z²/2n ± z·√(p·(1 − p)/n + z²/4n²)) / (1 + z²/n)  */
void proportion_interval(const struct rational **low, const struct rational **high,
                         struct proportion proportion, struct arena *arena);

/* True when the rate is less than four fifths of the best group's: 5·a·N < 4·A·n, in whole numbers
 * (29 CFR 1607.4 D, Uniform Guidelines on Employee Selection Procedures, 1978). */
bool proportion_under_four_fifths(struct proportion proportion, struct proportion best);

/* <0, 0, >0, by cross-multiplication. */
int proportion_compare(struct proportion a, struct proportion b);

#endif
