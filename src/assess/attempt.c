#include "assess/attempt.h"

#include "assess/assignment.h"
#include "assess/attempt_sql.h"
#include "assess/erasure.h"
#include "assess/machine.h"
#include "assess/publication.h"
#include "assess/resit.h"
#include "assess/role.h"
#include "base/text.h"

static void attempt_read(struct attempt *out, const struct db_rows *row, int from,
                         struct arena *arena)
{
    *out = (struct attempt){.id = {db_rows_integer(row, from)},
                            .sitting = {db_rows_integer(row, from + 1)},
                            .candidate = {db_rows_integer(row, from + 2)},
                            .sitting_ref = db_rows_text(row, from + 3, arena),
                            .candidate_ref = db_rows_text(row, from + 4, arena),
                            .unit = db_rows_text(row, from + 5, arena),
                            .destination = db_rows_text(row, from + 6, arena),
                            .extra_time_percent = (int)db_rows_integer(row, from + 7),
                            .sampled = db_rows_integer(row, from + 8) != 0,
                            .state = db_rows_text(row, from + 9, arena)};
    out->name = arena_format(arena, "%s/%s/%s", out->sitting_ref, out->candidate_ref, out->unit);
}

/* Where somebody goes and what time they are granted is theirs: sealed. */
static void attempt_act(struct act *out, const struct attempt *attempt, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "attempt", attempt->id.n);
    value_set_integer(open, "sitting", attempt->sitting.n);
    value_set_integer(open, "candidate", attempt->candidate.n);
    value_set_text(open, "unit", attempt->unit);
    value_set_boolean(open, "sampled", attempt->sampled);
    value_set_text(sealed, "destination", attempt->destination);
    value_set_integer(sealed, "extra_time_percent", attempt->extra_time_percent);
    *out = (struct act){"attempt.entered", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct attempt attempt;
    attempt_read(&attempt, row, STAMP_COLUMNS, arena);
    attempt_act(out, &attempt, arena);
    return NULL;
}

const struct audited attempt_audited = {"attempt", (const char *const[]){"attempt.entered", NULL},
                                        &sql_attempt_audit, audit_act};

static fallible insert(struct desk *desk, struct attempt *attempt, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&attempt->id.n, desk, &sql_attempt_highest));
    attempt_act(&act, attempt, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_attempt_insert,
                  DB_VALUES(db_integer(attempt->id.n), db_integer(attempt->sitting.n),
                            db_integer(attempt->candidate.n), db_text(attempt->unit),
                            db_text(attempt->destination), db_integer(attempt->extra_time_percent),
                            db_integer(attempt->sampled), db_text(attempt->state),
                            STAMP_VALUES(stamp)));
}

/* An entry that is asked for. */
struct entry_wish {
    struct desk *desk;
    const struct sitting *sitting;
    const struct candidate *candidate;
    const struct scheme *scheme;
    const struct scheme_unit *unit;
    struct refusals *left_out; /* NULL: what is not needed is refused */
    struct arena *arena;
};

static fallible check_not_entered(const struct entry_wish *wish)
{
    int64_t entered;
    const char *unit = wish->unit->rubric;
    TRY(db_integer_of(&entered, wish->desk->db, &sql_attempt_entered,
                      DB_VALUES(db_integer(wish->sitting->id.n), db_integer(wish->candidate->id.n),
                                db_text(unit)),
                      0));
    if (!entered)
        return NULL;
    return error_hint(error_make(ERROR_CONFLICT,
                                 "candidate '%s' is entered for '%s' in sitting '%s' already",
                                 wish->candidate->ref, unit, wish->sitting->ref),
                      "see 'usta sitting show %s'", wish->sitting->ref);
}

/* *needed is false for a unit that was left out. */
static fallible check_resit(bool *needed, const struct entry_wish *wish)
{
    struct resit resit;
    struct resit_question question = {.db = wish->desk->db,
                                      .candidate = wish->candidate->id,
                                      .scheme = wish->scheme,
                                      .unit = wish->unit,
                                      .day = wish->sitting->day,
                                      .sitting = wish->sitting->id};
    TRY(resit_of(&resit, &question, wish->arena));
    *needed = resit_needed(&resit);
    struct error *error = resit_check(&resit, &question);
    if (!*needed && wish->left_out)
        return refusals_collect(wish->left_out, wish->candidate->ref, error);
    return error;
}

