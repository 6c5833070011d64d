#include "assess/review.h"

#include "assess/institution.h"
#include "assess/relationship.h"
#include "assess/review_sql.h"
#include "assess/score.h"
#include "assess/standing.h"
#include "base/text.h"

static fallible doubted_read(struct review *out, const char *json, struct arena *arena)
{
    struct value *list;
    TRY(value_parse(&list, bytes_of_text(json), "review", arena));
    if (value_kind(list) != VALUE_ARRAY)
        return error_make(ERROR_REFUSED, "the doubted lines of a review are no list");
    out->doubted_count = value_size(list);
    const char **doubted = ARENA_ARRAY(arena, const char *, out->doubted_count);
    for (size_t i = 0; i < out->doubted_count; i++) {
        if (value_kind(value_at(list, i)) != VALUE_TEXT)
            return error_make(ERROR_REFUSED, "the doubted lines of a review are not all text");
        doubted[i] = value_text(value_at(list, i));
    }
    out->doubted = doubted;
    return NULL;
}

static fallible review_read(struct review *out, const struct db_rows *row, int from,
                            struct arena *arena)
{
    *out = (struct review){.id = db_rows_integer(row, from),
                           .attempt = {db_rows_integer(row, from + 1)},
                           .reason = db_rows_text(row, from + 3, arena),
                           .by = db_rows_text(row, from + 4, arena),
                           .person = {db_rows_integer(row, from + 5)},
                           .at_s = db_rows_integer(row, from + 6)};
    return doubted_read(out, db_rows_text(row, from + 2, arena), arena);
}

static struct value *doubted_value(const struct review *review, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (size_t i = 0; i < review->doubted_count; i++)
        value_append(list, value_of_text(review->doubted[i], arena));
    return list;
}

static void review_act(struct act *out, const struct review *review, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "review", review->id);
    value_set_integer(open, "attempt", review->attempt.n);
    value_set(open, "doubted", doubted_value(review, arena));
    value_set_text(sealed, "reason", review->reason);
    *out = (struct act){"attempt.reviewed", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct review review;
    TRY(review_read(&review, row, STAMP_COLUMNS, arena));
    review_act(out, &review, arena);
    return NULL;
}

const struct audited review_audited = {"review", (const char *const[]){"attempt.reviewed", NULL},
                                       &sql_review_audit, audit_act};

fallible review_of(struct review *out, struct db *db, struct attempt_id attempt,
                   struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct review review = {.attempt = attempt};
    TRY(db_rows_open(&rows, db, &sql_review_of_attempt, DB_VALUES(db_integer(attempt.n))));
    bool got;
    TRY(db_rows_next(&got, rows));
    if (got)
        TRY(review_read(&review, rows, 0, arena));
    *out = review;
    return NULL;
}

bool review_doubts(const struct review *review, const char *criterion)
{
    for (size_t i = 0; i < review->doubted_count; i++)
        if (text_equal(review->doubted[i], criterion))
            return true;
    return false;
}

const char *review_needed(const struct attempt *attempt, const struct score *score,
                          struct arena *arena)
{
    if (attempt->sampled || score->outcome == OUTCOME_VOID)
        return NULL;
    for (size_t i = 0; i < score->reason_count; i++)
        if (text_starts(score->reasons[i], "critical:"))
            return arena_format(arena, "the critical line '%s' failed",
                                score->reasons[i] + strlen("critical:"));
    if (!score_near_pass(score, arena))
        return NULL;
    return arena_format(arena, "the total of %s is within %s of the pass mark %s",
                        percent_text(score->total, arena),
                        decimal_text(score->rubric->near_pass, arena),
                        decimal_text(score->rubric->pass_total, arena));
}

