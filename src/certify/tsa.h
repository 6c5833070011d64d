/* An authority for timestamps over HTTP (RFC 3161, 3.4): a stamper (stamper.h) that believes
 * nothing of what comes back before it has been checked. */
#ifndef USTA_CERTIFY_TSA_H
#define USTA_CERTIFY_TSA_H

#include "base/clock.h"
#include "base/random.h"
#include "certify/stamper.h"
#include "certify/trust.h"

enum {
    TSA_CONNECT_LIMIT_MS = 5000,
    TSA_TOTAL_LIMIT_MS = 15000,
    TSA_CLOCK_SLACK_S = 600, /* how far its clock may be from ours */
};

struct tsa {
    const char *url;
    const char *policy; /* dotted: the only one accepted; NULL: any */
    struct trust roots; /* the roots of authorities to believe */
    const struct clock *clock;
    struct random *random;
    long total_limit_ms; /* TSA_TOTAL_LIMIT_MS, or what a test has the patience for */
    struct stamper stamper;
};

/* Makes tsa->stamper ask tsa, which must stay where it is; everything else is the caller's to fill
 * in. ERROR_USAGE when the address is none or the policy no OID, ERROR_REFUSED when no root is
 * given. */
fallible tsa_open(struct tsa *tsa);

/* What an answer is checked against before it is used. */
struct tsa_question {
    struct digest imprint;
    struct bytes nonce; /* INTEGER in DER */
};

/* The token of an answer as timestamp_der writes it. ERROR_REFUSED unless it was granted, stamps
 * the imprint with the nonce under the policy, holds in itself (timestamp_check), and was made
 * within TSA_CLOCK_SLACK_S of now by an authority of tsa->roots that is in force. */
fallible tsa_check_answer(struct bytes *token, const struct tsa *tsa,
                          const struct tsa_question *question, struct bytes answer,
                          struct arena *arena);

#endif
