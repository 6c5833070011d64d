#include "assess/calibration.h"

#include "assess/calibration_sql.h"
#include "assess/role.h"
#include "base/decimal.h"
#include "base/text.h"

enum { SECONDS_AN_HOUR = 3600 };

static void calibration_read(struct calibration *out, const struct db_rows *row, int from,
                             struct arena *arena)
{
    *out = (struct calibration){.id = db_rows_integer(row, from),
                                .instrument = db_rows_integer(row, from + 1),
                                .done_s = db_rows_integer(row, from + 2),
                                .reference = db_rows_text(row, from + 3, arena),
                                .deviation = db_rows_text(row, from + 4, arena),
                                .by = db_rows_text(row, from + 5, arena)};
}

static void calibration_act(struct act *out, const struct calibration *calibration,
                            struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "calibration", calibration->id);
    value_set_integer(open, "instrument", calibration->instrument);
    value_set_text(open, "done", instant_text(calibration->done_s, arena));
    value_set_text(open, "reference", calibration->reference);
    value_set_text(open, "deviation", calibration->deviation);
    *out = (struct act){"instrument.calibrated", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct calibration calibration;
    calibration_read(&calibration, row, STAMP_COLUMNS, arena);
    calibration_act(out, &calibration, arena);
    return NULL;
}

const struct audited calibration_audited = {"calibration",
                                            (const char *const[]){"instrument.calibrated", NULL},
                                            &sql_calibration_audit, audit_act};

fallible calibration_list(struct calibrations *out, struct db *db,
                          const struct instrument *instrument, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct calibrations list = {0};
    TRY(db_rows_open(&rows, db, &sql_calibrations_of_instrument,
                     DB_VALUES(db_integer(instrument->id))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        calibration_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena);
    }
    *out = list;
    return NULL;
}

static fallible need_decimal(const char *text, const char *what)
{
    struct decimal decimal;
    int decimals;
    if (decimal_read(&decimal, &decimals, text))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "%s '%.40s' is not a decimal", what, text),
                      "write it like 0.2 or -0.5, in the instrument's unit");
}

static fallible check_new(const struct desk *desk, const struct instrument *instrument,
                          const struct calibration *new)
{
    if (instrument->retired_s)
        return error_hint(error_make(ERROR_REFUSED, "instrument '%s' is retired", instrument->ref),
                          "a retired instrument does not come back: add it under another name");
    if (new->done_s > clock_now_s(desk->clock))
        return error_hint(error_make(ERROR_REFUSED, "the calibration would be in the future"),
                          "write down what was done, when it was done");
    TRY(need_decimal(new->reference, "the reference"));
    return need_decimal(new->deviation, "the deviation");
}

fallible calibration_add(struct desk *desk, const struct instrument *instrument,
                         const struct calibration *given)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct calibration new = *given;
    new.instrument = instrument->id;
    TRY(role_require(desk, TASK_CALIBRATE, NULL));
    TRY(check_new(desk, instrument, &new));
    TRY(desk_next_id(&new.id, desk, &sql_calibration_highest));
    calibration_act(&act, &new, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_calibration_insert,
                  DB_VALUES(db_integer(new.id), db_integer(new.instrument), db_integer(new.done_s),
                            db_text(new.reference), db_text(new.deviation), STAMP_VALUES(stamp)));
}

static never_null struct error *refuse_late(const struct instrument *instrument, int hours,
                                            int64_t done_s)
{
    SCOPED_ARENA(arena);
    return error_hint(
        error_make(ERROR_REFUSED,
                   "instrument '%s' was calibrated on %s: out of calibration from %s",
                   instrument->ref, instant_text(done_s, arena),
                   instant_text(done_s + (int64_t)hours * SECONDS_AN_HOUR, arena)),
        "calibrate it first, or measure with another: good for %d hours here (workflow, rule 6)",
        hours);
}

fallible calibration_check(struct db *db, const struct instrument *instrument, int hours,
                           int64_t at_s)
{
    int64_t done_s;
    if (instrument->retired_s && instrument->retired_s <= at_s)
        return error_hint(error_make(ERROR_REFUSED, "instrument '%s' is retired", instrument->ref),
                          "measure with another");
    TRY(db_integer_of(&done_s, db, &sql_calibration_before,
                      DB_VALUES(db_integer(instrument->id), db_integer(at_s)), INT64_MIN));
    if (done_s == INT64_MIN)
        return error_hint(
            error_make(ERROR_REFUSED, "instrument '%s' was not calibrated before", instrument->ref),
            "calibrate it first: usta instrument calibrate %s (workflow, rule 6)", instrument->ref);
    if (at_s - done_s <= (int64_t)hours * SECONDS_AN_HOUR)
        return NULL;
    return refuse_late(instrument, hours, done_s);
}