static fallible check_reviewer(const struct desk *desk, const struct standing *standing,
                               struct arena *arena)
{
    const struct attempt *attempt = &standing->attempt;
    struct assignment assignment;
    const char *today, *warning;
    TRY(role_require(desk, TASK_EXAMINE, attempt->unit));
    TRY(assignment_of(&assignment, desk->db, attempt->id, desk->person, arena));
    if (assignment.id)
        return error_hint(error_make(ERROR_REFUSED, "'%s' has the duty '%s' in '%s'",
                                     assignment.person_ref, duty_name(assignment.duty),
                                     attempt->name),
                          "an examiner without duty in it looks again (rubrics, second_marking)");
    for (size_t i = 0; i < standing->settlements.count; i++)
        if (standing->settlements.items[i].person.n == desk->person.n)
            return error_hint(error_make(ERROR_REFUSED, "'%s' settled line '%s' of '%s'",
                                         standing->settlements.items[i].by,
                                         standing->settlements.items[i].criterion, attempt->name),
                              "an examiner without part in it looks again (rubrics, "
                              "second_marking)");
    TRY(institution_today(&today, desk, arena));
    return conflict_check(&warning, desk->db, desk->person, attempt->candidate, attempt->unit,
                          today, arena);
}

static fallible check_attempt(const struct standing *standing, struct arena *arena)
{
    const struct attempt *attempt = &standing->attempt;
    struct score *score;
    TRY(standing_require_complete(standing, "a result is reviewed"));
    if (standing->review.id)
        return error_make(ERROR_CONFLICT, "'%s' was reviewed already, by '%s'", attempt->name,
                          standing->review.by);
    if (!text_equal(attempt->state, "marked"))
        return error_hint(
            error_make(ERROR_REFUSED, "attempt '%s' is %s", attempt->name, attempt->state),
            "a result is reviewed while the attempt is marked (workflow, states)");
    if (standing->agreement.open_count)
        return error_hint(error_make(ERROR_REFUSED, "'%s' has open lines: %zu", attempt->name,
                                     standing->agreement.open_count),
                          "see 'usta result compute' for who has to do what first");
    TRY(score_compute(&score, standing->rubric, &standing->agreement.marks, arena));
    if (!review_needed(attempt, score, arena))
        return error_hint(error_make(ERROR_REFUSED, "'%s' needs no review", attempt->name),
                          "only results near the pass mark or with a critical failure do, unless "
                          "two examiners marked every line (rubrics, second_marking)");
    return NULL;
}

static fallible check_doubted(const struct standing *standing, const struct review *review)
{
    for (size_t i = 0; i < review->doubted_count; i++) {
        const struct agreement_line *line = standing_line(standing, review->doubted[i]);
        if (!line)
            return error_make(ERROR_NOT_FOUND, "'%s' has no line '%.60s'", standing->rubric->id,
                              review->doubted[i]);
        if (line->state == LINE_SETTLED)
            return error_hint(error_make(ERROR_REFUSED, "line '%s' is settled by the lead already",
                                         review->doubted[i]),
                              "a settlement is changed only by an appeal");
    }
    if (!review->reason || !*review->reason)
        return error_hint(error_make(ERROR_REFUSED, "a review needs a reason"),
                          "say what the evidence shows (workflow, rule 8)");
    return NULL;
}

static fallible insert(struct desk *desk, struct review *review, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&review->id, desk, &sql_review_highest));
    review_act(&act, review, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_review_insert,
                  DB_VALUES(db_integer(review->id), db_integer(review->attempt.n),
                            db_text(value_canonical(doubted_value(review, arena), arena)),
                            db_text(review->reason), STAMP_VALUES(stamp)));
}

fallible review_give(struct desk *desk, const struct attempt *attempt, const char *const *doubted,
                     size_t doubted_count, const char *reason)
{
    SCOPED_ARENA(arena);
    struct standing standing;
    struct review review = {.attempt = attempt->id,
                            .doubted = doubted,
                            .doubted_count = doubted_count,
                            .reason = reason};
    TRY(standing_load(&standing, desk->db, attempt, arena));
    TRY(check_reviewer(desk, &standing, arena));
    TRY(check_attempt(&standing, arena));
    TRY(check_doubted(&standing, &review));
    return insert(desk, &review, arena);
}
