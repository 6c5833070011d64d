#include "assess/rejudge.h"

#include "assess/appeal_line.h"
#include "assess/attempt.h"
#include "assess/candidate.h"
#include "assess/conflict.h"
#include "assess/decision_case.h"
#include "assess/draw.h"
#include "assess/part.h"
#include "assess/rejudge_appeals.h"
#include "assess/rejudge_events.h"
#include "assess/rejudge_sql.h"
#include "assess/result.h"
#include "assess/role.h"
#include "assess/typing.h"
#include "base/text.h"

/* A result that became void on appeal has the marks and the score of the one before. */
static fallible expect_result(struct result *out, struct db *db, const struct attempt *attempt,
                              const struct result *stored, struct shelf *shelf, struct arena *arena)
{
    const struct rubric *rubric;
    struct settlements lines = {0};
    struct result before;
    if (stored->appeal.n)
        TRY(appeal_line_list(&lines, db, stored->appeal, arena));
    TRY(shelf_rubric(&rubric, shelf, db, attempt));
    if (!stored->replaces.n || lines.count)
        return result_recompute(out, db, attempt, rubric, stored->appeal, arena);
    TRY(result_by_id(&before, db, stored->replaces, arena));
    return result_on_appeal(out, db, &before, stored->appeal, true, arena);
}

static fallible check_result(struct db *db, const struct attempt *attempt, struct result_id id,
                             struct shelf *shelf, struct arena *arena)
{
    struct result stored, again;
    TRY(result_by_id(&stored, db, id, arena));
    TRY(expect_result(&again, db, attempt, &stored, shelf, arena));
    if (stored.outcome != again.outcome)
        return error_make(ERROR_REFUSED, "the result says '%s', the events say '%s'",
                          outcome_name(stored.outcome), outcome_name(again.outcome));
    if (!text_equal(stored.marks, again.marks) || !text_equal(stored.score, again.score))
        return error_make(ERROR_REFUSED, "the result has other %s than the events give",
                          text_equal(stored.marks, again.marks) ? "scores" : "marks");
    return NULL;
}

static fallible check_results(struct rejudged *found, struct db *db, struct shelf *shelf)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_rejudge_attempts, DB_NO_VALUES));
    for (;;) {
        SCOPED_ARENA(arena);
        bool got;
        struct attempt attempt;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        TRY(attempt_of(&attempt, db, (struct attempt_id){db_rows_integer(rows, 0)}, arena));
        bool final = text_equal(attempt.state, "final"), has = !db_rows_null(rows, 2);
        if (final != has)
            return error_make(ERROR_REFUSED, "attempt '%s' is %s, %s a result", attempt.name,
                              attempt.state, has ? "with" : "without");
        if (has)
            TRY_AS(check_result(db, &attempt, (struct result_id){db_rows_integer(rows, 2)}, shelf,
                                arena),
                   "attempt '%s'", attempt.name);
        found->results += has;
    }
}

/* A decision with what it must have looked at. */
struct judged {
    const struct decision *decision;
    const struct scheme *scheme;
    const struct unit_case *units;
    struct shelf *shelf;
    struct db *db;
    struct arena *arena;
};

static fallible check_rests_on(const struct judged *judged)
{
    size_t at = 0;
    const struct decision *decision = judged->decision;
    for (size_t i = 0; i < judged->scheme->unit_count; i++) {
        const struct unit_case *unit = &judged->units[i];
        if (decision->outcome == DECISION_GRANTED && unit->standing != UNIT_COMPETENT)
            return error_make(ERROR_REFUSED, "it is granted, but '%s' was %s", unit->unit,
                              unit_standing_name(unit->standing));
        if (decision->outcome != DECISION_DEFERRED && unit->standing == UNIT_WITHHELD)
            return error_make(ERROR_REFUSED, "it is %s, but the result of '%s' was withheld",
                              decision_outcome_name(decision->outcome), unit->attempt_name);
        if (!unit->result.n)
            continue;
        if (at == decision->result_count || decision->results[at].n != unit->result.n)
            return error_make(ERROR_REFUSED, "it does not rest on result %lld of '%s'",
                              (long long)unit->result.n, unit->unit);
        TRY(part_check_then(judged->db, decision->by, unit->attempt, decision->journal_seq));
        at++;
    }
    if (at != decision->result_count)
        return error_make(ERROR_REFUSED, "it rests on %zu results instead of %zu",
                          decision->result_count, at);
    return decision_check_results(judged->db, decision);
}

static fallible check_decider(const struct judged *judged)
{
    const struct decision *decision = judged->decision;
    TRY(role_require_then(judged->db, decision->by, TASK_DECIDE, NULL, decision->at_s));
    if (decision->outcome != DECISION_GRANTED && !decision->reason)
        return error_make(ERROR_REFUSED, "it is %s without a reason",
                          decision_outcome_name(decision->outcome));
    return NULL;
}