/* An instrument that the line may be read on. A rubric that names none takes any of the unit. */
static bool suits(const struct instrument *instrument, const struct measure *measure)
{
    return text_equal(instrument->unit, measure->unit) &&
           (!measure->instrument || text_equal(instrument->kind, measure->instrument));
}

static fallible check_suits(struct db *db, const struct attempt *attempt,
                            const struct criterion *criterion, const struct instrument *instrument)
{
    int64_t centre;
    const struct measure *measure = &criterion->measure;
    TRY(db_integer_of(&centre, db, &sql_calibration_sitting_centre,
                      DB_VALUES(db_integer(attempt->sitting.n)), 0));
    if (centre != instrument->centre.n)
        return error_hint(error_make(ERROR_REFUSED, "instrument '%s' is of centre '%s'",
                                     instrument->ref, instrument->centre_ref),
                          "measure with one of the centre of the sitting");
    if (suits(instrument, measure))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "instrument '%s' is a %s in '%s'", instrument->ref,
                                 instrument->kind, instrument->unit),
                      "line '%s' is read on a %s in '%s'", criterion->id,
                      measure->instrument ? measure->instrument : "instrument", measure->unit);
}

fallible calibration_check_event(struct db *db, const struct attempt *attempt,
                                 const struct criterion *criterion, const struct event *event)
{
    SCOPED_ARENA(arena);
    int64_t at_s;
    struct instrument instrument;
    int hours = criterion->kind == CRITERION_MEASURE ? criterion->measure.calibration_max_hours : 0;
    bool reads = value_get(event->body, "readings") != NULL;
    if (!event->instrument && (!hours || !reads))
        return NULL;
    if (!event->instrument)
        return error_hint(
            error_make(ERROR_REFUSED, "line '%s' does not say what it was read on", criterion->id),
            "name an instrument calibrated within %d hours (workflow, rule 6)", hours);
    if (!reads)
        return error_hint(error_make(ERROR_REFUSED, "line '%s' names an instrument, but no reading",
                                     criterion->id),
                          "instruments are named with readings");
    TRY(instrument_find(&instrument, db, event->instrument, arena));
    TRY(check_suits(db, attempt, criterion, &instrument));
    TRY(instant_parse(&at_s, event->at, "at"));
    return hours ? calibration_check(db, &instrument, hours, at_s) : NULL;
}

/* *found when one of them suits and is in calibration. */
static fallible find_good(bool *found, struct db *db, const struct instruments *instruments,
                          const struct measure *measure, int64_t at_s)
{
    SCOPED_ARENA(arena);
    *found = false;
    for (size_t i = 0; i < instruments->count && !*found; i++) {
        const struct instrument *instrument = &instruments->items[i];
        struct refusals refusals = refusals_make(arena);
        if (!suits(instrument, measure))
            continue;
        TRY(refusals_collect(
            &refusals, instrument->ref,
            calibration_check(db, instrument, measure->calibration_max_hours, at_s)));
        *found = !refusals.count;
    }
    return NULL;
}

static never_null struct error *refuse_line(const struct criterion *criterion)
{
    const struct measure *measure = &criterion->measure;
    const char *kind = measure->instrument ? measure->instrument : "instrument";
    return error_hint(error_make(ERROR_REFUSED,
                                 "line '%s' needs a %s in '%s', calibrated within %d hours: the "
                                 "centre has none",
                                 criterion->id, kind, measure->unit,
                                 measure->calibration_max_hours),
                      "calibrate one: usta instrument calibrate INSTRUMENT, or add one: usta "
                      "instrument add (workflow, rule 6)");
}

fallible calibration_missing(struct refusals *missing, struct db *db, const struct rubric *rubric,
                             struct centre_id centre, int64_t at_s)
{
    struct instruments instruments;
    TRY(instrument_list(&instruments, db, centre, missing->arena));
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count; c++) {
            bool found;
            const struct criterion *criterion = &rubric->sections[s].criteria[c];
            if (criterion->kind != CRITERION_MEASURE || !criterion->measure.calibration_max_hours)
                continue;
            TRY(find_good(&found, db, &instruments, &criterion->measure, at_s));
            if (!found)
                TRY(refusals_collect(missing, rubric->id, refuse_line(criterion)));
        }
    return NULL;
}
