/* Randomness, passed in so that tests are repeatable. The system's source is getrandom(2). */
#ifndef USTA_BASE_RANDOM_H
#define USTA_BASE_RANDOM_H

#include "base/error.h"

#include <stdint.h>

struct random {
    fallible (*fill)(struct random *random, void *out, size_t size);
    uint64_t state; /* of a seeded source */
};

struct random random_system(void);

/* Repeatable and NOT secret (SplitMix64): for tests, and for drawing samples with a recorded
 * seed. */
struct random random_seeded(uint64_t seed);

/* Fills out; ERROR_ENVIRONMENT when the system has no randomness to give. */
fallible random_fill(struct random *random, void *out, size_t size);

/* A whole number 0..limit-1, each equally likely; limit ≥ 1. */
fallible random_below(uint32_t *out, struct random *random, uint32_t limit);

#endif
