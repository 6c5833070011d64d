/* An erasure: a candidate's personal data is overwritten, and what the centre decided about
 * somebody stays. Two entries of the journal stand around it, in one transaction: the beginning
 * names the candidate and thereby all that may be overwritten (the view `personal`), the end binds
 * what was left. What is overwritten and what stays is told in certify/erase.h. */
#ifndef USTA_ASSESS_ERASURE_H
#define USTA_ASSESS_ERASURE_H

#include "assess/ids.h"
#include "base/digest.h"
#include "store/audited.h"

/* What stands where a text was erased. No name can have brackets (facts.h). */
#define ERASED "(erased)"

struct erasure {
    int64_t id;
    struct candidate_id candidate;
    const char *reason;
};

struct erasures {
    struct erasure *items;
    size_t count;
};

/* The two acts; certify/erase.h does what stands between them. */
fallible erasure_begin(struct erasure *out, struct desk *desk, struct candidate_id candidate,
                       const char *reason);
fallible erasure_end(struct desk *desk, const struct erasure *erasure,
                     const struct digest *remains);

/* What the end of an erasure says was left; ERROR_REFUSED when it has no end. For the audit. */
fallible erasure_remains(struct digest *out, struct db *db, const struct erasure *erasure);

/* ERROR_REFUSED when the candidate was erased: nothing is done with them any more. */
fallible erasure_check_none(struct db *db, struct candidate_id candidate);

/* True when the candidate of an attempt (by its name, as events have it) was erased. */
fallible erasure_of_attempt(bool *out, struct db *db, const char *attempt);

fallible erasure_list(struct erasures *out, struct db *db, struct arena *arena);

extern const struct audited erasure_audited, erasure_end_audited;

#endif
