/* What rests on something that is in doubt: so that whoever casts the doubt sees it at once, and
 * the certifier who alone may act on it too. */
#ifndef USTA_ASSESS_TOUCHED_H
#define USTA_ASSESS_TOUCHED_H

#include "assess/ids.h"

struct touched {
    const char *what;  /* "sheet", "settlement", "review", "decision", "certificate" */
    const char *name;  /* "UST-CK-HK of BSK-001 on 2026-11-20", "9KTM-4Q2R-…" */
    const char *state; /* "granted", "issued", … */
};

struct touched_list {
    struct touched *items;
    size_t count;
};

/* Every decision that rests on the result, and every certificate of these; oldest first. */
fallible touched_by_result(struct touched_list *out, struct db *db, struct result_id result,
                           struct arena *arena);

/* What the person did about the candidate on a day on which, by what is declared now, there was a
 * conflict of interest (relationship.h): sheets, settlements, reviews and decisions, and the
 * decisions and certificates of others that rest on it. */
fallible touched_by_pair(struct touched_list *out, struct db *db, struct person_id person,
                         struct candidate_id candidate, struct arena *arena);

#endif
