/* Private keys: the only file that holds them. They live in OpenSSL's memory, never in an arena,
 * and on disk only as PKCS#8 encrypted with a passphrase: scrypt, N=2^14, r=8, p=5 (RFC 7914;
 * 16 MiB), and AES-256-CBC (PBES2, RFC 8018). */
#ifndef USTA_CERTIFY_PRIVATE_KEY_H
#define USTA_CERTIFY_PRIVATE_KEY_H

#include "base/secret.h"
#include "certify/signer.h"

struct private_key;

void private_key_close(struct private_key *key); /* wipes; NULL does nothing */
void private_key_cleanup(struct private_key **key);
#define SCOPED_PRIVATE_KEY __attribute__((cleanup(private_key_cleanup))) struct private_key *

/* A new key: P-256, RSA of 3072 bits, or Ed25519. */
fallible private_key_make(struct private_key **out, enum signature_algorithm algorithm);

/* The key as "ENCRYPTED PRIVATE KEY" in PEM (RFC 7468, 11). */
fallible private_key_encrypt(struct bytes *pem, const struct private_key *key,
                             const struct secret *passphrase, struct arena *arena);

/* ERROR_ENVIRONMENT for a wrong passphrase, a key that is not encrypted, of an unknown kind or
 * weak; every message begins with what ("signer's key"). */
fallible private_key_decrypt(struct private_key **out, struct bytes pem,
                             const struct secret *passphrase, const char *what);

struct evp_pkey_st; /* OpenSSL's EVP_PKEY */

/* A key that OpenSSL holds, which belongs to *out from here on, or is freed. ERROR_ENVIRONMENT when
 * it is of an unknown kind or weak. For token.c and pkcs12.c. */
fallible private_key_adopt(struct private_key **out, struct evp_pkey_st *handle, const char *what);

enum signature_algorithm private_key_algorithm(const struct private_key *key);

/* Its public half, SubjectPublicKeyInfo in DER. */
struct bytes private_key_spki(const struct private_key *key, struct arena *arena);

size_t private_key_signature_size(const struct private_key *key);

/* A signature over message in the form signature.h gives (ES256 with s ≤ n/2). */
fallible private_key_sign(struct signature *out, const struct private_key *key,
                          struct bytes message);

/* Who signs with this key, so far without a certificate; it is borrowed. */
struct signer private_key_signer(const struct private_key *key, struct arena *arena);

#endif
