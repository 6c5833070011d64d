#include "assess/quality_writer.h"

#include "assess/cells.h"

struct value *writer_row(struct value *list, struct arena *arena)
{
    struct value *row = value_object(arena);
    value_append(list, row);
    return row;
}

struct value *writer_list(struct quality_writer *writer, const char *name)
{
    struct value *list = value_array(writer->arena);
    value_set(writer->value, name, list);
    return list;
}

void figure_set(struct value *row, const char *key, int64_t n, const struct rational *figure,
                int decimals, struct arena *arena)
{
    bool told = figure && n >= CELL_LEAST;
    value_set_text(row, key, told ? rational_decimals(figure, decimals, arena) : NULL);
}

void figure_set_root(struct value *row, const char *key, int64_t n, const struct rational *squared,
                     struct arena *arena)
{
    figure_set(row, key, n, squared ? rational_root(squared, arena) : NULL, FIGURE_POINTS, arena);
}
