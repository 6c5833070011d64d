/* The signed list of what has become of every certificate of a registry (status.h says how it is
 * written): what those who check without a network take with them. */
#ifndef USTA_CERTIFY_CERTIFICATE_STATUS_H
#define USTA_CERTIFY_CERTIFICATE_STATUS_H

#include "certify/signer.h"
#include "store/desk.h"

/* Writes and signs the list of now, good for so many hours (at least 1, asserted) (TASK_ISSUE).
 * *count is how many files it knows; it has no line of a certificate that is only intended.
 * ERROR_ENVIRONMENT when the clock stands before the journal. */
fallible certificate_status(struct bytes *out, size_t *count, struct desk *desk,
                            const struct signer *signer, int hours, struct arena *arena);

#endif
