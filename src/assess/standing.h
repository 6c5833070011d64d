/* Where an attempt stands: who has which sheet, what is sealed, and once everything is, what the
 * marks make together. */
#ifndef USTA_ASSESS_STANDING_H
#define USTA_ASSESS_STANDING_H

#include "assess/agreement.h"
#include "assess/assignment.h"
#include "assess/review.h"
#include "assess/settlement.h"
#include "assess/sheet_marks.h"

struct standing_sheet {
    struct assignment assignment;
    bool expected;            /* the attempt is not marked before it is sealed */
    struct sheet sheet;       /* id 0: not opened */
    struct sheet_marks marks; /* of an opened one */
};

struct standing {
    struct attempt attempt;
    const struct rubric *rubric;
    const struct standing_sheet *sheets; /* one for each examiner assigned, in order of duty */
    size_t sheet_count;
    bool complete;                  /* every expected sheet is sealed: the rest has a meaning */
    struct settlements settlements; /* and in their place what was marked again on appeal */
    struct appeal_id appeal;        /* up to this one; 0: none */
    struct review review;
    struct agreement agreement;
};

/* The rubric is the one the sitting froze. ERROR_REFUSED while the sitting is only planned. */
fallible standing_load(struct standing *out, struct db *db, const struct attempt *attempt,
                       struct arena *arena);

/* The same for whoever has the rubric at hand. */
fallible standing_load_by(struct standing *out, struct db *db, const struct attempt *attempt,
                          const struct rubric *rubric, struct arena *arena);

/* The same with the lines that were marked again up to an appeal (appeal_line.h). */
fallible standing_load_for(struct standing *out, struct db *db, const struct attempt *attempt,
                           struct appeal_id appeal, struct arena *arena);
fallible standing_load_appealed(struct standing *out, struct db *db, const struct attempt *attempt,
                                const struct rubric *rubric, struct appeal_id appeal,
                                struct arena *arena);

/* NULL when every expected sheet is sealed; else ERROR_REFUSED saying which are not (workflow,
 * rule 3). what for example "the marks are shown". */
fallible standing_require_complete(const struct standing *standing, const char *what);

/* True for the lines that an examiner with this duty marks from the beginning: the first all, the
 * second those with raters ≥ 2, the third those with 3; of a sampled attempt the second all. */
bool standing_own_line(const struct attempt *attempt, enum duty duty,
                       const struct criterion *criterion);

/* True when such an examiner has any such line. */
bool standing_has_lines(const struct attempt *attempt, enum duty duty, const struct rubric *rubric);

/* True when the agreement asks a called-in third for this line, or for any when criterion is NULL.
 */
fallible standing_asks_third(bool *out, struct db *db, const struct attempt *attempt,
                             const struct rubric *rubric, enum duty duty,
                             const struct criterion *criterion, struct arena *arena);

/* The agreement's line; NULL for none of that id. */
const struct agreement_line *standing_line(const struct standing *standing, const char *criterion);

/* "B3, C2": the lines that wait for the lead; "" for none. */
const char *standing_lead_lines(const struct standing *standing, struct arena *arena);

/* NULL for a person without sheet in it. */
const struct standing_sheet *standing_sheet_of(const struct standing *standing,
                                               struct person_id person);

#endif
