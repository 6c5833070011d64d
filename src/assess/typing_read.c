#include "assess/typing_read.h"

#include "assess/mark.h"
#include "assess/ref.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/text.h"

#include <ctype.h>

const struct rule typing_rules[TYPING_RULE_COUNT] = {
    [TYPING_COLUMN] = {"E81", "a column is missing or means nothing",
                       "begin with: usta sheet form ATTEMPT EXAMINER FILE.csv"},
    [TYPING_ROW] = {"E82", "a row stands twice, or for a line that is not on this sheet",
                    "take it out"},
    [TYPING_OTHER_RUBRIC] = {"E83", "the sheet was printed from another rubric",
                             "type the sheet of this attempt and examiner"},
    [TYPING_TIME] = {"E84", "a time is missing or cannot be", "write for example 09:40"},
    [TYPING_MARK] = {"E85", "a mark cannot be one of its line", "look at the sheet again"},
    [TYPING_MISSING] = {"E86", "a line has no mark", "look at the sheet again"},
};

enum { COLUMN_CRITERION, COLUMN_MARK, COLUMN_ALLOWED, COLUMN_TITLE, COLUMN_COUNT };
static const char *const column_names[COLUMN_COUNT] = {"criterion", "mark", "allowed", "title"};

enum { ROW_RUBRIC, ROW_DIGEST, ROW_STARTED, ROW_ENDED, ROW_STOP, ROW_COUNT };
static const char *const row_names[ROW_COUNT] = {"rubric", "digest", "started", "ended", "stop"};

enum { FORM_LIMIT = 1024 * 1024, DIGEST_LEAST = 16, TIME_SIZE = 5 };

struct typed_cell {
    const char *text; /* NULL: there is no such row */
    struct place place;
};

struct typing_reader {
    const struct sheet_form *form;
    struct findings *findings;
    struct arena *arena;
    struct csv csv;
    size_t at[COLUMN_COUNT]; /* from 1; 0: nowhere */
    struct typed_cell rows[ROW_COUNT];
    struct typed_cell *lines; /* of the form */
};

static bool read_columns(struct typing_reader *reader)
{
    size_t errors = reader->findings->errors;
    for (size_t i = 0; i < reader->csv.column_count; i++) {
        size_t column = 0;
        while (column < COLUMN_COUNT && !text_equal(reader->csv.header[i], column_names[column]))
            column++;
        if (column < COLUMN_COUNT)
            reader->at[column] = i + 1;
        else
            findings_add(reader->findings, &typing_rules[TYPING_COLUMN],
                         (struct place){1, (int)i + 1}, "'%s' is not a column of a typed sheet",
                         reader->csv.header[i]);
    }
    for (size_t column = 0; column <= COLUMN_MARK; column++)
        if (!reader->at[column])
            findings_add(reader->findings, &typing_rules[TYPING_COLUMN], (struct place){1, 1},
                         "the column '%s' is missing", column_names[column]);
    return reader->findings->errors == errors;
}

/* Where a row's mark belongs; NULL for a line that is not on the sheet. */
static struct typed_cell *cell_for(struct typing_reader *reader, const char *name)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (text_equal(name, row_names[i]))
            return &reader->rows[i];
    for (size_t i = 0; i < reader->form->line_count; i++)
        if (text_equal(name, reader->form->lines[i].criterion->id))
            return &reader->lines[i];
    return NULL;
}

static void read_row(struct typing_reader *reader, const struct csv_row *row)
{
    size_t name_at = reader->at[COLUMN_CRITERION], mark_at = reader->at[COLUMN_MARK];
    struct place place = {(int)row->number, (int)name_at};
    const char *name = name_at <= row->count ? csv_trimmed(row->cells[name_at - 1], reader->arena)
                                             : "";
    struct typed_cell *cell = cell_for(reader, name);
    if (!cell)
        findings_add(reader->findings, &typing_rules[TYPING_ROW], place,
                     "'%s' is no line on the sheet of the %s examiner", name,
                     duty_name(reader->form->duty));
    else if (cell->text)
        findings_add(reader->findings, &typing_rules[TYPING_ROW], place,
                     "'%s' stands in row %d already", name, cell->place.line);
    else
        *cell = (struct typed_cell){
            mark_at <= row->count ? csv_trimmed(row->cells[mark_at - 1], reader->arena) : "",
            {(int)row->number, (int)mark_at}};
}

static const char *typed_text(const struct typed_cell *cell)
{
    return cell->text ? cell->text : "";
}

static struct place typed_place(const struct typed_cell *cell)
{
    return cell->text ? cell->place : (struct place){1, 1};
}

