/* Checking signatures with public keys. Nothing here can sign: see signer.h and private_key.h.
 *
 * Keys weaker than 128 bits of strength do not exist for us (NIST SP 800-57, table 2). */
#ifndef USTA_CERTIFY_SIGNATURE_H
#define USTA_CERTIFY_SIGNATURE_H

#include "base/digest.h"

enum signature_algorithm {
    SIGNATURE_ES256,   /* ECDSA on P-256 with SHA-256; r‖s, 64 bytes (RFC 9053, 2.1), s ≤ n/2 */
    SIGNATURE_RS256,   /* RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2); 3072 to 8192 bits */
    SIGNATURE_ED25519, /* RFC 8032, 5.1; 64 bytes */
};

const char *signature_algorithm_name(enum signature_algorithm algorithm); /* "ECDSA P-256" … */

enum { SIGNATURE_LIMIT = 1024, ES256_SIZE = 64 };

struct signature {
    size_t size;
    uint8_t data[SIGNATURE_LIMIT];
};

struct bytes signature_bytes(const struct signature *signature); /* borrowed */

struct public_key;

/* A key from its SubjectPublicKeyInfo in DER. ERROR_REFUSED when it is not exactly that, of another
 * kind (P-256 with its named curve and an uncompressed point, RSA, Ed25519) or weak. */
fallible public_key_read(struct public_key **out, struct bytes spki, struct arena *arena);

/* The key of 32 bytes that a signed note's reader is given. */
fallible public_key_of_ed25519(struct public_key **out, struct bytes raw, struct arena *arena);

enum signature_algorithm public_key_algorithm(const struct public_key *key);

/* ERROR_REFUSED unless signature is one over message by this key's owner. The other ECDSA
 * signature that anyone can compute from a given one, (r, n−s), is refused: what we accept, only
 * the signer can have made. */
fallible signature_check(const struct public_key *key, struct bytes message,
                         struct bytes signature);

/* The same of others' signatures (timestamp.h): RSA keys sign with any digest, ES256 with its own
 * alone. */
fallible signature_check_by(const struct public_key *key, enum digest_kind digest,
                            struct bytes message, struct bytes signature);

/* (r, s) as r‖s with s ≤ n/2: flips s where it must be. */
void signature_es256_normalise(uint8_t signature[static ES256_SIZE]);

#endif
