/* Making X.509 certificates (RFC 5280) for the keys of a centre: a root, and signers under it. */
#ifndef USTA_CERTIFY_ISSUING_H
#define USTA_CERTIFY_ISSUING_H

#include "certify/signer.h"

enum { SERIAL_SIZE = 16 };

struct x509_name {
    const char *country;      /* two capital letters, ISO 3166-1 */
    const char *organization; /* UTF-8, 1 to 64 characters (X.520) */
    const char *common_name;  /* likewise */
};

struct x509_request {
    struct x509_name subject, issuer; /* alike for a root */
    struct bytes spki;                /* the key it is for */
    struct bytes issuer_spki;
    int64_t from_s, until_s;     /* years 1950 to 9999 */
    uint8_t serial[SERIAL_SIZE]; /* random */
    bool is_authority;
};

/* A v3 certificate in DER, signed by issuer (for a root: by its own key). An authority gets
 * CA:TRUE with no authority below it, keyCertSign and cRLSign; a signer gets CA:FALSE,
 * digitalSignature and nonRepudiation, and the extended usage document signing (RFC 9336). Key
 * identifiers are the first 160 bits of SHA-256 of the key (RFC 7093, 2). ERROR_REFUSED when a name
 * is too long or empty, or what the issuer's key fails with. */
fallible x509_issue(struct bytes *der, const struct x509_request *request,
                    const struct signer *issuer, struct arena *arena);

#endif
