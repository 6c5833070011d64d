#include "assess/report.h"

#include "assess/cells.h"
#include "assess/institution.h"
#include "assess/report_sql.h"
#include "assess/role.h"
#include "base/text.h"

/* By what certified persons are counted. Closed ones list every name, so that one nobody has does
 * not tell by its absence; open ones those that occur. */
enum dimension { BY_SEX, BY_AGE, BY_REGION, BY_DESTINATION, BY_CENTRE, BY_DEPARTURE, DIMENSIONS };

static const struct {
    const char *what;
    const char *const names[8];
} dimensions[DIMENSIONS] = {
    [BY_SEX] = {"sex", {"f", "m"}},
    [BY_AGE] = {"age", {"under 18", "18-24", "25-34", "35-44", "45-54", "55 and over"}},
    [BY_REGION] = {"region", {NULL}},
    [BY_DESTINATION] = {"destination", {NULL}},
    [BY_CENTRE] = {"centre", {NULL}},
    [BY_DEPARTURE] = {"departure", {"first", "returning"}},
};

struct tally {
    struct cell *cells;
    size_t count;
};

struct progress {
    int64_t certified;
    struct tally by[DIMENSIONS];
    struct arena *arena;
};

static void tally_add(struct tally *tally, const char *name, int64_t count, struct arena *arena)
{
    for (size_t i = 0; i < tally->count; i++)
        if (text_equal(tally->cells[i].name, name)) {
            tally->cells[i].count += count;
            return;
        }
    *ARENA_PUSH(arena, tally->cells, tally->count) = (struct cell){arena_text(arena, name), count,
                                                                   false};
}

static fallible age_band(const char **out, const char *born_text, const char *day_text)
{
    static const int firsts[] = {0, 18, 25, 35, 45, 55};
    struct date born, day;
    TRY(date_parse(&born, born_text, "birth date"));
    TRY(date_parse(&day, day_text, "day of the decision"));
    int age = day.year - born.year;
    if (day.month < born.month || (day.month == born.month && day.day < born.day))
        age--;
    size_t band = 0;
    while (band + 1 < sizeof firsts / sizeof *firsts && age >= firsts[band + 1])
        band++;
    *out = dimensions[BY_AGE].names[band];
    return NULL;
}

static fallible count_person(struct progress *progress, const struct db_rows *row)
{
    struct arena *arena = progress->arena;
    const char *names[DIMENSIONS] = {[BY_SEX] = db_rows_text(row, 3, arena),
                                     [BY_REGION] = db_rows_text(row, 4, arena),
                                     [BY_DESTINATION] = db_rows_text(row, 5, arena),
                                     [BY_DEPARTURE] = db_rows_text(row, 6, arena),
                                     [BY_CENTRE] = db_rows_text(row, 7, arena)};
    TRY(age_band(&names[BY_AGE], db_rows_text(row, 2, arena), db_rows_text(row, 1, arena)));
    for (int by = 0; by < DIMENSIONS; by++)
        tally_add(&progress->by[by], names[by] ? names[by] : "not known", 1, arena);
    progress->certified++;
    return NULL;
}

