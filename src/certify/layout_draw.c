#include "certify/layout_draw.h"

#include "base/text.h"
#include "certify/pades.h"

struct template_scope canvas_scope(const struct canvas *canvas, const struct value *item,
                                   const char *language)
{
    return (struct template_scope){.record = canvas->input->record,
                                   .item = item,
                                   .words = canvas->layout->words,
                                   .language = language,
                                   .page = canvas->page,
                                   .pages = canvas->pages};
}

static fallible area_draw(struct canvas *canvas, const struct layout_block *block)
{
    content_mark_artifact(&canvas->content);
    content_fill_colour(&canvas->content, block->filled.colour);
    content_rectangle(&canvas->content, block->box);
    content_fill(&canvas->content);
    content_mark_end(&canvas->content);
    return NULL;
}

static fallible rule_draw(struct canvas *canvas, const struct layout_block *block)
{
    content_mark_artifact(&canvas->content);
    content_stroke_colour(&canvas->content, block->rule.colour);
    content_line_width(&canvas->content, block->rule.width);
    content_move(&canvas->content, block->rule.from);
    content_line(&canvas->content, block->rule.to);
    content_stroke(&canvas->content);
    content_mark_end(&canvas->content);
    return NULL;
}

static fallible shape_block_draw(struct canvas *canvas, const struct layout_block *block)
{
    content_mark_artifact(&canvas->content);
    shape_draw(&canvas->content, block->filled.shape, block->box, block->filled.colour);
    content_mark_end(&canvas->content);
    return NULL;
}

static fallible guilloche_block_draw(struct canvas *canvas, const struct layout_block *block)
{
    content_mark_artifact(&canvas->content);
    guilloche_draw(&canvas->content, &block->guilloche);
    content_mark_end(&canvas->content);
    return NULL;
}

static fallible rosette_block_draw(struct canvas *canvas, const struct layout_block *block)
{
    content_mark_artifact(&canvas->content);
    rosette_draw(&canvas->content, &block->rosette);
    content_mark_end(&canvas->content);
    return NULL;
}

static const struct modules *picture_find(const struct layout_input *input, const char *name)
{
    for (size_t i = 0; i < input->picture_count; i++)
        if (text_equal(input->pictures[i].name, name))
            return &input->pictures[i].modules;
    return NULL;
}

/* What is drawn from here to content_mark_end is a figure in this box. */
static fallible figure_mark(struct canvas *canvas, const char *alternative, const char *language,
                            const struct box *box)
{
    struct template_scope scope = canvas_scope(canvas, NULL, language);
    const char *text;
    TRY(template_fill(&text, alternative, &scope, canvas->arena));
    struct structure_element *figure = structure_add(
        canvas->structure, structure_root(canvas->structure), "Figure", language);
    structure_set_alternative(figure, text);
    structure_set_box(figure, *box, canvas->layout->height);
    structure_mark(canvas->structure, figure, &canvas->content);
    return NULL;
}

/* The box holds the modules and their quiet zone; whatever was drawn below is covered in white. */
static fallible picture_draw(struct canvas *canvas, const struct layout_block *block)
{
    static const struct colour white = {255, 255, 255};
    const struct layout_picture_place *place = &block->picture;
    if (canvas->is_proof)
        return NULL;
    const struct modules *modules = picture_find(canvas->input, place->picture);
    if (!modules)
        return error_make(ERROR_REFUSED, "there is no picture '%s'", place->picture);
    int64_t width = block->box.width / (modules->size + 2 * place->quiet);
    int64_t drawn = width * modules->size, edge = (block->box.width - drawn) / 2;
    if (drawn < place->least || width < place->least_module)
        return error_make(ERROR_REFUSED, "picture '%s' of %d modules would be too small",
                          place->picture, modules->size);
    TRY(figure_mark(canvas, place->alternative, place->language, &block->box));
    content_fill_colour(&canvas->content, white);
    content_rectangle(&canvas->content, block->box);
    content_fill(&canvas->content);
    modules_draw(&canvas->content, modules,
                 (struct point){block->box.x + edge, block->box.y + edge}, width, place->colour);
    content_mark_end(&canvas->content);
    return NULL;
}

/* In the middle of the box, not stretched. */
static struct box photo_box(const struct box *box, const struct jpeg *photo)
{
    int64_t width = box->width, height = box->width * photo->height / photo->width;
    if (height > box->height) {
        height = box->height;
        width = box->height * photo->width / photo->height;
    }
    return (struct box){box->x + (box->width - width) / 2, box->y + (box->height - height) / 2,
                        width, height};
}

static fallible photo_draw(struct canvas *canvas, const struct layout_block *block)
{
    const struct layout_photo_place *place = &block->photo;
    const struct jpeg *photo = canvas->input->photo;
    if (canvas->is_proof)
        return NULL;
    if (!photo)
        return error_make(ERROR_REFUSED, "there is no photo");
    struct box box = photo_box(&block->box, photo);
    TRY(figure_mark(canvas, place->alternative, place->language, &box));
    content_image(&canvas->content, PHOTO_NAME, box);
    content_mark_end(&canvas->content);
    return NULL;
}

/* The signature's own update draws there; here is only where it is read. */
static fallible signature_draw(struct canvas *canvas, const struct layout_block *block)
{
    if (canvas->page == 1)
        structure_add_field(canvas->structure, block->signature.language, PADES_WIDGET_AHEAD);
    return NULL;
}

static bool is_on_page(const struct layout_block *block, size_t page)
{
    if (block->pages == PAGES_FIRST)
        return page <= 1;
    return block->pages == PAGES_ALL || page > 1;
}

bool block_holds(const struct canvas *canvas, const struct layout_block *block)
{
    if (!block->when)
        return true;
    struct template_scope scope = canvas_scope(canvas, NULL, canvas->layout->language);
    return template_holds(block->when, &scope, canvas->arena);
}

fallible block_draw(struct canvas *canvas, const struct layout_block *block)
{
    static struct error *(*const drawers[])(struct canvas *, const struct layout_block *) = {
        [BLOCK_TEXT] = text_block_draw,
        [BLOCK_GRID] = grid_block_draw,
        [BLOCK_TABLE] = table_block_draw,
        [BLOCK_AREA] = area_draw,
        [BLOCK_RULE] = rule_draw,
        [BLOCK_SHAPE] = shape_block_draw,
        [BLOCK_GUILLOCHE] = guilloche_block_draw,
        [BLOCK_ROSETTE] = rosette_block_draw,
        [BLOCK_PICTURE] = picture_draw,
        [BLOCK_SIGNATURE] = signature_draw,
        [BLOCK_PHOTO] = photo_draw,
    };
    if (!is_on_page(block, canvas->page) || !block_holds(canvas, block))
        return NULL;
    TRY_AS(drawers[block->kind](canvas, block), "block '%s' of %s", block->name,
           canvas->layout->file);
    return NULL;
}
