/* What a member of staff has to do with a candidate, and the conflicts of interest that follow
 * (workflow, "Conflict of interest"). The kinds and their windows are one table in relationship.c.
 */
#ifndef USTA_ASSESS_RELATIONSHIP_H
#define USTA_ASSESS_RELATIONSHIP_H

#include "assess/ids.h"
#include "store/audited.h"

enum relationship_kind {
    RELATIONSHIP_FAMILY,    /* always */
    RELATIONSHIP_HOUSEHOLD, /* always */
    RELATIONSHIP_GAINS,     /* gains from the placement: always */
    RELATIONSHIP_TRAINED,   /* trained the candidate: while it lasts and 24 months after */
    RELATIONSHIP_EMPLOYER,  /* likewise */
    RELATIONSHIP_COLLEAGUE, /* likewise */
    RELATIONSHIP_COUNT,
};

const char *relationship_name(enum relationship_kind kind); /* "family", "household", "gains", … */
fallible relationship_read(enum relationship_kind *out, const char *name); /* ERROR_USAGE */

/* For how many months after its last day the kind conflicts; -1: always, whenever it was. */
int relationship_window_months(enum relationship_kind kind);

struct relationship {
    int64_t id;
    struct person_id person;
    struct candidate_id candidate;
    enum relationship_kind kind;
    const char *from_day;  /* YYYY-MM-DD */
    const char *until_day; /* the last day; NULL: goes on */
};

/* Declares a relationship (task TASK_RELATE; one's own needs only to be known). relationship->id is
 * not read. Of declarations of the same two, kind and first day the latest counts: so an end is
 * added, or moved. ERROR_REFUSED for an end before the beginning, ERROR_CONFLICT when the same is
 * declared already. What a late declaration touches is assignment_conflicts' to say. */
fallible relationship_declare(int64_t *out, struct desk *desk,
                              const struct relationship *relationship);

/* All that is declared of a candidate, replaced declarations left out; oldest first. */
struct relationships {
    struct relationship *items;
    size_t count;
};
fallible relationship_list(struct relationships *out, struct db *db, struct candidate_id candidate,
                           struct arena *arena);

/* May this person examine, lead or decide about this candidate on day? ERROR_REFUSED naming the
 * relationship, its window, the rule, and from which day on it would be legal.
 *
 * unit names the unit examined; NULL for a decision about all of them. An examiner of a failed
 * attempt of the same unit is refused from the candidate's third attempt on; on the second *warning
 * says so (NULL when there is nothing to say). Its text is in the arena. */
fallible conflict_check(const char **warning, struct db *db, struct person_id person,
                        struct candidate_id candidate, const char *unit, const char *day,
                        struct arena *arena);

extern const struct audited relationship_audited;

#endif
