#include "assess/candidate_import.h"

#include "assess/candidate.h"
#include "assess/candidate_column.h"
#include "assess/duplicate.h"
#include "assess/institution.h"
#include "assess/role.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>

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
    [IMPORT_REPEATED] = {"E77", "two columns or two rows are the same", "take one of them out"},
};

enum { OTHERS_LIMIT = 1024 };

/* Where a candidate stands in the file. */
struct listed {
    const char *ref;
    size_t row;
};

struct import {
    struct desk *desk;
    struct findings *findings;
    struct arena *arena;
    const char *today;
    struct csv csv;
    size_t at[COLUMN_COUNT]; /* where each column stands, from 1; 0: nowhere */
    struct listed *listed;   /* every row, by ref and row */
    size_t enrolled;
};

static struct place place_of(size_t row, size_t column)
{
    return (struct place){(int)row, (int)column};
}

static void read_column(struct import *import, size_t at)
{
    const char *name = import->csv.header[at - 1];
    size_t column = candidate_column_of(name, import->arena);
    if (column == COLUMN_COUNT)
        findings_add(import->findings, &import_rules[IMPORT_UNKNOWN_COLUMN], place_of(1, at),
                     "'%s' is not a column of candidates", name);
    else if (import->at[column])
        findings_add(import->findings, &import_rules[IMPORT_REPEATED], place_of(1, at),
                     "'%s' is the column '%s', which stands at %zu already", name,
                     candidate_column_name(column), import->at[column]);
    else
        import->at[column] = at;
}

static bool read_header(struct import *import)
{
    size_t errors = import->findings->errors;
    for (size_t i = 0; i < import->csv.column_count; i++)
        read_column(import, i + 1);
    for (size_t column = 0; column < COLUMN_COUNT; column++)
        if (!import->at[column] && candidate_column_needed(column))
            findings_add(import->findings, &import_rules[IMPORT_MISSING_COLUMN], place_of(1, 1),
                         "the column '%s' is missing", candidate_column_name(column));
    return import->findings->errors == errors;
}

/* The cell of a column, NULL when the file has no such column or the row ends before it. */
static const char *cell_of(const struct import *import, const struct csv_row *row, size_t column)
{
    size_t at = import->at[column];
    return at && at <= row->count ? csv_trimmed(row->cells[at - 1], import->arena) : NULL;
}

static int listed_compare(const void *a, const void *b)
{
    const struct listed *one = a, *other = b;
    int order = strcmp(one->ref, other->ref);
    return order ? order : (one->row > other->row) - (one->row < other->row);
}

static void list_rows(struct import *import)
{
    size_t count = import->csv.row_count;
    import->listed = ARENA_ARRAY(import->arena, struct listed, count);
    for (size_t i = 0; i < count; i++) {
        const char *ref = cell_of(import, &import->csv.rows[i], COLUMN_REF);
        import->listed[i] = (struct listed){ref ? ref : "", import->csv.rows[i].number};
    }
    if (count)
        qsort(import->listed, count, sizeof *import->listed, listed_compare);
}

