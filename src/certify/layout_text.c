#include "certify/layout_draw.h"

#include "base/text.h"

enum {
    LINES_LIMIT = 50,
    STEPS = 20,
    STEP_PER_MILLE = 960,
    FRAME_LINE = 600, /* mpt */
};

bool fit_next(struct fit *fit)
{
    if (++fit->step < STEPS)
        return true;
    bool more = !fit->spread;
    *fit = (struct fit){0, true};
    return more;
}

static int64_t shrunk(int64_t length, int step)
{
    while (step--)
        length = length * STEP_PER_MILLE / 1000;
    return length;
}

const char *paragraph_language(const struct canvas *canvas, const struct layout_paragraph *source)
{
    if (source->language)
        return source->language;
    struct template_scope scope = canvas_scope(canvas, NULL, canvas->layout->language);
    const struct value *language = template_value(source->language_path, &scope, canvas->arena);
    return language && value_kind(language) == VALUE_TEXT ? value_text(language) : NULL;
}

static fallible paragraph_lay(struct laid_paragraph *out, bool *empty, struct canvas *canvas,
                              const struct layout_paragraph *source,
                              const struct template_scope *scope)
{
    const char *text;
    struct shaped_text shaped;
    TRY(template_fill(&text, source->text, scope, canvas->arena));
    *empty = *text == '\0';
    TRY_AS(typeface_shape(&shaped, source->style->typeface, text, scope->language, canvas->arena),
           "'%s'", source->text);
    *out = (struct laid_paragraph){
        .source = source,
        .language = scope->language,
        .paragraph = paragraph_of(&shaped, source->style->tracking_per_mille, canvas->arena),
        .lines = ARENA_ARRAY(canvas->arena, struct text_line, LINES_LIMIT)};
    return NULL;
}

/* Adds a paragraph about item, unless its condition does not hold or it becomes empty. */
static fallible paragraph_add(struct laid_text *text, struct canvas *canvas,
                              const struct layout_paragraph *source, const struct value *item)
{
    bool empty;
    struct laid_paragraph laid;
    struct template_scope scope = canvas_scope(canvas, item, paragraph_language(canvas, source));
    if (!scope.language)
        return NULL;
    if (source->when && !template_holds(source->when, &scope, canvas->arena))
        return NULL;
    TRY(paragraph_lay(&laid, &empty, canvas, source, &scope));
    if (!empty)
        *ARENA_PUSH(canvas->arena, text->items, text->count) = laid;
    return NULL;
}

fallible laid_text_make(struct laid_text *out, struct canvas *canvas,
                        const struct layout_paragraphs *paragraphs, const struct value *item,
                        int64_t width)
{
    struct laid_text text = {.width = width};
    for (size_t i = 0; i < paragraphs->count; i++) {
        const struct layout_paragraph *source = &paragraphs->items[i];
        if (!source->each) {
            TRY(paragraph_add(&text, canvas, source, item));
            continue;
        }
        struct template_scope scope = canvas_scope(canvas, item, canvas->layout->language);
        const struct value *list = template_value(source->each, &scope, canvas->arena);
        if (list && value_kind(list) != VALUE_ARRAY)
            return error_make(ERROR_REFUSED, "'%s' of the record is no list", source->each);
        for (size_t j = 0; list && j < value_size(list); j++)
            TRY(paragraph_add(&text, canvas, source, value_at(list, j)));
    }
    *out = text;
    return NULL;
}

/* How far the text stands from the left for the frame before it. */
static int64_t indent_of(const struct laid_paragraph *laid)
{
    const struct layout_frame *frame = &laid->source->frame;
    return frame->width ? frame->width + laid->leading / 4 : 0;
}

static int64_t height_of(const struct laid_paragraph *laid)
{
    int64_t lines = (int64_t)laid->line_count * laid->leading;
    int64_t frame = laid->source->frame.height;
    return lines > frame ? lines : frame;
}

/* The size a style has in a step, and its leading in proportion. */
static void size_set(struct laid_paragraph *laid, int step)
{
    const struct layout_style *style = laid->source->style;
    int64_t size = shrunk(style->size, step);
    laid->size = size > style->least ? size : style->least;
    laid->leading = style->leading * laid->size / style->size;
}

bool laid_text_try(struct laid_text *text, struct fit fit, const struct laid_paragraph **blame)
{
    text->height = 0;
    *blame = NULL;
    for (size_t i = 0; i < text->count; i++) {
        struct laid_paragraph *laid = &text->items[i];
        const struct layout_style *style = laid->source->style;
        int64_t most = style->prefer_lines && !fit.spread ? style->prefer_lines : style->most_lines;
        size_set(laid, fit.step);
        laid->line_count = (style->align == ALIGN_CENTRE ? paragraph_balance : paragraph_break)(
            laid->lines, (size_t)most, &laid->paragraph, laid->size, text->width - indent_of(laid));
        if (!laid->line_count) {
            *blame = laid;
            return false;
        }
        text->height += height_of(laid);
        if (i + 1 < text->count)
            text->height += laid->source->after;
    }
    return true;
}

static int64_t aligned(const struct laid_text *text, const struct laid_paragraph *laid,
                       const struct text_line *line)
{
    int64_t room = text->width - indent_of(laid) - line->width_mpt;
    enum align align = laid->source->style->align;
    if (align == ALIGN_CENTRE)
        return room / 2;
    if (align == ALIGN_START && laid->paragraph.shaped.base_level & 1)
        return room;
    return align == ALIGN_RIGHT ? room : 0;
}

