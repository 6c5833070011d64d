#include "base/csv.h"

#include "base/text.h"

#include <stdbool.h>

/* Where reading stands. text ends with a NUL and holds no other. */
struct cursor {
    const char *name, *at;
    char separator;
    size_t row, column;
    struct arena *arena;
};

static never_null struct error *fault(const struct cursor *cursor, const char *message,
                                      const char *hint)
{
    struct error *error = error_make(ERROR_REFUSED, "%s:%zu:%zu: %s", cursor->name, cursor->row,
                                     cursor->column, message);
    return hint ? error_hint(error, "%s", hint) : error;
}

/* Letters А to я of Windows-1251 are the bytes 0xc0 to 0xff; other text has few of these. */
static bool looks_windows_1251(struct bytes file)
{
    size_t letters = 0, others = 0;
    for (size_t i = 0; i < file.size; i++) {
        letters += file.data[i] >= 0xc0;
        others += file.data[i] >= 0x80 && file.data[i] < 0xc0;
    }
    return letters > others;
}

static never_null struct error *not_utf8(struct bytes file, const char *name)
{
    size_t at = utf8_fault_at(file), row = 1;
    for (size_t i = 0; i < at; i++)
        row += file.data[i] == '\n';
    return error_hint(error_make(ERROR_REFUSED, "%s is not UTF-8 at byte %zu, line %zu%s", name,
                                 at + 1, row,
                                 looks_windows_1251(file) ? ": it looks like Windows-1251" : ""),
                      "save it again as 'CSV UTF-8 (comma delimited)' in Excel, or with the "
                      "character set 'Unicode (UTF-8)' in LibreOffice");
}

/* Whether the file begins with this mark, which is then taken away. */
static bool take_mark(struct bytes *file, const char *mark)
{
    size_t size = strlen(mark);
    if (file->size < size || memcmp(file->data, mark, size) != 0)
        return false;
    *file = bytes_of(file->data + size, file->size - size);
    return true;
}

static fallible text_of(const char **out, struct bytes file, const char *name, struct arena *arena)
{
    if (take_mark(&file, "\xff\xfe"))
        return text_from_utf16(out, file, false, name, arena);
    if (take_mark(&file, "\xfe\xff"))
        return text_from_utf16(out, file, true, name, arena);
    (void)take_mark(&file, "\xef\xbb\xbf");
    return utf8_fault_at(file) < file.size ? not_utf8(file, name)
                                           : text_from_bytes(out, file, name, arena);
}

/* What stands between the names of the columns, outside quotes. */
static fallible find_separator(struct cursor *cursor)
{
    static const char separators[] = ",;\t";
    bool quoted = false;
    char found = '\0';
    for (const char *at = cursor->at; *at && (quoted || (*at != '\n' && *at != '\r')); at++) {
        quoted = *at == '"' ? !quoted : quoted;
        if (quoted || !strchr(separators, *at) || *at == found)
            continue;
        if (found)
            return fault(cursor,
                         "several of comma, semicolon and tab stand between the names of the "
                         "columns",
                         "put quotes around a name that has one of them in it");
        found = *at;
    }
    cursor->separator = found ? found : ',';
    return NULL;
}

static bool ends_row(char c)
{
    return c == '\n' || c == '\r' || c == '\0';
}

static fallible read_quoted(const char **out, struct cursor *cursor)
{
    const char *start = ++cursor->at;
    size_t size = 0;
    while (start[size] && (start[size] != '"' || start[size + 1] == '"'))
        size += start[size] == '"' ? 2 : 1;
    if (!start[size])
        return fault(cursor, "a quote opens here and never closes", NULL);
    if (size > CSV_CELL_LIMIT)
        return fault(cursor, "the cell is too long", "is a closing quote missing?");
    char *cell = arena_text_n(cursor->arena, start, size), *to = cell;
    for (const char *from = cell; *from; from += *from == '"' ? 2 : 1)
        *to++ = *from;
    *to = '\0';
    cursor->at = start + size + 1;
    if (*cursor->at != cursor->separator && !ends_row(*cursor->at))
        return fault(cursor, "something follows the closing quote",
                     "write a quote inside quotes twice");
    *out = cell;
    return NULL;
}

