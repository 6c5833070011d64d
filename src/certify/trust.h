/* Whom a checker trusts: a PEM file with the roots of issuers, and beside them, if wanted, the
 * certificates of their signers (a QR code names its signer's key but has no room for the
 * certificate). A certificate that is no root counts only when it leads to a root of the same file.
 */
#ifndef USTA_CERTIFY_TRUST_H
#define USTA_CERTIFY_TRUST_H

#include "certify/verdict.h"
#include "certify/x509.h"

enum { TRUST_LIMIT = 256 };

struct trust {
    const struct x509 *roots, *signers;
    size_t root_count, signer_count;
};

/* Nobody is trusted. */
struct trust trust_none(void);

/* ERROR_REFUSED naming what ("demo/trust.pem") when it holds something else than certificates, no
 * root, or a certificate that leads to none of its roots. */
fallible trust_read(struct trust *out, struct bytes pem, const char *what, struct arena *arena);

/* Judges a chain that holds in itself (pades_check, trust_find_signer): NULL when its root is
 * trusted, byte by byte, and all of it is in force at now_s; else why not: VERDICT_UNKNOWN_ISSUER,
 * VERDICT_EXPIRED, or VERDICT_COULD_NOT_CHECK when now_s is before signed_at_s by more than a day,
 * which only a wrong clock explains. */
const struct finding *trust_check(const struct trust *trust, const struct x509 *chain, size_t count,
                                  int64_t signed_at_s, int64_t now_s, struct arena *arena);

/* The chain (signer first, root last) of the signer whose key has this id; NULL when there is
 * none. */
const struct x509 *trust_find_signer(size_t *count, const struct trust *trust,
                                     const uint8_t kid[static KID_SIZE], struct arena *arena);

#endif
