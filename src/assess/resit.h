/* What a candidate may be tested in again, and from which day: failed units only, after a wait, so
 * many times within a period, never what is banked or certified (scheme: resit_after_days,
 * attempts, bank_months, renewal). Everything is derived from attempts, results and decisions;
 * nothing is stored.
 *
 * An attempt counts once it began: with a result, or abandoned. Void, by the lead or by its result,
 * and absent ones do not count (docs/decisions/0015-which-attempts-count.md). */
#ifndef USTA_ASSESS_RESIT_H
#define USTA_ASSESS_RESIT_H

#include "assess/ids.h"
#include "assess/scheme.h"
#include "store/db.h"

enum resit_rule {
    RESIT_MAY,        /* the unit is needed, and nothing stands against it */
    RESIT_BANKED,     /* passed, and it still counts */
    RESIT_CERTIFIED,  /* passed, and a granted decision that is live rests on it */
    RESIT_UNFINISHED, /* another attempt has not ended */
    RESIT_TOO_SOON,   /* failed, and the wait is not over */
    RESIT_EXHAUSTED,  /* no attempt is left in the period */
    RESIT_RULES,
};
const char *resit_rule_name(enum resit_rule rule); /* "may", "banked", "certified", … */

struct resit_question {
    struct db *db;
    struct candidate_id candidate;
    const struct scheme *scheme;
    const struct scheme_unit *unit;
    const char *day;           /* YYYY-MM-DD on which it would be tested */
    struct sitting_id sitting; /* whose own attempts are not looked at; 0: none */
};

struct resit {
    enum resit_rule rule;
    const char *because;    /* the attempt it is about; NULL for RESIT_MAY */
    const char *legal_from; /* the first day it may be tested; NULL while it is not known */
    const char *until;      /* the last day it is banked or certified; else NULL */
    int attempts_left;      /* in the period that ends on the day */
};

fallible resit_of(struct resit *out, const struct resit_question *question, struct arena *arena);

/* False for what counts as it is: banked or certified. */
bool resit_needed(const struct resit *resit);

/* ERROR_REFUSED naming the rule and the first legal day, unless it may be tested. */
fallible resit_check(const struct resit *resit, const struct resit_question *question);

#endif