/* Capitals stand in the middle of their line. */
static int64_t base_line(const struct laid_paragraph *laid)
{
    const struct font_metrics *metrics = font_metrics(laid->source->style->typeface->fonts[0].font);
    return (laid->leading + laid->size * metrics->cap_height / metrics->units_per_em) / 2;
}

/* The frame begins at the top of the paragraph, the text stands in the middle of a high one. */
static void frame_draw(struct canvas *canvas, const struct laid_paragraph *laid, struct point at)
{
    const struct layout_frame *frame = &laid->source->frame;
    struct box box = {at.x, at.y, frame->width, frame->height};
    if (laid->leading > frame->height)
        box.y += (laid->leading - frame->height) / 2;
    content_mark_artifact(&canvas->content);
    content_stroke_colour(&canvas->content, laid->source->style->colour);
    content_line_width(&canvas->content, FRAME_LINE);
    content_rectangle(&canvas->content, box);
    content_stroke(&canvas->content);
    content_mark_end(&canvas->content);
}

static void paragraph_draw(struct canvas *canvas, const struct laid_text *text,
                           const struct laid_paragraph *laid, struct point at)
{
    int64_t room = height_of(laid) - (int64_t)laid->line_count * laid->leading;
    at = (struct point){at.x + indent_of(laid), at.y + room / 2};
    content_fill_colour(&canvas->content, laid->source->style->colour);
    for (size_t i = 0; i < laid->line_count; i++) {
        const struct text_line *line = &laid->lines[i];
        struct content_text drawn = {
            .runs = line_runs(line, &laid->paragraph, canvas->arena),
            .text = laid->paragraph.shaped.text,
            .size = laid->size,
            .tracking_per_mille = laid->paragraph.tracking_per_mille,
            .start = {at.x + aligned(text, laid, line),
                      at.y + (int64_t)i * laid->leading + base_line(laid)},
        };
        content_text(&canvas->content, &drawn);
    }
}

static bool is_of_one_language(const struct laid_text *text)
{
    for (size_t i = 1; i < text->count; i++)
        if (!text_equal(text->items[i].language, text->items[0].language))
            return false;
    return true;
}

/* What a paragraph is in the structure: a part of its own where languages stand together. */
static struct structure_element *element_of(struct canvas *canvas, const struct laid_text *text,
                                            const struct laid_paragraph *laid,
                                            struct structure_element *parent,
                                            struct structure_element *within)
{
    if (!within && parent)
        return structure_add(canvas->structure, parent, laid->source->tag, laid->language);
    if (within && !is_of_one_language(text))
        return structure_add(canvas->structure, within, "Span", laid->language);
    return within;
}

void laid_text_draw(struct canvas *canvas, const struct laid_text *text, struct point at,
                    struct structure_element *parent, struct structure_element *within)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct laid_paragraph *laid = &text->items[i];
        struct structure_element *element = element_of(canvas, text, laid, parent, within);
        if (laid->source->frame.width)
            frame_draw(canvas, laid, at);
        if (element)
            structure_mark(canvas->structure, element, &canvas->content);
        paragraph_draw(canvas, text, laid, at);
        if (element)
            content_mark_end(&canvas->content);
        at.y += height_of(laid) + laid->source->after;
    }
}

struct error *overfull_error(const struct layout_block *block, const struct laid_paragraph *blame)
{
    if (!blame)
        return error_hint(
            error_make(ERROR_REFUSED, "the block is full, even at the smallest sizes"),
            "shorten its texts, or give '%s' more room", block->name);
    return error_hint(error_make(ERROR_REFUSED, "'%s' does not fit, even at %lld.%lld pt",
                                 blame->paragraph.shaped.text,
                                 (long long)blame->source->style->least / 1000,
                                 (long long)blame->source->style->least / 100 % 10),
                      "shorten the text, or give '%s' more room", block->name);
}

static int64_t top_of(const struct layout_block *block, int64_t height)
{
    int64_t room = block->box.height - height;
    if (block->text.place == PLACE_MIDDLE)
        return room / 2;
    return block->text.place == PLACE_BOTTOM ? room : 0;
}

static void block_text_place(struct canvas *canvas, const struct layout_block *block,
                             const struct laid_text *text)
{
    struct structure_element *parent = block->text.artifact ? NULL
                                                            : structure_root(canvas->structure);
    struct box box = block->box;
    struct point at = {box.x, box.y + top_of(block, text->height)};
    if (block->text.artifact)
        content_mark_artifact(&canvas->content);
    if (block->text.angle) {
        struct point middle = {box.x + box.width / 2, box.y + box.height / 2};
        content_place(&canvas->content, middle, block->text.angle, CONTENT_UNSCALED);
        at = (struct point){at.x - middle.x, at.y - middle.y};
    }
    laid_text_draw(canvas, text, at, parent, NULL);
    if (block->text.angle)
        content_leave(&canvas->content);
    if (block->text.artifact)
        content_mark_end(&canvas->content);
}

fallible text_block_draw(struct canvas *canvas, const struct layout_block *block)
{
    struct laid_text text;
    TRY(laid_text_make(&text, canvas, &block->text.paragraphs, NULL, block->box.width));
    struct fit fit = {0};
    const struct laid_paragraph *blame = NULL;
    while (!laid_text_try(&text, fit, &blame) || text.height > block->box.height)
        if (!fit_next(&fit))
            return overfull_error(block, blame);
    block_text_place(canvas, block, &text);
    return NULL;
}
