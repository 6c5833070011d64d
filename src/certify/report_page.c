#include "certify/report_page.h"

#include "assess/publication.h"
#include "base/text.h"

#include <stdlib.h>

#define HIDDEN "–"

/* How many rows each chart of the page has room for. */
static const struct chart {
    const char *what;
    size_t rows;
    bool by_number; /* the largest first; else in the order of report.h */
} charts[] = {
    {"sex", 3, false},        {"age", 7, false},   {"region", 14, true},
    {"destination", 9, true}, {"centre", 6, true}, {"departure", 3, false},
};

struct making {
    const struct report_page *page;
    const char *language;
    struct arena *arena;
};

static bool is_null(const struct value *value)
{
    return !value || value_kind(value) == VALUE_NULL;
}

static void set_shown(struct value *object, const char *key, const struct value *number,
                      struct arena *arena)
{
    value_set_text(object, key,
                   is_null(number) ? HIDDEN
                                   : arena_format(arena, "%lld", (long long)value_integer(number)));
}

static const char *centre_name(const struct making *making, const char *ref)
{
    const struct centres *centres = &making->page->institution->centres;
    for (size_t i = 0; i < centres->count; i++)
        if (text_equal(centres->items[i].ref, ref)) {
            const char *name = texts_in(&centres->items[i].names, making->language, "en");
            return name ? name : ref;
        }
    return ref;
}

static bool is_unknown(const struct value *cell)
{
    return text_equal(value_text(value_get(cell, "name")), "not known");
}

/* Hidden ones stand by name, so that their order tells nothing. */
static int compare_cells(const void *a, const void *b)
{
    const struct value *left = *(const struct value *const *)a;
    const struct value *right = *(const struct value *const *)b;
    const struct value *count = value_get(left, "count"), *other = value_get(right, "count");
    int64_t number = is_null(count) ? -1 : value_integer(count);
    int64_t other_number = is_null(other) ? -1 : value_integer(other);
    if (is_unknown(left) != is_unknown(right))
        return is_unknown(left) ? 1 : -1;
    if (number != other_number)
        return number < other_number ? 1 : -1;
    return strcmp(value_text(value_get(left, "name")), value_text(value_get(right, "name")));
}

static struct value *cell_row(const struct making *making, const struct chart *chart,
                              const struct value *cell)
{
    struct value *row = value_object(making->arena);
    const char *name = value_text(value_get(cell, "name"));
    bool unknown = is_unknown(cell);
    if (text_equal(chart->what, "centre"))
        name = centre_name(making, name);
    value_set_text(row, "name", unknown ? NULL : name);
    value_set(row, "count", value_get(cell, "count"));
    set_shown(row, "shown", value_get(cell, "count"), making->arena);
    if (unknown)
        value_set_boolean(row, "unknown", true);
    return row;
}

/* The sum of cells, hidden when one of them is. */
static struct value *others_row(const struct making *making, const struct value *const *cells,
                                size_t count)
{
    struct value *row = value_object(making->arena);
    int64_t sum = 0;
    bool hidden = false;
    for (size_t i = 0; i < count; i++) {
        const struct value *number = value_get(cells[i], "count");
        hidden = hidden || is_null(number);
        sum += hidden ? 0 : value_integer(number);
    }
    value_set_text(row, "name", NULL);
    value_set(row, "count",
              hidden ? value_null(making->arena) : value_of_integer(sum, making->arena));
    set_shown(row, "shown", value_get(row, "count"), making->arena);
    value_set_integer(row, "others", (int64_t)count);
    return row;
}

