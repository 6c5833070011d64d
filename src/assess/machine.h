/* State machines as tables of allowed moves; anything else is refused, saying what would be legal
 * (workflow, "States"). A subject is made in the first state of its machine by the act that makes
 * it; every later change is a row of `move` with person, time and reason, and the state column of
 * the subject's table is what these rows lead to. */
#ifndef USTA_ASSESS_MACHINE_H
#define USTA_ASSESS_MACHINE_H

#include "store/audited.h"

enum machine_id {
    MACHINE_SITTING,
    MACHINE_ATTEMPT,
    MACHINE_SHEET,
    MACHINE_CERTIFICATE,
    MACHINE_APPEAL,
    MACHINE_CONCERN,
    MACHINE_INQUIRY, /* what a result is while and after it runs */
    MACHINE_COUNT,
};

struct machine_move {
    const char *from; /* NULL: the beginning */
    const char *to;
    bool needs_reason;
};

struct machine {
    const char *name; /* the noun, and the table */
    const struct machine_move *moves;
    size_t count;
};

const struct machine *machine_of(enum machine_id id);

/* The state a subject is made in: "planned", "assigned", "open", "intended", "withheld",
 * "lodged". */
const char *machine_first(enum machine_id id);

/* NULL when the machine has this move, else ERROR_REFUSED naming what, both states and, in the
 * hint, the states it may go to from here. Also refuses a move without the reason it needs
 * (workflow, rule 8). from NULL is the beginning. */
fallible machine_check(enum machine_id id, const char *what, const char *from, const char *to,
                       const char *reason);

/* Makes a move: checks it against the present state, appends row and journal entry (for example
 * "attempt.moved"), updates the state column. what names the subject in messages, for example
 * "attempt 'bishkek-1/BSK-001/UST-CK-HK-02'". reason NULL for none. */
fallible machine_go(struct desk *desk, enum machine_id id, int64_t subject, const char *what,
                    const char *to, const char *reason);

/* The audit's second look at states: every subject's moves are legal, follow each other, and lead
 * to the state in its table. ERROR_REFUSED naming the first subject that does not fit. */
fallible machine_audit(struct db *db);

extern const struct audited move_audited;

#endif
