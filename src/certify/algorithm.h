/* How X.509 and CMS write a signature algorithm and its value. */
#ifndef USTA_CERTIFY_ALGORITHM_H
#define USTA_CERTIFY_ALGORITHM_H

#include "certify/signature.h"

/* AlgorithmIdentifier: ecdsa-with-SHA256 without parameters (RFC 5758, 3.2),
 * sha256WithRSAEncryption with NULL (RFC 4055, 5), Ed25519 without parameters (RFC 8410, 3). */
struct bytes algorithm_der(enum signature_algorithm algorithm, struct arena *arena);

/* SHA-256 without parameters (RFC 5754, 2). */
struct bytes algorithm_sha256_der(struct arena *arena);

/* The value as it stands in the BIT STRING or OCTET STRING: for ES256 Ecdsa-Sig-Value, a SEQUENCE
 * of r and s (RFC 3279, 2.2.3), else as it is. */
fallible algorithm_signature_der(struct bytes *out, enum signature_algorithm algorithm,
                                 struct bytes signature, struct arena *arena);

/* The way back; ERROR_REFUSED when value is not exactly that. */
fallible algorithm_signature_read(struct bytes *out, enum signature_algorithm algorithm,
                                  struct bytes value, struct arena *arena);

#endif