static struct value *rows_of(const struct making *making, const struct chart *chart,
                             const struct value *cells)
{
    size_t count = value_size(cells);
    struct value *rows = value_array(making->arena);
    const struct value **sorted = ARENA_ARRAY(making->arena, const struct value *, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = value_at(cells, i);
    if (chart->by_number && count)
        qsort(sorted, count, sizeof *sorted, compare_cells);
    size_t shown = count > chart->rows ? chart->rows - 1 : count;
    for (size_t i = 0; i < shown; i++)
        value_append(rows, cell_row(making, chart, sorted[i]));
    if (shown < count)
        value_append(rows, others_row(making, sorted + shown, count - shown));
    return rows;
}

static const struct value *table_of(const struct value *progress, const char *what)
{
    const struct value *by = value_get(progress, "by");
    size_t at = 0;
    while (!text_equal(value_text(value_get(value_at(by, at), "what")), what)) {
        at++;
        ASSERT(at < value_size(by)); /* a report of progress has all its tables */
    }
    return value_at(by, at);
}

static void set_charts(struct value *record, const struct making *making)
{
    struct value *by = value_object(making->arena);
    for (size_t i = 0; i < sizeof charts / sizeof *charts; i++) {
        const struct value *table = table_of(making->page->progress, charts[i].what);
        const struct value *cells = value_get(table, "cells");
        struct value *chart = value_object(making->arena);
        const char *note = value_size(cells) ? NULL : "none";
        if (value_boolean(value_get(table, "withheld")))
            note = "withheld";
        value_set(chart, "rows", rows_of(making, &charts[i], cells));
        value_set_text(chart, "note", note);
        value_set(by, charts[i].what, chart);
    }
    value_set(record, "by", by);
}

/* The whole percent of the target, cut. */
static const char *percent_of(int64_t part, int64_t whole, struct arena *arena)
{
    return whole > 0 ? arena_format(arena, "%lld %%", (long long)(part * 100 / whole)) : HIDDEN;
}

static void set_progress(struct value *record, const struct making *making)
{
    struct arena *arena = making->arena;
    const struct value *certified = value_get(making->page->progress, "certified");
    int64_t target = value_integer(value_get(making->page->progress, "target"));
    struct value *list = value_array(arena), *row = value_object(arena);
    set_shown(row, "certified", certified, arena);
    value_set_integer(row, "target", target);
    value_set_text(row, "percent", HIDDEN);
    value_set(row, "reached", value_null(arena));
    if (!is_null(certified)) {
        int64_t number = value_integer(certified);
        value_set_text(row, "percent", percent_of(number, target, arena));
        value_set_integer(row, "reached", number < target ? number : target);
    }
    value_append(list, row);
    value_set(record, "progress", list);
    value_set(record, "certified", certified);
}

static void set_waiting(struct value *record, const struct making *making)
{
    struct arena *arena = making->arena;
    const struct value *steps = value_get(making->page->waiting, "waiting");
    struct value *list = value_array(arena);
    int64_t longest = 0;
    for (size_t i = 0; i < value_size(steps); i++) {
        const struct value *step = value_at(steps, i), *days = value_get(step, "median_days");
        struct value *row = value_object(arena);
        value_set(row, "step", value_get(step, "step"));
        set_shown(row, "decisions", value_get(step, "decisions"), arena);
        set_shown(row, "median", days, arena);
        set_shown(row, "most", value_get(step, "nine_in_ten_days"), arena);
        value_set(row, "days", days);
        if (!is_null(days) && value_integer(days) > longest)
            longest = value_integer(days);
        value_append(list, row);
    }
    value_set(record, "waiting", list);
    value_set_integer(record, "longest", longest);
}

static void set_units(struct value *record, const struct making *making)
{
    const struct value *units = value_get(making->page->units, "units");
    struct value *list = value_array(making->arena);
    for (size_t i = 0; i < value_size(units); i++) {
        const struct value *unit = value_at(units, i), *rate = value_get(unit, "rate_percent");
        const struct value *title = value_get(making->page->titles,
                                              value_text(value_get(unit, "unit")));
        struct value *row = value_object(making->arena);
        value_set(row, "unit", value_get(unit, "unit"));
        value_set(row, "title", title ? title : value_get(unit, "unit"));
        set_shown(row, "attempts", value_get(unit, "attempts"), making->arena);
        value_set_text(row, "percent", is_null(rate) ? HIDDEN : value_text(rate));
        value_set(row, "rate", rate);
        value_append(list, row);
    }
    value_set(record, "units", list);
    value_set_text(record, "note", value_size(units) ? NULL : "none");
}

static void set_frame(struct value *record, const struct making *making)
{
    const struct report_page *page = making->page;
    const struct value *from = value_get(page->progress, "from");
    const struct value *until = value_get(page->progress, "until");
    const struct value *as_of = value_get(page->progress, "as_of");
    const char *name = texts_in(&page->institution->names, making->language, "en");
    struct value *journal = value_object(making->arena);
    value_set_text(record, "institution", name ? name : page->institution->origin);
    bool outside = text_equal(value_text(value_get(page->progress, "audience")), "outside");
    value_set_boolean(record, "outside", outside);
    value_set_boolean(record, "inside", !outside);
    value_set(record, "as_of", as_of);
    value_set(record, "from", from);
    value_set_boolean(record, "from_beginning", is_null(from));
    value_set(record, "last", is_null(until) ? as_of : until);
    value_set_integer(journal, "size", page->head.size);
    value_set_text(journal, "root", digest_text(&page->head.root, making->arena));
    value_set(record, "journal", journal);
}

struct value *report_page_record(const struct report_page *page, const char *language,
                                 struct arena *arena)
{
    const struct making making = {page, language, arena};
    struct value *record = value_object(arena);
    set_frame(record, &making);
    set_progress(record, &making);
    set_charts(record, &making);
    set_waiting(record, &making);
    set_units(record, &making);
    return record;
}

/* By the newest rubric of each unit. */
static fallible titles_of(struct value **out, struct db *db, const struct value *report,
                          const char *language, struct arena *arena)
{
    const struct value *units = value_get(report, "units");
    struct value *titles = value_object(arena);
    for (size_t i = 0; i < value_size(units); i++) {
        struct rubric_version_id id;
        const struct rubric *rubric;
        const char *unit = value_text(value_get(value_at(units, i), "unit"));
        TRY(publication_find_rubric(&id, db, unit));
        TRY(publication_rubric(&rubric, db, id, arena));
        value_set_text(titles, unit, texts_in(&rubric->title, language, rubric->source_language));
    }
    *out = titles;
    return NULL;
}

fallible report_page_print(struct bytes *pdf, const struct layout *layout, struct desk *desk,
                           const struct report_question *question, const char *language,
                           struct arena *arena)
{
    struct value *progress, *units, *waiting, *titles;
    struct institution institution;
    struct report_page page = {.institution = &institution};
    TRY(report_progress(&progress, desk, question, arena));
    TRY(report_pass_rates(&units, desk, question, arena));
    TRY(report_waiting(&waiting, desk, question, arena));
    TRY(titles_of(&titles, desk->db, units, language, arena));
    TRY(institution_get(&institution, desk->db, arena));
    TRY(journal_head_now(&page.head, desk->db));
    page.progress = progress;
    page.units = units;
    page.waiting = waiting;
    page.titles = titles;
    struct layout_input input = {report_page_record(&page, language, arena), NULL, 0, NULL};
    return layout_render(pdf, layout, &input, arena);
}
