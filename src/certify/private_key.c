#include "certify/private_key.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <stdlib.h>

enum {
    RSA_BITS = 3072,
    SCRYPT_N = 1 << 14, /* with r the most that OpenSSL's PKCS#8 reader allows: 16 of 32 MiB */
    SCRYPT_R = 8,
    SCRYPT_P = 5,
};

struct private_key {
    enum signature_algorithm algorithm;
    EVP_PKEY *handle;
};

void private_key_close(struct private_key *key)
{
    if (!key)
        return;
    EVP_PKEY_free(key->handle); /* wipes the numbers of the key */
    free(key);
}

void private_key_cleanup(struct private_key **key)
{
    private_key_close(*key);
}

static struct private_key *keep(EVP_PKEY *handle, enum signature_algorithm algorithm)
{
    struct private_key *key = calloc(1, sizeof *key);
    if (!key)
        abort();
    *key = (struct private_key){algorithm, handle};
    return key;
}

static never_null struct error *library_error(const char *doing)
{
    char reason[160];
    ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
    ERR_clear_error();
    return error_make(ERROR_ENVIRONMENT, "cannot %s: %s", doing, reason);
}

fallible private_key_make(struct private_key **out, enum signature_algorithm algorithm)
{
    EVP_PKEY *handle = algorithm == SIGNATURE_ES256   ? EVP_EC_gen("P-256")
                       : algorithm == SIGNATURE_RS256 ? EVP_RSA_gen(RSA_BITS)
                                                      : EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    if (!handle)
        return library_error("make a key");
    *out = keep(handle, algorithm);
    return NULL;
}

static X509_SIG *encrypt(const struct private_key *key, struct bytes passphrase)
{
    PKCS8_PRIV_KEY_INFO *plain = EVP_PKEY2PKCS8(key->handle);
    X509_ALGOR *method = PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), NULL, 0, NULL, SCRYPT_N, SCRYPT_R,
                                               SCRYPT_P);
    X509_SIG *encrypted = NULL;
    if (plain && method)
        encrypted = PKCS8_set0_pbe((const char *)passphrase.data, (int)passphrase.size, plain,
                                   method);
    if (!encrypted)
        X509_ALGOR_free(method); /* else it belongs to encrypted */
    PKCS8_PRIV_KEY_INFO_free(plain);
    return encrypted;
}

fallible private_key_encrypt(struct bytes *pem, const struct private_key *key,
                             const struct secret *passphrase, struct arena *arena)
{
    X509_SIG *encrypted = encrypt(key, secret_bytes(passphrase));
    BIO *memory = BIO_new(BIO_s_mem());
    bool done = encrypted && memory && PEM_write_bio_PKCS8(memory, encrypted) == 1;
    if (done) {
        char *data = NULL;
        long size = BIO_get_mem_data(memory, &data);
        *pem = arena_bytes(arena, bytes_of(data, (size_t)size));
    }
    BIO_free(memory);
    X509_SIG_free(encrypted);
    return done ? NULL : library_error("encrypt a key");
}

static fallible read_encrypted(X509_SIG **out, struct bytes pem, const char *what)
{
    BIO *memory = BIO_new_mem_buf(pem.data, (int)pem.size);
    ASSERT(memory);
    X509_SIG *encrypted = PEM_read_bio_PKCS8(memory, NULL, NULL, NULL);
    BIO_free(memory);
    ERR_clear_error();
    if (!encrypted)
        return error_hint(error_make(ERROR_ENVIRONMENT, "%s is not an encrypted PKCS#8 key", what),
                          "encrypt it: openssl pkcs8 -topk8 -scrypt -in KEY -out ENCRYPTED");
    *out = encrypted;
    return NULL;
}

static fallible decrypt(EVP_PKEY **out, X509_SIG *encrypted, struct bytes passphrase,
                        const char *what)
{
    PKCS8_PRIV_KEY_INFO *plain = PKCS8_decrypt(encrypted, (const char *)passphrase.data,
                                               (int)passphrase.size);
    if (!plain) {
        ERR_clear_error();
        return error_hint(error_make(ERROR_ENVIRONMENT, "%s: wrong passphrase", what),
                          "a damaged key file looks the same: compare it with a backup");
    }
    EVP_PKEY *handle = EVP_PKCS82PKEY(plain);
    PKCS8_PRIV_KEY_INFO_free(plain);
    ERR_clear_error();
    if (!handle)
        return error_make(ERROR_ENVIRONMENT, "%s cannot be read", what);
    *out = handle;
    return NULL;
}