static void check_rubric(struct typing_reader *reader)
{
    const struct rubric *rubric = reader->form->rubric;
    const struct typed_cell *named = &reader->rows[ROW_RUBRIC], *digit = &reader->rows[ROW_DIGEST];
    const char *name = rubric_name(rubric, reader->arena);
    const char *digest = digest_text(&rubric->structure_digest, reader->arena);
    if (!text_equal(typed_text(named), name))
        findings_add(reader->findings, &typing_rules[TYPING_OTHER_RUBRIC], typed_place(named),
                     "rubric: '%s', but the sitting froze '%s'", typed_text(named), name);
    if (strlen(typed_text(digit)) < DIGEST_LEAST || !text_starts(digest, typed_text(digit)))
        findings_add(reader->findings, &typing_rules[TYPING_OTHER_RUBRIC], typed_place(digit),
                     "digest: '%s' is not at least %d digits of %.*s…", typed_text(digit),
                     DIGEST_LEAST, DIGEST_LEAST, digest);
}

static bool time_good(const char *text)
{
    return strlen(text) == TIME_SIZE && isdigit((unsigned char)text[0]) &&
           isdigit((unsigned char)text[1]) && text[2] == ':' && text[3] >= '0' && text[3] <= '5' &&
           isdigit((unsigned char)text[4]) && strncmp(text, "24", 2) < 0;
}

static void check_times(struct typing_reader *reader)
{
    const char *started = typed_text(&reader->rows[ROW_STARTED]);
    const char *ended = typed_text(&reader->rows[ROW_ENDED]);
    for (size_t row = ROW_STARTED; row <= ROW_ENDED; row++)
        if (!time_good(typed_text(&reader->rows[row])))
            findings_add(reader->findings, &typing_rules[TYPING_TIME],
                         typed_place(&reader->rows[row]), "%s: '%s' is not a time HH:MM",
                         row_names[row], typed_text(&reader->rows[row]));
    if (time_good(started) && time_good(ended) && strcmp(ended, started) < 0)
        findings_add(reader->findings, &typing_rules[TYPING_TIME],
                     typed_place(&reader->rows[ROW_ENDED]), "ended %s is before started %s", ended,
                     started);
}

/* Cuts "82.1 83.0 @probe-1" behind the readings; NULL when no instrument is named. */
static const char *cut_instrument(const char **readings, const char *text, struct arena *arena)
{
    const char *at = strchr(text, '@');
    *readings = at ? csv_trimmed(arena_text_n(arena, text, (size_t)(at - text)), arena) : text;
    return at ? csv_trimmed(at + 1, arena) : NULL;
}

static fallible check_instrument(const char *instrument, const struct mark *mark)
{
    TRY(ref_check(instrument, "instrument"));
    if (mark->kind != MARK_READINGS)
        return error_make(ERROR_REFUSED, "criterion '%s': instruments are named with readings",
                          mark->criterion->id);
    return NULL;
}

/* What mark_read takes. */
static struct value *said_of(const struct criterion *criterion, const char *text,
                             struct arena *arena)
{
    static const char reason[] = "na ";
    struct value *said = value_object(arena);
    if (text_starts(text, reason))
        value_set_text(said, "na", text + strlen(reason));
    else if (criterion->kind == CRITERION_MEASURE)
        value_set(said, "readings", mark_readings_value(text, arena));
    else if (criterion->kind == CRITERION_LEVELS)
        value_set_text(said, "level", text);
    else if (text_equal(text, "yes") || text_equal(text, "no"))
        value_set_boolean(said, "check", text_equal(text, "yes"));
    else
        value_set_text(said, "check", text);
    return said;
}

static void read_line(struct value *marks, struct typing_reader *reader, size_t index)
{
    struct mark mark;
    const struct typed_cell *cell = &reader->lines[index];
    const struct criterion *criterion = reader->form->lines[index].criterion;
    bool may_be_empty = *typed_text(&reader->rows[ROW_STOP]) || reader->form->duty != DUTY_FIRST;
    if (!*typed_text(cell)) {
        if (!may_be_empty)
            findings_add(reader->findings, &typing_rules[TYPING_MISSING], typed_place(cell),
                         "line '%s' has no mark", criterion->id);
        return;
    }
    const char *text = cell->text, *instrument = NULL;
    if (criterion->kind == CRITERION_MEASURE)
        instrument = cut_instrument(&text, cell->text, reader->arena);
    SCOPED_ERROR error = mark_read(&mark, criterion, reader->form->person.ref,
                                   said_of(criterion, text, reader->arena), reader->arena);
    if (!error && instrument)
        error = check_instrument(instrument, &mark);
    if (error) {
        findings_add(reader->findings, &typing_rules[TYPING_MARK], cell->place, "%s",
                     error_message(error));
        return;
    }
    struct value *said = mark_value(&mark, reader->arena);
    if (instrument)
        value_set_text(said, "instrument", instrument);
    value_set(marks, criterion->id, said);
}

