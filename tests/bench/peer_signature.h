/* Signatures by OpenSSL alone: the least that signing and checking can cost. */
#ifndef USTA_TESTS_BENCH_PEER_SIGNATURE_H
#define USTA_TESTS_BENCH_PEER_SIGNATURE_H

#include "certify/signature.h"

struct peer_signature;

/* A fresh key, with a digest signed by it; given back with the arena. ES256 or RS256, the latter of
 * 3072 bits. */
struct peer_signature *peer_signature_open(enum signature_algorithm algorithm, struct arena *arena);

void peer_signature_sign(struct peer_signature *peer);  /* the digest, once more */
void peer_signature_check(struct peer_signature *peer); /* the signature made last */

#endif
