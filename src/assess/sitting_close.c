#include "assess/attempt.h"
#include "assess/machine.h"
#include "assess/role.h"
#include "assess/sitting_close_sql.h"
#include "base/text.h"

static bool is_among(const char *state, const char *const *states)
{
    for (; *states; states++)
        if (text_equal(state, *states))
            return true;
    return false;
}

static never_null struct error *refuse_sheet(const struct db_rows *row, struct arena *arena)
{
    const char *state = db_rows_text(row, 2, arena);
    return error_hint(error_make(ERROR_REFUSED, "the %s examiner's sheet, of '%s', %s",
                                 db_rows_text(row, 1, arena), db_rows_text(row, 0, arena),
                                 state ? "is not sealed" : "has not come in"),
                      "a sitting with a missing sheet cannot be closed (workflow, rule 2)");
}

static fallible check_sheets(struct refusals *refusals, struct db *db,
                             const struct attempt *attempt)
{
    SCOPED_ROWS rows = NULL;
    size_t before = refusals->count;
    TRY(db_rows_open(&rows, db, &sql_sheets_not_sealed, DB_VALUES(db_integer(attempt->id.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(refusals_collect(refusals, attempt->name, refuse_sheet(rows, refusals->arena)));
    }
    if (refusals->count > before)
        return NULL;
    return refusals_collect(refusals, attempt->name,
                            error_make(ERROR_REFUSED, "it is %s, but not marked", attempt->state));
}

/* The last expected sheet makes an attempt marked (sheet_receive.h): until then some are missing.
 */
static fallible check_attempt(struct refusals *refusals, struct db *db,
                              const struct attempt *attempt)
{
    static const char *const done[] = {"absent", "abandoned", "void", "marked", "final", NULL};
    static const char *const waiting[] = {"finished", "stopped_unsafe", NULL};
    if (is_among(attempt->state, done))
        return NULL;
    if (is_among(attempt->state, waiting))
        return check_sheets(refusals, db, attempt);
    struct error *going = error_make(ERROR_REFUSED, "it is %s", attempt->state);
    return refusals_collect(refusals, attempt->name,
                            error_hint(going, "it has to end first: finished, stopped_unsafe, "
                                              "abandoned, void or absent (workflow, states)"));
}

fallible sitting_close(struct desk *desk, struct sitting_id id, struct refusals *refusals)
{
    SCOPED_ARENA(arena);
    struct sitting sitting;
    struct attempts attempts;
    TRY(role_require(desk, TASK_PLAN, NULL));
    TRY(sitting_of(&sitting, desk->db, id, arena));
    const char *what = arena_format(arena, "sitting '%s'", sitting.ref);
    TRY(machine_check(MACHINE_SITTING, what, sitting.state, "closed", NULL));
    TRY(attempt_list(&attempts, desk->db, id, NULL, NULL, arena));
    for (size_t i = 0; i < attempts.count; i++)
        TRY(check_attempt(refusals, desk->db, &attempts.items[i]));
    TRY(refusals_error(refusals, arena_format(arena, "%s cannot close", what)));
    return machine_go(desk, MACHINE_SITTING, id.n, what, "closed", NULL);
}
