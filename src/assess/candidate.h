/* A candidate for certification: an identity, and the facts known of it. Facts are never changed:
 * a correction is a further revision with its reason. Personal data stands here and nowhere else.
 */
#ifndef USTA_ASSESS_CANDIDATE_H
#define USTA_ASSESS_CANDIDATE_H

#include "assess/facts.h"
#include "assess/ids.h"
#include "store/audited.h"

struct candidate {
    struct candidate_id id;
    const char *ref; /* the centre's own number: "BSK-001" */
    int revision;    /* of the facts, from 1 */
    struct candidate_facts facts;
    const char *reason; /* "enrolment", or why the facts were corrected */
};

/* Enrols a candidate (task TASK_ENROL). ERROR_REFUSED for a ref or a fact that cannot be,
 * ERROR_CONFLICT for a ref that is taken or for somebody who seems to be enrolled already and is
 * not among compared (duplicate.h). compared NULL names nobody. */
fallible candidate_enrol(struct candidate_id *out, struct desk *desk, const char *ref,
                         const struct candidate_facts *facts, const char *compared);

/* Adds a revision of the facts (task TASK_ENROL); a reason is needed. ERROR_REFUSED when nothing
 * changes or a fact cannot be, ERROR_CONFLICT as above. */
fallible candidate_correct(struct desk *desk, struct candidate_id id,
                           const struct candidate_facts *facts, const char *reason,
                           const char *compared);

/* The candidate with the newest facts; ERROR_NOT_FOUND naming the ref. */
fallible candidate_find(struct candidate *out, struct db *db, const char *ref, struct arena *arena);
fallible candidate_of(struct candidate *out, struct db *db, struct candidate_id id,
                      struct arena *arena);

/* Everybody with the newest facts, by ref. */
struct candidates {
    struct candidate *items;
    size_t count;
};
fallible candidate_list(struct candidates *out, struct db *db, struct arena *arena);

extern const struct audited candidate_audited, candidate_facts_audited;

#endif
