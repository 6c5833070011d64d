#include "assess/result.h"

#include "assess/machine.h"
#include "assess/result_open.h"
#include "assess/result_sql.h"
#include "assess/standing.h"
#include "base/text.h"

static fallible outcome_read(enum outcome *out, const char *name)
{
    for (enum outcome outcome = OUTCOME_COMPETENT; outcome <= OUTCOME_VOID; outcome++)
        if (text_equal(outcome_name(outcome), name)) {
            *out = outcome;
            return NULL;
        }
    return error_make(ERROR_REFUSED, "'%.40s' is not an outcome", name);
}

static fallible result_read(struct result *out, const struct db_rows *row, int from,
                            struct arena *arena)
{
    *out = (struct result){.id = {db_rows_integer(row, from)},
                           .attempt = {db_rows_integer(row, from + 1)},
                           .marks = db_rows_text(row, from + 3, arena),
                           .score = db_rows_text(row, from + 4, arena),
                           .at_s = db_rows_integer(row, from + 5),
                           .replaces = {db_rows_integer(row, from + 6)},
                           .appeal = {db_rows_integer(row, from + 7)}};
    return outcome_read(&out->outcome, db_rows_text(row, from + 2, arena));
}

static const char *text_digest(const char *text, struct arena *arena)
{
    struct digest digest = digest_of(bytes_of_text(text));
    return digest_text(&digest, arena);
}

static void result_act(struct act *out, const struct result *result, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "result", result->id.n);
    value_set_integer(open, "attempt", result->attempt.n);
    value_set_text(open, "outcome", outcome_name(result->outcome));
    value_set_text(open, "marks", text_digest(result->marks, arena));
    value_set_text(open, "score", text_digest(result->score, arena));
    if (result->replaces.n) {
        value_set_integer(open, "replaces", result->replaces.n);
        value_set_integer(open, "appeal", result->appeal.n);
    }
    *out = (struct act){result->replaces.n ? "result.replaced" : "result.computed", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct result result;
    TRY(result_read(&result, row, STAMP_COLUMNS, arena));
    result_act(out, &result, arena);
    return NULL;
}

const struct audited result_audited = {
    "result", (const char *const[]){"result.computed", "result.replaced", NULL}, &sql_result_audit,
    audit_act};

/* out->id is 0 when there is none. */
static fallible query_one(struct result *out, struct db *db, const struct statement *statement,
                          int64_t key, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct result result = {0};
    TRY(db_rows_open(&rows, db, statement, DB_VALUES(db_integer(key))));
    bool got;
    TRY(db_rows_next(&got, rows));
    if (got)
        TRY(result_read(&result, rows, 0, arena));
    *out = result;
    return NULL;
}

fallible result_of(struct result *out, struct db *db, const struct attempt *attempt,
                   struct arena *arena)
{
    struct result result;
    TRY(query_one(&result, db, &sql_result_of_attempt, attempt->id.n, arena));
    if (!result.id.n)
        return error_hint(error_make(ERROR_NOT_FOUND, "attempt '%s' has no result", attempt->name),
                          "it is %s; see 'usta result compute'", attempt->state);
    *out = result;
    return NULL;
}

fallible result_by_id(struct result *out, struct db *db, struct result_id id, struct arena *arena)
{
    struct result result;
    TRY(query_one(&result, db, &sql_result_by_id, id.n, arena));
    if (!result.id.n)
        return error_make(ERROR_NOT_FOUND, "there is no result %lld", (long long)id.n);
    *out = result;
    return NULL;
}

