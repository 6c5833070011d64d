/* libFuzzer: no file makes the reader of CSV stumble, and what it read, written out in the plainest
 * way and read again, is the same. */
#include "assess/candidate_import.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_row(struct buffer *out, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(out, i ? ",\"" : "\"");
        for (const char *at = cells[i]; *at; at++) {
            if (*at == '"')
                buffer_add_byte(out, '"');
            buffer_add_byte(out, (uint8_t)*at);
        }
        buffer_add_byte(out, '"');
    }
    buffer_add_text(out, "\r\n");
}

static void expect_same(const char *const *a, size_t a_count, const char *const *b, size_t b_count)
{
    ASSERT(a_count == b_count);
    for (size_t i = 0; i < a_count; i++)
        ASSERT(text_equal(a[i], b[i]));
}

static void read_again(const struct csv *csv, struct arena *arena)
{
    struct buffer out = buffer_make(arena, SIZE_MAX / 4);
    write_row(&out, csv->header, csv->column_count);
    for (size_t i = 0; i < csv->row_count; i++)
        write_row(&out, csv->rows[i].cells, csv->rows[i].count);
    struct csv again;
    SCOPED_ERROR error = csv_read(&again, bytes_of_text(buffer_text(&out)), "again", arena);
    ASSERT(!error && again.row_count == csv->row_count);
    expect_same(csv->header, csv->column_count, again.header, again.column_count);
    for (size_t i = 0; i < csv->row_count; i++)
        expect_same(csv->rows[i].cells, csv->rows[i].count, again.rows[i].cells,
                    again.rows[i].count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct csv csv;
    SCOPED_ERROR error = csv_read(&csv, bytes_of(data, size), "fuzz", arena);
    if (error)
        return 0;
    read_again(&csv, arena);
    for (size_t i = 0; i < csv.row_count; i++)
        for (size_t j = 0; j < csv.rows[i].count; j++)
            (void)import_day(csv.rows[i].cells[j], arena);
    return 0;
}
