/* When a signature is proven to have been there: not by its signer's word, but by that of an
 * authority for timestamps that whoever checks trusts. Each timestamp is judged at the time that a
 * later one proves, the last at the time it is now (RFC 3161; ETSI EN 319 102-1, 5.6.2). */
#ifndef USTA_CERTIFY_PROVEN_TIME_H
#define USTA_CERTIFY_PROVEN_TIME_H

#include "certify/validation.h"

struct proven_time {
    bool is_proven;
    int64_t at_s;                 /* the earliest that is proven; of none, what the first
                                   * timestamp claims, 0 without any */
    const struct x509 *authority; /* whose word it is, NULL without any timestamp */
    const char *why_not;          /* NULL when proven, or when there is no timestamp */
};

/* roots are those of authorities for timestamps, and those alone: whoever may say what time it is
 * may not therefore issue certificates. */
struct proven_time proven_time_of(const struct validation *validation, const struct trust *roots,
                                  int64_t now_s, struct arena *arena);

#endif
