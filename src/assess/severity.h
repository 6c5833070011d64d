/* Severity: by how many points an examiner marks above (+) or below (−) those who marked the same
 * lines of the same candidates; and whether that has drifted. Sums are kept, not marks. */
#ifndef USTA_ASSESS_SEVERITY_H
#define USTA_ASSESS_SEVERITY_H

#include "base/rational.h"

/* Attempts, each with the sum of the differences on its lines and how many there were. Differences
 * up to 10^4 an attempt and 10^6 attempts fit. */
struct severity {
    int64_t attempts;
    int64_t lines, differences;      /* Σ m, Σ d */
    int64_t line_squares;            /* Σ m² */
    int64_t difference_squares;      /* Σ d² */
    int64_t differences_times_lines; /* Σ d·m */
};

/* One attempt: lines m above 0, the sum d of the differences on them. */
void severity_add(struct severity *severity, int64_t lines, int64_t differences);

/* The mean difference of a line, Σd/Σm; NULL without lines (J. M. Bland and D. G. Altman, Lancet
 * 327 (1986) 307–310, bias). */
const struct rational *severity_mean(const struct severity *severity, struct arena *arena);

/* The variance of that mean. Marks of one attempt are alike, so attempts are what varies:
 * n/(n − 1)·Σ(d − R·m)² / (Σm)², the ratio estimate (W. G. Cochran, Sampling Techniques, 3rd ed.
 * 1977, 2.11; equal to s²/n when every attempt has as many lines). NULL for fewer than two
 * attempts. */
const struct rational *severity_variance(const struct severity *severity, struct arena *arena);

/* Drift: the mean of recent less that of before, and the variance of the difference, which is the
 * sum of both (B. L. Welch, Biometrika 34 (1947) 28–35). Both NULL when either has fewer than two
 * attempts. */
void severity_drift(const struct rational **drift, const struct rational **variance,
                    const struct severity *before, const struct severity *recent,
                    struct arena *arena);

#endif
