#include "assess/appeal_handle.h"

#include "assess/appeal_handle_sql.h"
#include "assess/appeal_line.h"
#include "assess/attempt.h"
#include "assess/decision_make.h"
#include "assess/institution.h"
#include "assess/machine.h"
#include "assess/relationship.h"
#include "assess/role.h"
#include "assess/sitting_rubric.h"
#include "base/text.h"

static const char *appeal_name(const struct appeal *appeal, struct arena *arena)
{
    return arena_format(arena, "appeal %lld", (long long)appeal->id.n);
}

/* The result it is about, and its attempt. */
struct contested {
    struct result result;
    struct attempt attempt;
};

static fallible contested_of(struct contested *out, struct db *db, const struct appeal *appeal,
                             struct arena *arena)
{
    if (!appeal->subject.result.n)
        return error_hint(
            error_make(ERROR_REFUSED, "appeal %lld is against a decision", (long long)appeal->id.n),
            "it is upheld with another decision, and no line is marked");
    TRY(result_by_id(&out->result, db, appeal->subject.result, arena));
    return attempt_of(&out->attempt, db, out->result.attempt, arena);
}

static fallible check_handler(const struct desk *desk, const struct appeal *appeal)
{
    SCOPED_ARENA(arena);
    struct contested about = {0};
    const char *today, *warning;
    if (appeal->subject.result.n)
        TRY(contested_of(&about, desk->db, appeal, arena));
    TRY(role_require(desk, appeal->subject.result.n ? TASK_SETTLE : TASK_DECIDE,
                     about.attempt.unit));
    TRY(appeal_check_part(desk->db, appeal, desk->person));
    TRY(institution_today(&today, desk, arena));
    return conflict_check(&warning, desk->db, desk->person, appeal->candidate, NULL, today, arena);
}

static fallible check_move(const struct desk *desk, const struct appeal *appeal, const char *to,
                           const char *reason)
{
    SCOPED_ARENA(arena);
    TRY(check_handler(desk, appeal));
    return machine_check(MACHINE_APPEAL, appeal_name(appeal, arena), appeal->state, to, reason);
}

static fallible go(struct desk *desk, const struct appeal *appeal, const char *to,
                   const char *reason)
{
    SCOPED_ARENA(arena);
    TRY(check_move(desk, appeal, to, reason));
    return machine_go(desk, MACHINE_APPEAL, appeal->id.n, appeal_name(appeal, arena), to, reason);
}

fallible appeal_review(struct desk *desk, const struct appeal *appeal)
{
    return go(desk, appeal, "under_review", NULL);
}

fallible appeal_dismiss(struct desk *desk, const struct appeal *appeal, const char *reason)
{
    return go(desk, appeal, "dismissed", reason);
}

fallible appeal_remit(struct desk *desk, const struct appeal *appeal, const char *reason)
{
    SCOPED_ARENA(arena);
    struct settlements lines;
    TRY(appeal_line_list(&lines, desk->db, appeal->id, arena));
    if (lines.count)
        return error_hint(error_make(ERROR_REFUSED, "line '%s' was marked again by '%s'",
                                     lines.items[0].criterion, lines.items[0].by),
                          "what is remitted is marked again by another person: uphold or dismiss "
                          "it");
    return go(desk, appeal, "remitted", reason);
}

/* Whoever sent it back does not mark it again. */
static fallible check_not_remitter(const struct desk *desk, const struct appeal *appeal)
{
    struct person_id remitter;
    int64_t answered;
    TRY(appeal_mover(&remitter, desk->db, appeal->id, "remitted"));
    if (remitter.n == desk->person.n)
        return error_hint(error_make(ERROR_REFUSED, "you sent appeal %lld back yourself",
                                     (long long)appeal->id.n),
                          "what is remitted is marked again by another person");
    TRY(db_integer_of(&answered, desk->db, &sql_appeal_answered,
                      DB_VALUES(db_integer(appeal->id.n)), 0));
    if (!answered)
        return NULL;
    return error_hint(
        error_make(ERROR_CONFLICT, "appeal %lld is answered already", (long long)appeal->id.n),
        "a further appeal may be lodged against the result that stands");
}

static fallible check_marking(const struct desk *desk, const struct appeal *appeal)
{
    if (text_equal(appeal->state, "under_review"))
        return NULL;
    if (text_equal(appeal->state, "remitted"))
        return check_not_remitter(desk, appeal);
    return error_hint(
        error_make(ERROR_REFUSED, "appeal %lld is %s", (long long)appeal->id.n, appeal->state),
        "lines are marked again while an appeal is under_review, or when it was remitted "
        "(workflow, states of an appeal)");
}

static fallible check_line(const struct settlements *lines, const char *criterion)
{
    for (size_t i = 0; i < lines->count; i++)
        if (text_equal(lines->items[i].criterion, criterion))
            return error_hint(error_make(ERROR_CONFLICT, "line '%s' was marked again by '%s'",
                                         criterion, lines->items[i].by),
                              "what is marked is never changed (workflow, rule 1)");
    return NULL;
}

