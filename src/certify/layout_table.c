#include "certify/layout_draw.h"

/* A table before it is drawn: the head is row 0. */
struct laid_row {
    struct laid_text *cells;   /* one a column */
    struct laid_bars *bars;    /* likewise; of no source where a column has none */
    struct laid_meter *meters; /* likewise */
    int64_t height;            /* of the highest cell, without padding */
};
struct laid_table {
    const struct layout_block *block;
    struct laid_row *rows;
    size_t count;
    int64_t height; /* with the least padding */
};

static fallible row_lay(struct laid_row *row, struct canvas *canvas,
                        const struct layout_table *table, const struct value *item)
{
    row->cells = ARENA_ARRAY(canvas->arena, struct laid_text, table->column_count);
    row->bars = ARENA_ARRAY(canvas->arena, struct laid_bars, table->column_count);
    row->meters = ARENA_ARRAY(canvas->arena, struct laid_meter, table->column_count);
    for (size_t c = 0; c < table->column_count; c++) {
        const struct layout_column *column = &table->columns[c];
        TRY(laid_text_make(&row->cells[c], canvas, item ? &column->cells : &column->head, item,
                           column->width));
        if (item && column->bars.each)
            TRY(laid_bars_make(&row->bars[c], canvas, column, item));
        if (item && column->meter.value)
            TRY(laid_meter_make(&row->meters[c], canvas, column, item));
    }
    return NULL;
}

static fallible table_lay(struct laid_table *out, struct canvas *canvas,
                          const struct layout_block *block)
{
    const struct layout_table *table = &block->table;
    struct template_scope scope = canvas_scope(canvas, NULL, canvas->layout->language);
    const struct value *list = template_value(table->each, &scope, canvas->arena);
    if (!list || value_kind(list) != VALUE_ARRAY || value_size(list) == 0)
        return error_make(ERROR_REFUSED, "the record has no list '%s'", table->each);
    size_t count = value_size(list) + 1;
    struct laid_row *rows = ARENA_ARRAY(canvas->arena, struct laid_row, count);
    TRY(row_lay(&rows[0], canvas, table, NULL));
    for (size_t i = 1; i < count; i++)
        TRY(row_lay(&rows[i], canvas, table, value_at(list, i - 1)));
    *out = (struct laid_table){block, rows, count, 0};
    return NULL;
}

/* How high what is drawn in a column is, besides its texts. */
static int64_t drawn_height(const struct laid_row *row, size_t column)
{
    if (row->meters[column].source)
        return row->meters[column].source->height;
    return row->bars[column].source ? row->bars[column].source->height : 0;
}

static bool row_try(struct laid_row *row, size_t columns, struct fit fit,
                    const struct laid_paragraph **blame)
{
    row->height = 0;
    for (size_t c = 0; c < columns; c++) {
        if (!laid_text_try(&row->cells[c], fit, blame))
            return false;
        int64_t drawn = drawn_height(row, c);
        int64_t height = row->cells[c].height > drawn ? row->cells[c].height : drawn;
        row->height = height > row->height ? height : row->height;
    }
    return true;
}

static bool table_try(struct laid_table *laid, struct fit fit, const struct laid_paragraph **blame)
{
    laid->height = 0;
    for (size_t i = 0; i < laid->count; i++) {
        if (!row_try(&laid->rows[i], laid->block->table.column_count, fit, blame))
            return false;
        laid->height += laid->rows[i].height + 2 * laid->block->table.padding_least;
    }
    *blame = NULL;
    return laid->height <= laid->block->box.height;
}

static void rule_draw(struct canvas *canvas, const struct layout_block *block, struct point from,
                      int64_t width)
{
    content_mark_artifact(&canvas->content);
    content_line_width(&canvas->content, width);
    content_stroke_colour(&canvas->content, block->table.rule_colour);
    content_move(&canvas->content, from);
    content_line(&canvas->content, (struct point){from.x + block->box.width, from.y});
    content_stroke(&canvas->content);
    content_mark_end(&canvas->content);
}

/* Where something this high begins in a row at y. */
static struct point middle_of(const struct laid_row *row, int64_t x, int64_t y, int64_t height)
{
    return (struct point){x, y + (row->height - height) / 2};
}

static void row_draw(struct canvas *canvas, const struct laid_table *laid, size_t index,
                     struct structure_element *table, struct point at)
{
    const struct layout_block *block = laid->block;
    struct structure_element *row = structure_add(canvas->structure, table, "TR", NULL);
    for (size_t c = 0; c < block->table.column_count; c++) {
        const struct laid_text *cell = &laid->rows[index].cells[c];
        const char *language = cell->count ? cell->items[0].language : NULL;
        struct structure_element *element = structure_add(canvas->structure, row,
                                                          index == 0 ? "TH" : "TD", language);
        int64_t x = at.x + block->table.columns[c].x;
        laid_text_draw(canvas, cell, middle_of(&laid->rows[index], x, at.y, cell->height), row,
                       element);
        const struct laid_bars *bars = &laid->rows[index].bars[c];
        if (bars->source)
            laid_bars_draw(canvas, bars,
                           middle_of(&laid->rows[index], x, at.y, bars->source->height), element);
        const struct laid_meter *meter = &laid->rows[index].meters[c];
        if (meter->source)
            laid_meter_draw(canvas, meter,
                            middle_of(&laid->rows[index], x, at.y, meter->source->height));
    }
}

/* The box of a table on a page, from 1. */
static const struct box *box_on(const struct layout_block *block, size_t page)
{
    return page > 1 ? &block->table.next : &block->box;
}

