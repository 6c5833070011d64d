#include "base/csv.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdlib.h>

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

static bool is_utf16(struct bytes file)
{
    return file.size >= 2 && ((file.data[0] == 0xff && file.data[1] == 0xfe) ||
                              (file.data[0] == 0xfe && file.data[1] == 0xff));
}

static fallible text_of(const char **out, struct bytes file, const char *name, struct arena *arena)
{
    static const uint8_t mark[] = {0xef, 0xbb, 0xbf};
    if (is_utf16(file))
        return error_hint(error_make(ERROR_REFUSED, "%s is UTF-16 text", name),
                          "save it as 'CSV UTF-8'");
    if (file.size >= sizeof mark && memcmp(file.data, mark, sizeof mark) == 0)
        file = bytes_of(file.data + sizeof mark, file.size - sizeof mark);
    return text_from_bytes(out, file, name, arena);
}

/* Counts separators of the first row outside quotes. */
static fallible find_separator(struct cursor *cursor)
{
    bool quoted = false, commas = false, semicolons = false;
    for (const char *at = cursor->at; *at && (quoted || (*at != '\n' && *at != '\r')); at++) {
        quoted = *at == '"' ? !quoted : quoted;
        commas |= !quoted && *at == ',';
        semicolons |= !quoted && *at == ';';
    }
    if (commas && semicolons)
        return fault(cursor, "both commas and semicolons stand between the names of the columns",
                     "put quotes around a name that has one of them in it");
    cursor->separator = semicolons ? ';' : ',';
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
    TRY(check_header(&cursor, &header));
    while (*cursor.at) {
        struct csv_row row;
        cursor.row++;
        TRY(read_row(&row, &cursor));
        if (!is_empty(&row))
            *ARENA_PUSH(arena, rows, count) = row;
    }
    *out = (struct csv){cursor.separator, header.cells, header.count, rows, count};
    return NULL;
}