/* "A4 hot oil was spilled" */
static struct value *read_stop(struct typing_reader *reader)
{
    const struct typed_cell *cell = &reader->rows[ROW_STOP];
    struct value *stop = value_object(reader->arena);
    const char *text = typed_text(cell);
    if (!*text)
        return value_null(reader->arena);
    size_t size = strcspn(text, " ");
    const char *reason = text + size + strspn(text + size, " ");
    if (!*reason)
        findings_add(reader->findings, &typing_rules[TYPING_MARK], cell->place,
                     "stop: '%s' is not a line and a reason", text);
    value_set_text(stop, "criterion", arena_text_n(reader->arena, text, size));
    value_set_text(stop, "reason", reason);
    return stop;
}

static struct value *read_content(struct typing_reader *reader)
{
    struct value *content = value_object(reader->arena), *marks = value_object(reader->arena);
    for (size_t i = 0; i < reader->csv.row_count; i++)
        read_row(reader, &reader->csv.rows[i]);
    check_rubric(reader);
    check_times(reader);
    for (size_t i = 0; i < reader->form->line_count; i++)
        read_line(marks, reader, i);
    value_set_text(content, "rubric", rubric_name(reader->form->rubric, reader->arena));
    value_set_text(content, "started", typed_text(&reader->rows[ROW_STARTED]));
    value_set_text(content, "ended", typed_text(&reader->rows[ROW_ENDED]));
    value_set(content, "stop", read_stop(reader));
    value_set(content, "marks", marks);
    return content;
}

fallible typing_read(struct value **out, const struct sheet_form *form, struct bytes file,
                     const char *name, struct findings *findings, struct arena *arena)
{
    struct typing_reader reader = {.form = form, .findings = findings, .arena = arena};
    struct value *content = NULL;
    TRY(csv_read(&reader.csv, file, name, arena));
    findings_open(findings, name);
    reader.lines = ARENA_ARRAY(arena, struct typed_cell, form->line_count);
    if (read_columns(&reader))
        content = read_content(&reader);
    if (!findings_close(findings))
        return error_hint(error_make(ERROR_REFUSED, "%s: %zu mistakes, nothing is taken in", name,
                                     findings->errors - findings->errors_before),
                          "look at the sheet again, mend them all, then type it in again");
    *out = content;
    return NULL;
}

static const char *allowed_of(const struct criterion *criterion, struct arena *arena)
{
    struct buffer text = buffer_make(arena, FORM_LIMIT);
    const struct measure *measure = &criterion->measure;
    if (criterion->kind == CRITERION_CHECK)
        buffer_add_text(&text, "yes | no");
    for (size_t i = 0; criterion->kind == CRITERION_LEVELS && i < criterion->level_count; i++)
        buffer_add_format(&text, "%s%s", i ? " | " : "", criterion->levels[i].id);
    if (criterion->kind == CRITERION_MEASURE)
        buffer_add_format(&text, "%d x %s%s%s", measure->samples, measure->unit,
                          measure->derive == DERIVE_SHARE_PERCENT ? " part/whole" : "",
                          measure->calibration_max_hours ? " @instrument" : "");
    for (size_t i = 0; i < criterion->not_applicable_count; i++)
        buffer_add_format(&text, " | na %s", criterion->not_applicable[i]);
    return buffer_text(&text);
}

static void add_row(struct buffer *table, const char *const cells[static COLUMN_COUNT])
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        buffer_add_text(table, i ? "," : "");
        csv_add_cell(table, cells[i]);
    }
    buffer_add_text(table, "\r\n");
}

fallible typing_form(struct bytes *out, const struct sheet_form *form, const char *language,
                     struct arena *arena)
{
    const struct rubric *rubric = form->rubric;
    struct buffer table = buffer_make(arena, FORM_LIMIT);
    const char *digest = digest_text(&rubric->structure_digest, arena);
    const char *const tops[ROW_COUNT][COLUMN_COUNT] = {
        {row_names[ROW_RUBRIC], rubric_name(rubric, arena), "", ""},
        {row_names[ROW_DIGEST], arena_format(arena, "%.*s", DIGEST_LEAST, digest), "", ""},
        {row_names[ROW_STARTED], "", "HH:MM", ""},
        {row_names[ROW_ENDED], "", "HH:MM", ""},
        {row_names[ROW_STOP], "", "empty, or the line and why", ""},
    };
    buffer_add_text(&table, "\xef\xbb\xbf");
    add_row(&table, column_names);
    for (size_t i = 0; i < ROW_COUNT; i++)
        add_row(&table, tops[i]);
    for (size_t i = 0; i < form->line_count; i++) {
        const struct criterion *criterion = form->lines[i].criterion;
        add_row(&table, (const char *const[COLUMN_COUNT]){
                            criterion->id, "", allowed_of(criterion, arena),
                            texts_in(&criterion->title, language, rubric->source_language)});
    }
    return buffer_take(out, &table, "form");
}
