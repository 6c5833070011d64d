#include "assess/inquiry.h"

#include "assess/inquiry_sql.h"
#include "assess/institution.h"
#include "assess/machine.h"
#include "assess/part.h"
#include "assess/relationship.h"
#include "assess/role.h"
#include "base/text.h"

static void inquiry_read(struct inquiry *out, const struct db_rows *row, int from,
                         struct arena *arena)
{
    *out = (struct inquiry){.id = db_rows_integer(row, from),
                            .result = {db_rows_integer(row, from + 1)},
                            .reason = db_rows_text(row, from + 2, arena),
                            .state = db_rows_text(row, from + 3, arena),
                            .by = db_rows_text(row, from + 4, arena),
                            .person = {db_rows_integer(row, from + 5)},
                            .at_s = db_rows_integer(row, from + 6)};
}

static void inquiry_act(struct act *out, const struct inquiry *inquiry, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "inquiry", inquiry->id);
    value_set_integer(open, "result", inquiry->result.n);
    value_set_text(sealed, "reason", inquiry->reason);
    *out = (struct act){"result.withheld", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct inquiry inquiry;
    inquiry_read(&inquiry, row, STAMP_COLUMNS, arena);
    inquiry_act(out, &inquiry, arena);
    return NULL;
}

const struct audited inquiry_audited = {"inquiry", (const char *const[]){"result.withheld", NULL},
                                        &sql_inquiry_audit, audit_act};

fallible inquiry_of(struct inquiry *out, struct db *db, struct result_id result,
                    struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct inquiry inquiry = {.result = result};
    bool got;
    TRY(db_rows_open(&rows, db, &sql_inquiry_newest, DB_VALUES(db_integer(result.n))));
    TRY(db_rows_next(&got, rows));
    if (got)
        inquiry_read(&inquiry, rows, 0, arena);
    *out = inquiry;
    return NULL;
}

/* A result with the newest inquiry into it. */
struct doubted {
    struct result result;
    struct inquiry inquiry;
};

static fallible load(struct doubted *out, struct db *db, const struct attempt *attempt,
                     struct arena *arena)
{
    TRY(result_of(&out->result, db, attempt, arena));
    return inquiry_of(&out->inquiry, db, out->result.id, arena);
}

static fallible check_conflict(const struct desk *desk, const struct attempt *attempt,
                               struct arena *arena)
{
    const char *today, *warning;
    TRY(institution_today(&today, desk, arena));
    return conflict_check(&warning, desk->db, desk->person, attempt->candidate, NULL, today, arena);
}

static fallible check_result(const struct doubted *doubted, const struct attempt *attempt)
{
    if (doubted->inquiry.id && text_equal(doubted->inquiry.state, "withheld"))
        return error_hint(error_make(ERROR_CONFLICT,
                                     "the result of '%s' is withheld already, by '%s'",
                                     attempt->name, doubted->inquiry.by),
                          "a certifier ends the inquiry that runs, then another may begin");
    if (doubted->result.outcome != OUTCOME_VOID &&
        !(doubted->inquiry.id && text_equal(doubted->inquiry.state, "void")))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "the result of '%s' is void", attempt->name),
                      "a void result counts for nothing, so nothing is withheld (workflow, states "
                      "of a unit result)");
}

static fallible check_not_decided(const struct desk *desk, const struct doubted *doubted,
                                  const struct attempt *attempt)
{
    int64_t decided;
    TRY(db_integer_of(&decided, desk->db, &sql_inquiry_decided,
                      DB_VALUES(db_integer(doubted->result.id.n), db_integer(desk->person.n)), 0));
    if (!decided)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "you decided on the result of '%s'", attempt->name),
                      "another verifier opens the inquiry: who decided on a result does not judge "
                      "how it came about (workflow, who may do what)");
}

static fallible insert(struct desk *desk, struct inquiry *inquiry, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&inquiry->id, desk, &sql_inquiry_highest));
    inquiry_act(&act, inquiry, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_inquiry_insert,
                  DB_VALUES(db_integer(inquiry->id), db_integer(inquiry->result.n),
                            db_text(inquiry->reason), db_text(machine_first(MACHINE_INQUIRY)),
                            STAMP_VALUES(stamp)));
}

fallible inquiry_open(struct desk *desk, const struct attempt *attempt, const char *reason)
{
    SCOPED_ARENA(arena);
    struct doubted doubted;
    TRY(role_require(desk, TASK_INQUIRE, attempt->unit));
    TRY(load(&doubted, desk->db, attempt, arena));
    TRY(check_result(&doubted, attempt));
    if (doubted.inquiry.person.n != desk->person.n) /* an earlier inquiry is no part in this one */
        TRY(part_check(desk->db, desk->person, attempt->id, attempt->name,
                       "another verifier opens the inquiry"));
    TRY(check_conflict(desk, attempt, arena));
    TRY(check_not_decided(desk, &doubted, attempt));
    if (!reason || !*reason)
        return error_hint(error_make(ERROR_REFUSED, "a result is withheld only with a reason"),
                          "say what is doubted (workflow, rule 8)");
    struct inquiry inquiry = {.result = doubted.result.id, .reason = reason};
    return insert(desk, &inquiry, arena);
}

fallible inquiry_end(struct desk *desk, const struct attempt *attempt, const char *to,
                     const char *reason)
{
    SCOPED_ARENA(arena);
    struct doubted doubted;
    TRY(role_require(desk, TASK_DECIDE, NULL));
    TRY(load(&doubted, desk->db, attempt, arena));
    if (!doubted.inquiry.id)
        return error_hint(
            error_make(ERROR_REFUSED, "the result of '%s' is not withheld", attempt->name),
            "a verifier opens an inquiry first: usta result withhold");
    TRY(part_check(desk->db, desk->person, attempt->id, attempt->name,
                   "another certifier ends the inquiry"));
    TRY(check_conflict(desk, attempt, arena));
    return machine_go(desk, MACHINE_INQUIRY, doubted.inquiry.id,
                      arena_format(arena, "the inquiry into '%s'", attempt->name), to, reason);
}

fallible inquiry_check_decision(struct db *db, struct decision_id decision)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    bool got;
    TRY(db_rows_open(&rows, db, &sql_inquiry_of_decision, DB_VALUES(db_integer(decision.n))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "the result of '%s', on which it rests, is %s",
                                 db_rows_text(rows, 0, arena), db_rows_text(rows, 1, arena)),
                      "nothing is decided or issued on a result while an inquiry runs, or after it "
                      "made the result void (workflow, states of a unit result)");
}
