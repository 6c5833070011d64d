#include "assess/kappa.h"

static int64_t disagreement(size_t i, size_t j, enum kappa_weights weights)
{
    int64_t apart = i > j ? (int64_t)(i - j) : (int64_t)(j - i);
    if (weights == KAPPA_QUADRATIC)
        return apart * apart;
    return weights == KAPPA_LINEAR ? apart : apart != 0;
}

const struct rational *kappa_of(const int64_t *counts, size_t levels, enum kappa_weights weights,
                                struct arena *arena)
{
    int64_t rows[KAPPA_LEVELS] = {0}, columns[KAPPA_LEVELS] = {0};
    int64_t marks = 0, observed = 0, expected = 0;
    ASSERT(levels <= KAPPA_LEVELS);
    for (size_t i = 0; i < levels; i++)
        for (size_t j = 0; j < levels; j++) {
            int64_t count = counts[i * levels + j];
            rows[i] += count;
            columns[j] += count;
            marks += count;
            observed += disagreement(i, j, weights) * count;
        }
    ASSERT(marks <= KAPPA_MARKS);
    for (size_t i = 0; i < levels; i++)
        for (size_t j = 0; j < levels; j++)
            expected += disagreement(i, j, weights) * rows[i] * columns[j];
    if (expected == 0)
        return NULL;
    const struct rational *share = rational_multiply(rational_of(observed, expected, arena),
                                                     rational_of(marks, 1, arena), arena);
    return rational_subtract(rational_of(1, 1, arena), share, arena);
}
