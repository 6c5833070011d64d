/* ECDSA P-256 by OpenSSL alone: the least that signing and checking can cost. */
#ifndef USTA_TESTS_BENCH_PEER_ECDSA_H
#define USTA_TESTS_BENCH_PEER_ECDSA_H

#include "base/arena.h"

struct peer_ecdsa;

/* A fresh key, with a digest signed by it; given back with the arena. */
struct peer_ecdsa *peer_ecdsa_open(struct arena *arena);

void peer_ecdsa_sign(struct peer_ecdsa *peer);  /* the digest, once more */
void peer_ecdsa_check(struct peer_ecdsa *peer); /* the signature made last */

#endif
