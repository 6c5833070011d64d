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

/* Judges every move of a certificate again: issued and superseded by who may issue; suspended,
 * reinstated and revoked by a certifier who had no part in what was certified by then, revoked only
 * after another had proposed it. ERROR_REFUSED naming the first that does not fit. For the audit.
 */
fallible revocation_audit(struct db *db);

extern const struct audited revocation_audited;

#endif
