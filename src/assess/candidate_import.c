#include "assess/candidate_import.h"

#include "assess/candidate.h"
#include "assess/institution.h"
#include "assess/role.h"
#include "base/csv.h"
#include "base/text.h"

#include <ctype.h>

const struct rule import_rules[IMPORT_RULE_COUNT] = {
    [IMPORT_UNKNOWN_COLUMN] = {"E71", "a column has a name that means nothing",
                               "rename it, or take it out"},
    [IMPORT_MISSING_COLUMN] = {"E72", "a column is missing", "add it"},
    [IMPORT_CELL_COUNT] = {"E73", "a row has more or fewer cells than the header",
                           "is a separator or a quote missing?"},
    [IMPORT_FACT] = {"E74", "a cell cannot be what its column says", "mend the cell"},
    [IMPORT_AMBIGUOUS_DAY] = {"E75", "a day can be read in two ways",
                              "write year-month-day, for example 1998-04-23"},
    [IMPORT_NOT_ENROLLED] = {"E76", "the candidate cannot be enrolled, or seems to be already",
                             "compare the documents; name the other in compared_with when they are "
                             "different people"},
};

/* Beyond the facts of facts.h. */
enum { COLUMN_REF = FACT_COUNT, COLUMN_EXTRA_TIME, COLUMN_COMPARED, COLUMN_COUNT };

static const char *column_name(size_t column)
{
    static const char *const more[] = {"ref", "extra_time_percent", "compared_with"};
    return column < FACT_COUNT ? fact_name(column) : more[column - FACT_COUNT];
}

static bool column_needed(size_t column)
{
    return column < FACT_COUNT ? !fact_optional(column) : column == COLUMN_REF;
}

struct import {
    struct desk *desk;
    struct findings *findings;
    struct arena *arena;
    const char *today;
    struct csv csv;
    size_t at[COLUMN_COUNT]; /* where each column stands, from 1; 0: nowhere */
    size_t enrolled;
};

static struct place place_of(size_t row, size_t column)
{
    return (struct place){(int)row, (int)column};
}

static bool read_header(struct import *import)
{
    size_t errors = import->findings->errors;
    for (size_t i = 0; i < import->csv.column_count; i++) {
        const char *name = import->csv.header[i];
        size_t column = 0;
        while (column < COLUMN_COUNT && !text_equal(name, column_name(column)))
            column++;
        if (column < COLUMN_COUNT)
            import->at[column] = i + 1;
        else
            findings_add(import->findings, &import_rules[IMPORT_UNKNOWN_COLUMN], place_of(1, i + 1),
                         "'%s' is not a column of candidates", name);
    }
    for (size_t column = 0; column < COLUMN_COUNT; column++)
        if (!import->at[column] && column_needed(column))
            findings_add(import->findings, &import_rules[IMPORT_MISSING_COLUMN], place_of(1, 1),
                         "the column '%s' is missing", column_name(column));
    return import->findings->errors == errors;
}

/* Without space around it; spreadsheets leave no-break spaces too. */
static const char *trimmed(const char *cell, struct arena *arena)
{
    static const char no_break[] = "\xc2\xa0";
    size_t size = strlen(cell);
    for (;;) {
        size_t skip = *cell == ' ' || *cell == '\t' ? 1 : text_starts(cell, no_break) ? 2 : 0;
        if (!skip)
            break;
        cell += skip;
        size -= skip;
    }
    for (;;) {
        bool blank = size && (cell[size - 1] == ' ' || cell[size - 1] == '\t');
        bool wide = size >= 2 && memcmp(cell + size - 2, no_break, 2) == 0;
        if (!blank && !wide)
            return arena_text_n(arena, cell, size);
        size -= wide ? 2 : 1;
    }
}

/* The cell of a column, NULL when the file has no such column. */
static const char *cell_of(const struct import *import, const struct csv_row *row, size_t column)
{
    size_t at = import->at[column];
    return at ? trimmed(row->cells[at - 1], import->arena) : NULL;
}

/* Digits up to a separator, or to the end; 0 when there are none or more than limit. */
static int number_before(const char **at, const char *ends, size_t limit)
{
    int number = 0;
    size_t size = 0;
    for (; isdigit((unsigned char)**at) && size <= limit; ++*at, size++)
        number = number * 10 + (**at - '0');
    if (size == 0 || size > limit || (**at ? !strchr(ends, **at) : *ends))
        return 0;
    *at += **at != '\0';
    return number;
}

