#include "assess/confidence.h"

const struct rational *confidence_deviate(struct arena *arena)
{
    return rational_of(1959963984540054, 1000000000000000, arena);
}

bool confidence_excludes_zero(const struct rational *figure, const struct rational *variance,
                              struct arena *arena)
{
    const struct rational *z = confidence_deviate(arena);
    const struct rational *limit = rational_multiply(rational_multiply(z, z, arena), variance,
                                                     arena);
    return rational_compare(rational_multiply(figure, figure, arena), limit) > 0;
}
