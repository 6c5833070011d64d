/* A decision on certification: granted, refused or deferred, for a candidate and a scheme, resting
 * on unit results (ISO/IEC 17024). decision_case.h says what there is to decide, decision_make.h
 * who may decide it and when. */
#ifndef USTA_ASSESS_DECISION_H
#define USTA_ASSESS_DECISION_H

#include "assess/ids.h"
#include "store/audited.h"

enum decision_outcome { DECISION_GRANTED, DECISION_REFUSED, DECISION_DEFERRED, DECISION_OUTCOMES };
const char *decision_outcome_name(enum decision_outcome outcome);             /* "granted", … */
fallible decision_outcome_read(enum decision_outcome *out, const char *name); /* ERROR_USAGE */

struct decision {
    struct decision_id id; /* 0: there is none */
    struct candidate_id candidate;
    struct scheme_version_id scheme_version;
    enum decision_outcome outcome;
    const char *day;    /* YYYY-MM-DD, local day of the centre: a certificate's issue date */
    const char *reason; /* NULL when granted without one */
    const struct result_id *results; /* it rests on, in the order of the scheme's units */
    size_t result_count;
    struct decision_id replaces; /* a deferred one, one that was appealed against, or one that
                                    rested on a result that was replaced; 0: none */
    struct appeal_id appeal;     /* that it answers; 0: none */
    struct person_id by;
    int64_t at_s, journal_seq;
};

struct decisions {
    struct decision *items;
    size_t count;
};

/* ERROR_NOT_FOUND. */
fallible decision_of(struct decision *out, struct db *db, struct decision_id id,
                     struct arena *arena);

/* The newest for a candidate in a scheme (its id, without version); *out->id is 0 for none. */
fallible decision_latest(struct decision *out, struct db *db, struct candidate_id candidate,
                         const char *scheme, struct arena *arena);

/* Of a candidate, oldest first. */
fallible decision_list(struct decisions *out, struct db *db, struct candidate_id candidate,
                       struct arena *arena);

/* Every granted decision that stands, whose results still carry it, and that no certificate rests
 * on yet, oldest first: what is to be issued. */
fallible decision_list_granted(struct decisions *out, struct db *db, struct arena *arena);

/* Every decision, oldest first: for the audit. */
fallible decision_list_all(struct decisions *out, struct db *db, struct arena *arena);

/* A granted decision is live on a day while it has no certificate yet, was not replaced and its
 * results still carry it, or has a certificate that is not revoked, superseded or expired by then.
 */
fallible decision_live(bool *out, struct db *db, struct decision_id id, const char *day);

/* True when a result it rests on was replaced, by the journal before an entry. */
fallible decision_undermined(bool *out, struct db *db, struct decision_id id, int64_t before_seq);

/* ERROR_REFUSED unless the results a decision may be looked up by are those it rests on. */
fallible decision_check_results(struct db *db, const struct decision *decision);

/* For decision_make alone: writes the decision (its id, by, at_s and journal_seq are set). */
fallible decision_write(struct decision *decision, struct desk *desk, struct arena *arena);

extern const struct audited decision_audited;

#endif
