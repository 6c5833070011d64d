/* Published answers have as many digits as their authors printed. */
#ifndef USTA_TESTS_ASSESS_NEAR_H
#define USTA_TESTS_ASSESS_NEAR_H

#include "base/random.h"
#include "base/rational.h"

/* 0 … limit − 1. */
int64_t draw(struct random *random, int limit);

/* Fails unless figure, rounded to as many decimals as published has, says published: it is at most
 * one half of the last digit away (and a trifle more where published was cut). NULL fails. */
void near_published(const struct rational *figure, const char *published, const char *file,
                    int line);
#define PUBLISHED(figure, published) near_published((figure), (published), __FILE__, __LINE__)

/* The same against a second implementation in floating point: within 10^-9 of it, or of its size.
 */
void near_double(const struct rational *figure, double second, const char *file, int line);
#define SECOND(figure, second) near_double((figure), (second), __FILE__, __LINE__)

/* Exactly numerator/denominator. */
#define EXACTLY(figure, numerator, denominator, arena)                                             \
    assert_int_equal(rational_compare((figure), rational_of((numerator), (denominator), (arena))), \
                     0)

#endif
