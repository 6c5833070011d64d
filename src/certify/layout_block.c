#include "base/text.h"
#include "certify/layout_read.h"
#include "certify/wave.h"

static fallible box_read(struct box *out, const struct data *map, const char *key)
{
    int64_t numbers[4];
    TRY(data_millimetre_list(numbers, 4, map, key));
    if (numbers[2] <= 0 || numbers[3] <= 0)
        return data_fault(map, "the box is empty");
    *out = (struct box){numbers[0], numbers[1], numbers[2], numbers[3]};
    return NULL;
}

static fallible point_read(struct point *out, const struct data *map, const char *key)
{
    int64_t numbers[2];
    TRY(data_millimetre_list(numbers, 2, map, key));
    *out = (struct point){numbers[0], numbers[1]};
    return NULL;
}

static fallible text_read(struct layout_block *block, const struct data *map,
                          const struct layout_palette *palette)
{
    static const char *const places[] = {"top", "middle", "bottom", NULL};
    static const char *const truths[] = {"no", "yes", NULL};
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "box", "place",
                                             "turn", "artifact", "lines", NULL}));
    TRY(box_read(&block->box, map, "box"));
    int place, artifact;
    int64_t degrees;
    TRY(choice_read(&place, map, "place", places, PLACE_TOP));
    TRY(choice_read(&artifact, map, "artifact", truths, 0));
    TRY(data_whole_or(&degrees, map, "turn", -180, 180, 0));
    block->text.place = (enum place)place;
    block->text.artifact = artifact;
    block->text.angle = degrees * WAVE_TURN / 360;
    return paragraphs_read(&block->text.paragraphs, map, "lines", palette, "P");
}

/* One paragraph, or several one below the other as {lines: […]}. */
static fallible cell_read(struct layout_paragraphs *out, const struct data *map,
                          const struct layout_palette *palette)
{
    if (data_has(map, "lines")) {
        TRY(data_only(map, (const char *const[]){"lines", NULL}));
        return paragraphs_read(out, map, "lines", palette, "P");
    }
    struct layout_paragraph *paragraph = ARENA_NEW(map->arena, struct layout_paragraph);
    TRY(paragraph_read(paragraph, map, palette, "P"));
    *out = (struct layout_paragraphs){paragraph, 1};
    return NULL;
}

static fallible grid_row_read(struct layout_grid_row *out, const struct data *map,
                              const struct layout_palette *palette, size_t columns)
{
    struct data cells;
    struct layout_grid_row row = {0};
    TRY(data_only(map, (const char *const[]){"cells", "after", "when", NULL}));
    TRY(data_text_or(&row.when, map, "when", NULL));
    if (data_has(map, "after"))
        TRY(data_millimetres(&row.after, map, "after"));
    TRY(data_list(&cells, map, "cells"));
    if (data_count(&cells) != columns)
        return data_fault(map, "a row has %zu cells instead of %zu", data_count(&cells), columns);
    struct layout_paragraphs *items = ARENA_ARRAY(map->arena, struct layout_paragraphs, columns);
    for (size_t i = 0; i < columns; i++) {
        struct data cell = data_at(&cells, i);
        TRY(cell_read(&items[i], &cell, palette));
    }
    row.cells = items;
    *out = row;
    return NULL;
}

static fallible grid_columns_read(struct layout_grid *grid, const struct data *map)
{
    struct data list;
    TRY(data_list(&list, map, "columns"));
    struct layout_column *columns = ARENA_ARRAY(map->arena, struct layout_column,
                                                data_count(&list));
    for (size_t i = 0; i < data_count(&list); i++) {
        struct data column = data_at(&list, i);
        TRY(data_only(&column, (const char *const[]){"x", "width", NULL}));
        TRY(data_millimetres(&columns[i].x, &column, "x"));
        TRY(data_millimetres(&columns[i].width, &column, "width"));
    }
    grid->columns = columns;
    grid->column_count = data_count(&list);
    return NULL;
}

