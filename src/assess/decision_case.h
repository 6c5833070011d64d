/* A candidate's case in one scheme: everything a decision looks at. Units are conjunctive: each
 * must be competent by its newest final result that is not void (computed so, or made so by an
 * inquiry), and still banked. */
#ifndef USTA_ASSESS_DECISION_CASE_H
#define USTA_ASSESS_DECISION_CASE_H

#include "assess/decision.h"
#include "assess/scheme.h"

enum unit_standing {
    UNIT_MISSING,  /* no result yet */
    UNIT_WITHHELD, /* an inquiry into the result runs (inquiry.h) */
    UNIT_NOT_YET,  /* not yet competent */
    UNIT_EXPIRED,  /* competent, but no longer banked (scheme: bank_months) */
    UNIT_COMPETENT,
};
const char *unit_standing_name(enum unit_standing standing); /* "missing", "not yet competent", … */

struct unit_case {
    const char *unit; /* rubric id */
    enum unit_standing standing;
    struct result_id result; /* 0 when missing, like the rest */
    struct attempt_id attempt;
    const char *attempt_name; /* "bishkek-1/BSK-001/UST-CK-HK-02" */
    const char *day;          /* of the sitting */
    const char *banked_until; /* the last day a competent result counts */
    int64_t result_at_s;
};

struct decision_case {
    struct candidate_id candidate;
    const char *candidate_ref;
    struct scheme_version_id scheme_version; /* of the candidate's newest sitting in the scheme */
    const struct scheme *scheme;
    const char *today;             /* local day of that sitting's centre */
    const struct unit_case *units; /* as in the scheme */
    size_t unit_count;
    bool ready;                    /* every unit has a result, and none is withheld */
    enum decision_outcome follows; /* of a ready one: granted, or refused */
    struct decision latest;        /* id 0: none was made */
    bool decided;                  /* granted or refused already on these very results */
    bool renews;                   /* granting it would renew: decision_renews of the latest */
    const char *due;               /* of a ready one that is not decided: the last day in time
                                      (scheme: decision_within_working_days), else NULL */
    int late;                      /* working days since then; 0: in time */
};

struct decision_cases {
    struct decision_case *items;
    size_t count;
};

/* scheme is the id, without version. ERROR_NOT_FOUND when the candidate was never entered in it. */
fallible decision_case_of(struct decision_case *out, const struct desk *desk,
                          struct candidate_id candidate, const char *scheme, struct arena *arena);

/* Every case that is ready and not decided, by scheme and candidate. */
fallible decision_pending(struct decision_cases *out, const struct desk *desk, struct arena *arena);

/* True when a decision on a day that rests on these results would renew a granted one before: the
 * day is in the scheme's time of renewal, before the certificate ends, and no result rests on a
 * sitting of the time before that decision. */
fallible decision_renews(bool *out, const struct scheme *scheme, const struct decision *before,
                         const char *day, const struct unit_case *units);

/* How the units of a scheme stood for a candidate on a day, by results that stand in the journal
 * before an entry: for the audit. */
fallible decision_units_at(const struct unit_case **out, struct db *db,
                           struct candidate_id candidate, const struct scheme *scheme,
                           const char *day, int64_t before_seq, struct arena *arena);

#endif
