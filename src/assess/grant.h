/* A grant: a person holds a role, for every unit or for one, from a day until a day. A withdrawal
 * ends a grant early; neither is ever changed (workflow, RoleGrant). */
#ifndef USTA_ASSESS_GRANT_H
#define USTA_ASSESS_GRANT_H

#include "assess/role.h"
#include "store/audited.h"

struct grant {
    int64_t id;
    struct person_id person;
    enum role role;
    const char *unit;          /* rubric id; NULL: every unit */
    const char *from_day;      /* YYYY-MM-DD, inclusive */
    const char *until_day;     /* inclusive; NULL: open */
    const char *withdrawn_day; /* the first day without it; NULL: not withdrawn */
};

/* True when the grant holds on day (YYYY-MM-DD). */
bool grant_holds(const struct grant *grant, const char *day);

/* Grants a role (task TASK_MANAGE_PEOPLE). grant->id and ->withdrawn_day are not read; from_day
 * NULL means today. ERROR_REFUSED for a role to oneself, a unit with a role that has none, an end
 * before the beginning; ERROR_CONFLICT when the person holds just that on from_day already. */
fallible grant_add(int64_t *out, struct desk *desk, const struct grant *grant);

/* Withdraws every grant of the role (for exactly this unit; NULL: for every unit) that holds on
 * day or later, from day on; NULL means today (TASK_MANAGE_PEOPLE). A day that has passed is
 * refused: what was done then stays allowed. ERROR_NOT_FOUND when there is none. */
fallible grant_withdraw(struct desk *desk, struct person_id person, enum role role,
                        const char *unit, const char *day);

/* Every grant of a person, oldest first. */
struct grants {
    struct grant *items;
    size_t count;
};
fallible grant_list(struct grants *out, struct db *db, struct person_id person,
                    struct arena *arena);

extern const struct audited role_grant_audited, role_withdrawal_audited;

#endif
