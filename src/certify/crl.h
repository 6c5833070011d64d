/* Revocation lists (RFC 5280, 5): which of its certificates an authority took back. */
#ifndef USTA_CERTIFY_CRL_H
#define USTA_CERTIFY_CRL_H

#include "certify/x509.h"

enum { CRL_LIMIT = 256 * 1024 };

struct crl {
    struct bytes der;
    struct bytes issuer;                  /* Name in DER */
    int64_t this_update_s, next_update_s; /* made at; the next one is made until */
    struct bytes signed_part, revoked;    /* for crl_check and crl_find */
    struct bytes algorithm, signature;
};

/* Reads one list that is all of der and points into it. ERROR_REFUSED when it is not DER, has no
 * next update, or a critical extension: a list of a part, or a difference, is not understood. */
fallible crl_read(struct crl *out, struct bytes der);

/* The same from a file's content, DER or PEM; every message begins with what. */
fallible crl_read_file(struct crl *out, struct bytes file, const char *what, struct arena *arena);

/* ERROR_REFUSED unless issuer signed it and may sign lists. */
fallible crl_check(const struct crl *crl, const struct x509 *issuer, struct arena *arena);

/* Whether the list takes a certificate of its issuer back, and since when. */
bool crl_find(int64_t *revoked_at_s, const struct crl *crl, const struct x509 *certificate);

#endif
