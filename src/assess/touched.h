/* What rests on something that is in doubt: so that whoever casts the doubt sees it at once, and
 * the certifier who alone may act on it too. */
#ifndef USTA_ASSESS_TOUCHED_H
#define USTA_ASSESS_TOUCHED_H

#include "assess/ids.h"
#include "store/db.h"

struct touched {
    const char *what;  /* "decision", "certificate" */
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

#endif
