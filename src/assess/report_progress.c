#include "assess/cells.h"
#include "assess/institution.h"
#include "assess/report_parts.h"
#include "assess/report_sql.h"
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

static fallible count_persons(struct progress *progress, struct db *db,
                              const struct report_question *question)
{
    SCOPED_ROWS rows = NULL;
    for (int by = 0; by < DIMENSIONS; by++)
        for (size_t i = 0; dimensions[by].names[i]; i++)
            tally_add(&progress->by[by], dimensions[by].names[i], 0, progress->arena);
    TRY(db_rows_open(&rows, db, &sql_report_granted,
                     DB_VALUES(report_from(question), report_until(question))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        TRY(count_person(progress, rows));
    }
}

/* One table: its names, and their counts unless the table gives away too much. */
static void add_dimension(struct value *list, struct progress *progress, enum dimension by,
                          enum report_audience audience)
{
    struct arena *arena = progress->arena;
    struct tally *tally = &progress->by[by];
    struct value *table = value_object(arena), *cells = value_array(arena);
    bool withheld = audience == REPORT_OUTSIDE && cells_hide(tally->cells, tally->count);
    for (size_t i = 0; !withheld && i < tally->count; i++) {
        struct value *cell = value_object(arena);
        value_set_text(cell, "name", tally->cells[i].name);
        report_set_count(cell, "count", tally->cells[i].count, tally->cells[i].hidden, arena);
        value_append(cells, cell);
    }
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

fallible report_progress(struct value **out, struct desk *desk,
                         const struct report_question *question, struct arena *arena)
{
    int64_t target;
    struct value *report;
    struct progress progress = {.arena = arena};
    TRY(report_begin(&report, desk, question, arena));
    TRY(target_of(&target, desk->db, arena));
    TRY(count_persons(&progress, desk->db, question));
    bool hidden = question->audience == REPORT_OUTSIDE && progress.certified < CELL_LEAST;
    struct value *by = value_array(arena);
    report_set_count(report, "certified", progress.certified, hidden, arena);
    value_set_integer(report, "target", target);
    for (enum dimension i = 0; i < DIMENSIONS; i++)
        add_dimension(by, &progress, i, question->audience);
    value_set(report, "by", by);
    *out = report;
    return NULL;
}
