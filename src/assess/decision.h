/* A decision on certification, by somebody who took no part in what it rests on (ISO/IEC 17024). */
#ifndef USTA_ASSESS_DECISION_H
#define USTA_ASSESS_DECISION_H

#include "assess/ids.h"
#include "assess/result.h"
#include "assess/scheme.h"

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
    struct decision_id replaces; /* a deferred one; 0: none */
    struct person_id by;
    int64_t at_s, journal_seq;
};

/* How a unit of the scheme stands for a candidate, by the newest final result that is not void. */
enum unit_standing {
    UNIT_MISSING, /* no result yet */
    UNIT_NOT_YET, /* not yet competent */
    UNIT_EXPIRED, /* competent, but no longer banked (scheme: bank_months) */
    UNIT_COMPETENT,
};
const char *unit_standing_name(enum unit_standing standing); /* "missing", "not_yet_competent", … */

struct unit_case {
    const char *unit; /* rubric id */
    enum unit_standing standing;
    struct result_id result; /* 0 when missing */
    struct attempt_id attempt;
    const char *attempt_name; /* "bishkek-1/BSK-001/UST-CK-HK-02" */
    const char *day;          /* of the sitting */
    const char *banked_until; /* the last day a competent result counts */
};

/* A candidate's case in one scheme: everything a decision looks at. */
struct decision_case {
    struct candidate_id candidate;
    const char *candidate_ref;
    struct scheme_version_id scheme_version; /* of the candidate's newest sitting in it */
    const struct scheme *scheme;
    const char *today;             /* local day of that sitting's centre */
    const struct unit_case *units; /* as in the scheme */
    size_t unit_count;
    bool ready;                    /* every unit has a result */
    enum decision_outcome follows; /* of a ready one: granted, or refused */
    struct decision latest;        /* id 0: none was made */
};

/* scheme is the id, without version. ERROR_NOT_FOUND when the candidate was never entered in it. */
fallible decision_case_of(struct decision_case *out, struct desk *desk,
                          struct candidate_id candidate, const char *scheme, struct arena *arena);

struct decision_cases {
    struct decision_case *items;
    size_t count;
};

/* Every case that is ready and not decided on its present results, by scheme and candidate. */
fallible decision_pending(struct decision_cases *out, struct desk *desk, struct arena *arena);

/* Decides a case (task TASK_DECIDE). Refused, naming the rule and what would be legal:
 *   - the clock stands before the journal (ERROR_ENVIRONMENT)
 *   - the decider had any duty in an attempt it rests on, marked, settled or reviewed it; trained
 * the candidate or has another conflict of interest
 *   - granted while a unit is missing, not yet competent or no longer banked
 *   - refused or deferred without a reason; refused while nothing was tested
 *   - the present results are decided already: a granted or refused decision is replaced only by an
 *     appeal (ERROR_CONFLICT); a deferred one is replaced by any decision
 *   - a granted decision without certificate, or whose certificate is live, stands: one live
 *     certificate per person and scheme (ERROR_CONFLICT) */
fallible decision_make(struct decision *out, struct desk *desk, const struct decision_case *decided,
                       enum decision_outcome outcome, const char *reason, struct arena *arena);

/* ERROR_NOT_FOUND. */
fallible decision_of(struct decision *out, struct db *db, struct decision_id id,
                     struct arena *arena);

struct decisions {
    struct decision *items;
    size_t count;
};

/* Of a candidate, oldest first. */
fallible decision_list(struct decisions *out, struct db *db, struct candidate_id candidate,
                       struct arena *arena);

/* Every granted decision that no certificate rests on yet, oldest first: what is to be issued. */
fallible decision_list_granted(struct decisions *out, struct db *db, struct arena *arena);

extern const struct audited decision_audited;

#endif
