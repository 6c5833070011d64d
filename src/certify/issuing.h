/* Making X.509 certificates (RFC 5280) for the keys of a centre: a root, and signers under it; and
 * requests for those that others make. */
#ifndef USTA_CERTIFY_ISSUING_H
#define USTA_CERTIFY_ISSUING_H

#include "certify/signer.h"

enum { SERIAL_SIZE = 16 };

struct x509_name {
    const char *country;      /* two capital letters, ISO 3166-1 */
    const char *organization; /* UTF-8, 1 to 64 characters (X.520) */
    const char *common_name;  /* likewise */
};

/* ERROR_REFUSED when a part is empty, too long, or the country is not two capital letters. */
fallible x509_name_der(struct bytes *out, const struct x509_name *name, struct arena *arena);

struct x509_request {
    struct bytes subject, issuer; /* Name in DER; alike for a root */
    struct bytes spki;            /* the key it is for */
    struct bytes issuer_spki;
    int64_t from_s, until_s;     /* years 1950 to 9999 */
    uint8_t serial[SERIAL_SIZE]; /* random */
    bool is_authority;
};

/* Pieces of what authorities sign. An extension with its value in DER; the identifier of a key; a
 * date (RFC 5280, 4.2, 4.2.1.2, 4.1.2.5). */
struct bytes x509_extension(const char *oid, bool is_critical, struct bytes value,
                            struct arena *arena);
fallible x509_key_identifier(struct bytes *out, struct bytes spki, struct arena *arena);
struct bytes x509_time(int64_t instant_s, struct arena *arena);

/* SEQUENCE of content, signer's algorithm and its signature: a certificate, a request, a list. */
fallible x509_sign(struct bytes *der, struct bytes content, const struct signer *signer,
                   struct arena *arena);

/* A v3 certificate in DER, signed by issuer (for a root: by its own key). An authority gets
 * CA:TRUE with no authority below it, keyCertSign and cRLSign; a signer gets CA:FALSE,
 * digitalSignature and nonRepudiation, and the extended usage document signing (RFC 9336). Key
 * identifiers are the first 160 bits of SHA-256 of the key (RFC 7093, 2). ERROR_REFUSED when it
 * would end before it begins, or what the issuer's key fails with. */
fallible x509_issue(struct bytes *der, const struct x509_request *request,
                    const struct signer *issuer, struct arena *arena);

/* A request (PKCS #10, RFC 2986) for a certificate of a document signer, signed by its own key, in
 * PEM: it names the uses that the certificate shall have. subject is a Name in DER. */
fallible x509_ask(const char **pem, struct bytes subject, const struct signer *own,
                  struct arena *arena);

#endif
