#include "assess/assignment.h"

#include "assess/assignment_sql.h"
#include "assess/relationship.h"
#include "base/text.h"

static const struct {
    const char *name;
    enum role role;
    bool has_sheet;
} duties[DUTY_COUNT] = {
    [DUTY_FIRST] = {"first", ROLE_EXAMINER, true},
    [DUTY_SECOND] = {"second", ROLE_EXAMINER, true},
    [DUTY_THIRD] = {"third", ROLE_EXAMINER, true},
    [DUTY_LEAD] = {"lead", ROLE_LEAD, false},
};

const char *duty_name(enum duty duty)
{
    ASSERT(duty < DUTY_COUNT);
    return duties[duty].name;
}

fallible duty_read(enum duty *out, const char *name)
{
    for (enum duty duty = 0; duty < DUTY_COUNT; duty++)
        if (text_equal(duties[duty].name, name)) {
            *out = duty;
            return NULL;
        }
    return error_hint(error_make(ERROR_USAGE, "'%.40s' is not a duty", name),
                      "duties are first, second, third and lead");
}

enum role duty_role(enum duty duty)
{
    ASSERT(duty < DUTY_COUNT);
    return duties[duty].role;
}

bool duty_has_sheet(enum duty duty)
{
    ASSERT(duty < DUTY_COUNT);
    return duties[duty].has_sheet;
}

static fallible assignment_read(struct assignment *out, const struct db_rows *row, int from,
                                struct arena *arena)
{
    *out = (struct assignment){.id = db_rows_integer(row, from),
                               .attempt = {db_rows_integer(row, from + 1)},
                               .person = {db_rows_integer(row, from + 2)},
                               .person_ref = db_rows_text(row, from + 3, arena)};
    return duty_read(&out->duty, db_rows_text(row, from + 4, arena));
}

static void assignment_act(struct act *out, const struct assignment *assignment,
                           struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "assignment", assignment->id);
    value_set_integer(open, "attempt", assignment->attempt.n);
    value_set_integer(open, "person", assignment->person.n);
    value_set_text(open, "duty", duties[assignment->duty].name);
    *out = (struct act){"assignment.made", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct assignment assignment;
    TRY(assignment_read(&assignment, row, STAMP_COLUMNS, arena));
    assignment_act(out, &assignment, arena);
    return NULL;
}

const struct audited assignment_audited = {
    "assignment", (const char *const[]){"assignment.made", NULL}, &sql_assignment_audit, audit_act};

static fallible query(struct assignments *out, struct db *db, const struct statement *statement,
                      struct db_values keys, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct assignments list = {0};
    TRY(db_rows_open(&rows, db, statement, keys));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(assignment_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena));
    }
    *out = list;
    return NULL;
}

fallible assignment_list(struct assignments *out, struct db *db, struct attempt_id attempt,
                         struct arena *arena)
{
    struct assignments unordered, list = {0};
    TRY(query(&unordered, db, &sql_assignments_of_attempt, DB_VALUES(db_integer(attempt.n)),
              arena));
    for (enum duty duty = 0; duty < DUTY_COUNT; duty++)
        for (size_t i = 0; i < unordered.count; i++)
            if (unordered.items[i].duty == duty)
                *ARENA_PUSH(arena, list.items, list.count) = unordered.items[i];
    *out = list;
    return NULL;
}

fallible assignment_of(struct assignment *out, struct db *db, struct attempt_id attempt,
                       struct person_id person, struct arena *arena)
{
    struct assignments list;
    struct assignment found = {0};
    TRY(assignment_list(&list, db, attempt, arena));
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].person.n == person.n)
            found = list.items[i];
    *out = found;
    return NULL;
}

/* What must hold of the person whenever the assignment is looked at. */
static fallible check_person(const char **warning, struct db *db, const struct attempt *attempt,
                             const struct assignment *assignment, const char *day,
                             struct arena *arena)
{
    bool held;
    enum role role = duties[assignment->duty].role;
    TRY(role_held(&held, db, assignment->person, role, attempt->unit, day));
    if (!held)
        return error_hint(error_make(ERROR_REFUSED, "'%s' is no %s for '%s' on %s",
                                     assignment->person_ref, role_name(role), attempt->unit, day),
                          "the duty '%s' takes the role %s on the day of the sitting (workflow, "
                          "who may do what)",
                          duties[assignment->duty].name, role_name(role));
    return conflict_check(warning, db, assignment->person, attempt->candidate, attempt->unit, day,
                          arena);
}

