#include "assess/cells.h"
#include "assess/report_parts.h"
#include "assess/report_sql.h"
#include "base/text.h"

/* The two outcomes of one unit. */
enum { COMPETENT, NOT_YET, OUTCOMES };
struct unit_tally {
    const char *unit;
    struct cell cells[OUTCOMES];
};

static void add_unit(struct value *list, struct unit_tally *unit, enum report_audience audience,
                     struct arena *arena)
{
    struct value *value = value_object(arena);
    int64_t attempts = unit->cells[COMPETENT].count + unit->cells[NOT_YET].count;
    bool few = audience == REPORT_OUTSIDE && attempts < CELL_LEAST;
    bool hidden = few;
    if (audience == REPORT_OUTSIDE && !few)
        hidden = cells_hide(unit->cells, OUTCOMES) || unit->cells[COMPETENT].hidden;
    value_set_text(value, "unit", unit->unit);
    report_set_count(value, "attempts", attempts, few, arena);
    report_set_count(value, "competent", unit->cells[COMPETENT].count, hidden, arena);
    report_set_count(value, "not_yet_competent", unit->cells[NOT_YET].count, hidden, arena);
    value_set_text(value, "rate_percent",
                   hidden ? NULL : report_percent(unit->cells[COMPETENT].count, attempts, arena));
    value_append(list, value);
}

static fallible add_units(struct value *list, struct db *db, const struct report_question *question,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct unit_tally unit = {0};
    TRY(db_rows_open(&rows, db, &sql_report_units,
                     DB_VALUES(report_from(question), report_until(question))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        const char *name = got ? db_rows_text(rows, 0, arena) : NULL;
        if (unit.unit && (!got || !text_equal(unit.unit, name)))
            add_unit(list, &unit, question->audience, arena);
        if (!got)
            return NULL;
        if (!unit.unit || !text_equal(unit.unit, name))
            unit = (struct unit_tally){.unit = name};
        bool competent = text_equal(db_rows_text(rows, 1, arena), "competent");
        unit.cells[competent ? COMPETENT : NOT_YET].count = db_rows_integer(rows, 2);
    }
}

fallible report_pass_rates(struct value **out, struct desk *desk,
                           const struct report_question *question, struct arena *arena)
{
    struct value *report;
    TRY(report_begin(&report, desk, question, arena));
    struct value *units = value_array(arena);
    TRY(add_units(units, desk->db, question, arena));
    value_set(report, "units", units);
    *out = report;
    return NULL;
}
