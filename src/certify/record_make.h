/* Makes the record of a certificate (certificate_record.h says what is in it) from a granted
 * decision and all it rests on. */
#ifndef USTA_CERTIFY_RECORD_MAKE_H
#define USTA_CERTIFY_RECORD_MAKE_H

#include "assess/decision.h"
#include "assess/scheme.h"
#include "certify/code.h"

/* What the record says that is not the centre's decision. */
struct record_frame {
    struct code code;
    struct journal_head head;
    const char *head_note; /* the same, signed: head.h */
    const char *signer;    /* name of the signer, as its X.509 subject has it */
    bool test;             /* the signer is of a TEST authority */
    const char *language;  /* the fourth (destination.h); "none"; NULL: the destination's, if the
                              scheme speaks it */
};

/* The record of a granted decision; facts of the candidate as they are now. ERROR_REFUSED unless it
 * was granted, or when something a certificate must say is missing: a title in Kyrgyz, for example,
 * or in the fourth language that was asked for. */
fallible record_make(struct value **out, struct db *db, const struct decision *decision,
                     const struct record_frame *frame, struct arena *arena);

/* The day a certificate issued on issued_day (YYYY-MM-DD) ends: its last valid day. */
fallible record_expiry(const char **out, const char *issued_day, const struct scheme *scheme,
                       struct arena *arena);

#endif
