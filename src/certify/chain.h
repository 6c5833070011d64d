/* The certificates inside a CMS (RFC 5652, 10.2.3): those of a chain, signer first, root last, and
 * none besides. */
#ifndef USTA_CERTIFY_CHAIN_H
#define USTA_CERTIFY_CHAIN_H

#include "certify/trust.h"
#include "certify/x509.h"

/* The field certificates of a SignedData, [0] and its tag, sorted as a DER SET OF. */
struct bytes chain_der(const struct x509 *chain, size_t count, struct arena *arena);

/* The content of such a field, in the order found, into out[limit]. Those that known (may be NULL)
 * holds already are taken from there, which is quicker and means the same. */
fallible chain_certificates(struct x509 *out, size_t *count, size_t limit, struct bytes der,
                            const struct trust *known, struct arena *arena);

/* The content of such a field as the chain of the signer whom issuer_and_serial (the content of
 * IssuerAndSerialNumber) names. ERROR_REFUSED when one is missing, or there that the chain does not
 * need. */
fallible chain_read(const struct x509 **out, size_t *count, struct bytes der,
                    struct bytes issuer_and_serial, const struct trust *known, struct arena *arena);

/* Whether the certificate is the one that a signer info names (RFC 5652, 5.3). */
bool chain_is_named(const struct x509 *x509, struct bytes issuer_and_serial);

bool chain_is_issuer(const struct x509 *above, const struct x509 *below);

#endif
