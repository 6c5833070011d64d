/* A pick-up code: what a candidate is given on paper, and opens their own pages with, together with
 * the birth date. It is drawn and typed like the code of a certificate (code.h), but is another
 * secret: only SHA-256("usta-pickup-1:" ‖ the sixteen symbols) is kept. */
#ifndef USTA_CERTIFY_PICKUP_H
#define USTA_CERTIFY_PICKUP_H

#include "assess/candidate.h"
#include "certify/code.h"

/* Draws a code for a candidate (task TASK_ENROL), to be shown once; *replaced tells that an earlier
 * one no longer opens anything. */
fallible pickup_make(struct code *out, bool *replaced, struct desk *desk,
                     struct candidate_id candidate);

/* Whose pages a code and a birth date (YYYY-MM-DD) open. ERROR_REFUSED, always the same, for a code
 * that is malformed, unknown or replaced and for a wrong birth date, which is compared in constant
 * time, also when there is no such code. How often somebody may try is the caller's to limit. */
fallible pickup_open(struct candidate_id *out, struct db *db, const char *code, const char *born);

extern const struct audited pickup_audited;

#endif
