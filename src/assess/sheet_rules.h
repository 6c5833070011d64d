/* Whether an event makes sense: the rules of sheet_receive.h, one function for each kind. */
#ifndef USTA_ASSESS_SHEET_RULES_H
#define USTA_ASSESS_SHEET_RULES_H

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

/* Rubrics that were read for earlier events: reading one costs more than everything else. */
struct sheet_rubrics {
    struct sheet_rubric {
        struct sitting_id sitting;
        const char *unit;
        const struct rubric *rubric;
    } * items;
    size_t count;
    struct arena *arena;
};

/* Looks at everything an event speaks of, changes nothing. *out is set when the event makes sense;
 * ERROR_ENVIRONMENT is a failure, every other error says why it makes none. */
fallible sheet_rules_check(struct sheet_case *out, struct db *db, const struct event *event,
                           struct sheet_rubrics *rubrics, struct arena *arena);

#endif
