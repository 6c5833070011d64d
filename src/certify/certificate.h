/* A certificate: intended (facts frozen, code drawn, nothing signed), issued, then perhaps
 * suspended, revoked or superseded (workflow.md, "States"). Expiry is a date, not a move. Here are
 * its facts; certificate_file.h prints and issues it, revocation.h takes it back. */
#ifndef USTA_CERTIFY_CERTIFICATE_H
#define USTA_CERTIFY_CERTIFICATE_H

#include "assess/decision.h"
#include "certify/code.h"
#include "certify/press.h"

struct certificate {
    struct certificate_id id;
    struct code code;
    struct decision_id decision;
    struct candidate_id candidate;
    const char *scheme; /* scheme id */
    const char *issued_day, *expires_day;
    const char *record;               /* canonical JSON: record.h */
    struct certificate_id supersedes; /* 0: none */
    const char *state;                /* intended, issued, suspended, revoked, superseded */
    int64_t journal_seq;
};

struct certificates {
    struct certificate *items;
    size_t count;
};

/* What the certificate is called in messages: "certificate '9KTM-…'". */
char *certificate_name(const struct certificate *certificate, struct arena *arena);

/* First of two transactions: freezes the facts of a granted decision under a new code (TASK_ISSUE),
 * before any key is used. An intent that is there already is given back. Refused: the clock stands
 * before the journal, the decision was not granted, an inquiry withholds a result it rests on
 * or made it void (inquiry.h), a live certificate of this person and scheme
 * exists (ERROR_CONFLICT) and is not renewed: one that is issued and in the scheme's time of
 * renewal becomes superseded when this one is issued, the signer would end before the certificate
 * (signer_check), the record could not be printed (press_proof). */
fallible certificate_intend(struct certificate *out, struct desk *desk,
                            const struct decision *decision, const struct press *press,
                            struct arena *arena);

/* Intends a certificate that takes the place of an issued or suspended one (TASK_ISSUE): same
 * decision, same dates, the candidate's facts as they are now. certificate_issue then makes the old
 * one superseded. ERROR_REFUSED unless the holder's name or birth year differs by now; for whoever
 * made that correction; for a suspended one unless a certifier does it; for one that has run out.
 */
fallible certificate_supersede(struct certificate *out, struct desk *desk,
                               const struct certificate *old, const struct press *press,
                               struct arena *arena);

/* By code as a person typed it (code.h); ERROR_NOT_FOUND for one that names nothing. */
fallible certificate_find(struct certificate *out, struct db *db, const char *code,
                          struct arena *arena);
fallible certificate_of(struct certificate *out, struct db *db, struct certificate_id id,
                        struct arena *arena);

/* All, oldest first; with a state only those in it, NULL for any. */
fallible certificate_list(struct certificates *out, struct db *db, const char *state,
                          struct arena *arena);

/* Those in force that rest on a decision, or on a result through one; 0: none. What is to be done
 * with them when that is replaced is for people (revocation.h). */
fallible certificate_list_resting(struct certificates *out, struct db *db,
                                  struct decision_id decision, struct result_id result,
                                  struct arena *arena);

extern const struct audited certificate_audited;

#endif
