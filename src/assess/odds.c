#include "assess/odds.h"

#include "assess/confidence.h"

/* The sums that the estimate and its variance are made of, each over all strata. */
struct sums {
    const struct rational *r, *s, *pr, *mixed, *qs;
};

static const struct rational *plus_product(const struct rational *sum, const struct rational *a,
                                           const struct rational *b, struct arena *arena)
{
    return rational_add(sum, rational_multiply(a, b, arena), arena);
}

static struct sums sums_of(const struct odds *strata, size_t count, struct arena *arena)
{
    const struct rational *zero = rational_of(0, 1, arena);
    struct sums sums = {zero, zero, zero, zero, zero};
    for (size_t i = 0; i < count; i++) {
        int64_t a = strata[i].passed, b = strata[i].failed, c = strata[i].other_passed,
                d = strata[i].other_failed, n = a + b + c + d;
        if (n == 0)
            continue;
        const struct rational *r = rational_of(a * d, n, arena), *s = rational_of(b * c, n, arena);
        const struct rational *p = rational_of(a + d, n, arena), *q = rational_of(b + c, n, arena);
        sums.r = rational_add(sums.r, r, arena);
        sums.s = rational_add(sums.s, s, arena);
        sums.pr = plus_product(sums.pr, p, r, arena);
        sums.mixed = plus_product(plus_product(sums.mixed, p, s, arena), q, r, arena);
        sums.qs = plus_product(sums.qs, q, s, arena);
    }
    return sums;
}

const struct rational *odds_ratio(const struct odds *strata, size_t count, struct arena *arena)
{
    struct sums sums = sums_of(strata, count, arena);
    return rational_is_zero(sums.s) ? NULL : rational_divide(sums.r, sums.s, arena);
}

static const struct rational *log_variance(const struct sums *sums, struct arena *arena)
{
    const struct rational *first = rational_divide(
        sums->pr, rational_multiply(sums->r, sums->r, arena), arena);
    const struct rational *second = rational_divide(
        sums->mixed, rational_multiply(sums->r, sums->s, arena), arena);
    const struct rational *third = rational_divide(
        sums->qs, rational_multiply(sums->s, sums->s, arena), arena);
    const struct rational *all = rational_add(rational_add(first, second, arena), third, arena);
    return rational_multiply(all, rational_of(1, 2, arena), arena);
}

void odds_interval(const struct rational **low, const struct rational **high,
                   const struct odds *strata, size_t count, struct arena *arena)
{
    struct sums sums = sums_of(strata, count, arena);
    *low = *high = NULL;
    if (rational_is_zero(sums.r) || rational_is_zero(sums.s))
        return;
    const struct rational *ratio = rational_divide(sums.r, sums.s, arena);
    const struct rational *error = rational_root(log_variance(&sums, arena), arena);
    const struct rational *reach = rational_multiply(confidence_deviate(arena), error, arena);
    const struct rational *factor = rational_exponential(reach, arena);
    *low = rational_divide(ratio, factor, arena);
    *high = rational_multiply(ratio, factor, arena);
}

const struct rational *odds_chi_square(const struct odds *strata, size_t count, struct arena *arena)
{
    const struct rational *apart = rational_of(0, 1, arena), *variance = apart;
    for (size_t i = 0; i < count; i++) {
        int64_t group = strata[i].passed + strata[i].failed;
        int64_t other = strata[i].other_passed + strata[i].other_failed;
        int64_t passed = strata[i].passed + strata[i].other_passed;
        int64_t n = group + other;
        if (n < 2)
            continue;
        const struct rational *share = rational_of(group, n, arena);
        const struct rational *expected = rational_multiply(share, rational_of(passed, 1, arena),
                                                            arena);
        const struct rational *spread = rational_multiply(
            rational_of(other * passed, n, arena), rational_of(n - passed, n - 1, arena), arena);
        apart = rational_add(
            apart, rational_subtract(rational_of(strata[i].passed, 1, arena), expected, arena),
            arena);
        variance = plus_product(variance, share, spread, arena);
    }
    if (rational_is_zero(variance))
        return NULL;
    apart = rational_subtract(rational_absolute(apart, arena), rational_of(1, 2, arena), arena);
    if (rational_compare(apart, rational_of(0, 1, arena)) < 0)
        return rational_of(0, 1, arena);
    return rational_divide(rational_multiply(apart, apart, arena), variance, arena);
}
