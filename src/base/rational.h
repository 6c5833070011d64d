/* Fractions of whole numbers of any size: what is computed with them is exact. For the points of a
 * measured line, where a mean of percentages soon outgrows every machine word.
 *
 * A rational is never changed; each lives as long as the arena it was made in. Always in lowest
 * terms with a denominator above 0. (GMP does the work: docs/decisions/0003.) */
#ifndef USTA_BASE_RATIONAL_H
#define USTA_BASE_RATIONAL_H

#include "base/decimal.h"

struct rational;

/* denominator is not 0 (asserted). */
const struct rational *rational_of(int64_t numerator, int64_t denominator, struct arena *arena);
const struct rational *rational_of_decimal(struct decimal decimal, struct arena *arena);

const struct rational *rational_add(const struct rational *a, const struct rational *b,
                                    struct arena *arena);
const struct rational *rational_subtract(const struct rational *a, const struct rational *b,
                                         struct arena *arena);
const struct rational *rational_multiply(const struct rational *a, const struct rational *b,
                                         struct arena *arena);
const struct rational *rational_divide(const struct rational *a, const struct rational *b,
                                       struct arena *arena); /* b is not 0 (asserted) */
const struct rational *rational_absolute(const struct rational *a, struct arena *arena);

bool rational_is_zero(const struct rational *a);
int rational_compare(const struct rational *a, const struct rational *b); /* <0, 0, >0 */

/* For people: "-2.5" when that is the whole of it, else the first six decimals, cut and marked as
 * cut, with the fraction: "33.333333… (100/3)". A fraction of more than 24 characters is left
 * out. */
char *rational_text(const struct rational *a, struct arena *arena);

#endif