static fallible enter_unit(size_t *entered, const struct entry_wish *wish)
{
    bool needed;
    const struct candidate_facts *facts = &wish->candidate->facts;
    TRY(check_not_entered(wish));
    TRY_AS(check_resit(&needed, wish), "candidate '%s'", wish->candidate->ref);
    if (!needed)
        return NULL;
    struct attempt attempt = {.sitting = wish->sitting->id,
                              .candidate = wish->candidate->id,
                              .unit = wish->unit->rubric,
                              .destination = facts->destination,
                              .extra_time_percent = facts->extra_time_percent,
                              .state = machine_first(MACHINE_ATTEMPT)};
    *entered += 1;
    return insert(wish->desk, &attempt, wish->arena);
}

static fallible enter_needed(size_t *entered, struct entry_wish *wish)
{
    size_t before = wish->left_out->count;
    for (size_t i = 0; i < wish->scheme->unit_count; i++) {
        wish->unit = &wish->scheme->units[i];
        TRY(enter_unit(entered, wish));
    }
    if (*entered)
        return NULL;
    const struct refusal *first = &wish->left_out->items[before];
    return error_hint(error_make(ERROR_REFUSED, "'%s' needs no unit of '%s': %s",
                                 wish->candidate->ref, wish->sitting->scheme_name, first->message),
                      "%s", first->hint);
}

fallible attempt_enter(size_t *out, struct desk *desk, const struct sitting *sitting,
                       const struct candidate *candidate, const char *unit,
                       struct refusals *left_out)
{
    SCOPED_ARENA(arena);
    size_t entered = 0;
    struct entry_wish wish = {
        .desk = desk, .sitting = sitting, .candidate = candidate, .arena = arena};
    TRY(role_require(desk, TASK_PLAN, NULL));
    TRY(sitting_require(sitting, "planned", "entering candidates"));
    TRY(erasure_check_none(desk->db, candidate->id));
    TRY(publication_scheme(&wish.scheme, desk->db, sitting->scheme, arena));
    if (!unit) {
        wish.left_out = left_out;
        TRY(enter_needed(&entered, &wish));
    } else {
        wish.unit = scheme_unit(wish.scheme, unit);
        if (!wish.unit)
            return error_hint(error_make(ERROR_REFUSED, "'%s' is not a unit of scheme '%s'", unit,
                                         sitting->scheme_name),
                              "sitting '%s' tests the units of its scheme alone", sitting->ref);
        TRY(enter_unit(&entered, &wish));
    }
    *out = entered;
    return NULL;
}

/* Who makes an attempt move, by the state it goes to. */
static const struct {
    const char *to;
    enum task task;
    bool own; /* by an examiner assigned to it */
} movers[] = {
    {"checked_in", TASK_PLAN, false},  {"absent", TASK_PLAN, false},
    {"running", TASK_EXAMINE, true},   {"paused", TASK_EXAMINE, true},
    {"finished", TASK_EXAMINE, true},  {"stopped_unsafe", TASK_EXAMINE, true},
    {"abandoned", TASK_EXAMINE, true}, {"void", TASK_SETTLE, false},
};

static fallible check_mover(const struct desk *desk, const struct attempt *attempt, const char *to)
{
    SCOPED_ARENA(arena);
    struct assignment assignment;
    for (size_t i = 0; i < sizeof movers / sizeof *movers; i++) {
        if (!text_equal(movers[i].to, to))
            continue;
        TRY(role_require(desk, movers[i].task, attempt->unit));
        if (!movers[i].own)
            return NULL;
        TRY(assignment_of(&assignment, desk->db, attempt->id, desk->person, arena));
        if (assignment.id && duty_has_sheet(assignment.duty))
            return NULL;
        return error_hint(error_make(ERROR_REFUSED,
                                     "only an examiner assigned to '%s' says that "
                                     "it is %s",
                                     attempt->name, to),
                          "assign the examiner first (workflow, who may do what)");
    }
    return error_hint(error_make(ERROR_REFUSED, "nobody moves an attempt to '%.40s' by hand", to),
                      "it becomes marked by its sealed sheets and final by its result");
}

