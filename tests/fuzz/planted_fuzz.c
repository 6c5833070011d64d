/* libFuzzer: a planted fault. A reader that steps one byte past a cell that says "usta"; whoever
 * runs the other targets runs this one first, and believes them only when it has been found. */
#include "base/csv.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char past_the_end(const char *cell)
{
    size_t size = strlen(cell);
    char *copy = malloc(size);
    if (!copy)
        abort();
    memcpy(copy, cell, size);
    char past = ((volatile char *)copy)[size];
    free(copy);
    return past;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct csv csv;
    SCOPED_ERROR error = csv_read(&csv, bytes_of(data, size), "fuzz", arena);
    if (error || csv.row_count == 0 || csv.rows[0].count == 0)
        return 0;
    if (text_equal(csv.rows[0].cells[0], "usta"))
        (void)past_the_end(csv.rows[0].cells[0]);
    return 0;
}
