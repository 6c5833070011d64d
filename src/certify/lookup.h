/* How a certificate stands now, said to whoever holds its code by the registry itself (where
 * verify.h judges a file without one). */
#ifndef USTA_CERTIFY_LOOKUP_H
#define USTA_CERTIFY_LOOKUP_H

#include "assess/ids.h"
#include "base/value.h"
#include "certify/code.h"
#include "certify/verdict.h"
#include "store/db.h"

struct lookup {
    enum verdict verdict;    /* VALID, EXPIRED, SUSPENDED, REVOKED, SUPERSEDED, UNKNOWN_CODE or
                              * MALFORMED_CODE */
    struct code code;        /* unless it is malformed, as the four below */
    struct value *record;    /* certificate_record.h; NULL for an unknown code, as the two below */
    const char *replaced_by; /* the code, in groups, of the certificate that took its place; NULL */
    struct scheme_version_id scheme_version; /* the edition that it was decided on */

    const char *fault;                         /* of a malformed code: what is wrong */
    struct code suggestions[CODE_SUGGESTIONS]; /* what it may have meant (code.h) */
    size_t suggestion_count;
};

/* Of a code as a person typed it, on a day (YYYY-MM-DD). A malformed one is not looked up. One that
 * was drawn but never issued, and one whose holder was erased, is as unknown as one that never was,
 * and is looked for in the same way. To have been taken back outlasts expiry. */
fallible lookup_code(struct lookup *out, struct db *db, const char *typed, const char *day,
                     struct arena *arena);

#endif