fallible attempt_move(struct desk *desk, const struct attempt *attempt, const char *to,
                      const char *reason)
{
    SCOPED_ARENA(arena);
    struct sitting sitting;
    TRY(check_mover(desk, attempt, to));
    TRY(sitting_of(&sitting, desk->db, attempt->sitting, arena));
    TRY(sitting_require(&sitting, "open", "moving attempts"));
    const char *what = arena_format(arena, "attempt '%s'", attempt->name);
    return machine_go(desk, MACHINE_ATTEMPT, attempt->id.n, what, to, reason);
}

const char *attempt_profile(const struct attempt *attempt, const struct rubric *rubric)
{
    const char *destination = attempt->destination;
    return destination && rubric_has_destination(rubric, destination) ? destination : NULL;
}

bool attempt_expects_sheets(const struct attempt *attempt)
{
    static const char *const states[] = {"finished", "stopped_unsafe", "marked", "final"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal(attempt->state, states[i]))
            return true;
    return false;
}

static fallible query_one(bool *got, struct attempt *out, struct db *db,
                          const struct statement *statement, struct db_values key,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, key));
    TRY(db_rows_next(got, rows));
    if (*got)
        attempt_read(out, rows, 0, arena);
    return NULL;
}

fallible attempt_of(struct attempt *out, struct db *db, struct attempt_id id, struct arena *arena)
{
    bool got;
    TRY(query_one(&got, out, db, &sql_attempt_by_id, DB_VALUES(db_integer(id.n)), arena));
    if (!got)
        return error_make(ERROR_NOT_FOUND, "there is no attempt %lld", (long long)id.n);
    return NULL;
}

fallible attempt_find(struct attempt *out, struct db *db, const char *name, struct arena *arena)
{
    char *sitting_ref = arena_text(arena, name), *rest = strchr(sitting_ref, '/');
    char *unit = rest ? strchr(rest + 1, '/') : NULL;
    if (!unit || strchr(unit + 1, '/'))
        return error_hint(error_make(ERROR_USAGE, "'%.100s' does not name an attempt", name),
                          "write SITTING/CANDIDATE/UNIT");
    *rest = *unit = '\0';
    const char *candidate_ref = rest + 1;
    unit++;
    bool got;
    TRY(query_one(&got, out, db, &sql_attempt_by_name,
                  DB_VALUES(db_text(sitting_ref), db_text(candidate_ref), db_text(unit)), arena));
    if (got)
        return NULL;
    struct sitting sitting;
    struct candidate candidate;
    TRY(sitting_find(&sitting, db, sitting_ref, arena));
    TRY(candidate_find(&candidate, db, candidate_ref, arena));
    return error_hint(error_make(ERROR_NOT_FOUND, "'%s' is not entered for '%.60s' in '%s'",
                                 candidate_ref, unit, sitting_ref),
                      "see 'usta sitting show %s'", sitting_ref);
}

static bool wanted(const struct attempt *attempt, const char *unit, const char *candidate_ref)
{
    return (!unit || text_equal(unit, attempt->unit)) &&
           (!candidate_ref || text_equal(candidate_ref, attempt->candidate_ref));
}

static fallible query_list(struct attempts *out, struct db *db, const struct statement *statement,
                           int64_t key, const char *unit, const char *candidate_ref,
                           struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct attempts attempts = {0};
    TRY(db_rows_open(&rows, db, statement, DB_VALUES(db_integer(key))));
    for (;;) {
        bool got;
        struct attempt attempt;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        attempt_read(&attempt, rows, 0, arena);
        if (wanted(&attempt, unit, candidate_ref))
            *ARENA_PUSH(arena, attempts.items, attempts.count) = attempt;
    }
    *out = attempts;
    return NULL;
}

fallible attempt_list(struct attempts *out, struct db *db, struct sitting_id sitting,
                      const char *unit, const char *candidate_ref, struct arena *arena)
{
    return query_list(out, db, &sql_attempts_of_sitting, sitting.n, unit, candidate_ref, arena);
}

fallible attempt_list_of(struct attempts *out, struct db *db, struct candidate_id candidate,
                         struct arena *arena)
{
    return query_list(out, db, &sql_attempts_of_candidate, candidate.n, NULL, NULL, arena);
}