/* The first row of a candidate, 0 for none. */
static size_t first_row_of(const struct import *import, const char *ref)
{
    size_t low = 0, high = import->csv.row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(import->listed[middle].ref, ref) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found = low < import->csv.row_count && text_equal(import->listed[low].ref, ref);
    return is_found ? import->listed[low].row : 0;
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

/* Five digits: a day of the last hundred years as spreadsheets count them. */
static bool is_serial(const char *text)
{
    return strlen(text) == 5 && strspn(text, "0123456789") == 5;
}

/* What the two ways are, for people. */
static const char *two_ways(const char *text, struct arena *arena)
{
    const char *at = text;
    if (!is_serial(text))
        return arena_format(arena, "'%s' can be read in two ways", text);
    int days = number_before(&at, "", 5);
    const char *since_1900 = date_text(date_add_days((struct date){1899, 12, 30}, days), arena);
    const char *since_1904 = date_text(date_add_days((struct date){1904, 1, 1}, days), arena);
    return arena_format(arena,
                        "'%s' is how a spreadsheet counts days: %s, or %s when it counts "
                        "from 1904",
                        text, since_1900, since_1904);
}

const char *import_day(const char *text, struct arena *arena)
{
    const char *at = text;
    size_t first_size = strspn(text, "0123456789");
    if (is_serial(text))
        return NULL;
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
                         "%s: %s: write it as year-month-day", fact_name(fact),
                         two_ways(value, import->arena));
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

/* "; BSK-001 is Aizada Omurbekova, born 1998-04-23, row 2" for all who seem to be the same. */
static fallible name_others(const char **out, struct import *import,
                            const struct candidate_facts *facts)
{
    const char *refs;
    struct buffer list = buffer_make(import->arena, OTHERS_LIMIT);
    TRY(duplicate_refs(&refs, import->desk->db, facts, (struct candidate_id){0}, import->arena));
    while (*refs && !list.overfull) {
        struct candidate other;
        size_t size = strcspn(refs, " ");
        const char *ref = arena_text_n(import->arena, refs, size);
        TRY(candidate_find(&other, import->desk->db, ref, import->arena));
        buffer_add_format(&list, "; %s is %s, born %s", ref, other.facts.name_latin,
                          other.facts.born);
        if (first_row_of(import, ref))
            buffer_add_format(&list, ", row %zu", first_row_of(import, ref));
        refs += size + strspn(refs + size, " ");
    }
    *out = list.overfull ? "" : buffer_text(&list);
    return NULL;
}

/* A rule's no becomes a finding; anything else ends the import. */
static fallible enrol(struct import *import, const struct csv_row *row,
                      const struct candidate_facts *facts)
{
    struct candidate_id id;
    const char *others = "", *compared = cell_of(import, row, COLUMN_COMPARED);
    SCOPED_ERROR error = candidate_enrol(&id, import->desk, cell_of(import, row, COLUMN_REF), facts,
                                         compared);
    if (!error) {
        import->enrolled++;
        return NULL;
    }
    if (error_code(error) != ERROR_REFUSED && error_code(error) != ERROR_CONFLICT) {
        struct error *other = error;
        error = NULL;
        return other;
    }
    if (error_code(error) == ERROR_CONFLICT)
        TRY(name_others(&others, import, facts));
    findings_add(import->findings, &import_rules[IMPORT_NOT_ENROLLED],
                 place_of(row->number, import->at[COLUMN_REF]), "%s%s", error_message(error),
                 others);
    return NULL;
}

/* A row may end early where the rest may be empty: so do those of some spreadsheets. */
static bool has_its_cells(const struct import *import, const struct csv_row *row)
{
    for (size_t column = 0; column < COLUMN_COUNT; column++)
        if (candidate_column_needed(column) && import->at[column] > row->count)
            return false;
    return row->count <= import->csv.column_count;
}

static bool check_row(struct import *import, const struct csv_row *row)
{
    if (!has_its_cells(import, row)) {
        findings_add(import->findings, &import_rules[IMPORT_CELL_COUNT],
                     place_of(row->number, row->count), "the row has %zu cells, the header %zu",
                     row->count, import->csv.column_count);
        return false;
    }
    const char *ref = cell_of(import, row, COLUMN_REF);
    size_t first = *ref ? first_row_of(import, ref) : row->number;
    if (first != row->number)
        findings_add(import->findings, &import_rules[IMPORT_REPEATED],
                     place_of(row->number, import->at[COLUMN_REF]),
                     "candidate '%s' stands in row %zu already", ref, first);
    return first == row->number;
}

static fallible import_row(struct import *import, const struct csv_row *row)
{
    struct candidate_facts facts = {0};
    size_t errors = import->findings->errors;
    if (!check_row(import, row))
        return NULL;
    for (size_t fact = 0; fact < FACT_COUNT; fact++)
        add_fact(import, row, fact, &facts);
    add_extra_time(import, row, &facts);
    return import->findings->errors == errors ? enrol(import, row, &facts) : NULL;
}

static fallible import_rows(struct import *import)
{
    list_rows(import);
    for (size_t i = 0; i < import->csv.row_count; i++)
        TRY(import_row(import, &import->csv.rows[i]));
    return NULL;
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
        TRY(import_rows(&import));
    if (!findings_close(findings))
        return error_hint(error_make(ERROR_REFUSED, "%s: %zu mistakes, nobody is enrolled", name,
                                     findings->errors - findings->errors_before),
                          "mend them all, then import the file again");
    *out = import.enrolled;
    return NULL;
}
