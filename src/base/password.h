/* What is kept of a password or PIN: scrypt (RFC 7914) with N = 2^15, r = 8, p = 3, which takes 32
 * MiB and a tenth of a second and more. Whoever waits for others never calls these: a pool does. */
#ifndef USTA_BASE_PASSWORD_H
#define USTA_BASE_PASSWORD_H

#include "base/bytes.h"
#include "base/random.h"

#include <stdbool.h>

enum { PASSWORD_GRAIN_SIZE = 16, PASSWORD_HASH_SIZE = 32, PASSWORD_LIMIT = 256 /* bytes */ };

struct password_hash {
    uint8_t grain[PASSWORD_GRAIN_SIZE]; /* the salt, another for each */
    uint8_t hash[PASSWORD_HASH_SIZE];
};

/* Of a password of 1 to PASSWORD_LIMIT bytes (asserted), with a new grain. */
fallible password_hash_make(struct password_hash *out, struct bytes password,
                            struct random *random);

/* True for the password that was hashed; compared in constant time. NULL stands for somebody who
 * has none: it takes as long, and nothing fits. */
fallible password_fits(bool *out, const struct password_hash *hash, struct bytes password);

/* scrypt itself, for its vectors. */
fallible password_derive(uint8_t *out, size_t out_size, struct bytes password, struct bytes salt,
                         uint64_t n, uint64_t r, uint64_t p);

#endif
