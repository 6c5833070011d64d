#include "certify/layout_draw.h"

/* The texts of a grid before they are drawn; rows whose condition does not hold are not there. */
struct laid_grid_row {
    struct laid_text *cells;
    int64_t after, height; /* mpt */
};
struct laid_grid {
    const struct layout_block *block;
    struct laid_grid_row *rows;
    size_t count;
    int64_t height;
};

static fallible grid_lay(struct laid_grid *out, struct canvas *canvas,
                         const struct layout_block *block)
{
    const struct layout_grid *grid = &block->grid;
    struct laid_grid laid = {.block = block};
    laid.rows = ARENA_ARRAY(canvas->arena, struct laid_grid_row, grid->row_count);
    for (size_t r = 0; r < grid->row_count; r++) {
        const struct layout_grid_row *source = &grid->rows[r];
        struct template_scope scope = canvas_scope(canvas, NULL, canvas->layout->language);
        if (source->when && !template_holds(source->when, &scope, canvas->arena))
            continue;
        struct laid_grid_row *row = &laid.rows[laid.count++];
        row->after = source->after;
        row->cells = ARENA_ARRAY(canvas->arena, struct laid_text, grid->column_count);
        for (size_t c = 0; c < grid->column_count; c++)
            TRY(laid_text_make(&row->cells[c], canvas, &source->cells[c], NULL,
                               grid->columns[c].width));
    }
    *out = laid;
    return NULL;
}

static bool grid_try(struct laid_grid *laid, struct fit fit, const struct laid_paragraph **blame)
{
    laid->height = 0;
    for (size_t r = 0; r < laid->count; r++) {
        struct laid_grid_row *row = &laid->rows[r];
        row->height = 0;
        for (size_t c = 0; c < laid->block->grid.column_count; c++) {
            if (!laid_text_try(&row->cells[c], fit, blame))
                return false;
            if (row->cells[c].height > row->height)
                row->height = row->cells[c].height;
        }
        laid->height += row->height + (r + 1 < laid->count ? row->after : 0);
    }
    return laid->height <= laid->block->box.height;
}

static int64_t top_of(const struct laid_grid *laid)
{
    int64_t room = laid->block->box.height - laid->height;
    if (laid->block->grid.place == PLACE_MIDDLE)
        return room / 2;
    return laid->block->grid.place == PLACE_BOTTOM ? room : 0;
}

static void cell_draw(struct canvas *canvas, const struct laid_grid *laid, size_t r, size_t c)
{
    const struct layout_block *block = laid->block;
    struct point at = {block->box.x + block->grid.columns[c].x, block->box.y + top_of(laid)};
    for (size_t above = 0; above < r; above++)
        at.y += laid->rows[above].height + laid->rows[above].after;
    laid_text_draw(canvas, &laid->rows[r].cells[c], at, structure_root(canvas->structure), NULL);
}

/* Lines in the middle of the room between rows. */
static void rules_draw(struct canvas *canvas, const struct laid_grid *laid)
{
    const struct layout_block *block = laid->block;
    int64_t y = block->box.y + top_of(laid);
    content_mark_artifact(&canvas->content);
    content_stroke_colour(&canvas->content, block->grid.rule_colour);
    content_line_width(&canvas->content, block->grid.rule_width);
    for (size_t r = 0; r + 1 < laid->count; r++) {
        y += laid->rows[r].height + laid->rows[r].after;
        content_move(&canvas->content, (struct point){block->box.x, y - laid->rows[r].after / 2});
        content_line(&canvas->content,
                     (struct point){block->box.x + block->box.width, y - laid->rows[r].after / 2});
    }
    content_stroke(&canvas->content);
    content_mark_end(&canvas->content);
}

fallible grid_block_draw(struct canvas *canvas, const struct layout_block *block)
{
    struct laid_grid laid = {0};
    TRY(grid_lay(&laid, canvas, block));
    struct fit fit = {0};
    const struct laid_paragraph *blame = NULL;
    while (!grid_try(&laid, fit, &blame))
        if (!fit_next(&fit))
            return overfull_error(block, blame);
    if (block->grid.rule_width && laid.count > 1)
        rules_draw(canvas, &laid);
    size_t columns = block->grid.column_count;
    for (size_t i = 0; i < laid.count * columns; i++)
        cell_draw(canvas, &laid, block->grid.by_column ? i % laid.count : i / columns,
                  block->grid.by_column ? i / laid.count : i % columns);
    return NULL;
}