static fallible grid_read(struct layout_block *block, const struct data *map,
                          const struct layout_palette *palette)
{
    static const char *const places[] = {"top", "middle", "bottom", NULL};
    static const char *const orders[] = {"rows", "columns", NULL};
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "box", "place",
                                             "read", "columns", "rows", "rule", "colour", NULL}));
    int place, order;
    struct data rows;
    TRY(box_read(&block->box, map, "box"));
    TRY(choice_read(&place, map, "place", places, PLACE_TOP));
    TRY(choice_read(&order, map, "read", orders, 0));
    block->grid.place = (enum place)place;
    block->grid.by_column = order;
    if (data_has(map, "rule")) {
        TRY(data_points(&block->grid.rule_width, map, "rule"));
        TRY(palette_colour(&block->grid.rule_colour, palette, map, "colour"));
    }
    TRY(grid_columns_read(&block->grid, map));
    TRY(data_list(&rows, map, "rows"));
    struct layout_grid_row *items = ARENA_ARRAY(map->arena, struct layout_grid_row,
                                                data_count(&rows));
    for (size_t i = 0; i < data_count(&rows); i++) {
        struct data row = data_at(&rows, i);
        TRY(grid_row_read(&items[i], &row, palette, block->grid.column_count));
    }
    block->grid.rows = items;
    block->grid.row_count = data_count(&rows);
    return NULL;
}

static fallible bars_read(struct layout_bars *bars, const struct data *map,
                          const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"each", "value", "label", "most", "height", "pitch",
                                             "width", "language", "colour", "track", NULL}));
    TRY(data_text(&bars->each, map, "each"));
    TRY(data_text(&bars->value, map, "value"));
    TRY(data_text(&bars->label, map, "label"));
    TRY(palette_language(&bars->language, palette, map));
    TRY(data_whole(&bars->most, map, "most", 1, 1000000));
    TRY(data_millimetres(&bars->height, map, "height"));
    TRY(data_millimetres(&bars->pitch, map, "pitch"));
    TRY(data_millimetres(&bars->width, map, "width"));
    if (bars->pitch < 1000 || bars->width > bars->pitch)
        return data_fault(map, "'pitch' and 'width' do not fit one another");
    TRY(palette_colour(&bars->colour, palette, map, "colour"));
    return palette_colour(&bars->track, palette, map, "track");
}

static fallible meter_read(struct layout_meter *meter, const struct data *map,
                           const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"value", "most", "height", "colour", "track", NULL}));
    TRY(data_text(&meter->value, map, "value"));
    TRY(data_text(&meter->most, map, "most"));
    TRY(data_millimetres(&meter->height, map, "height"));
    TRY(palette_colour(&meter->colour, palette, map, "colour"));
    return palette_colour(&meter->track, palette, map, "track");
}

static fallible column_read(struct layout_column *out, const struct data *map,
                            const struct layout_palette *palette)
{
    TRY(data_only(map,
                  (const char *const[]){"x", "width", "head", "cells", "bars", "meter", NULL}));
    struct layout_column column = {0};
    struct data bars, meter;
    TRY(data_millimetres(&column.x, map, "x"));
    TRY(data_millimetres(&column.width, map, "width"));
    TRY(paragraphs_read(&column.head, map, "head", palette, "TH"));
    if (data_has(map, "cells"))
        TRY(paragraphs_read(&column.cells, map, "cells", palette, "TD"));
    if (data_has(map, "bars")) {
        TRY(data_map(&bars, map, "bars"));
        TRY(bars_read(&column.bars, &bars, palette));
    }
    if (data_has(map, "meter")) {
        if (data_has(map, "cells") || data_has(map, "bars"))
            return data_fault(map, "a column with a meter has nothing else below its head");
        TRY(data_map(&meter, map, "meter"));
        TRY(meter_read(&column.meter, &meter, palette));
    }
    *out = column;
    return NULL;
}

/* Rows stand in the same columns on every page. */
static fallible next_box_read(struct layout_block *block, const struct data *map)
{
    block->table.next = block->box;
    if (!data_has(map, "next"))
        return NULL;
    TRY(box_read(&block->table.next, map, "next"));
    if (block->table.flow == FLOW_NO || block->table.next.width != block->box.width)
        return data_fault(map, "'next' is for a table that flows, and as wide as 'box'");
    return NULL;
}