fallible appeal_mark(struct desk *desk, const struct appeal *appeal, const char *criterion_id,
                     const struct value *said, const char *reason)
{
    SCOPED_ARENA(arena);
    struct contested about;
    struct sitting sitting;
    const struct rubric *rubric;
    struct settlements lines;
    struct mark mark;
    TRY(contested_of(&about, desk->db, appeal, arena));
    TRY(check_handler(desk, appeal));
    TRY(check_marking(desk, appeal));
    TRY(sitting_of(&sitting, desk->db, about.attempt.sitting, arena));
    TRY(sitting_rubric(&rubric, desk->db, &sitting, about.attempt.unit, arena));
    const struct criterion *criterion = rubric_criterion(rubric, criterion_id);
    if (!criterion)
        return error_hint(
            error_make(ERROR_NOT_FOUND, "'%s' has no line '%.60s'", rubric->id, criterion_id),
            "see 'usta rubric show %s'", rubric->id);
    TRY(appeal_line_list(&lines, desk->db, appeal->id, arena));
    TRY(check_line(&lines, criterion_id));
    if (!reason || !*reason)
        return error_hint(
            error_make(ERROR_REFUSED, "line '%s' is marked again only with a reason", criterion_id),
            "say what the evidence shows (workflow, rule 8)");
    TRY(mark_read(&mark, criterion, "appeal", said, arena));
    struct settlement line = {.attempt = about.attempt.id,
                              .criterion = criterion_id,
                              .mark = value_canonical(mark_value(&mark, arena), arena),
                              .reason = reason};
    return appeal_line_write(desk, appeal->id, &line, arena);
}

static fallible check_remedy(const struct settlements *lines, bool is_void)
{
    if (is_void == !lines->count)
        return NULL;
    if (is_void)
        return error_hint(error_make(ERROR_REFUSED, "lines were marked again: %zu", lines->count),
                          "a result is replaced by what they make, or is void, not both");
    return error_hint(error_make(ERROR_REFUSED, "no line was marked again"),
                      "mark lines first, or make the result void, or dismiss the appeal");
}

fallible appeal_uphold_result(struct appeal_remedy *out, struct desk *desk,
                              const struct appeal *appeal, bool is_void, const char *reason,
                              struct arena *arena)
{
    struct contested about;
    struct settlements lines;
    struct appeal_remedy remedy = {0};
    TRY(contested_of(&about, desk->db, appeal, arena));
    TRY(check_move(desk, appeal, "upheld", reason));
    TRY(appeal_line_list(&lines, desk->db, appeal->id, arena));
    TRY(check_remedy(&lines, is_void));
    TRY(result_on_appeal(&remedy.result, desk->db, &about.result, appeal->id, is_void, arena));
    if (text_equal(remedy.result.score, about.result.score) &&
        remedy.result.outcome == about.result.outcome)
        return error_hint(error_make(ERROR_REFUSED, "the result would stay %s, with the same score",
                                     outcome_name(about.result.outcome)),
                          "dismiss the appeal when the result stands");
    TRY(result_replace(desk, &remedy.result, arena));
    TRY(machine_go(desk, MACHINE_APPEAL, appeal->id.n, appeal_name(appeal, arena), "upheld",
                   reason));
    *out = remedy;
    return NULL;
}

fallible appeal_uphold_decision(struct appeal_remedy *out, struct desk *desk,
                                const struct appeal *appeal, enum decision_outcome outcome,
                                const char *reason, struct arena *arena)
{
    struct appeal_remedy remedy = {0};
    if (!appeal->subject.decision.n)
        return error_hint(
            error_make(ERROR_REFUSED, "appeal %lld is against a result", (long long)appeal->id.n),
            "it is upheld by lines marked again, or by making the result void");
    TRY(check_move(desk, appeal, "upheld", reason));
    TRY(decision_replace(&remedy.decision, desk, appeal, outcome, reason, arena));
    TRY(machine_go(desk, MACHINE_APPEAL, appeal->id.n, appeal_name(appeal, arena), "upheld",
                   reason));
    *out = remedy;
    return NULL;
}

fallible appeal_answer(struct appeal_remedy *out, struct desk *desk, const struct appeal *appeal,
                       struct arena *arena)
{
    struct contested about;
    struct settlements lines;
    struct appeal_remedy remedy = {0};
    TRY(contested_of(&about, desk->db, appeal, arena));
    TRY(check_handler(desk, appeal));
    if (!text_equal(appeal->state, "remitted"))
        return error_hint(
            error_make(ERROR_REFUSED, "appeal %lld is %s", (long long)appeal->id.n, appeal->state),
            "only what was remitted is answered (workflow, states of an appeal)");
    TRY(check_not_remitter(desk, appeal));
    TRY(appeal_line_list(&lines, desk->db, appeal->id, arena));
    TRY(check_remedy(&lines, false));
    TRY(result_on_appeal(&remedy.result, desk->db, &about.result, appeal->id, false, arena));
    TRY(result_replace(desk, &remedy.result, arena));
    *out = remedy;
    return NULL;
}
