/* Making a revocation list (CRL version 2; RFC 5280, 5): which signers an authority took back. */
#ifndef USTA_CERTIFY_CRL_MAKE_H
#define USTA_CERTIFY_CRL_MAKE_H

#include "certify/signer.h"

struct crl_entry {
    struct bytes serial; /* INTEGER in DER */
    int64_t since_s;
    int reason; /* CRLReason, 5.3.1; above 0 */
};

struct crl_content {
    struct bytes issuer; /* Name in DER */
    int64_t number;      /* from 1, each above the one before (5.2.3) */
    int64_t made_at_s, until_s;
    const struct crl_entry *entries;
    size_t count;
};

/* The list in DER, signed by its issuer's key, with authority key identifier and CRL number.
 * Whoever is among the entries stays there, also once its certificate has ended. */
fallible crl_make(struct bytes *der, const struct crl_content *content, const struct signer *issuer,
                  struct arena *arena);

#endif
