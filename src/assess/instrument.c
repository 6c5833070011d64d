#include "assess/instrument.h"

#include "assess/institution.h"
#include "assess/instrument_sql.h"
#include "assess/measure_read.h"
#include "assess/ref.h"
#include "assess/role.h"
#include "base/text.h"

static void instrument_read(struct instrument *out, const struct db_rows *row, int from,
                            struct arena *arena)
{
    *out = (struct instrument){.id = db_rows_integer(row, from),
                               .ref = db_rows_text(row, from + 1, arena),
                               .centre = {db_rows_integer(row, from + 2)},
                               .centre_ref = db_rows_text(row, from + 3, arena),
                               .kind = db_rows_text(row, from + 4, arena),
                               .quantity = db_rows_text(row, from + 5, arena),
                               .unit = db_rows_text(row, from + 6, arena),
                               .retired_s = db_rows_integer(row, from + 7)};
}

static void instrument_act(struct act *out, const struct instrument *instrument,
                           struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "instrument", instrument->id);
    value_set_text(open, "ref", instrument->ref);
    value_set_integer(open, "centre", instrument->centre.n);
    value_set_text(open, "kind", instrument->kind);
    value_set_text(open, "quantity", instrument->quantity);
    value_set_text(open, "unit", instrument->unit);
    *out = (struct act){"instrument.added", open, NULL};
}

static fallible audit_instrument(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct instrument instrument;
    instrument_read(&instrument, row, STAMP_COLUMNS, arena);
    instrument_act(out, &instrument, arena);
    return NULL;
}

const struct audited instrument_audited = {"instrument",
                                           (const char *const[]){"instrument.added", NULL},
                                           &sql_instrument_audit, audit_instrument};

struct retirement {
    int64_t id, instrument;
    const char *reason;
};

static void retirement_act(struct act *out, const struct retirement *retirement,
                           struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "retirement", retirement->id);
    value_set_integer(open, "instrument", retirement->instrument);
    value_set_text(open, "reason", retirement->reason);
    *out = (struct act){"instrument.retired", open, NULL};
}

static fallible audit_retirement(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct retirement retirement = {.id = db_rows_integer(row, STAMP_COLUMNS),
                                    .instrument = db_rows_integer(row, STAMP_COLUMNS + 1),
                                    .reason = db_rows_text(row, STAMP_COLUMNS + 2, arena)};
    retirement_act(out, &retirement, arena);
    return NULL;
}

const struct audited instrument_retirement_audited = {
    "instrument_retirement", (const char *const[]){"instrument.retired", NULL},
    &sql_instrument_retirement_audit, audit_retirement};

static fallible query_one(bool *got, struct instrument *out, struct db *db, const char *ref,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_instrument_by_ref, DB_VALUES(db_text(ref))));
    TRY(db_rows_next(got, rows));
    if (*got)
        instrument_read(out, rows, 0, arena);
    return NULL;
}

fallible instrument_find(struct instrument *out, struct db *db, const char *ref,
                         struct arena *arena)
{
    bool got;
    TRY(query_one(&got, out, db, ref, arena));
    if (!got)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no instrument '%.60s'", ref),
                          "see 'usta instrument list'");
    return NULL;
}

fallible instrument_list(struct instruments *out, struct db *db, struct centre_id centre,
                         struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct instruments list = {0};
    TRY(db_rows_open(&rows, db, &sql_instrument_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        struct instrument instrument;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        instrument_read(&instrument, rows, 0, arena);
        if (!centre.n || centre.n == instrument.centre.n)
            *ARENA_PUSH(arena, list.items, list.count) = instrument;
    }
    *out = list;
    return NULL;
}

static fallible check_new(struct instrument *new, struct db *db, struct arena *arena)
{
    bool taken;
    struct centre centre;
    struct instrument other;
    TRY(ref_check(new->ref, "instrument"));
    TRY(ref_check(new->kind, "kind of instrument"));
    new->quantity = measure_quantity_of(new->unit);
    if (!new->quantity)
        return error_hint(error_make(ERROR_REFUSED, "'%.20s' is not a unit of rubrics", new->unit),
                          "units are s, min, h, Cel, mm, cm, m, g, kg, mL, L and 1 (UCUM)");
    TRY(centre_find(&centre, db, new->centre_ref, arena));
    new->centre = centre.id;
    TRY(query_one(&taken, &other, db, new->ref, arena));
    if (!taken)
        return NULL;
    return error_hint(error_make(ERROR_CONFLICT, "there is an instrument '%s' already", new->ref),
                      "choose another short name, also when that one is retired");
}

fallible instrument_add(struct desk *desk, const struct instrument *given)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct instrument new = *given;
    TRY(role_require(desk, TASK_CALIBRATE, NULL));
    TRY(check_new(&new, desk->db, arena));
    TRY(desk_next_id(&new.id, desk, &sql_instrument_highest));
    instrument_act(&act, &new, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_instrument_insert,
                  DB_VALUES(db_integer(new.id), db_text(new.ref), db_integer(new.centre.n),
                            db_text(new.kind), db_text(new.quantity), db_text(new.unit),
                            STAMP_VALUES(stamp)));
}

fallible instrument_retire(struct desk *desk, const struct instrument *instrument,
                           const char *reason)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct retirement retirement = {.instrument = instrument->id, .reason = reason};
    TRY(role_require(desk, TASK_CALIBRATE, NULL));
    if (instrument->retired_s)
        return error_hint(
            error_make(ERROR_CONFLICT, "instrument '%s' is retired already", instrument->ref),
            "a retired instrument does not come back: add it under another name");
    if (!reason || !*reason)
        return error_hint(error_make(ERROR_REFUSED, "an instrument is retired only with a reason"),
                          "say why (workflow, rule 8)");
    TRY(desk_next_id(&retirement.id, desk, &sql_instrument_retirement_highest));
    retirement_act(&act, &retirement, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_instrument_retirement_insert,
                  DB_VALUES(db_integer(retirement.id), db_integer(instrument->id), db_text(reason),
                            STAMP_VALUES(stamp)));
}
