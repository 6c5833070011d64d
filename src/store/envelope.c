#include "store/envelope.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>

enum { SECURITY_BITS = 128 }; /* of RSA with 3072 bits and a curve of 256 (NIST SP 800-57, 5.6.1) */

struct envelope_recipient {
    X509 *certificate;
};

struct envelope_key {
    EVP_PKEY *handle;
};

static void free_bio(BIO **bio)
{
    BIO_free(*bio);
}
#define SCOPED_BIO __attribute__((cleanup(free_bio))) BIO *

static void free_cms(CMS_ContentInfo **cms)
{
    CMS_ContentInfo_free(*cms);
}
#define SCOPED_CMS __attribute__((cleanup(free_cms))) CMS_ContentInfo *

void envelope_recipient_cleanup(struct envelope_recipient **recipient)
{
    if (!*recipient)
        return;
    X509_free((*recipient)->certificate);
    free(*recipient);
}

void envelope_key_cleanup(struct envelope_key **key)
{
    if (!*key)
        return;
    EVP_PKEY_free((*key)->handle); /* wipes the numbers of the key */
    free(*key);
}

static BIO *reading(struct bytes bytes)
{
    ASSERT(bytes.size <= INT_MAX);
    BIO *bio = BIO_new_mem_buf(bytes.size ? (const void *)bytes.data : "", (int)bytes.size);
    if (!bio)
        abort();
    return bio;
}

static BIO *writing(void)
{
    BIO *bio = BIO_new(BIO_s_mem());
    if (!bio)
        abort();
    return bio;
}

static struct bytes written(BIO *bio, struct arena *arena)
{
    char *data = NULL;
    long size = BIO_get_mem_data(bio, &data);
    return arena_bytes(arena, bytes_of(data, size > 0 ? (size_t)size : 0));
}

static bool is_strong(EVP_PKEY *key)
{
    return key && (EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_is_a(key, "EC")) &&
           EVP_PKEY_get_security_bits(key) >= SECURITY_BITS;
}

fallible envelope_recipient_read(struct envelope_recipient **out, struct bytes pem,
                                 const char *what)
{
    SCOPED_BIO bio = reading(pem);
    X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
    ERR_clear_error();
    if (!certificate)
        return error_hint(error_make(ERROR_REFUSED, "'%s' holds no certificate", what),
                          "name the certificate of the recovery key, a PEM file");
    if (!is_strong(X509_get0_pubkey(certificate))) {
        X509_free(certificate);
        return error_hint(
            error_make(ERROR_REFUSED, "the key of '%s' is weak or of another kind", what),
            "RSA of 3072 bits or more, or an elliptic curve of 256 or more");
    }
    struct envelope_recipient *recipient = calloc(1, sizeof *recipient);
    if (!recipient)
        abort();
    recipient->certificate = certificate;
    *out = recipient;
    return NULL;
}

static int give_passphrase(char *out, int size, int for_writing, void *context)
{
    struct bytes passphrase = secret_bytes(context);
    if (for_writing || passphrase.size > (size_t)size)
        return -1;
    memcpy(out, passphrase.data, passphrase.size);
    return (int)passphrase.size;
}

/* A key that lies open would be used with any passphrase, and would be no secret. */
static bool is_encrypted(struct bytes pem)
{
    return memmem(pem.data, pem.size, "ENCRYPTED", strlen("ENCRYPTED")) != NULL;
}

fallible envelope_key_read(struct envelope_key **out, struct bytes pem,
                           const struct secret *passphrase, const char *what)
{
    if (!is_encrypted(pem))
        return error_hint(error_make(ERROR_REFUSED, "'%s' is no encrypted private key", what),
                          "encrypt it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in %s -out NEW", what);
    SCOPED_BIO bio = reading(pem);
    EVP_PKEY *handle = PEM_read_bio_PrivateKey(bio, NULL, give_passphrase, (void *)passphrase);
    ERR_clear_error();
    if (!handle)
        return error_hint(error_make(ERROR_REFUSED, "the passphrase does not open '%s'", what),
                          "give the passphrase of the recovery key");
    struct envelope_key *key = calloc(1, sizeof *key);
    if (!key)
        abort();
    key->handle = handle;
    *out = key;
    return NULL;
}

/* OpenSSL's own choices are PKCS #1 v1.5 and SHA-1. */
static bool choose_methods(CMS_RecipientInfo *recipient)
{
    EVP_PKEY_CTX *context = CMS_RecipientInfo_get0_pkey_ctx(recipient);
    if (CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_AGREE)
        return EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) == 1;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1;
}

fallible envelope_seal(struct bytes *out, const struct envelope_recipient *recipient,
                       struct bytes plain, struct arena *arena)
{
    SCOPED_BIO from = reading(plain);
    SCOPED_BIO to = writing();
    SCOPED_CMS cms = CMS_AuthEnvelopedData_create(EVP_aes_256_gcm());
    CMS_RecipientInfo *info =
        cms ? CMS_add1_recipient_cert(cms, recipient->certificate, CMS_KEY_PARAM) : NULL;
    if (!info || !choose_methods(info) || CMS_set_detached(cms, 0) != 1 ||
        CMS_final(cms, from, NULL, CMS_BINARY) != 1 || i2d_CMS_bio(to, cms) != 1) {
        ERR_clear_error();
        return error_make(ERROR_ENVIRONMENT, "cannot encrypt to this certificate");
    }
    *out = written(to, arena);
    return NULL;
}

fallible envelope_open(struct bytes *out, const struct envelope_key *key, struct bytes sealed,
                       struct arena *arena)
{
    SCOPED_BIO from = reading(sealed);
    SCOPED_BIO to = writing();
    SCOPED_CMS cms = d2i_CMS_bio(from, NULL);
    bool opened = cms && BIO_pending(from) == 0 &&
                  OBJ_obj2nid(CMS_get0_type(cms)) == NID_id_smime_ct_authEnvelopedData &&
                  CMS_decrypt(cms, key->handle, NULL, NULL, to, CMS_BINARY) == 1;
    ERR_clear_error();
    if (!opened)
        return error_hint(error_make(ERROR_REFUSED, "it was made for another key, or altered"),
                          "use the key that the backup was made for, or another backup");
    *out = written(to, arena);
    return NULL;
}