static fallible read_cell(const char **out, struct cursor *cursor)
{
    if (*cursor->at == '"')
        return read_quoted(out, cursor);
    size_t size = 0;
    const char *start = cursor->at;
    while (start[size] != cursor->separator && start[size] != '"' && !ends_row(start[size]))
        size++;
    if (start[size] == '"')
        return fault(cursor, "a quote stands inside a cell without quotes",
                     "put the whole cell in quotes, and write quotes inside twice");
    if (size > CSV_CELL_LIMIT)
        return fault(cursor, "the cell is too long", NULL);
    *out = arena_text_n(cursor->arena, start, size);
    cursor->at = start + size;
    return NULL;
}

/* Moves behind the end of a row. */
static fallible end_row(struct cursor *cursor)
{
    if (*cursor->at == '\r' && cursor->at[1] != '\n')
        return fault(cursor, "a carriage return stands without a line feed",
                     "save the file with the line ends of Windows or Unix");
    cursor->at += *cursor->at == '\r' ? 2 : *cursor->at == '\n';
    return NULL;
}

static fallible read_row(struct csv_row *out, struct cursor *cursor)
{
    const char **cells = NULL;
    size_t count = 0;
    for (cursor->column = 1;; cursor->column++, cursor->at++) {
        const char *cell = "";
        if (count == CSV_COLUMN_LIMIT)
            return fault(cursor, "there are too many columns", NULL);
        TRY(read_cell(&cell, cursor));
        *ARENA_PUSH(cursor->arena, cells, count) = cell;
        if (*cursor->at != cursor->separator)
            break;
    }
    TRY(end_row(cursor));
    *out = (struct csv_row){cursor->row, cells, count};
    return NULL;
}

static fallible check_header(struct cursor *cursor, const struct csv_row *header)
{
    for (size_t i = 0; i < header->count; i++) {
        cursor->column = i + 1;
        if (!*header->cells[i])
            return fault(cursor, "the column has no name", NULL);
        for (size_t j = 0; j < i; j++)
            if (text_equal(header->cells[i], header->cells[j]))
                return fault(cursor, "the column has the name of another one", NULL);
    }
    return NULL;
}

/* Drops empty cells at the end of a row, but none of the first columns. */
static void drop_empty_end(struct csv_row *row, size_t columns)
{
    while (row->count > columns && !*row->cells[row->count - 1])
        row->count--;
}

static bool is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (*row->cells[i])
            return false;
    return true;
}

fallible csv_read(struct csv *out, struct bytes file, const char *name, struct arena *arena)
{
    struct cursor cursor = {.name = name, .row = 1, .column = 1, .arena = arena};
    TRY(text_of(&cursor.at, file, name, arena));
    TRY(find_separator(&cursor));
    struct csv_row header, *rows = NULL;
    size_t count = 0;
    TRY(read_row(&header, &cursor));
    if (is_empty(&header))
        return fault(&cursor, "there is no header", "the first row names the columns");
    drop_empty_end(&header, 1);
    TRY(check_header(&cursor, &header));
    while (*cursor.at) {
        struct csv_row row;
        cursor.row++;
        TRY(read_row(&row, &cursor));
        drop_empty_end(&row, header.count);
        if (!is_empty(&row))
            *ARENA_PUSH(arena, rows, count) = row;
    }
    *out = (struct csv){cursor.separator, header.cells, header.count, rows, count};
    return NULL;
}

/* How many bytes of white space end the first size bytes of text, at most one character. */
static size_t space_before(const char *text, size_t size)
{
    static const char no_break[] = "\xc2\xa0";
    if (size && strchr(" \t\r\n", text[size - 1]))
        return 1;
    return size >= 2 && memcmp(text + size - 2, no_break, 2) == 0 ? 2 : 0;
}

static size_t space_after(const char *text)
{
    if (*text && strchr(" \t\r\n", *text))
        return 1;
    return text_starts(text, "\xc2\xa0") ? 2 : 0;
}

const char *csv_trimmed(const char *cell, struct arena *arena)
{
    while (space_after(cell))
        cell += space_after(cell);
    size_t size = strlen(cell);
    while (space_before(cell, size))
        size -= space_before(cell, size);
    return arena_text_n(arena, cell, size);
}

void csv_add_cell(struct buffer *out, const char *text)
{
    bool is_quoted = strpbrk(text, ",;\t\"\r\n") != NULL;
    buffer_add_text(out, is_quoted ? "\"" : "");
    for (const char *at = text; *at; at++) {
        if (*at == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, (uint8_t)*at);
    }
    buffer_add_text(out, is_quoted ? "\"" : "");
}
