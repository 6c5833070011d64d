/* What a signature and its timestamps rest on, as it is kept for later (baseline LT): every
 * certificate, and for each but the roots a revocation list of whoever issued it. */
#ifndef USTA_CERTIFY_VALIDATION_H
#define USTA_CERTIFY_VALIDATION_H

#include "certify/cms.h"
#include "certify/crl.h"
#include "certify/timestamp.h"

enum { VALIDATION_STAMPS_LIMIT = 9, VALIDATION_LIMIT = X509_CHAIN_LIMIT * 10 };

/* What is judged, as far as it has been read. */
struct validation {
    const struct cms *cms;
    const struct timestamp *stamps; /* oldest first: of the signature, then of the document */
    size_t stamp_count;             /* at most VALIDATION_STAMPS_LIMIT */
    const struct crl *crls;
    size_t crl_count;
};

/* All certificates, each once, in the order of chains: the signature's first. Returns how many. */
size_t validation_certificates(const struct x509 *out[static VALIDATION_LIMIT],
                               const struct validation *validation);

/* ERROR_REFUSED unless every list is signed by one of these certificates, and every certificate
 * but the roots has a list of its issuer that speaks of the time that counts: of the signature's, a
 * list made after its first timestamp; of an authority's, one that was in force then, or later. */
fallible validation_check(const struct validation *validation, struct arena *arena);

/* Whether any list takes the certificate back; the earliest date. */
bool validation_revoked(int64_t *revoked_at_s, const struct validation *validation,
                        const struct x509 *certificate);

#endif
