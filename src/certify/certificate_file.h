/* A certificate's file: the signed PDF, stored byte for byte with length and hash in the act that
 * makes the certificate issued (docs/decisions/0005). */
#ifndef USTA_CERTIFY_CERTIFICATE_FILE_H
#define USTA_CERTIFY_CERTIFICATE_FILE_H

#include "certify/certificate.h"

/* The second of two transactions (the first is certificate_intend): prints, signs, checks what came
 * out as strictly as the world will, stores it, and makes the certificate issued; the one it
 * supersedes, if any, becomes superseded in the same transaction (TASK_ISSUE). A certificate that
 * is issued already is left as it is. The record printed is the one frozen, so a power cut between
 * the two loses nothing and issues nothing twice. ERROR_ENVIRONMENT when the clock stands before
 * the journal or the signer does not hold. */
fallible certificate_issue(struct desk *desk, const struct certificate *certificate,
                           const struct press *press, struct arena *arena);

/* True when the signed bytes were erased with the holder's data (erase.h). */
fallible certificate_file_erased(bool *out, struct db *db, const struct certificate *certificate);

/* The signed bytes as they were issued, and what was appended since. ERROR_NOT_FOUND before that,
 * and once they are erased. */
fallible certificate_file(struct bytes *pdf, struct db *db, const struct certificate *certificate,
                          struct arena *arena);

/* Whether it is intended and not issued yet. */
bool certificate_waits(const struct certificate *certificate);

/* The two halves of certificate_issue, for whoever prints many at once (issue_run.h): that it may
 * be printed at all, and what follows once it was. Both refuse as it does. */
fallible certificate_check_issue(struct desk *desk, const struct certificate *certificate,
                                 const struct press *press, struct arena *arena);
fallible certificate_store(struct desk *desk, const struct certificate *certificate,
                           const struct press *press, struct bytes pdf, struct arena *arena);

#endif
