#include "bench/peer_signature.h"

#include "base/digest.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

enum { RSA_BITS = 3072 };

struct peer_signature {
    EVP_PKEY *key;
    EVP_PKEY_CTX *signing, *checking;
    struct digest digest;
    uint8_t signature[SIGNATURE_LIMIT];
    size_t size;
};

static void release(void *object)
{
    struct peer_signature *peer = object;
    EVP_PKEY_CTX_free(peer->signing);
    EVP_PKEY_CTX_free(peer->checking);
    EVP_PKEY_free(peer->key);
}

struct peer_signature *peer_signature_open(enum signature_algorithm algorithm, struct arena *arena)
{
    struct peer_signature *peer = ARENA_NEW(arena, struct peer_signature);
    arena_defer(arena, release, peer);
    peer->digest = digest_of(bytes_of_text("what is signed"));
    peer->key = algorithm == SIGNATURE_RS256 ? EVP_RSA_gen(RSA_BITS) : EVP_EC_gen("P-256");
    ASSERT(peer->key);
    peer->signing = EVP_PKEY_CTX_new(peer->key, NULL);
    peer->checking = EVP_PKEY_CTX_new(peer->key, NULL);
    ASSERT(peer->signing && peer->checking);
    ASSERT(EVP_PKEY_sign_init(peer->signing) == 1);
    ASSERT(EVP_PKEY_verify_init(peer->checking) == 1);
    ASSERT(EVP_PKEY_CTX_set_signature_md(peer->signing, EVP_sha256()) == 1);
    ASSERT(EVP_PKEY_CTX_set_signature_md(peer->checking, EVP_sha256()) == 1);
    peer_signature_sign(peer);
    return peer;
}

void peer_signature_sign(struct peer_signature *peer)
{
    peer->size = sizeof peer->signature;
    ASSERT(EVP_PKEY_sign(peer->signing, peer->signature, &peer->size, peer->digest.data,
                         DIGEST_SIZE) == 1);
}

void peer_signature_check(struct peer_signature *peer)
{
    ASSERT(EVP_PKEY_verify(peer->checking, peer->signature, peer->size, peer->digest.data,
                           DIGEST_SIZE) == 1);
}
