/* A print run: many certificates printed at once by as many threads as the machine has cores. Each
 * thread draws and signs on its own; nothing here touches the registry, so that whoever holds its
 * connection may wait meanwhile. */
#ifndef USTA_CERTIFY_PRINT_RUN_H
#define USTA_CERTIFY_PRINT_RUN_H

#include "certify/press.h"

struct print {
    const char *record;       /* canonical JSON: certificate_record.h; NULL: nothing to print */
    const struct jpeg *photo; /* that it names; NULL for none */
    struct arena *arena;      /* of this print alone: another thread uses it meanwhile */
    struct bytes pdf;         /* out, in the arena */
    struct error *error;      /* out, the caller's: why there is no pdf; NULL when there is one */
};

/* Prints all, however many of them fail (press_print), with the time of signing signed_at_s. The
 * calling thread prints too, alone when the system gives no other. */
void print_run(struct print *prints, size_t count, const struct press *press, int64_t signed_at_s);

#endif
