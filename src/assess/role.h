/* Who may do what: one table of roles and one of tasks (workflow, "Who may do what"). Which person
 * holds which role is in grant.h. */
#ifndef USTA_ASSESS_ROLE_H
#define USTA_ASSESS_ROLE_H

#include "assess/ids.h"

enum role {
    ROLE_REGISTRAR,
    ROLE_EXAMINER,
    ROLE_LEAD,
    ROLE_VERIFIER,
    ROLE_CERTIFIER,
    ROLE_ADMINISTRATOR,
    ROLE_AUDITOR,
    ROLE_COUNT,
};

/* "registrar", "examiner", "lead", "verifier", "certifier", "administrator", "auditor" */
const char *role_name(enum role role);
fallible role_read(enum role *out, const char *name); /* ERROR_USAGE listing the roles */

/* True for the roles that may be granted for one unit alone: examiner, lead, verifier. */
bool role_by_unit(enum role role);

/* What is done, and by which roles; the table is in role.c and nowhere else. */
enum task {
    TASK_MANAGE_PEOPLE, /* administrator */
    TASK_PUBLISH,       /* administrator, lead: rubrics and schemes */
    TASK_ENROL,         /* registrar: candidates */
    TASK_RELATE,        /* registrar, administrator: declare relationships; anybody their own */
    TASK_PLAN,          /* registrar: sittings, attempts, assignments, check-in */
    TASK_EXAMINE,       /* examiner: own sheets */
    TASK_SETTLE,        /* lead */
    TASK_REPORT,        /* registrar, examiner, lead, verifier: incidents */
    TASK_CALIBRATE,     /* registrar, examiner, lead: instruments */
    TASK_INQUIRE,       /* verifier: into results, which are withheld */
    TASK_COMPUTE,       /* lead, registrar: results of marked attempts */
    TASK_LODGE,         /* registrar, certifier: take appeals in */
    TASK_DECIDE,        /* certifier: decide, suspend, reinstate, revoke with a second */
    TASK_ISSUE,         /* certifier, registrar: what was granted */
    TASK_HAND_OVER,     /* registrar: paper copies to their holders */
    TASK_KEEP,          /* administrator: keys, backups, the institution's own facts */
    TASK_WATCH,         /* lead, verifier, administrator, auditor: the quality of the assessment */
    TASK_RAISE,         /* lead, verifier, administrator: concerns about it */
    TASK_VERIFY,        /* verifier: close concerns with a finding */
    TASK_READ,          /* every role */
    TASK_COUNT,
};

/* What the task is called in messages: "manage people". */
const char *task_name(enum task task);

bool role_may(enum role role, enum task task);

/* ERROR_REFUSED unless the person at the desk holds, today, a role that may do task (for unit; NULL
 * for none): names the person, the task, the roles that may, and the roles the person has.
 * A role granted for one unit counts for that unit and for TASK_READ alone. ERROR_ENVIRONMENT
 * instead when the clock stands before the journal: then "today" is wrong, and not the person.
 * Person 0 (the program setting up) may do TASK_MANAGE_PEOPLE and TASK_KEEP alone. */
fallible role_require(const struct desk *desk, enum task task, const char *unit);

/* True when the person holds role for unit (NULL: for every unit) on day (YYYY-MM-DD). */
fallible role_held(bool *out, struct db *db, struct person_id person, enum role role,
                   const char *unit, const char *day);

/* The audit's question about an act of the past: ERROR_REFUSED unless its person held, on the day
 * of at_s, a role that may do task (for unit; NULL for none). */
fallible role_require_then(struct db *db, struct person_id person, enum task task, const char *unit,
                           int64_t at_s);

#endif
