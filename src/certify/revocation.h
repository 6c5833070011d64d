/* Taking a certificate back: for a while by one certifier, for ever by two. Each is free of a part
 * in what was certified and of conflicts of interest, as the one who decided (decision_check_free;
 * workflow, "Who may do what"). */
#ifndef USTA_CERTIFY_REVOCATION_H
#define USTA_CERTIFY_REVOCATION_H

#include "certify/certificate.h"

/* Suspends and lifts the suspension (TASK_DECIDE), with a reason. ERROR_REFUSED saying what would
 * be legal in the present state. */
fallible certificate_suspend(struct desk *desk, const struct certificate *certificate,
                             const char *reason);
fallible certificate_reinstate(struct desk *desk, const struct certificate *certificate,
                               const char *reason);

/* Revokes by two certifiers (TASK_DECIDE): the first call proposes, the same call by another person
 * confirms and revokes; *revoked tells which it was. ERROR_CONFLICT when the proposer confirms. A
 * revocation is final. */
fallible certificate_revoke(bool *revoked, struct desk *desk, const struct certificate *certificate,
                            const char *reason);

extern const struct audited revocation_audited;

#endif
