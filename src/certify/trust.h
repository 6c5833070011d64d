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
    const size_t *signer_roots; /* for each signer the index of the root it leads to */
    size_t root_count, signer_count;
};

/* Nobody is trusted. */
struct trust trust_none(void);

/* ERROR_REFUSED naming what ("demo/trust.pem") when it holds something else than certificates, no
 * root, or a certificate that leads to none of its roots. */
fallible trust_read(struct trust *out, struct bytes pem, const char *what, struct arena *arena);

/* The root and the signer of one chain: what the issuing program checks its own work by.
 * ERROR_REFUSED unless the chain holds when its signer's certificate begins. */
fallible trust_of_chain(struct trust *out, const struct x509 *chain, size_t count,
                        struct arena *arena);

/* The certificate of these bytes, NULL when it is not among them. */
const struct x509 *trust_find(const struct trust *trust, struct bytes der);

/* ERROR_REFUSED unless a chain (signer first, root last) holds in itself at an instant, up to its
 * own root, trusted or not. Of a signer that known (may be NULL) holds, only the dates are left to
 * judge. */
fallible trust_check_chain(const struct trust *known, const struct x509 *chain, size_t count,
                           int64_t at_s);

/* The moments that a judgement is about. */
struct trust_moments {
    int64_t signed_at_s; /* by the signer's word */
    int64_t judged_at_s; /* now, or the time that a timestamp proves (proven_time.h) */
    int64_t now_s;
};

/* Judges a chain that holds in itself (pades_check, trust_find_signer): NULL when its root is
 * trusted, byte by byte, and all of it is in force at judged_at_s; else why not:
 * VERDICT_UNKNOWN_ISSUER, VERDICT_EXPIRED, or VERDICT_COULD_NOT_CHECK when now_s is before
 * signed_at_s by more than a day, which only a wrong clock explains. */
const struct judgement *trust_check(const struct trust *trust, const struct x509 *chain,
                                    size_t count, const struct trust_moments *moments,
                                    struct arena *arena);

/* The chain (signer first, root last) of the signer whose key has this id; NULL when there is
 * none. */
const struct x509 *trust_find_signer(size_t *count, const struct trust *trust,
                                     const uint8_t kid[static KID_SIZE], struct arena *arena);

#endif
