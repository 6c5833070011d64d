/* State machines as tables of allowed moves; anything else is refused, saying what would be legal.
 * Every move is a row of its own with person, time and reason (workflow.md, "States"); the state
 * column of the subject's table is what these rows lead to. */
#ifndef USTA_ASSESS_MACHINE_H
#define USTA_ASSESS_MACHINE_H

#include "store/journal.h"

enum machine_id { MACHINE_SITTING, MACHINE_ATTEMPT, MACHINE_SHEET, MACHINE_CERTIFICATE };

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

/* NULL when the machine has this move, else ERROR_REFUSED naming the noun, both states and, in the
 * hint, the states it may go to from here. */
fallible machine_check(enum machine_id id, const char *what, const char *from, const char *to,
                       const char *reason);

/* Makes a move: checks it against the present state, appends row and journal entry
 * ("attempt.moved"), updates the state column. what names the subject in messages, for example
 * "attempt 'bishkek-1/BSK-001/UST-CK-HK-02'". from NULL begins. */
fallible machine_go(struct desk *desk, enum machine_id id, int64_t subject, const char *what,
                    const char *to, const char *reason);

#endif