static fallible table_read(struct layout_block *block, const struct data *map,
                           const struct layout_palette *palette)
{
    static const char *const flows[] = {"no", "yes", "when_full", NULL};
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "box", "each", "flow",
                                             "next", "keep", "padding", "rule", "colour", "columns",
                                             NULL}));
    struct layout_table *table = &block->table;
    int64_t padding[2];
    int flow;
    struct data columns;
    TRY(choice_read(&flow, map, "flow", flows, FLOW_NO));
    table->flow = (enum flow)flow;
    TRY(data_text_or(&table->keep, map, "keep", NULL));
    TRY(box_read(&block->box, map, "box"));
    TRY(next_box_read(block, map));
    TRY(data_text(&table->each, map, "each"));
    TRY(data_millimetre_list(padding, 2, map, "padding"));
    table->padding_least = padding[0];
    table->padding_most = padding[1];
    TRY(data_points(&table->rule_width, map, "rule"));
    TRY(palette_colour(&table->rule_colour, palette, map, "colour"));
    TRY(data_list(&columns, map, "columns"));
    struct layout_column *items = ARENA_ARRAY(map->arena, struct layout_column,
                                              data_count(&columns));
    for (size_t i = 0; i < data_count(&columns); i++) {
        struct data column = data_at(&columns, i);
        TRY(column_read(&items[i], &column, palette));
    }
    table->columns = items;
    table->column_count = data_count(&columns);
    return NULL;
}

static fallible area_read(struct layout_block *block, const struct data *map,
                          const struct layout_palette *palette)
{
    TRY(data_only(map,
                  (const char *const[]){"kind", "name", "when", "pages", "box", "colour", NULL}));
    TRY(box_read(&block->box, map, "box"));
    return palette_colour(&block->filled.colour, palette, map, "colour");
}

static fallible shape_block_read(struct layout_block *block, const struct data *map,
                                 const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "box", "colour",
                                             "shape", NULL}));
    TRY(box_read(&block->box, map, "box"));
    TRY(palette_shape(&block->filled.shape, palette, map, "shape"));
    return palette_colour(&block->filled.colour, palette, map, "colour");
}

static fallible rule_read(struct layout_block *block, const struct data *map,
                          const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "from", "to", "line",
                                             "colour", NULL}));
    TRY(point_read(&block->rule.from, map, "from"));
    TRY(point_read(&block->rule.to, map, "to"));
    TRY(data_points(&block->rule.width, map, "line"));
    return palette_colour(&block->rule.colour, palette, map, "colour");
}

static fallible guilloche_read(struct layout_block *block, const struct data *map,
                               const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "box", "thickness",
                                             "period", "corner_waves", "strands", "line", "colour",
                                             NULL}));
    struct guilloche *guilloche = &block->guilloche;
    TRY(box_read(&guilloche->box, map, "box"));
    TRY(data_millimetres(&guilloche->thickness, map, "thickness"));
    TRY(data_millimetres(&guilloche->period, map, "period"));
    TRY(data_whole(&guilloche->corner_waves, map, "corner_waves", 1, 20));
    TRY(data_whole(&guilloche->strands, map, "strands", 1, 20));
    TRY(data_points(&guilloche->line_width, map, "line"));
    if (guilloche->period < 2000)
        return data_fault(map, "'period' is too short");
    return palette_colour(&guilloche->colour, palette, map, "colour");
}

static fallible rosette_read(struct layout_block *block, const struct data *map,
                             const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "centre", "radii",
                                             "lobes", "strands", "line", "colour", NULL}));
    struct rosette *rosette = &block->rosette;
    int64_t radii[2];
    TRY(point_read(&rosette->centre, map, "centre"));
    TRY(data_millimetre_list(radii, 2, map, "radii"));
    rosette->inner = radii[0];
    rosette->outer = radii[1];
    TRY(data_whole(&rosette->lobes, map, "lobes", 2, 200));
    TRY(data_whole(&rosette->strands, map, "strands", 1, 20));
    TRY(data_points(&rosette->line_width, map, "line"));
    return palette_colour(&rosette->colour, palette, map, "colour");
}

