#include "assess/settlement.h"

#include "assess/institution.h"
#include "assess/relationship.h"
#include "assess/settlement_sql.h"
#include "assess/standing.h"
#include "base/text.h"

static void settlement_read(struct settlement *out, const struct db_rows *row, int from,
                            struct arena *arena)
{
    *out = (struct settlement){.id = db_rows_integer(row, from),
                               .attempt = {db_rows_integer(row, from + 1)},
                               .criterion = db_rows_text(row, from + 2, arena),
                               .mark = db_rows_text(row, from + 3, arena),
                               .reason = db_rows_text(row, from + 4, arena),
                               .by = db_rows_text(row, from + 5, arena),
                               .person = {db_rows_integer(row, from + 6)},
                               .at_s = db_rows_integer(row, from + 7)};
}

static void settlement_act(struct act *out, const struct settlement *settlement,
                           struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "settlement", settlement->id);
    value_set_integer(open, "attempt", settlement->attempt.n);
    value_set_text(open, "criterion", settlement->criterion);
    value_set_text(sealed, "mark", settlement->mark);
    value_set_text(sealed, "reason", settlement->reason);
    *out = (struct act){"line.settled", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct settlement settlement;
    settlement_read(&settlement, row, STAMP_COLUMNS, arena);
    settlement_act(out, &settlement, arena);
    return NULL;
}

const struct audited settlement_audited = {
    "settlement", (const char *const[]){"line.settled", NULL}, &sql_settlement_audit, audit_act};

fallible settlement_list(struct settlements *out, struct db *db, struct attempt_id attempt,
                         struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct settlements list = {0};
    TRY(db_rows_open(&rows, db, &sql_settlements_of_attempt, DB_VALUES(db_integer(attempt.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        settlement_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena);
    }
    *out = list;
    return NULL;
}

static fallible read_mark(struct mark *out, const struct settlement *settlement,
                          const struct rubric *rubric, struct arena *arena)
{
    struct value *said;
    const struct criterion *criterion = rubric_criterion(rubric, settlement->criterion);
    if (!criterion)
        return error_make(ERROR_REFUSED, "'%s' has no line '%s'", rubric->id,
                          settlement->criterion);
    TRY(value_parse(&said, bytes_of_text(settlement->mark), "settlement", arena));
    TRY(mark_read(out, criterion, settlement->by, said, arena));
    out->settled = true;
    return NULL;
}

fallible settlement_marks(const struct mark **out, size_t *count,
                          const struct settlements *settlements, const struct rubric *rubric,
                          struct arena *arena)
{
    struct mark *marks = ARENA_ARRAY(arena, struct mark, settlements->count);
    for (size_t i = 0; i < settlements->count; i++)
        TRY(read_mark(&marks[i], &settlements->items[i], rubric, arena));
    *out = marks;
    *count = settlements->count;
    return NULL;
}

/* Who settles is nobody's colleague on these sheets. */
static fallible check_lead(const struct desk *desk, const struct standing *standing,
                           struct arena *arena)
{
    const struct attempt *attempt = &standing->attempt;
    const struct standing_sheet *own = standing_sheet_of(standing, desk->person);
    const char *today, *warning;
    TRY(role_require(desk, TASK_SETTLE, attempt->unit));
    if (own)
        return error_hint(error_make(ERROR_REFUSED, "'%s' is %s examiner of '%s'",
                                     own->assignment.person_ref, duty_name(own->assignment.duty),
                                     attempt->name),
                          "a lead who did not examine it settles (workflow, who may do what)");
    if (standing->review.id && standing->review.person.n == desk->person.n)
        return error_hint(
            error_make(ERROR_REFUSED, "'%s' reviewed '%s'", standing->review.by, attempt->name),
            "another lead settles what a review doubts");
    TRY(institution_today(&today, desk, arena));
    return conflict_check(&warning, desk->db, desk->person, attempt->candidate, NULL, today, arena);
}

static fallible check_attempt(const struct standing *standing)
{
    const struct attempt *attempt = &standing->attempt;
    if (text_equal(attempt->state, "marked"))
        return NULL;
    TRY(standing_require_complete(standing, "lines are settled"));
    return error_hint(
        error_make(ERROR_REFUSED, "attempt '%s' is %s", attempt->name, attempt->state),
        "lines are settled while it is marked; a final result is changed only by an "
        "appeal (workflow, states)");
}

static fallible check_line(const struct standing *standing, const char *criterion,
                           struct arena *arena)
{
    const struct agreement_line *line = standing_line(standing, criterion);
    if (!line)
        return error_make(ERROR_NOT_FOUND, "'%s' has no line '%.60s'", standing->rubric->id,
                          criterion);
    if (line->state == LINE_SETTLED)
        return error_hint(error_make(ERROR_CONFLICT, "line '%s' of '%s' is settled already",
                                     criterion, standing->attempt.name),
                          "a settlement is changed only by an appeal");
    if (line->state == LINE_LEAD || line->state == LINE_STRADDLE ||
        review_doubts(&standing->review, criterion))
        return NULL;
    const char *open = standing_lead_lines(standing, arena);
    return error_hint(error_make(ERROR_REFUSED, "line '%s' of '%s' is not open for the lead: %s",
                                 criterion, standing->attempt.name, line_state_name(line->state)),
                      "%s%s", *open ? "open for the lead: " : "no line is open for the lead", open);
}

static fallible insert(struct desk *desk, struct settlement *settlement, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&settlement->id, desk, &sql_settlement_highest));
    settlement_act(&act, settlement, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_settlement_insert,
                  DB_VALUES(db_integer(settlement->id), db_integer(settlement->attempt.n),
                            db_text(settlement->criterion), db_text(settlement->mark),
                            db_text(settlement->reason), STAMP_VALUES(stamp)));
}

fallible settlement_make(struct desk *desk, const struct attempt *attempt, const char *criterion,
                         const struct value *said, const char *reason)
{
    SCOPED_ARENA(arena);
    struct standing standing;
    struct mark mark;
    TRY(standing_load(&standing, desk->db, attempt, arena));
    TRY(check_lead(desk, &standing, arena));
    TRY(check_attempt(&standing));
    TRY(check_line(&standing, criterion, arena));
    if (!reason || !*reason)
        return error_hint(
            error_make(ERROR_REFUSED, "line '%s' is settled only with a reason", criterion),
            "say what the evidence shows (workflow, rule 8)");
    TRY(mark_read(&mark, rubric_criterion(standing.rubric, criterion), "lead", said, arena));
    struct settlement settlement = {.attempt = attempt->id,
                                    .criterion = criterion,
                                    .mark = value_canonical(mark_value(&mark, arena), arena),
                                    .reason = reason};
    return insert(desk, &settlement, arena);
}
