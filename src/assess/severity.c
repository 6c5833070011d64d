#include "assess/severity.h"

void severity_add(struct severity *severity, int64_t lines, int64_t differences)
{
    ASSERT(lines > 0);
    severity->attempts++;
    severity->lines += lines;
    severity->differences += differences;
    severity->line_squares += lines * lines;
    severity->difference_squares += differences * differences;
    severity->differences_times_lines += differences * lines;
}

const struct rational *severity_mean(const struct severity *severity, struct arena *arena)
{
    return severity->lines ? rational_of(severity->differences, severity->lines, arena) : NULL;
}

/* Σ(d − R·m)² = Σd² − 2R·Σdm + R²·Σm² */
const struct rational *severity_variance(const struct severity *severity, struct arena *arena)
{
    int64_t n = severity->attempts;
    if (n < 2)
        return NULL;
    const struct rational *mean = severity_mean(severity, arena);
    const struct rational *crossed = rational_multiply(
        mean, rational_of(2 * severity->differences_times_lines, 1, arena), arena);
    const struct rational *squared = rational_multiply(
        rational_multiply(mean, mean, arena), rational_of(severity->line_squares, 1, arena), arena);
    const struct rational *rest = rational_subtract(
        rational_add(rational_of(severity->difference_squares, 1, arena), squared, arena), crossed,
        arena);
    const struct rational *lines = rational_of(severity->lines, 1, arena);
    return rational_divide(rational_multiply(rational_of(n, n - 1, arena), rest, arena),
                           rational_multiply(lines, lines, arena), arena);
}

void severity_drift(const struct rational **drift, const struct rational **variance,
                    const struct severity *before, const struct severity *recent,
                    struct arena *arena)
{
    const struct rational *earlier = severity_variance(before, arena);
    const struct rational *later = severity_variance(recent, arena);
    *drift = *variance = NULL;
    if (!earlier || !later)
        return;
    *drift = rational_subtract(severity_mean(recent, arena), severity_mean(before, arena), arena);
    *variance = rational_add(earlier, later, arena);
}