static fallible picture_read(struct layout_block *block, const struct data *map,
                             const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "box", "picture",
                                             "quiet", "least", "module", "alternative", "language",
                                             "colour", NULL}));
    struct layout_picture_place *picture = &block->picture;
    TRY(box_read(&block->box, map, "box"));
    if (block->box.width != block->box.height)
        return data_fault(map, "a picture's box is square");
    TRY(data_text(&picture->picture, map, "picture"));
    TRY(data_text(&picture->alternative, map, "alternative"));
    TRY(palette_language(&picture->language, palette, map));
    TRY(data_whole(&picture->quiet, map, "quiet", 0, 10));
    TRY(data_millimetres(&picture->least, map, "least"));
    TRY(data_millimetres(&picture->least_module, map, "module"));
    return palette_colour(&picture->colour, palette, map, "colour");
}

static fallible photo_read(struct layout_block *block, const struct data *map,
                           const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "box", "alternative",
                                             "language", NULL}));
    TRY(box_read(&block->box, map, "box"));
    TRY(data_text(&block->photo.alternative, map, "alternative"));
    return palette_language(&block->photo.language, palette, map);
}

static fallible signature_read(struct layout_block *block, const struct data *map,
                               const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"kind", "name", "when", "pages", "box", "alternative",
                                             "language", "blocks", NULL}));
    TRY(box_read(&block->box, map, "box"));
    struct layout_signature *signature = &block->signature;
    TRY(data_text(&signature->alternative, map, "alternative"));
    TRY(palette_language(&signature->language, palette, map));
    TRY(blocks_read(&signature->blocks, &signature->block_count, map, "blocks", palette));
    for (size_t i = 0; i < signature->block_count; i++)
        if (signature->blocks[i].kind < BLOCK_AREA || signature->blocks[i].kind > BLOCK_ROSETTE ||
            signature->blocks[i].when)
            return data_fault(map, "'%s' is more than lines and areas, or has a condition",
                              signature->blocks[i].name);
    return NULL;
}

static fallible block_read(struct layout_block *out, const struct data *map,
                           const struct layout_palette *palette)
{
    static const char *const kinds[] = {"text",    "grid",      "table",     "area",
                                        "rule",    "shape",     "guilloche", "rosette",
                                        "picture", "signature", "photo",     NULL};
    static struct error *(*const readers[])(struct layout_block *, const struct data *,
                                            const struct layout_palette *) = {
        [BLOCK_TEXT] = text_read,           [BLOCK_GRID] = grid_read,
        [BLOCK_TABLE] = table_read,         [BLOCK_AREA] = area_read,
        [BLOCK_RULE] = rule_read,           [BLOCK_SHAPE] = shape_block_read,
        [BLOCK_GUILLOCHE] = guilloche_read, [BLOCK_ROSETTE] = rosette_read,
        [BLOCK_PICTURE] = picture_read,     [BLOCK_SIGNATURE] = signature_read,
        [BLOCK_PHOTO] = photo_read,
    };
    static const char *const pages[] = {"all", "first", "others", NULL};
    struct layout_block block = {0};
    int kind, page;
    TRY(choice_read(&kind, map, "kind", kinds, -1));
    if (kind < 0)
        return data_fault(map, "'kind' is missing");
    block.kind = (enum block_kind)kind;
    TRY(data_text(&block.name, map, "name"));
    TRY(data_text_or(&block.when, map, "when", NULL));
    TRY(choice_read(&page, map, "pages", pages, PAGES_ALL));
    block.pages = (enum pages)page;
    TRY(readers[kind](&block, map, palette));
    *out = block;
    return NULL;
}

fallible blocks_read(const struct layout_block **out, size_t *count, const struct data *map,
                     const char *key, const struct layout_palette *palette)
{
    struct data list;
    TRY(data_list(&list, map, key));
    struct layout_block *blocks = ARENA_ARRAY(map->arena, struct layout_block, data_count(&list));
    for (size_t i = 0; i < data_count(&list); i++) {
        struct data block = data_at(&list, i);
        TRY(block_read(&blocks[i], &block, palette));
    }
    *out = blocks;
    *count = data_count(&list);
    return NULL;
}
