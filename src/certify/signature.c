#include "certify/signature.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdbool.h>

enum {
    RSA_BITS_LEAST = 3072,
    RSA_BITS_MOST = 8192,
    ED25519_KEY_SIZE = 32,
    HALF = ES256_SIZE / 2,
    P256_SPKI_SIZE = 91
};

struct public_key {
    enum signature_algorithm algorithm;
    EVP_PKEY *handle;
};

const char *signature_algorithm_name(enum signature_algorithm algorithm)
{
    static const char *const names[] = {
        [SIGNATURE_ES256] = "ECDSA P-256",
        [SIGNATURE_RS256] = "RSA",
        [SIGNATURE_ED25519] = "Ed25519",
    };
    return names[algorithm];
}

struct bytes signature_bytes(const struct signature *signature)
{
    return bytes_of(signature->data, signature->size);
}

static void release_key(void *handle)
{
    EVP_PKEY_free(handle);
}

static fallible check_curve(EVP_PKEY *handle)
{
    char group[32] = "";
    if (!EVP_PKEY_get_group_name(handle, group, sizeof group, NULL))
        return error_make(ERROR_REFUSED, "the key's curve has no name");
    if (strcmp(group, "prime256v1") != 0)
        return error_make(ERROR_REFUSED, "the key's curve is %s instead of P-256", group);
    return NULL;
}

static fallible check_modulus(EVP_PKEY *handle)
{
    int bits = EVP_PKEY_get_bits(handle);
    if (bits < RSA_BITS_LEAST || bits > RSA_BITS_MOST)
        return error_make(ERROR_REFUSED, "the RSA key has %d bits instead of %d to %d", bits,
                          RSA_BITS_LEAST, RSA_BITS_MOST);
    return NULL;
}

static fallible find_algorithm(enum signature_algorithm *out, EVP_PKEY *handle)
{
    switch (EVP_PKEY_get_base_id(handle)) {
    case EVP_PKEY_EC:
        *out = SIGNATURE_ES256;
        return check_curve(handle);
    case EVP_PKEY_RSA:
        *out = SIGNATURE_RS256;
        return check_modulus(handle);
    case EVP_PKEY_ED25519:
        *out = SIGNATURE_ED25519;
        return NULL;
    default:
        return error_make(ERROR_REFUSED, "the key is neither ECDSA P-256 nor RSA nor Ed25519");
    }
}

static fallible keep_key(struct public_key **out, EVP_PKEY *handle, struct arena *arena)
{
    arena_defer(arena, release_key, handle);
    struct public_key *key = ARENA_NEW(arena, struct public_key);
    key->handle = handle;
    TRY(find_algorithm(&key->algorithm, handle));
    *out = key;
    return NULL;
}

fallible public_key_read(struct public_key **out, struct bytes spki, struct arena *arena)
{
    const uint8_t *at = spki.data;
    EVP_PKEY *handle = d2i_PUBKEY(NULL, &at, (long)spki.size);
    if (!handle)
        return error_make(ERROR_REFUSED, "the public key cannot be read");
    struct public_key *key = NULL;
    TRY(keep_key(&key, handle, arena));
    uint8_t *again = NULL;
    int size = i2d_PUBKEY(handle, &again);
    bool same = size > 0 && bytes_equal(bytes_of(again, (size_t)size), spki);
    OPENSSL_free(again);
    bool is_compressed = key->algorithm == SIGNATURE_ES256 && spki.size != P256_SPKI_SIZE;
    if (!same || is_compressed)
        return error_make(ERROR_REFUSED, "the public key is not in its one DER form");
    *out = key;
    return NULL;
}

fallible public_key_of_ed25519(struct public_key **out, struct bytes raw, struct arena *arena)
{
    if (raw.size != ED25519_KEY_SIZE)
        return error_make(ERROR_REFUSED, "an Ed25519 key has %d bytes, not %zu", ED25519_KEY_SIZE,
                          raw.size);
    EVP_PKEY *handle = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, raw.data, raw.size);
    if (!handle)
        return error_make(ERROR_REFUSED, "the public key cannot be read");
    return keep_key(out, handle, arena);
}

enum signature_algorithm public_key_algorithm(const struct public_key *key)
{
    return key->algorithm;
}

/* The order n of P-256 (SP 800-186, 3.2.1.3) and n/2 rounded down. */
static const uint8_t order[HALF] = {
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};
static const uint8_t half_order[HALF] = {
    0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xde, 0x73, 0x7d, 0x56, 0xd3, 0x8b, 0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8};

static bool is_high(const uint8_t s[static HALF])
{
    return memcmp(s, half_order, HALF) > 0;
}

void signature_es256_normalise(uint8_t signature[static ES256_SIZE])
{
    uint8_t *s = signature + HALF;
    if (!is_high(s))
        return;
    int borrow = 0;
    for (int i = HALF - 1; i >= 0; i--) {
        int difference = order[i] - s[i] - borrow;
        borrow = difference < 0;
        s[i] = (uint8_t)difference;
    }
}

/* OpenSSL wants r and s as a DER SEQUENCE. */
static int es256_to_der(uint8_t **out, struct bytes raw)
{
    ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw.data, HALF, NULL), *s = BN_bin2bn(raw.data + HALF, HALF, NULL);
    ASSERT(pair && r && s && ECDSA_SIG_set0(pair, r, s));
    int size = i2d_ECDSA_SIG(pair, out);
    ECDSA_SIG_free(pair);
    return size;
}

static bool verify(const struct public_key *key, enum digest_kind kind, struct bytes message,
                   struct bytes signature)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const EVP_MD *const digests[] = {EVP_sha256(), EVP_sha384(), EVP_sha512()};
    const EVP_MD *digest = key->algorithm == SIGNATURE_ED25519 ? NULL : digests[kind];
    ASSERT(context);
    bool holds = EVP_DigestVerifyInit(context, NULL, digest, NULL, key->handle) == 1 &&
                 EVP_DigestVerify(context, signature.data, signature.size, message.data,
                                  message.size) == 1;
    EVP_MD_CTX_free(context);
    return holds;
}

static bool verify_es256(const struct public_key *key, struct bytes message, struct bytes raw)
{
    uint8_t *der = NULL;
    int size = es256_to_der(&der, raw);
    bool holds = size > 0 && verify(key, DIGEST_SHA256, message, bytes_of(der, (size_t)size));
    OPENSSL_free(der);
    return holds;
}

fallible signature_check_by(const struct public_key *key, enum digest_kind digest,
                            struct bytes message, struct bytes signature)
{
    bool is_es256 = key->algorithm == SIGNATURE_ES256;
    if (key->algorithm != SIGNATURE_RS256 && digest != DIGEST_SHA256)
        return error_make(ERROR_REFUSED, "a key for %s does not sign with another digest",
                          signature_algorithm_name(key->algorithm));
    if (is_es256 && signature.size != ES256_SIZE)
        return error_make(ERROR_REFUSED, "the signature has %zu bytes instead of %d",
                          signature.size, ES256_SIZE);
    if (is_es256 && is_high(signature.data + HALF))
        return error_make(ERROR_REFUSED, "the signature is not in its one form (s above n/2)");
    bool holds = is_es256 ? verify_es256(key, message, signature)
                          : verify(key, digest, message, signature);
    if (!holds)
        return error_make(ERROR_REFUSED, "the signature does not belong to this key and content");
    return NULL;
}

fallible signature_check(const struct public_key *key, struct bytes message, struct bytes signature)
{
    return signature_check_by(key, DIGEST_SHA256, message, signature);
}
