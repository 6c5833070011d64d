#include "bench/peer_sha256.h"

#include "base/digest.h"

#include <openssl/evp.h>

struct peer_sha256 {
    EVP_MD *sha256;
    EVP_MD_CTX *context;
};

static void release(void *object)
{
    struct peer_sha256 *peer = object;
    EVP_MD_CTX_free(peer->context);
    EVP_MD_free(peer->sha256);
}

struct peer_sha256 *peer_sha256_open(struct arena *arena)
{
    struct peer_sha256 *peer = ARENA_NEW(arena, struct peer_sha256);
    arena_defer(arena, release, peer);
    peer->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    peer->context = EVP_MD_CTX_new();
    ASSERT(peer->sha256 && peer->context);
    return peer;
}

void peer_sha256_digest(struct peer_sha256 *peer, struct bytes bytes)
{
    uint8_t digest[DIGEST_SIZE];
    ASSERT(EVP_DigestInit_ex2(peer->context, peer->sha256, NULL) == 1);
    ASSERT(EVP_DigestUpdate(peer->context, bytes.data, bytes.size) == 1);
    ASSERT(EVP_DigestFinal_ex(peer->context, digest, NULL) == 1);
}
