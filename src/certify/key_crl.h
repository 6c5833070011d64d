/* The lists of revoked signers that a registry's own authority makes (crl_make.h). */
#ifndef USTA_CERTIFY_KEY_CRL_H
#define USTA_CERTIFY_KEY_CRL_H

#include "certify/key_signer.h"

/* Makes the next list of those signers that authority (whose certificate is root) issued and that
 * are revoked, good until until_s (TASK_KEEP); *count is how many. ERROR_ENVIRONMENT when the clock
 * stands before the journal, ERROR_REFUSED when the authority ends before the list would. */
fallible key_crl_make(struct bytes *der, size_t *count, struct desk *desk, const struct x509 *root,
                      const struct signer *authority, int64_t until_s, struct arena *arena);

extern const struct audited key_crl_audited;

#endif
