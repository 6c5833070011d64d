#include "assess/conflict.h"

#include "assess/conflict_sql.h"
#include "assess/institution.h"
#include "assess/part.h"
#include "assess/relationship.h"
#include "assess/role.h"
#include "base/text.h"

struct look {
    int64_t id, relationship;
    struct attempt_id attempt;
    struct person_id person;
    const char *reason;
};

static void look_act(struct act *out, const struct look *look, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "look", look->id);
    value_set_integer(open, "attempt", look->attempt.n);
    value_set_integer(open, "person", look->person.n);
    value_set_integer(open, "relationship", look->relationship);
    value_set_text(sealed, "reason", look->reason);
    *out = (struct act){"result.conflict_looked_at", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct look look = {.id = db_rows_integer(row, STAMP_COLUMNS),
                        .attempt = {db_rows_integer(row, STAMP_COLUMNS + 1)},
                        .person = {db_rows_integer(row, STAMP_COLUMNS + 2)},
                        .relationship = db_rows_integer(row, STAMP_COLUMNS + 3),
                        .reason = db_rows_text(row, STAMP_COLUMNS + 4, arena)};
    look_act(out, &look, arena);
    return NULL;
}

const struct audited conflict_look_audited = {
    "conflict_look", (const char *const[]){"result.conflict_looked_at", NULL},
    &sql_conflict_look_audit, audit_act};

static fallible newest_relationship(int64_t *out, struct db *db, struct candidate_id candidate,
                                    struct person_id person)
{
    return db_integer_of(out, db, &sql_conflict_newest_relationship,
                         DB_VALUES(db_integer(candidate.n), db_integer(person.n)), 0);
}

/* Why the person's newest declaration did not touch the attempt, NULL when nobody looked since. */
static fallible find_look(const char **out, struct db *db, const struct attempt *attempt,
                          struct person_id person, struct arena *arena)
{
    int64_t relationship;
    SCOPED_ROWS rows = NULL;
    bool got;
    TRY(newest_relationship(&relationship, db, attempt->candidate, person));
    TRY(db_rows_open(
        &rows, db, &sql_conflict_looked,
        DB_VALUES(db_integer(attempt->id.n), db_integer(person.n), db_integer(relationship))));
    TRY(db_rows_next(&got, rows));
    *out = got ? db_rows_text(rows, 0, arena) : NULL;
    return NULL;
}

/* Adds the person when a conflict stands against what they did on that day. */
static fallible add_actor(struct conflicts *list, struct db *db, const struct attempt *attempt,
                          const char *day, struct conflict actor, struct arena *arena)
{
    const char *warning;
    struct refusals refusals = refusals_make(arena);
    TRY(refusals_collect(
        &refusals, attempt->name,
        conflict_check(&warning, db, actor.person, attempt->candidate, NULL, day, arena)));
    if (!refusals.count)
        return NULL;
    actor.attempt = attempt->name;
    actor.message = refusals.items[0].message;
    TRY(find_look(&actor.looked, db, attempt, actor.person, arena));
    *ARENA_PUSH(arena, list->items, list->count) = actor;
    return NULL;
}

