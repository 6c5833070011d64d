/* The odds of passing in one group against another, compared within each stratum (a unit), so that
 * a group which takes the harder units is not blamed for it. */
#ifndef USTA_ASSESS_ODDS_H
#define USTA_ASSESS_ODDS_H

#include "base/rational.h"

/* One stratum: how many passed and failed, in the group and in the one it is compared with. Up to
 * 10^6 each. */
struct odds {
    int64_t passed, failed, other_passed, other_failed;
};

/* The common odds ratio, Σ(a·d/n) / Σ(b·c/n): N. Mantel and W. Haenszel, Journal of the National
 * Cancer Institute 22 (1959) 719–748. Below 1: the group passes less often. NULL when Σ(b·c/n) is
 * 0. */
const struct rational *odds_ratio(const struct odds *strata, size_t count, struct arena *arena);

/* Its interval of 95 %: J. Robins, N. Breslow and S. Greenland, Biometrics 42 (1986) 311–323, the
 * variance of its logarithm, with P = (a + d)/n, Q = (b + c)/n, R = a·d/n, S = b·c/n:
 *   ΣPR/2(ΣR)² + Σ(PS + QR)/(2·ΣR·ΣS) + ΣQS/2(ΣS)²
 * Both NULL when ΣR or ΣS is 0. */
void odds_interval(const struct rational **low, const struct rational **high,
                   const struct odds *strata, size_t count, struct arena *arena);

/* The test of no association, with continuity correction, of the same paper of 1959:
 * χ² = (|Σ(a − E a)| − ½)² / ΣVar a, with one degree of freedom; 0 when the first is below ½. NULL
 * when no stratum tells anything. */
const struct rational *odds_chi_square(const struct odds *strata, size_t count,
                                       struct arena *arena);

#endif