struct bytes private_key_spki(const struct private_key *key, struct arena *arena)
{
    uint8_t *der = NULL;
    int size = i2d_PUBKEY(key->handle, &der);
    ASSERT(size > 0);
    struct bytes spki = arena_bytes(arena, bytes_of(der, (size_t)size));
    OPENSSL_free(der);
    return spki;
}

/* The public half knows what is weak: one rule for both. */
static fallible find_algorithm(struct private_key *key, const char *what)
{
    SCOPED_ARENA(arena);
    struct public_key *public_half;
    SCOPED_ERROR weak = public_key_read(&public_half, private_key_spki(key, arena), arena);
    if (weak)
        return error_hint(error_make(ERROR_ENVIRONMENT, "%s: %s", what, error_message(weak)),
                          "keys are ECDSA P-256, or RSA of 3072 bits and more (NIST SP 800-57)");
    key->algorithm = public_key_algorithm(public_half);
    return NULL;
}

fallible private_key_adopt(struct private_key **out, EVP_PKEY *handle, const char *what)
{
    struct private_key found = {.handle = handle};
    struct error *error = find_algorithm(&found, what);
    if (error)
        EVP_PKEY_free(handle);
    else
        *out = keep(handle, found.algorithm);
    return error;
}

fallible private_key_decrypt(struct private_key **out, struct bytes pem,
                             const struct secret *passphrase, const char *what)
{
    X509_SIG *encrypted = NULL;
    TRY(read_encrypted(&encrypted, pem, what));
    EVP_PKEY *handle = NULL;
    struct error *error = decrypt(&handle, encrypted, secret_bytes(passphrase), what);
    X509_SIG_free(encrypted);
    TRY(error);
    return private_key_adopt(out, handle, what);
}

enum signature_algorithm private_key_algorithm(const struct private_key *key)
{
    return key->algorithm;
}

size_t private_key_signature_size(const struct private_key *key)
{
    return key->algorithm == SIGNATURE_ES256 ? ES256_SIZE : (size_t)EVP_PKEY_get_size(key->handle);
}

/* OpenSSL gives r and s as a DER SEQUENCE. */
static void es256_from_der(struct signature *signature)
{
    const uint8_t *at = signature->data;
    ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &at, (long)signature->size);
    ASSERT(pair);
    int half = ES256_SIZE / 2;
    uint8_t raw[ES256_SIZE];
    ASSERT(BN_bn2binpad(ECDSA_SIG_get0_r(pair), raw, half) == half);
    ASSERT(BN_bn2binpad(ECDSA_SIG_get0_s(pair), raw + half, half) == half);
    ECDSA_SIG_free(pair);
    signature_es256_normalise(raw);
    memcpy(signature->data, raw, ES256_SIZE);
    signature->size = ES256_SIZE;
}

fallible private_key_sign(struct signature *out, const struct private_key *key,
                          struct bytes message)
{
    struct signature signature = {.size = sizeof signature.data};
    const EVP_MD *digest = key->algorithm == SIGNATURE_ED25519 ? NULL : EVP_sha256();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool done = context && EVP_DigestSignInit(context, NULL, digest, NULL, key->handle) == 1 &&
                EVP_DigestSign(context, signature.data, &signature.size, message.data,
                               message.size) == 1;
    EVP_MD_CTX_free(context);
    if (!done)
        return library_error("sign");
    if (key->algorithm == SIGNATURE_ES256)
        es256_from_der(&signature);
    *out = signature;
    return NULL;
}

static fallible sign_with(const struct signer *signer, struct signature *out, struct bytes message)
{
    return private_key_sign(out, signer->context, message);
}

struct signer private_key_signer(const struct private_key *key, struct arena *arena)
{
    return (struct signer){
        .sign = sign_with,
        .algorithm = private_key_algorithm(key),
        .signature_size = private_key_signature_size(key),
        .spki = private_key_spki(key, arena),
        .context = key,
    };
}
