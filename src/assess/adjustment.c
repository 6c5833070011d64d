#include "assess/adjustment.h"

#include "assess/adjustment_sql.h"
#include "assess/role.h"
#include "base/text.h"

struct adjustment {
    int64_t id;
    struct attempt_id attempt;
    int percent;
    const char *reason;
};

/* What time somebody is granted is theirs: sealed, as at entry. */
static void adjustment_act(struct act *out, const struct adjustment *adjustment,
                           struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "adjustment", adjustment->id);
    value_set_integer(open, "attempt", adjustment->attempt.n);
    value_set_integer(sealed, "extra_time_percent", adjustment->percent);
    value_set_text(sealed, "reason", adjustment->reason);
    *out = (struct act){"attempt.adjusted", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct adjustment adjustment = {.id = db_rows_integer(row, STAMP_COLUMNS),
                                    .attempt = {db_rows_integer(row, STAMP_COLUMNS + 1)},
                                    .percent = (int)db_rows_integer(row, STAMP_COLUMNS + 2),
                                    .reason = db_rows_text(row, STAMP_COLUMNS + 3, arena)};
    adjustment_act(out, &adjustment, arena);
    return NULL;
}

const struct audited adjustment_audited = {"adjustment",
                                           (const char *const[]){"attempt.adjusted", NULL},
                                           &sql_adjustment_audit, audit_act};

static fallible check_new(const struct attempt *attempt, int percent, const char *reason)
{
    if (!text_equal(attempt->state, "assigned") && !text_equal(attempt->state, "checked_in"))
        return error_hint(
            error_make(ERROR_REFUSED, "attempt '%s' is %s", attempt->name, attempt->state),
            "extra time is granted before an attempt starts, while it is assigned or "
            "checked_in (workflow, rule 10)");
    if (percent < 0 || percent > ADJUSTMENT_MOST_PERCENT)
        return error_hint(error_make(ERROR_REFUSED, "extra time of %d percent", percent),
                          "choose 0 to %d", ADJUSTMENT_MOST_PERCENT);
    if (reason && *reason)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "extra time is granted only with a reason"),
                      "say on what ground, never the cause (workflow, rule 8)");
}

fallible adjustment_grant(struct desk *desk, const struct attempt *attempt, int percent,
                          const char *reason)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct adjustment new = {.attempt = attempt->id, .percent = percent, .reason = reason};
    TRY(role_require(desk, TASK_PLAN, NULL));
    TRY(check_new(attempt, percent, reason));
    TRY(desk_next_id(&new.id, desk, &sql_adjustment_highest));
    adjustment_act(&act, &new, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_adjustment_insert,
                  DB_VALUES(db_integer(new.id), db_integer(attempt->id.n), db_integer(percent),
                            db_text(reason), STAMP_VALUES(stamp)));
}
