/* Conflicts of interest that came to light after the person had acted in an attempt: a relationship
 * was declared late (workflow, "Conflict of interest"). What was done stays; but nobody decides on
 * it before somebody without part has looked whether it touched the result. */
#ifndef USTA_ASSESS_CONFLICT_H
#define USTA_ASSESS_CONFLICT_H

#include "assess/attempt.h"

struct conflict {
    struct person_id person;
    const char *ref;     /* of the person */
    const char *attempt; /* name */
    const char *message; /* "'bakyt' is family of 'BSK-007': a conflict of interest, always" */
    const char *looked;  /* why it did not touch the result; NULL: nobody looked yet */
};

struct conflicts {
    struct conflict *items;
    size_t count;
};

/* Everybody who wrote a sheet of the attempt, settled a line or reviewed it, and by what is
 * declared now had a conflict of interest on the day of the sitting. */
fallible conflict_list(struct conflicts *out, struct db *db, const struct attempt *attempt,
                       struct arena *arena);

/* NULL when everybody's was looked at; else ERROR_REFUSED naming the first, with what to do. */
fallible conflict_check_looked(struct db *db, const struct attempt *attempt);

/* Says that the person's conflict did not touch the result (task TASK_INQUIRE, of the unit); a
 * relationship declared later asks for another look. Refused: there is no such conflict; it was
 * looked at already (ERROR_CONFLICT); no reason; who looks had a part in the attempt or has a
 * conflict of interest. */
fallible conflict_look(struct desk *desk, const struct attempt *attempt, struct person_id person,
                       const char *reason);

/* Judges every look again: who looked held the role then, had no part in the attempt, and looked at
 * a relationship of these two that was declared by then. *out is how many there are; ERROR_REFUSED
 * naming the first that does not fit. For the audit. */
fallible conflict_audit(int64_t *out, struct db *db);

extern const struct audited conflict_look_audited;

#endif
