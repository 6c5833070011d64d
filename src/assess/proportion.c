#include "assess/proportion.h"

#include "assess/confidence.h"

/* No rate is below 0 or above 1. */
static const struct rational *within(const struct rational *rate, struct arena *arena)
{
    const struct rational *zero = rational_of(0, 1, arena), *one = rational_of(1, 1, arena);
    if (rational_compare(rate, zero) < 0)
        return zero;
    return rational_compare(rate, one) > 0 ? one : rate;
}

/* Given back for what the root cut off: no interval is too narrow. */
static const struct rational *last_digit(struct arena *arena)
{
    return rational_of(1, 1000000000000, arena);
}

void proportion_interval(const struct rational **low, const struct rational **high,
                         struct proportion proportion, struct arena *arena)
{
    int64_t n = proportion.whole;
    const struct rational *one = rational_of(1, 1, arena), *z = confidence_deviate(arena);
    const struct rational *p = rational_of(proportion.part, n, arena);
    const struct rational *q = rational_subtract(one, p, arena);
    const struct rational *per = rational_divide(rational_multiply(z, z, arena),
                                                 rational_of(n, 1, arena), arena); /* z²/n */
    const struct rational *centre = rational_add(
        p, rational_multiply(per, rational_of(1, 2, arena), arena), arena);
    const struct rational *inner = rational_add(
        rational_multiply(p, q, arena), rational_multiply(per, rational_of(1, 4, arena), arena),
        arena);
    const struct rational *root = rational_root(rational_multiply(per, inner, arena), arena);
    const struct rational *reach = rational_add(root, last_digit(arena), arena);
    const struct rational *divisor = rational_add(one, per, arena);
    *low = within(rational_divide(rational_subtract(centre, reach, arena), divisor, arena), arena);
    *high = within(rational_divide(rational_add(centre, reach, arena), divisor, arena), arena);
}

bool proportion_under_four_fifths(struct proportion proportion, struct proportion best)
{
    return 5 * proportion.part * best.whole < 4 * best.part * proportion.whole;
}

int proportion_compare(struct proportion a, struct proportion b)
{
    int64_t left = a.part * b.whole, right = b.part * a.whole;
    return (left > right) - (left < right);
}
