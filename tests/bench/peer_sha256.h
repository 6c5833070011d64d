/* SHA-256 by OpenSSL alone: the least that checking a journal can cost. */
#ifndef USTA_TESTS_BENCH_PEER_SHA256_H
#define USTA_TESTS_BENCH_PEER_SHA256_H

#include "base/arena.h"

struct peer_sha256;

struct peer_sha256 *peer_sha256_open(struct arena *arena); /* given back with the arena */

void peer_sha256_digest(struct peer_sha256 *peer, struct bytes bytes);

#endif
