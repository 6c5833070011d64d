/* X.509 certificates (RFC 5280) of keys: reading them and judging chains. Not to be confused with
 * the certificates of cooks. Making them is issuing.h. */
#ifndef USTA_CERTIFY_X509_H
#define USTA_CERTIFY_X509_H

#include "base/digest.h"
#include "certify/signature.h"

#include <stdbool.h>

enum { X509_CHAIN_LIMIT = 4, KID_SIZE = 8 };

struct x509 {
    struct bytes der;             /* the whole certificate */
    struct bytes issuer, subject; /* Name in DER */
    struct bytes serial;          /* INTEGER in DER */
    struct bytes spki;            /* SubjectPublicKeyInfo in DER */
    const struct public_key *key; /* the same, ready to check with; NULL when of an unknown kind */
    const char *subject_text;     /* RFC 2253, for example "CN=…,O=…,C=KG" */
    const char *common_name;      /* "" when there is none */
    int64_t not_before_s, not_after_s; /* valid from the first until before the second */
    bool is_authority;                 /* CA:TRUE and keyCertSign */
    bool is_root;                      /* issued by itself */
    bool may_sign_lists;               /* an authority, and cRLSign */
    bool may_sign_documents;           /* digitalSignature and nonRepudiation; no CA; extended usage
                                        * absent or document signing (RFC 9336) */
    bool may_stamp_time;               /* digitalSignature or nonRepudiation alone; no CA; extended
                                        * usage critical and timeStamping alone (RFC 3161, 2.3) */
    bool is_test;                      /* its subject or issuer says TEST, as a word of its own */
    struct digest fingerprint;         /* SHA-256 of der */
};

/* Reads one certificate that is all of der, in its one DER form; it points into der. ERROR_REFUSED
 * when it is not that, or names an extension that is critical and unknown. */
fallible x509_read(struct x509 *out, struct bytes der, struct arena *arena);

/* All CERTIFICATE blocks of a PEM file (RFC 7468), at most limit; text between blocks is ignored.
 * ERROR_REFUSED naming what when there is none, one cannot be read, or a block has another label.
 */
fallible x509_read_pem(struct x509 **out, size_t *count, size_t limit, struct bytes pem,
                       const char *what, struct arena *arena);
char *x509_pem(const struct x509 *x509, struct arena *arena);

bool x509_equal(const struct x509 *a, const struct x509 *b);

/* Judges chain (a signer's certificate first, then whoever issued it, in any order; roots need not
 * be in it) at an instant: signatures (the root's own too), dates, authority, path lengths, key
 * usage, strength of at least 128 bits (RFC 5280, 6.1). *root becomes the index of the root it ends
 * in, by exact bytes. ERROR_NOT_FOUND when it ends in none of roots; ERROR_REFUSED with the reason
 * else. */
fallible x509_check_chain(size_t *root, const struct x509 *chain, size_t chain_count,
                          const struct x509 *roots, size_t root_count, int64_t at_s);

/* The same for a chain whose first certificate is that of an authority for timestamps. */
fallible x509_check_time_chain(size_t *root, const struct x509 *chain, size_t chain_count,
                               const struct x509 *roots, size_t root_count, int64_t at_s);

/* The name of a key in a COSE header: the first 8 bytes of SHA-256 of its SubjectPublicKeyInfo. */
void key_id(uint8_t out[static KID_SIZE], struct bytes spki);

#endif
