/* An assignment: who does what in an attempt (workflow, Assignment). */
#ifndef USTA_ASSESS_ASSIGNMENT_H
#define USTA_ASSESS_ASSIGNMENT_H

#include "assess/attempt.h"
#include "assess/person.h"
#include "assess/role.h"

enum duty {
    DUTY_FIRST,  /* examiner of every line */
    DUTY_SECOND, /* examiner of the lines for two */
    DUTY_THIRD,  /* examiner of lines still apart */
    DUTY_LEAD,   /* settles differences */
    DUTY_COUNT,
};

const char *duty_name(enum duty duty);                /* "first", "second", "third", "lead" */
fallible duty_read(enum duty *out, const char *name); /* ERROR_USAGE listing the duties */
enum role duty_role(enum duty duty);                  /* the role it takes: examiner or lead */
bool duty_has_sheet(enum duty duty);                  /* all but the lead */

struct assignment {
    int64_t id;
    struct attempt_id attempt;
    struct person_id person;
    const char *person_ref;
    enum duty duty;
};

struct assignments {
    struct assignment *items;
    size_t count;
};

/* Gives a person a duty in every one of attempts, which are of one sitting: all or nothing (task
 * TASK_PLAN). Refused, attempt by attempt in refusals: the sitting is neither planned nor open; the
 * person does not hold the duty's role for the unit on the sitting's day, has a conflict of
 * interest (relationship.h), or has a duty in the attempt already; somebody else has this duty; the
 * attempt has ended without anything to mark. warnings, one for each conflict_check's, have no
 * hint. */
fallible assignment_add(struct desk *desk, const struct attempts *attempts, struct person_id person,
                        enum duty duty, struct refusals *refusals, struct refusals *warnings);

/* Of an attempt, in the order of duties. */
fallible assignment_list(struct assignments *out, struct db *db, struct attempt_id attempt,
                         struct arena *arena);

/* *out->id is 0 when the person has no duty in the attempt. */
fallible assignment_of(struct assignment *out, struct db *db, struct attempt_id attempt,
                       struct person_id person, struct arena *arena);

/* Checks an assignment that stands as if it were made now: role held on the sitting's day, no
 * conflict of interest. For opening a sitting, opening a sheet, and late declarations. */
fallible assignment_check(struct db *db, const struct attempt *attempt,
                          const struct assignment *assignment, struct arena *arena);

/* Collects what a late declaration touches: every assignment of the person to the candidate's
 * attempts that assignment_check refuses now. */
fallible assignment_touched(struct refusals *touched, struct db *db, struct person_id person,
                            struct candidate_id candidate);

extern const struct audited assignment_audited;

#endif