/* Persons are counted once, by the first decision that granted them something. */
static fallible count_persons(struct progress *progress, struct db *db)
{
    SCOPED_ROWS rows = NULL;
    int64_t last = 0;
    for (int by = 0; by < DIMENSIONS; by++)
        for (size_t i = 0; dimensions[by].names[i]; i++)
            tally_add(&progress->by[by], dimensions[by].names[i], 0, progress->arena);
    TRY(db_rows_open(&rows, db, &sql_report_granted, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        if (db_rows_integer(rows, 0) != last)
            TRY(count_person(progress, rows));
        last = db_rows_integer(rows, 0);
    }
}

static void say(struct report *report, const char *line, struct arena *arena)
{
    const char **lines = (const char **)(uintptr_t)report->lines;
    *ARENA_PUSH(arena, lines, report->line_count) = line;
    report->lines = lines;
}

static const char *count_text(int64_t count, bool hidden, struct arena *arena)
{
    return hidden ? "-" : arena_format(arena, "%lld", (long long)count);
}

static void set_count(struct value *object, const char *key, int64_t count, bool hidden,
                      struct arena *arena)
{
    value_set(object, key, hidden ? value_null(arena) : value_of_integer(count, arena));
}

static fallible begin(struct report *out, struct desk *desk, enum report_audience audience,
                      struct arena *arena)
{
    const char *today;
    TRY(role_require(desk, TASK_READ, NULL));
    TRY(institution_today(&today, desk, arena));
    *out = (struct report){.value = value_object(arena)};
    value_set_text(out->value, "audience", audience == REPORT_OUTSIDE ? "outside" : "inside");
    value_set_text(out->value, "as_of", today);
    return NULL;
}

static void end(struct report *report, enum report_audience audience, struct arena *arena)
{
    if (audience == REPORT_OUTSIDE)
        say(report,
            arena_format(arena,
                         "- stands for a number under %d, or one that would tell such a "
                         "number.",
                         CELL_LEAST),
            arena);
}

/* One table: its names, and their counts unless the table gives away too much. */
static void add_dimension(struct report *report, struct value *list, struct progress *progress,
                          enum dimension by, enum report_audience audience)
{
    struct arena *arena = progress->arena;
    struct tally *tally = &progress->by[by];
    struct value *table = value_object(arena), *cells = value_array(arena);
    bool withheld = audience == REPORT_OUTSIDE && cells_hide(tally->cells, tally->count);
    for (size_t i = 0; !withheld && i < tally->count; i++) {
        const struct cell *cell = &tally->cells[i];
        struct value *value = value_object(arena);
        value_set_text(value, "name", cell->name);
        set_count(value, "count", cell->count, cell->hidden, arena);
        value_append(cells, value);
        say(report,
            arena_format(arena, "  %-12s %-24s %6s", dimensions[by].what, cell->name,
                         count_text(cell->count, cell->hidden, arena)),
            arena);
    }
    if (withheld)
        say(report, arena_format(arena, "  %-12s withheld: too few persons", dimensions[by].what),
            arena);
    value_set_text(table, "what", dimensions[by].what);
    value_set_boolean(table, "withheld", withheld);
    value_set(table, "cells", cells);
    value_append(list, table);
}

static fallible target_of(int64_t *out, struct db *db, struct arena *arena)
{
    struct institution institution;
    TRY(institution_get(&institution, db, arena));
    *out = institution.target;
    return NULL;
}

fallible report_progress(struct report *out, struct desk *desk, enum report_audience audience,
                         struct arena *arena)
{
    int64_t target;
    struct report report;
    struct progress progress = {.arena = arena};
    TRY(begin(&report, desk, audience, arena));
    TRY(target_of(&target, desk->db, arena));
    TRY(count_persons(&progress, desk->db));
    bool hidden = audience == REPORT_OUTSIDE && progress.certified < CELL_LEAST;
    struct value *by = value_array(arena);
    set_count(report.value, "certified", progress.certified, hidden, arena);
    value_set_integer(report.value, "target", target);
    say(&report,
        arena_format(arena, "certified persons: %s of %lld",
                     count_text(progress.certified, hidden, arena), (long long)target),
        arena);
    for (int i = 0; i < DIMENSIONS; i++)
        add_dimension(&report, by, &progress, (enum dimension)i, audience);
    value_set(report.value, "by", by);
    end(&report, audience, arena);
    *out = report;
    return NULL;
}

/* The two outcomes of one unit. */
enum { COMPETENT, NOT_YET, OUTCOMES };
struct unit_tally {
    const char *unit;
    struct cell cells[OUTCOMES];
};

/* "82.50", cut. */
static const char *rate_text(int64_t part, int64_t whole, struct arena *arena)
{
    int64_t hundredths = part * 10000 / whole;
    return arena_format(arena, "%lld.%02lld", (long long)(hundredths / 100),
                        (long long)(hundredths % 100));
}

static void add_unit(struct report *report, struct value *list, struct unit_tally *unit,
                     enum report_audience audience, struct arena *arena)
{
    struct value *value = value_object(arena);
    int64_t attempts = unit->cells[COMPETENT].count + unit->cells[NOT_YET].count;
    bool few = audience == REPORT_OUTSIDE && attempts < CELL_LEAST;
    bool hidden = few;
    if (audience == REPORT_OUTSIDE && !few)
        hidden = cells_hide(unit->cells, OUTCOMES) || unit->cells[COMPETENT].hidden;
    const char *rate = hidden ? NULL : rate_text(unit->cells[COMPETENT].count, attempts, arena);
    value_set_text(value, "unit", unit->unit);
    set_count(value, "attempts", attempts, few, arena);
    set_count(value, "competent", unit->cells[COMPETENT].count, hidden, arena);
    set_count(value, "not_yet_competent", unit->cells[NOT_YET].count, hidden, arena);
    value_set_text(value, "rate_percent", rate);
    value_append(list, value);
    say(report,
        arena_format(arena, "  %-16s attempts %5s   competent %5s   rate %s", unit->unit,
                     count_text(attempts, few, arena),
                     count_text(unit->cells[COMPETENT].count, hidden, arena),
                     rate ? arena_format(arena, "%s %%", rate) : "-"),
        arena);
}

static fallible add_units(struct report *report, struct value *list, struct db *db,
                          enum report_audience audience, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct unit_tally unit = {0};
    TRY(db_rows_open(&rows, db, &sql_report_units, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        const char *name = got ? db_rows_text(rows, 0, arena) : NULL;
        if (unit.unit && (!got || !text_equal(unit.unit, name)))
            add_unit(report, list, &unit, audience, arena);
        if (!got)
            return NULL;
        if (!unit.unit || !text_equal(unit.unit, name))
            unit = (struct unit_tally){.unit = name};
        bool competent = text_equal(db_rows_text(rows, 1, arena), "competent");
        unit.cells[competent ? COMPETENT : NOT_YET].count = db_rows_integer(rows, 2);
    }
}

fallible report_pass_rates(struct report *out, struct desk *desk, enum report_audience audience,
                           struct arena *arena)
{
    struct report report;
    TRY(begin(&report, desk, audience, arena));
    struct value *units = value_array(arena);
    say(&report, "results by unit (void ones are not counted):", arena);
    TRY(add_units(&report, units, desk->db, audience, arena));
    value_set(report.value, "units", units);
    end(&report, audience, arena);
    *out = report;
    return NULL;
}
