/* Fractions of whole numbers of any size: what is computed with them is exact. For the points of a
 * measured line, where a mean of percentages soon outgrows every machine word, and for statistics,
 * which come out the same on every machine.
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

/* What is not a fraction, as the nearest one from below with RATIONAL_DIGITS decimals: the square
 * root of a, and e to the power of a. a is not negative (asserted). */
enum { RATIONAL_DIGITS = 12 };
const struct rational *rational_root(const struct rational *a, struct arena *arena);
const struct rational *rational_exponential(const struct rational *a, struct arena *arena);

/* With so many decimals (1 to 18), cut: "-0.3333". Never "-0.0000". */
char *rational_decimals(const struct rational *a, int decimals, struct arena *arena);

/* For people: "-2.5" when that is the whole of it, else the first six decimals, cut and marked as
 * cut, with the fraction: "33.333333… (100/3)". A fraction of more than 24 characters is left
 * out. */
char *rational_text(const struct rational *a, struct arena *arena);

#endif
