/* Checking a certificate without a network: what usta-verify does, and what the issuing program
 * does with each certificate before it lets go of it. */
#ifndef USTA_CERTIFY_VERIFY_H
#define USTA_CERTIFY_VERIFY_H

#include "base/clock.h"
#include "base/value.h"
#include "certify/pades_check.h"
#include "certify/proven_time.h"
#include "certify/status.h"
#include "certify/trust.h"

/* What a check rests on. */
struct verify_basis {
    struct trust trust;               /* roots of issuers */
    struct trust time_trust;          /* roots of authorities for timestamps, and no others */
    const struct status_list *status; /* NULL: none was given */
    int64_t now_s;
};

struct verification {
    struct judgement judgement;
    const struct x509 *signer, *root; /* whose signature holds; NULL when none does */
    bool is_test;                     /* the signer or its root says TEST */
    int64_t signed_at_s;              /* by the signer's word; of a signature that holds */
    enum pades_level level;           /* of a signature that holds: what it can be judged by */
    struct proven_time time;          /* when it was there, by an authority's word */
    const struct value *facts;        /* what the signed record says; NULL when there is none to
                                       * show. Believe them as far as the verdict goes. */
};

/* Judges one file; always ends in a verdict. Expiry: a certificate is in force up to and with the
 * day it names, in UTC. The record must be JSON with "code" (code.h), "issued" and "expires"
 * (YYYY-MM-DD); everything else in it is only shown. */
void verify_file(struct verification *out, struct bytes file, const struct verify_basis *basis,
                 struct arena *arena);

#endif
