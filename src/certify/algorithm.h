/* How X.509 and CMS write a signature algorithm and its value. */
#ifndef USTA_CERTIFY_ALGORITHM_H
#define USTA_CERTIFY_ALGORITHM_H

#include "certify/signature.h"

/* AlgorithmIdentifier: ecdsa-with-SHA256 without parameters (RFC 5758, 3.2),
 * sha256WithRSAEncryption with NULL (RFC 4055, 5), Ed25519 without parameters (RFC 8410, 3). */
struct bytes algorithm_der(enum signature_algorithm algorithm, struct arena *arena);

/* SHA-256 without parameters (RFC 5754, 2). */
struct bytes algorithm_sha256_der(struct arena *arena);

/* What others sign with: any of the digests without parameters, RSA with that digest. */
struct bytes algorithm_digest_der(enum digest_kind digest, struct arena *arena);
struct bytes algorithm_der_by(enum signature_algorithm algorithm, enum digest_kind digest,
                              struct arena *arena);

/* A digest's name as others write it, without parameters or with NULL. ERROR_REFUSED for another
 * digest. */
fallible algorithm_digest_read(enum digest_kind *out, struct bytes der, struct arena *arena);
bool algorithm_is_sha256(struct bytes der, struct arena *arena);

/* Whether der names this algorithm with this digest; of RSA the name may leave the digest out
 * (rsaEncryption: RFC 3370, 3.2). */
bool algorithm_is(struct bytes der, enum signature_algorithm algorithm, enum digest_kind digest,
                  struct arena *arena);

/* The value as it stands in the BIT STRING or OCTET STRING: for ES256 Ecdsa-Sig-Value, a SEQUENCE
 * of r and s (RFC 3279, 2.2.3), else as it is. */
fallible algorithm_signature_der(struct bytes *out, enum signature_algorithm algorithm,
                                 struct bytes signature, struct arena *arena);

/* The way back; ERROR_REFUSED when value is not exactly that. */
fallible algorithm_signature_read(struct bytes *out, enum signature_algorithm algorithm,
                                  struct bytes value, struct arena *arena);

#endif
