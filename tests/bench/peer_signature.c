#include "bench/peer_ecdsa.h"

#include "base/digest.h"

#include <openssl/ec.h>
#include <openssl/evp.h>

enum { DER_LIMIT = 80 };

struct peer_ecdsa {
    EVP_PKEY *key;
    EVP_PKEY_CTX *signing, *checking;
    struct digest digest;
    uint8_t signature[DER_LIMIT];
    size_t size;
};

static void release(void *object)
{
    struct peer_ecdsa *peer = object;
    EVP_PKEY_CTX_free(peer->signing);
    EVP_PKEY_CTX_free(peer->checking);
    EVP_PKEY_free(peer->key);
}

struct peer_ecdsa *peer_ecdsa_open(struct arena *arena)
{
    struct peer_ecdsa *peer = ARENA_NEW(arena, struct peer_ecdsa);
    arena_defer(arena, release, peer);
    peer->digest = digest_of(bytes_of_text("what is signed"));
    peer->key = EVP_EC_gen("P-256");
    ASSERT(peer->key);
    peer->signing = EVP_PKEY_CTX_new(peer->key, NULL);
    peer->checking = EVP_PKEY_CTX_new(peer->key, NULL);
    ASSERT(peer->signing && peer->checking);
    ASSERT(EVP_PKEY_sign_init(peer->signing) == 1);
    ASSERT(EVP_PKEY_verify_init(peer->checking) == 1);
    peer_ecdsa_sign(peer);
    return peer;
}

void peer_ecdsa_sign(struct peer_ecdsa *peer)
{
    peer->size = sizeof peer->signature;
    ASSERT(EVP_PKEY_sign(peer->signing, peer->signature, &peer->size, peer->digest.data,
                         DIGEST_SIZE) == 1);
}

void peer_ecdsa_check(struct peer_ecdsa *peer)
{
    ASSERT(EVP_PKEY_verify(peer->checking, peer->signature, peer->size, peer->digest.data,
                           DIGEST_SIZE) == 1);
}
