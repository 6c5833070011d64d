/* Whoever gives timestamps, behind one call: an authority over HTTP (tsa.h), or one of a test. The
 * first failure is kept, and nobody is asked again after it: a batch does not wait for a dead
 * authority with each certificate. Several threads may ask at a time. */
#ifndef USTA_CERTIFY_STAMPER_H
#define USTA_CERTIFY_STAMPER_H

#include "base/arena.h"
#include "base/digest.h"

#include <stdatomic.h>

enum { STAMPER_FAILURE_SIZE = 512 };

struct stamper {
    /* The timestamp of a digest as timestamp.h writes it, checked in all that timestamp_check does
     * and trusted. ERROR_ENVIRONMENT when there is none to be had. */
    fallible (*ask)(struct stamper *stamper, struct bytes *token, const struct digest *imprint,
                    struct arena *arena);
    void *context;    /* of whoever made it */
    atomic_flag told; /* the failure is being kept */
    atomic_bool failed;
    char failure[STAMPER_FAILURE_SIZE]; /* to be read when all threads are done */
};

/* ERROR_ENVIRONMENT, saying so, also when it failed before. */
fallible stamper_stamp(struct bytes *token, struct stamper *stamper, const struct digest *imprint,
                       struct arena *arena);

/* Why it gave none, NULL when it never failed. */
const char *stamper_failure(const struct stamper *stamper);

/* It is of no use, for the reason error gives (borrowed): it is asked no more. */
void stamper_give_up(struct stamper *stamper, const struct error *error);

#endif
