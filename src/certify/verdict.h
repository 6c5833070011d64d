/* What a check of a certificate can end in. Every judgement says why and by which rule. */
#ifndef USTA_CERTIFY_VERDICT_H
#define USTA_CERTIFY_VERDICT_H

#include "base/arena.h"

enum verdict {
    VERDICT_VALID,   /* genuine, and a signed status list says that it holds       exit 0 */
    VERDICT_GENUINE, /* exactly as issued by a trusted issuer; status not known    exit 0 */
    VERDICT_EXPIRED, /* genuine, but its date has passed                    from here exit 1 */
    VERDICT_SUSPENDED,
    VERDICT_SUPERSEDED,
    VERDICT_REVOKED,
    VERDICT_KEY_REVOKED,
    VERDICT_STATUS_OUT_OF_DATE,
    VERDICT_UNKNOWN_CODE,
    VERDICT_MALFORMED_CODE,
    VERDICT_UNKNOWN_ISSUER,          /* signed, but by nobody who is trusted */
    VERDICT_ADDITIONS_AFTER_SIGNING, /* an intact signed certificate, and something added to it */
    VERDICT_ALTERED,                 /* not what was signed */
    VERDICT_BAD_SIGNATURE,
    VERDICT_UNREADABLE,      /* not a certificate that can be read */
    VERDICT_COULD_NOT_CHECK, /* nothing is known: the file, the clock or the trust is missing
                                exit 5 */
};

struct judgement {
    enum verdict verdict;
    const char *why;  /* one line: lower case, no full stop */
    const char *rule; /* the clause it follows */
};

const char *verdict_name(enum verdict verdict); /* "additions_after_signing" */

/* One line for people, in en, ru or ky (BCP 47); in English for any other language. */
const char *verdict_text(enum verdict verdict, const char *language);
int verdict_exit(enum verdict verdict); /* 0, 1 or 5 */

/* Of several files the worst decides: 1 before 5 before 0. */
int verdict_exit_worst(int a, int b);

#endif