static bool same_results(const struct decision *a, const struct decision *b)
{
    if (a->result_count != b->result_count)
        return false;
    for (size_t i = 0; i < a->result_count; i++)
        if (a->results[i].n != b->results[i].n)
            return false;
    return true;
}

/* What an earlier decision of the same candidate and scheme leaves room for. */
static fallible check_before(const struct judged *judged, const struct decision *before)
{
    bool live, renews;
    const struct decision *decision = judged->decision;
    if (before->outcome == DECISION_DEFERRED)
        return NULL;
    if (decision->appeal.n && decision->replaces.n == before->id.n)
        return NULL; /* rejudge_appeals looks at it */
    if (same_results(before, decision))
        return error_make(ERROR_REFUSED, "it rests on the same results as decision %lld",
                          (long long)before->id.n);
    if (before->outcome != DECISION_GRANTED)
        return NULL;
    TRY(decision_renews(&renews, judged->scheme, before, decision->day, judged->units));
    TRY(decision_live(&live, judged->db, before->id, decision->day));
    if (live && !(renews && decision->outcome == DECISION_GRANTED))
        return error_make(ERROR_REFUSED, "decision %lld was live already", (long long)before->id.n);
    return NULL;
}

/* Something before this one stood in its place by then. */
static bool was_replaced(const struct judged *judged, const struct decisions *all,
                         struct decision_id id)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].replaces.n == id.n && all->items[i].id.n < judged->decision->id.n)
            return true;
    return false;
}

/* Whether it might take the place of that one: which waited, was sent back or overturned on appeal,
 * or had lost a result. */
static fallible check_replaces(const struct judged *judged, const struct decision *before)
{
    bool undermined;
    const struct decision *decision = judged->decision;
    if (before->outcome == DECISION_DEFERRED)
        return NULL;
    if (before->by.n == decision->by.n)
        return error_make(ERROR_REFUSED, "it replaces decision %lld of the same person",
                          (long long)before->id.n);
    TRY(decision_undermined(&undermined, judged->db, before->id, decision->journal_seq));
    if (decision->appeal.n || undermined)
        return NULL;
    return error_make(ERROR_REFUSED, "it replaces decision %lld without an appeal",
                      (long long)before->id.n);
}

static fallible check_only_one(const struct judged *judged, const struct decisions *all)
{
    bool found = !judged->decision->replaces.n;
    for (size_t i = 0; i < all->count; i++) {
        const struct decision *before = &all->items[i];
        const struct scheme *scheme;
        if (before->id.n >= judged->decision->id.n ||
            before->candidate.n != judged->decision->candidate.n)
            continue;
        TRY(shelf_scheme(&scheme, judged->shelf, judged->db, before->scheme_version));
        if (!text_equal(scheme->id, judged->scheme->id) || was_replaced(judged, all, before->id))
            continue;
        TRY(check_before(judged, before));
        if (before->id.n != judged->decision->replaces.n)
            continue;
        TRY(check_replaces(judged, before));
        found = true;
    }
    return found ? NULL
                 : error_make(ERROR_REFUSED, "it replaces decision %lld, which it cannot",
                              (long long)judged->decision->replaces.n);
}

static fallible check_decision(struct db *db, const struct decision *decision, struct shelf *shelf,
                               struct arena *arena)
{
    struct decisions all;
    struct judged judged = {.decision = decision, .shelf = shelf, .db = db, .arena = arena};
    TRY(shelf_scheme(&judged.scheme, shelf, db, decision->scheme_version));
    TRY(decision_units_at(&judged.units, db, decision->candidate, judged.scheme, decision->day,
                          decision->journal_seq, arena));
    TRY(check_rests_on(&judged));
    TRY(check_decider(&judged));
    TRY(decision_list(&all, db, decision->candidate, arena));
    return check_only_one(&judged, &all);
}

static fallible check_decisions(struct rejudged *found, struct db *db, struct shelf *shelf)
{
    SCOPED_ARENA(arena);
    struct decisions decisions;
    TRY(decision_list_all(&decisions, db, arena));
    for (size_t i = 0; i < decisions.count; i++) {
        SCOPED_ARENA(own);
        TRY_AS(check_decision(db, &decisions.items[i], shelf, own), "decision %lld",
               (long long)decisions.items[i].id.n);
        found->decisions++;
    }
    return NULL;
}

fallible assess_rejudge(struct rejudged *out, struct db *db)
{
    SCOPED_ARENA(arena);
    struct rejudged found = {0};
    struct shelf shelf = shelf_make(arena);
    TRY(draw_audit(&found.draws, db));
    TRY(rejudge_events(&found, db));
    TRY(rejudge_sheets(&found, db, &shelf));
    TRY(check_results(&found, db, &shelf));
    TRY(conflict_audit(&found.looks, db));
    TRY(typing_audit(&found.typings, db, &shelf));
    TRY(check_decisions(&found, db, &shelf));
    TRY(rejudge_appeals(&found, db));
    *out = found;
    return NULL;
}
