/* Whether an event makes sense: the rules of sheet_receive.h, one function for each kind. */
#ifndef USTA_ASSESS_SHEET_RULES_H
#define USTA_ASSESS_SHEET_RULES_H

#include "assess/shelf.h"
#include "assess/standing.h"

/* What an event is about. */
struct sheet_case {
    const struct event *event;
    struct attempt attempt;
    const struct rubric *rubric;
    struct person person;
    struct assignment assignment;
    struct sheet sheet; /* id 0: not opened */
};

/* Looks at everything an event speaks of, changes nothing. *out is set when the event makes sense;
 * ERROR_ENVIRONMENT is a failure, every other error says why it makes none. */
fallible sheet_rules_check(struct sheet_case *out, struct db *db, const struct event *event,
                           struct shelf *shelf, struct arena *arena);

#endif