fallible assignment_check(struct db *db, const struct attempt *attempt,
                          const struct assignment *assignment, struct arena *arena)
{
    struct sitting sitting;
    const char *warning;
    TRY(sitting_of(&sitting, db, attempt->sitting, arena));
    return check_person(&warning, db, attempt, assignment, sitting.day, arena);
}

fallible assignment_touched(struct refusals *touched, struct db *db, struct person_id person,
                            struct candidate_id candidate)
{
    struct assignments list;
    TRY(query(&list, db, &sql_assignments_of_pair,
              DB_VALUES(db_integer(candidate.n), db_integer(person.n)), touched->arena));
    for (size_t i = 0; i < list.count; i++) {
        struct attempt attempt;
        TRY(attempt_of(&attempt, db, list.items[i].attempt, touched->arena));
        TRY(refusals_collect(touched, attempt.name,
                             assignment_check(db, &attempt, &list.items[i], touched->arena)));
    }
    return NULL;
}

static fallible check_sitting(const struct sitting *sitting)
{
    if (text_equal(sitting->state, "planned") || text_equal(sitting->state, "open"))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "sitting '%s' is %s", sitting->ref, sitting->state),
                      "duties are given while it is planned or open (workflow, states)");
}

static fallible check_attempt(const struct attempt *attempt)
{
    static const char *const ended[] = {"absent", "abandoned", "void", "final"};
    for (size_t i = 0; i < sizeof ended / sizeof *ended; i++)
        if (text_equal(attempt->state, ended[i]))
            return error_hint(error_make(ERROR_REFUSED,
                                         "the attempt is %s: there is nothing to do in it",
                                         attempt->state),
                              "duties are given before an attempt ends (workflow, states)");
    return NULL;
}

static fallible check_place(struct db *db, const struct attempt *attempt,
                            const struct assignment *new, struct arena *arena)
{
    struct assignments list;
    TRY(assignment_list(&list, db, attempt->id, arena));
    for (size_t i = 0; i < list.count; i++) {
        const struct assignment *old = &list.items[i];
        if (old->person.n == new->person.n)
            return error_hint(error_make(ERROR_CONFLICT, "'%s' has the duty '%s' in it already",
                                         new->person_ref, duties[old->duty].name),
                              "one person has one duty in an attempt: take somebody else");
        if (old->duty == new->duty)
            return error_hint(error_make(ERROR_CONFLICT, "the duty '%s' is given to '%s' already",
                                         duties[old->duty].name, old->person_ref),
                              "each duty is given once in an attempt");
    }
    return NULL;
}

static fallible insert(struct desk *desk, struct assignment *assignment, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&assignment->id, desk, &sql_assignment_highest));
    assignment_act(&act, assignment, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_assignment_insert,
                  DB_VALUES(db_integer(assignment->id), db_integer(assignment->attempt.n),
                            db_integer(assignment->person.n),
                            db_text(duties[assignment->duty].name), STAMP_VALUES(stamp)));
}

static fallible add_one(struct desk *desk, const struct attempt *attempt,
                        const struct sitting *sitting, struct assignment assignment,
                        struct refusals *warnings)
{
    SCOPED_ARENA(arena);
    const char *warning;
    assignment.attempt = attempt->id;
    TRY(check_attempt(attempt));
    TRY(check_place(desk->db, attempt, &assignment, arena));
    TRY(check_person(&warning, desk->db, attempt, &assignment, sitting->day, arena));
    if (warning)
        TRY(refusals_collect(warnings, attempt->name, error_make(ERROR_REFUSED, "%s", warning)));
    return insert(desk, &assignment, arena);
}

fallible assignment_add(struct desk *desk, const struct attempts *attempts,
                        struct person_id person_id, enum duty duty, struct refusals *refusals,
                        struct refusals *warnings)
{
    SCOPED_ARENA(arena);
    struct person person;
    struct sitting sitting;
    TRY(role_require(desk, TASK_PLAN, NULL));
    if (!attempts->count)
        return error_hint(error_make(ERROR_NOT_FOUND, "there are no attempts to assign"),
                          "enter candidates into the sitting first");
    TRY(person_of(&person, desk->db, person_id, arena));
    TRY(sitting_of(&sitting, desk->db, attempts->items[0].sitting, arena));
    TRY(check_sitting(&sitting));
    struct assignment assignment = {.person = person.id, .person_ref = person.ref, .duty = duty};
    for (size_t i = 0; i < attempts->count; i++) {
        const struct attempt *attempt = &attempts->items[i];
        ASSERT(attempt->sitting.n == sitting.id.n);
        TRY(refusals_collect(refusals, attempt->name,
                             add_one(desk, attempt, &sitting, assignment, warnings)));
    }
    return refusals_error(refusals, arena_format(arena, "'%s' is not assigned", person.ref));
}