const char *import_day(const char *text, struct arena *arena)
{
    const char *at = text;
    size_t first_size = strspn(text, "0123456789");
    char separator[2] = {first_size <= 2 ? text[first_size] : '\0', '\0'};
    if (!*separator || !strchr("./-", *separator))
        return text;
    int first = number_before(&at, separator, 2);
    int second = first ? number_before(&at, separator, 2) : 0;
    int year = second && strlen(at) == 4 ? number_before(&at, "", 4) : 0;
    if (!year)
        return text;
    if (first <= 12 && second <= 12 && first != second)
        return NULL;
    int day = first > 12 ? first : second, month = first > 12 ? second : first;
    return arena_format(arena, "%04d-%02d-%02d", year, month, day);
}

static void add_fact(struct import *import, const struct csv_row *row, size_t fact,
                     struct candidate_facts *facts)
{
    const char *value = cell_of(import, row, fact);
    struct place place = place_of(row->number, import->at[fact]);
    if (value && !*value && fact_optional(fact))
        value = NULL;
    if (value && fact_is_day(fact)) {
        const char *day = import_day(value, import->arena);
        if (!day) {
            findings_add(import->findings, &import_rules[IMPORT_AMBIGUOUS_DAY], place,
                         "%s: '%s' can be read in two ways: write it as year-month-day",
                         fact_name(fact), value);
            return;
        }
        value = day;
    }
    SCOPED_ERROR error = fact_check(fact, value, import->today);
    if (error)
        findings_add(import->findings, &import_rules[IMPORT_FACT], place, "%s",
                     error_message(error));
    fact_set(facts, fact, value);
}

static void add_extra_time(struct import *import, const struct csv_row *row,
                           struct candidate_facts *facts)
{
    const char *value = cell_of(import, row, COLUMN_EXTRA_TIME), *at = value;
    if (!value || !*value || text_equal(value, "0"))
        return;
    facts->extra_time_percent = *value == '0' ? 0 : number_before(&at, "", 3);
    if (facts->extra_time_percent == 0 || facts->extra_time_percent > EXTRA_TIME_LIMIT_PERCENT)
        findings_add(import->findings, &import_rules[IMPORT_FACT],
                     place_of(row->number, import->at[COLUMN_EXTRA_TIME]),
                     "extra_time_percent: '%s' is not a whole number from 0 to %d", value,
                     EXTRA_TIME_LIMIT_PERCENT);
}

/* A rule's no becomes a finding; anything else ends the import. */
static fallible enrol(struct import *import, const struct csv_row *row,
                      const struct candidate_facts *facts)
{
    struct candidate_id id;
    const char *compared = cell_of(import, row, COLUMN_COMPARED);
    struct error *error = candidate_enrol(&id, import->desk, cell_of(import, row, COLUMN_REF),
                                          facts, compared);
    if (!error) {
        import->enrolled++;
        return NULL;
    }
    if (error_code(error) != ERROR_REFUSED && error_code(error) != ERROR_CONFLICT)
        return error;
    findings_add(import->findings, &import_rules[IMPORT_NOT_ENROLLED],
                 place_of(row->number, import->at[COLUMN_REF]), "%s", error_message(error));
    error_free(error);
    return NULL;
}

static fallible import_row(struct import *import, const struct csv_row *row)
{
    struct candidate_facts facts = {0};
    size_t errors = import->findings->errors;
    if (row->count != import->csv.column_count) {
        findings_add(import->findings, &import_rules[IMPORT_CELL_COUNT],
                     place_of(row->number, row->count), "the row has %zu cells, the header %zu",
                     row->count, import->csv.column_count);
        return NULL;
    }
    for (size_t fact = 0; fact < FACT_COUNT; fact++)
        add_fact(import, row, fact, &facts);
    add_extra_time(import, row, &facts);
    return import->findings->errors == errors ? enrol(import, row, &facts) : NULL;
}

fallible candidate_import(size_t *out, struct desk *desk, struct bytes file, const char *name,
                          struct findings *findings, struct arena *arena)
{
    struct import import = {.desk = desk, .findings = findings, .arena = arena};
    TRY(role_require(desk, TASK_ENROL, NULL));
    TRY(institution_today(&import.today, desk, arena));
    TRY(csv_read(&import.csv, file, name, arena));
    findings_open(findings, name);
    if (read_header(&import))
        for (size_t i = 0; i < import.csv.row_count; i++)
            TRY(import_row(&import, &import.csv.rows[i]));
    if (!findings_close(findings))
        return error_hint(error_make(ERROR_REFUSED, "%s: %zu mistakes, nobody is enrolled", name,
                                     findings->errors - findings->errors_before),
                          "mend them all, then import the file again");
    *out = import.enrolled;
    return NULL;
}