fallible result_list(struct results *out, struct db *db, struct candidate_id candidate,
                     struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct results list = {0};
    TRY(db_rows_open(&rows, db, &sql_results_of_candidate, DB_VALUES(db_integer(candidate.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(result_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena));
    }
    *out = list;
    return NULL;
}

/* The result of a standing in which nothing is open. */
static fallible judge(struct result *out, struct score **score, const struct standing *standing,
                      struct arena *arena)
{
    const struct marks *marks = &standing->agreement.marks;
    TRY_AS(score_compute(score, standing->rubric, marks, arena), "attempt '%s'",
           standing->attempt.name);
    *out = (struct result){
        .attempt = standing->attempt.id,
        .outcome = (*score)->outcome,
        .marks = value_canonical(marks_value(standing->rubric, marks, arena), arena),
        .score = value_canonical(score_value(*score, arena), arena)};
    return NULL;
}

/* An appeal is a further look in itself: its result needs no review. */
static fallible look(struct result_report *out, const struct standing *standing,
                     struct arena *arena)
{
    struct result_report report = {0};
    struct score *score;
    TRY(standing_require_complete(standing, "a result is computed"));
    result_open_lines(&report, standing, arena);
    if (!report.open_count)
        TRY(judge(&report.result, &score, standing, arena));
    if (!report.open_count && !standing->appeal.n)
        result_open_review(&report, standing, score, arena);
    report.computed = !report.open_count;
    *out = report;
    return NULL;
}

static fallible check_marked(const struct standing *standing)
{
    if (text_equal(standing->attempt.state, "marked"))
        return NULL;
    TRY(standing_require_complete(standing, "a result is computed"));
    return error_hint(error_make(ERROR_REFUSED, "attempt '%s' is %s", standing->attempt.name,
                                 standing->attempt.state),
                      "a result is computed of an attempt that is marked (workflow, states)");
}

fallible result_preview(struct result_report *out, struct db *db, const struct attempt *attempt,
                        struct arena *arena)
{
    struct result_report report = {.computed = true};
    struct standing standing;
    TRY(query_one(&report.result, db, &sql_result_of_attempt, attempt->id.n, arena));
    if (!report.result.id.n) {
        TRY(standing_load(&standing, db, attempt, arena));
        TRY(check_marked(&standing));
        TRY(look(&report, &standing, arena));
    }
    *out = report;
    return NULL;
}

static fallible compute_closed(struct result *out, const struct standing *standing,
                               struct arena *arena)
{
    struct result_report report;
    TRY(look(&report, standing, arena));
    if (!report.computed)
        return error_make(ERROR_REFUSED, "attempt '%s': %s", standing->attempt.name,
                          report.open[0].what);
    *out = report.result;
    return NULL;
}

fallible result_recompute(struct result *out, struct db *db, const struct attempt *attempt,
                          const struct rubric *rubric, struct appeal_id appeal, struct arena *arena)
{
    struct standing standing;
    TRY(standing_load_appealed(&standing, db, attempt, rubric, appeal, arena));
    return compute_closed(out, &standing, arena);
}

static fallible insert(struct desk *desk, struct result *result, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&result->id.n, desk, &sql_result_highest));
    result_act(&act, result, arena);
    TRY(journal_append(&stamp, desk, &act));
    result->at_s = stamp.at_s;
    return db_run(desk->db, &sql_result_insert,
                  DB_VALUES(db_integer(result->id.n), db_integer(result->attempt.n),
                            db_text(outcome_name(result->outcome)), db_text(result->marks),
                            db_text(result->score),
                            result->replaces.n ? db_integer(result->replaces.n) : db_null(),
                            result->appeal.n ? db_integer(result->appeal.n) : db_null(),
                            STAMP_VALUES(stamp)));
}

fallible result_on_appeal(struct result *out, struct db *db, const struct result *old,
                          struct appeal_id appeal, bool is_void, struct arena *arena)
{
    struct attempt attempt;
    struct standing standing;
    struct result fresh = *old;
    fresh.outcome = OUTCOME_VOID;
    if (!is_void) {
        TRY(attempt_of(&attempt, db, old->attempt, arena));
        TRY(standing_load_for(&standing, db, &attempt, appeal, arena));
        TRY(compute_closed(&fresh, &standing, arena));
    }
    fresh.replaces = old->id;
    fresh.appeal = appeal;
    *out = fresh;
    return NULL;
}

fallible result_replace(struct desk *desk, struct result *fresh, struct arena *arena)
{
    ASSERT(fresh->replaces.n && fresh->appeal.n);
    return insert(desk, fresh, arena);
}

fallible result_compute(struct result_report *out, struct desk *desk, const struct attempt *attempt,
                        struct arena *arena)
{
    struct result_report report;
    TRY(role_require(desk, TASK_COMPUTE, attempt->unit));
    TRY(result_preview(&report, desk->db, attempt, arena));
    if (report.computed && !report.result.id.n) {
        TRY(insert(desk, &report.result, arena));
        TRY(machine_go(desk, MACHINE_ATTEMPT, attempt->id.n,
                       arena_format(arena, "attempt '%s'", attempt->name), "final", NULL));
    }
    *out = report;
    return NULL;
}
