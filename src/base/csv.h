/* Comma-separated values (RFC 4180) as people's programs write them: UTF-8 with or without a byte
 * order mark or UTF-16 with one (Excel's "Unicode text"), lines ending in CRLF or LF, and commas,
 * tabs or, where a comma is the decimal sign, semicolons between cells (the header tells which).
 * Empty cells behind the last column that has a name are dropped.
 *
 * Places are "row:column" as a spreadsheet shows them: the header is row 1, a quoted cell with line
 * breaks in it is still one row, the first cell of a row is column 1. */
#ifndef USTA_BASE_CSV_H
#define USTA_BASE_CSV_H

#include "base/buffer.h"

enum { CSV_COLUMN_LIMIT = 200, CSV_CELL_LIMIT = 64 * 1024 };

struct csv_row {
    size_t number; /* from 2 */
    const char *const *cells;
    size_t count; /* may differ from the header's: the caller says what that means */
};

struct csv {
    char separator; /* ',', ';' or '\t' */
    const char *const *header;
    size_t column_count;
    const struct csv_row *rows; /* without those whose cells are all empty */
    size_t row_count;
};

/* ERROR_REFUSED, naming the file and the place: neither UTF-8 nor UTF-16 (with what to do; an old
 * Cyrillic code page is named), a NUL, no header, a header with several separators, a column
 * without name or with another's, more columns or longer cells than above, a quote inside a cell
 * without quotes, anything behind a closing quote, a quote that is never closed, a CR without LF.
 */
fallible csv_read(struct csv *out, struct bytes file, const char *name, struct arena *arena);

/* A cell without the white space around it; spreadsheets leave no-break spaces too. */
const char *csv_trimmed(const char *cell, struct arena *arena);

/* Writes a cell, in quotes where it needs them. */
void csv_add_cell(struct buffer *out, const char *text);

#endif
