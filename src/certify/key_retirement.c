#include "certify/key_retirement.h"

#include "assess/role.h"
#include "base/text.h"
#include "certify/key_retirement_sql.h"

static const struct {
    const char *name;
    int code; /* CRLReason; 0: what was signed stays as it is */
} reasons[] = {
    {"superseded", 0}, {"cessation", 0}, {"key_compromise", 1}, {"privilege_withdrawn", 9}};

const char key_retirement_reasons[] =
    "superseded, cessation, key_compromise or privilege_withdrawn";

int key_retirement_code(const char *reason)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (text_equal(reasons[i].name, reason))
            return reasons[i].code;
    return 0;
}

bool key_retirement_revokes(const char *reason)
{
    return key_retirement_code(reason) != 0;
}

struct retirement {
    int64_t id;
    const char *fingerprint, *reason;
    int64_t since_s;
};

static void retirement_act(struct act *out, const struct retirement *retirement,
                           struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "retirement", retirement->id);
    value_set_text(open, "fingerprint", retirement->fingerprint);
    value_set_text(open, "reason", retirement->reason);
    value_set_integer(open, "since_s", retirement->since_s);
    *out = (struct act){"key.retired", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct retirement retirement = {
        db_rows_integer(row, STAMP_COLUMNS), db_rows_text(row, STAMP_COLUMNS + 1, arena),
        db_rows_text(row, STAMP_COLUMNS + 2, arena), db_rows_integer(row, STAMP_COLUMNS + 3)};
    retirement_act(out, &retirement, arena);
    return NULL;
}

const struct audited key_retirement_audited = {"key_retirement",
                                               (const char *const[]){"key.retired", NULL},
                                               &sql_key_retirement_audit, audit_act};

static fallible check_reason(const char *reason)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (text_equal(reasons[i].name, reason))
            return NULL;
    return error_hint(error_make(ERROR_USAGE, "'%s' is no reason to retire a signer", reason),
                      "one of: %s", key_retirement_reasons);
}

static fallible check_state(const struct key_signer *signer, const char *reason)
{
    if (!signer->reason)
        return NULL;
    if (!key_retirement_revokes(signer->reason) && key_retirement_revokes(reason))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "signer '%s' is retired already: %s", signer->ref,
                                 signer->reason),
                      "a retired signer can only be revoked, and a revoked one stays so "
                      "(RFC 5280, 5.3.1)");
}

fallible key_retire(struct desk *desk, const struct key_signer *signer, const char *reason,
                    int64_t since_s, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct retirement retirement = {0, signer->fingerprint, reason, since_s};
    TRY(role_require(desk, TASK_KEEP, NULL));
    TRY(journal_check_clock(desk));
    TRY(check_reason(reason));
    TRY(check_state(signer, reason));
    if (since_s > clock_now_s(desk->clock))
        return error_hint(
            error_make(ERROR_REFUSED, "a signer cannot be retired from a later moment"),
            "leave --since out: it means now");
    TRY(desk_next_id(&retirement.id, desk, &sql_key_retirement_highest));
    retirement_act(&act, &retirement, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_key_retirement_insert,
                  DB_VALUES(db_integer(retirement.id), db_text(retirement.fingerprint),
                            db_text(reason), db_integer(since_s), STAMP_VALUES(stamp)));
}
