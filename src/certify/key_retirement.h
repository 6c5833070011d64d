/* Retiring a signer: from here on it signs nothing more. By the reason, what it signed stays as it
 * is, or is not to be relied on since a moment: then the signer is revoked, and stands in the list
 * of revoked signers (crl_make.h) and in the status list. */
#ifndef USTA_CERTIFY_KEY_RETIREMENT_H
#define USTA_CERTIFY_KEY_RETIREMENT_H

#include "certify/key_signer.h"

/* "superseded" and "cessation": retired. "key_compromise" (lost to somebody) and
 * "privilege_withdrawn" (taken back by the centre): revoked. RFC 5280, 5.3.1. */
extern const char key_retirement_reasons[]; /* all of them, for help */

bool key_retirement_revokes(const char *reason);
int key_retirement_code(const char *reason); /* CRLReason of those that revoke: 1, 9 */

/* Retires a signer (TASK_KEEP); since_s is from when it is not to be relied on, not in the future.
 * ERROR_USAGE for another reason. ERROR_REFUSED when it is revoked already, or retired and would
 * not be revoked: what was retired can still turn out to be compromised, nothing is undone. */
fallible key_retire(struct desk *desk, const struct key_signer *signer, const char *reason,
                    int64_t since_s, struct arena *arena);

extern const struct audited key_retirement_audited;

#endif