static int64_t height_with_padding(const struct laid_table *laid, size_t row)
{
    return laid->rows[row].height + 2 * laid->block->table.padding_least;
}

/* Rows from … to, below the head. */
struct page_rows {
    size_t from, to;
    const struct box *box;
};

/* What is left of the box widens the rows, up to the most padding. */
static int64_t padding_of(const struct laid_table *laid, const struct page_rows *rows)
{
    const struct layout_table *table = &laid->block->table;
    int64_t left = rows->box->height - height_with_padding(laid, 0);
    for (size_t i = rows->from; i < rows->to; i++)
        left -= height_with_padding(laid, i);
    int64_t count = (int64_t)(rows->to - rows->from) + 1;
    int64_t padding = table->padding_least + left / count / 2;
    return padding < table->padding_most ? padding : table->padding_most;
}

static void rows_draw(struct canvas *canvas, const struct laid_table *laid,
                      const struct page_rows *rows)
{
    const struct layout_block *block = laid->block;
    struct structure_element *table = structure_add(
        canvas->structure, structure_root(canvas->structure), "Table", NULL);
    int64_t y = rows->box->y, rule = block->table.rule_width;
    int64_t padding = padding_of(laid, rows);
    for (size_t i = 0; i < rows->to; i = i == 0 ? rows->from : i + 1) {
        row_draw(canvas, laid, i, table, (struct point){rows->box->x, y + padding});
        y += laid->rows[i].height + 2 * padding;
        rule_draw(canvas, block, (struct point){rows->box->x, y}, i == 0 ? 2 * rule : rule);
    }
}

struct table_flow {
    struct laid_table laid;
    size_t *firsts; /* the first row of each page, and one behind the last */
    size_t pages;
};

size_t table_flow_pages(const struct table_flow *flow)
{
    return flow->pages;
}

static bool is_kept(const struct table_flow *flow, struct canvas *canvas, size_t row)
{
    const struct layout_table *table = &flow->laid.block->table;
    struct template_scope scope = canvas_scope(canvas, NULL, canvas->layout->language);
    if (!table->keep)
        return false;
    scope.item = value_at(template_value(table->each, &scope, canvas->arena), row - 1);
    return template_holds(table->keep, &scope, canvas->arena);
}

/* The row that begins the page after one that begins with first; first itself when none fits. */
static size_t page_end(const struct table_flow *flow, struct canvas *canvas, size_t first)
{
    const struct laid_table *laid = &flow->laid;
    const struct box *box = box_on(laid->block, flow->pages + 1);
    int64_t height = height_with_padding(laid, 0);
    size_t end = first;
    for (; end < laid->count; end++) {
        height += height_with_padding(laid, end);
        if (height > box->height)
            break;
    }
    size_t fitting = end;
    while (end < laid->count && end > first + 1 && is_kept(flow, canvas, end - 1))
        end--;
    return end > first + 1 ? end : fitting;
}

static bool flow_try(struct table_flow *flow, struct canvas *canvas, struct fit fit,
                     const struct laid_paragraph **blame)
{
    struct laid_table *laid = &flow->laid;
    for (size_t i = 0; i < laid->count; i++)
        if (!row_try(&laid->rows[i], laid->block->table.column_count, fit, blame))
            return false;
    *blame = NULL;
    flow->pages = 0;
    for (size_t row = 1; row < laid->count;) {
        size_t next = page_end(flow, canvas, row);
        if (next == row)
            return false;
        flow->firsts[flow->pages++] = row;
        row = next;
    }
    flow->firsts[flow->pages] = laid->count;
    return true;
}

/* Whether it fits one page, if need be smaller. */
static bool one_page_try(struct table_flow *flow, const struct laid_paragraph **blame)
{
    struct fit fit = {0};
    while (!table_try(&flow->laid, fit, blame))
        if (!fit_next(&fit))
            return false;
    flow->pages = 1;
    flow->firsts[0] = 1;
    flow->firsts[1] = flow->laid.count;
    return true;
}

fallible table_flow_make(const struct table_flow **out, struct canvas *canvas,
                         const struct layout_block *block)
{
    struct table_flow *flow = ARENA_NEW(canvas->arena, struct table_flow);
    struct fit fit = {0};
    const struct laid_paragraph *blame = NULL;
    TRY(table_lay(&flow->laid, canvas, block));
    flow->firsts = ARENA_ARRAY(canvas->arena, size_t, flow->laid.count + 1);
    *out = flow;
    if (block->table.flow == FLOW_WHEN_FULL && one_page_try(flow, &blame))
        return NULL;
    while (!flow_try(flow, canvas, fit, &blame))
        if (!fit_next(&fit))
            return overfull_error(block, blame);
    return NULL;
}

fallible table_block_draw(struct canvas *canvas, const struct layout_block *block)
{
    if (block->table.flow != FLOW_NO) {
        const struct table_flow *flow = canvas->flow;
        if (flow->laid.block != block)
            return error_make(ERROR_REFUSED, "a second table flows");
        if (canvas->page > flow->pages)
            return NULL;
        rows_draw(canvas, &flow->laid,
                  &(struct page_rows){flow->firsts[canvas->page - 1], flow->firsts[canvas->page],
                                      box_on(block, canvas->page)});
        return NULL;
    }
    struct laid_table laid = {0};
    TRY(table_lay(&laid, canvas, block));
    struct fit fit = {0};
    const struct laid_paragraph *blame = NULL;
    while (!table_try(&laid, fit, &blame))
        if (!fit_next(&fit))
            return overfull_error(block, blame);
    rows_draw(canvas, &laid, &(struct page_rows){1, laid.count, &block->box});
    return NULL;
}