fallible conflict_list(struct conflicts *out, struct db *db, const struct attempt *attempt,
                       struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct conflicts list = {0};
    struct sitting sitting;
    TRY(sitting_of(&sitting, db, attempt->sitting, arena));
    TRY(db_rows_open(&rows, db, &sql_conflict_actors, DB_VALUES(db_integer(attempt->id.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        struct conflict actor = {.person = {db_rows_integer(rows, 0)},
                                 .ref = db_rows_text(rows, 1, arena)};
        TRY(add_actor(&list, db, attempt, sitting.day, actor, arena));
    }
    *out = list;
    return NULL;
}

fallible conflict_check_looked(struct db *db, const struct attempt *attempt)
{
    SCOPED_ARENA(arena);
    struct conflicts list;
    TRY(conflict_list(&list, db, attempt, arena));
    for (size_t i = 0; i < list.count; i++)
        if (!list.items[i].looked)
            return error_hint(
                error_make(ERROR_REFUSED, "'%s' had a part in '%s': %s", list.items[i].ref,
                           attempt->name, list.items[i].message),
                "declared late: a verifier looks at it first: usta result clear ATTEMPT PERSON, or "
                "withholds the result (workflow, conflict of interest)");
    return NULL;
}

static fallible check_new(const struct desk *desk, const struct attempt *attempt,
                          struct person_id person, const char *reason, struct arena *arena)
{
    struct conflicts list;
    const struct conflict *found = NULL;
    TRY(conflict_list(&list, desk->db, attempt, arena));
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].person.n == person.n)
            found = &list.items[i];
    if (!found)
        return error_hint(
            error_make(ERROR_REFUSED, "no conflict of interest touches '%s' there", attempt->name),
            "see 'usta decide case'; a look is for a relationship declared late");
    if (found->looked)
        return error_hint(error_make(ERROR_CONFLICT,
                                     "the conflict of '%s' in '%s' was looked at "
                                     "already",
                                     found->ref, attempt->name),
                          "a relationship declared later asks for another look");
    if (reason && *reason)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "a conflict of interest is cleared only with a "
                                                "reason"),
                      "say why it did not touch the result (workflow, rule 8)");
}

static fallible check_looker(const struct desk *desk, const struct attempt *attempt,
                             struct arena *arena)
{
    const char *today, *warning;
    TRY(role_require(desk, TASK_INQUIRE, attempt->unit));
    TRY(part_check(desk->db, desk->person, attempt->id, attempt->name, "another verifier looks"));
    TRY(institution_today(&today, desk, arena));
    return conflict_check(&warning, desk->db, desk->person, attempt->candidate, NULL, today, arena);
}

fallible conflict_look(struct desk *desk, const struct attempt *attempt, struct person_id person,
                       const char *reason)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct look look = {.attempt = attempt->id, .person = person, .reason = reason};
    TRY(check_looker(desk, attempt, arena));
    TRY(check_new(desk, attempt, person, reason, arena));
    TRY(newest_relationship(&look.relationship, desk->db, attempt->candidate, person));
    TRY(desk_next_id(&look.id, desk, &sql_conflict_look_highest));
    look_act(&act, &look, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_conflict_look_insert,
                  DB_VALUES(db_integer(look.id), db_integer(look.attempt.n), db_integer(person.n),
                            db_integer(look.relationship), db_text(reason), STAMP_VALUES(stamp)));
}

/* A look of the past, as a row of the audit's statement. */
static fallible check_past(struct db *db, const struct db_rows *row, struct arena *arena)
{
    int64_t declared;
    struct attempt attempt;
    int64_t seq = db_rows_integer(row, 0), at_s = db_rows_integer(row, 1);
    struct person_id by = {db_rows_integer(row, 2)};
    TRY(attempt_of(&attempt, db, (struct attempt_id){db_rows_integer(row, STAMP_COLUMNS + 1)},
                   arena));
    TRY(role_require_then(db, by, TASK_INQUIRE, attempt.unit, at_s));
    TRY(part_check_then(db, by, attempt.id, seq));
    TRY(db_integer_of(&declared, db, &sql_conflict_declared,
                      DB_VALUES(db_integer(db_rows_integer(row, STAMP_COLUMNS + 3)),
                                db_integer(db_rows_integer(row, STAMP_COLUMNS + 2)),
                                db_integer(attempt.candidate.n), db_integer(seq)),
                      0));
    if (declared)
        return NULL;
    return error_make(ERROR_REFUSED, "nothing was declared between the two by then");
}

fallible conflict_audit(int64_t *out, struct db *db)
{
    SCOPED_ROWS rows = NULL;
    int64_t count = 0;
    TRY(db_rows_open(&rows, db, &sql_conflict_look_audit, DB_NO_VALUES));
    for (;;) {
        SCOPED_ARENA(arena);
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY_AS(check_past(db, rows, arena), "look %lld at a conflict of interest",
               (long long)db_rows_integer(rows, STAMP_COLUMNS));
        count++;
    }
    *out = count;
    return NULL;
}
