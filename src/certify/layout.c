#include "certify/layout.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "certify/deflate.h"
#include "certify/layout_draw.h"
#include "certify/layout_read.h"
#include "certify/pdf_font.h"
#include "certify/pdf_metadata.h"

static fallible document_read(struct layout *layout, const struct data *file,
                              const struct layout_palette *palette)
{
    struct data document, page;
    TRY(data_map(&page, file, "page"));
    TRY(data_only(&page, (const char *const[]){"width", "height", "sides", NULL}));
    TRY(data_millimetres(&layout->width, &page, "width"));
    TRY(data_millimetres(&layout->height, &page, "height"));
    TRY(data_whole_or(&layout->sides, &page, "sides", 1, 2, 1));
    TRY(data_map(&document, file, "document"));
    TRY(data_only(&document, (const char *const[]){"language", "title", "subject", "author",
                                                   "attachment", "date", NULL}));
    TRY(palette_language(&layout->language, palette, &document));
    TRY(data_text(&layout->title, &document, "title"));
    TRY(data_text(&layout->subject, &document, "subject"));
    TRY(data_text(&layout->author, &document, "author"));
    TRY(data_text_or(&layout->attachment, &document, "attachment", NULL));
    return data_text(&layout->date, &document, "date");
}

static const struct layout_block *signature_block(const struct layout *layout)
{
    for (size_t i = 0; i < layout->block_count; i++)
        if (layout->blocks[i].kind == BLOCK_SIGNATURE)
            return &layout->blocks[i];
    return NULL;
}

static bool is_vector(const struct layout_block *block)
{
    return block->kind >= BLOCK_AREA && block->kind <= BLOCK_ROSETTE && !block->when &&
           block->pages == PAGES_ALL;
}

/* Draws what looks the same on every certificate, once for all. */
static fallible vectors_draw(struct bytes *out, const struct layout *layout,
                             const struct layout_block *blocks, size_t count, bool unmarked,
                             struct arena *arena)
{
    struct font_uses no_fonts = {.arena = arena};
    struct canvas canvas = {.layout = layout,
                            .content = content_of(layout->height, &no_fonts, arena),
                            .structure = structure_open(layout->language, arena),
                            .arena = arena};
    canvas.content.unmarked = unmarked;
    for (size_t i = 0; i < count; i++)
        TRY(block_draw(&canvas, &blocks[i]));
    return content_take(out, &canvas.content);
}

/* Between q and Q, so that what is drawn over it starts afresh. */
static fallible backdrop_draw(struct layout *layout, struct arena *arena)
{
    struct bytes operators;
    while (layout->backdrop_count < layout->block_count &&
           is_vector(&layout->blocks[layout->backdrop_count]))
        layout->backdrop_count++;
    TRY(vectors_draw(&operators, layout, layout->blocks, layout->backdrop_count, false, arena));
    struct buffer closed = buffer_make(arena, SIZE_MAX / 4);
    buffer_add_text(&closed, "q\n");
    buffer_add(&closed, operators);
    buffer_add_text(&closed, "Q\n");
    layout->backdrop = deflate_bytes(bytes_of(closed.data, closed.size), arena);
    return NULL;
}

/* Not marked: the widget that shows it belongs to an element, and an artifact inside of one is a
 * contradiction (ISO 14289-1, 7.1). */
static fallible seal_draw(struct layout *layout, struct arena *arena)
{
    const struct layout_block *block = signature_block(layout);
    if (!block)
        return NULL;
    TRY(vectors_draw(&layout->signature_appearance, layout, block->signature.blocks,
                     block->signature.block_count, true, arena));
    layout->signature_deflated = deflate_bytes(layout->signature_appearance, arena);
    return NULL;
}

static bool is_flow(const struct layout_block *block)
{
    return block->kind == BLOCK_TABLE && block->table.flow != FLOW_NO;
}

/* Of several tables that flow, one at most is on a form: each has a condition. */
static fallible blocks_check(const struct layout *layout)
{
    size_t flows = 0, always = 0;
    for (size_t i = 0; i < layout->block_count; i++) {
        const struct layout_block *block = &layout->blocks[i];
        flows += is_flow(block);
        always += is_flow(block) && !block->when;
        if (is_flow(block) && (block->pages != PAGES_ALL || (always && flows > 1)))
            return error_make(ERROR_REFUSED,
                              "%s: table '%s' flows, and is not the only one or not on all pages",
                              layout->file, block->name);
    }
    return NULL;
}

fallible layout_open(struct layout **out, const char *folder, const char *name,
                     const char *language, struct arena *arena)
{
    struct layout *layout = ARENA_NEW(arena, struct layout);
    struct fonts *fonts;
    struct words *words;
    struct data file, shapes;
    struct layout_palette palette;
    layout->file = path_join(arena, folder, arena_format(arena, "%s.yaml", name));
    TRY(fonts_open(&fonts, path_join(arena, folder, "fonts.yaml"), arena));
    TRY(words_open(&words, path_join(arena, folder, "words"), arena));
    TRY(datafile_read(&file, layout->file, "usta_layout", arena));
    TRY(data_only(&file, (const char *const[]){"usta_layout", "page", "document", "colours",
                                               "styles", "shapes", "blocks", NULL}));
    TRY(datafile_read(&shapes, path_join(arena, folder, "shapes.yaml"), "usta_shapes", arena));
    TRY(data_only(&shapes, (const char *const[]){"usta_shapes", "shapes", NULL}));
    layout->fonts = fonts;
    layout->cuts = font_cuts_open(arena);
    layout->words = words;
    TRY(palette_read(&palette, &file, &shapes, language, fonts));
    layout->styles = palette.styles;
    layout->style_count = palette.style_count;
    TRY(document_read(layout, &file, &palette));
    TRY(blocks_read(&layout->blocks, &layout->block_count, &file, "blocks", &palette));
    TRY(blocks_check(layout));
    TRY(backdrop_draw(layout, arena));
    TRY(seal_draw(layout, arena));
    *out = layout;
    return NULL;
}

/* The day that dates the document, at its midnight in UTC. */
static fallible date_find(int64_t *out, const struct canvas *canvas)
{
    struct template_scope scope = canvas_scope(canvas, NULL, canvas->layout->language);
    const struct value *value = template_value(canvas->layout->date, &scope, canvas->arena);
    if (!value || value_kind(value) != VALUE_TEXT)
        return error_make(ERROR_REFUSED, "the record has no '%s'", canvas->layout->date);
    struct date date;
    TRY(date_parse(&date, value_text(value), canvas->layout->date));
    *out = date_start_s(date);
    return NULL;
}

/* The operators of a page, and whose form it is of. */
struct page {
    struct bytes operators;
    const struct layout_input *input;
};

/* A document being made of one or more forms. */
struct document {
    const struct layout *layout;
    const struct layout_input *inputs;
    size_t count;
    struct bytes records; /* each in its canonical form, one behind the other */
    bool is_proof;        /* of the texts alone */
    struct font_uses fonts;
    struct structure *structure;
    struct page *pages;
    size_t page_count;
    struct arena *arena;
};

static fallible record_attach(struct pdf *pdf, const struct document *document,
                              const struct template_scope *scope, int64_t made_at_s)
{
    struct attachment attachment = {
        .name = "certificate.json", .media_type = "application/json", .bytes = document->records};
    if (!document->layout->attachment)
        return NULL;
    ASSERT(document->count == 1);
    TRY(template_fill(&attachment.description, document->layout->attachment, scope,
                      document->arena));
    pdf_attachment_add(pdf, &attachment, made_at_s, document->arena);
    return NULL;
}

static fallible facts_add(struct pdf *pdf, const struct document *document)
{
    const struct layout *layout = document->layout;
    struct arena *arena = document->arena;
    struct canvas canvas = {.layout = layout, .input = document->inputs, .arena = arena};
    struct template_scope scope = canvas_scope(&canvas, NULL, layout->language);
    struct document_facts facts = {.language = layout->language,
                                   .identity = digest_of(document->records)};
    TRY(date_find(&facts.made_at_s, &canvas));
    TRY(template_fill(&facts.title, layout->title, &scope, arena));
    TRY(template_fill(&facts.subject, layout->subject, &scope, arena));
    TRY(template_fill(&facts.author, layout->author, &scope, arena));
    pdf_metadata_add(pdf, &facts, arena);
    return record_attach(pdf, document, &scope, facts.made_at_s);
}

static bool shows_photo(const struct layout *layout)
{
    for (size_t i = 0; i < layout->block_count; i++)
        if (layout->blocks[i].kind == BLOCK_PHOTO)
            return true;
    return false;
}

/* The photo of each form, once for all of its pages. */
static void photos_add(struct pdf *pdf, const struct document *document,
                       struct pdf_dict *const *pages)
{
    struct pdf_dict *photo = NULL;
    for (size_t i = 0; shows_photo(document->layout) && i < document->page_count; i++) {
        const struct layout_input *input = document->pages[i].input;
        if (!input->photo)
            continue;
        if (i == 0 || input != document->pages[i - 1].input)
            photo = pdf_jpeg_add(pdf, input->photo);
        pdf_set_dict(pdf_set_new_dict(pdf_page_resources(pages[i]), "XObject"), PHOTO_NAME, photo);
    }
}

static fallible document_write(struct bytes *out, const struct document *document)
{
    const struct layout *layout = document->layout;
    struct arena *arena = document->arena;
    struct pdf *pdf = pdf_open(arena);
    struct pdf_dict *backdrop = pdf_stream_add_deflated(pdf, layout->backdrop);
    struct pdf_dict **pages = ARENA_ARRAY(arena, struct pdf_dict *, document->page_count);
    for (size_t i = 0; i < document->page_count; i++)
        pages[i] = pdf_page_add(pdf, layout->width, layout->height, backdrop,
                                document->pages[i].operators);
    photos_add(pdf, document, pages);
    TRY(pdf_fonts_add(pdf, pages, document->page_count, &document->fonts, document->layout->cuts,
                      arena));
    TRY(facts_add(pdf, document));
    structure_write(document->structure, pdf, pages, document->page_count);
    return pdf_take(out, pdf, arena);
}

static fallible page_draw(struct document *document, struct canvas *canvas)
{
    const struct layout *layout = document->layout;
    struct bytes operators;
    canvas->content = content_of(layout->height, &document->fonts, document->arena);
    if (document->page_count)
        structure_next_page(document->structure);
    for (size_t i = layout->backdrop_count; i < layout->block_count; i++)
        TRY(block_draw(canvas, &layout->blocks[i]));
    TRY(content_take(&operators, &canvas->content));
    *ARENA_PUSH(document->arena, document->pages,
                document->page_count) = (struct page){operators, canvas->input};
    return NULL;
}

/* The table by whose rows the pages are counted; NULL for none. */
static const struct layout_block *flow_block(const struct canvas *canvas)
{
    for (size_t i = 0; i < canvas->layout->block_count; i++)
        if (is_flow(&canvas->layout->blocks[i]) && block_holds(canvas, &canvas->layout->blocks[i]))
            return &canvas->layout->blocks[i];
    return NULL;
}

static fallible form_draw(struct document *document, const struct layout_input *input)
{
    struct canvas canvas = {.layout = document->layout,
                            .input = input,
                            .pages = (size_t)document->layout->sides,
                            .is_proof = document->is_proof,
                            .structure = document->structure,
                            .arena = document->arena};
    const struct layout_block *flow = flow_block(&canvas);
    if (flow) {
        TRY_AS(table_flow_make(&canvas.flow, &canvas, flow), "block '%s' of %s", flow->name,
               document->layout->file);
        if (table_flow_pages(canvas.flow) > canvas.pages)
            canvas.pages = table_flow_pages(canvas.flow);
    }
    for (canvas.page = 1; canvas.page <= canvas.pages; canvas.page++)
        TRY(page_draw(document, &canvas));
    return NULL;
}

static struct bytes records_of(const struct layout_input *inputs, size_t count, struct arena *arena)
{
    struct buffer all = buffer_make(arena, SIZE_MAX / 4);
    for (size_t i = 0; i < count; i++)
        buffer_add_text(&all, value_canonical(inputs[i].record, arena));
    return bytes_of(all.data, all.size);
}

/* Before anything is drawn, so that these glyphs have the same numbers in every document. */
static void use_always(struct font_uses *uses, const struct shaped_text *always)
{
    for (size_t i = 0; i < always->count; i++) {
        const struct text_run *run = &always->runs[i];
        struct font_use *use = font_uses_of(uses, run->font);
        for (size_t g = 0; g < run->glyphs.count; g++) {
            const struct glyph *glyph = &run->glyphs.items[g];
            size_t end = g + 1 < run->glyphs.count ? glyph[1].cluster : run->end;
            font_use_cid(use, glyph->id,
                         bytes_of(always->text + glyph->cluster, end - glyph->cluster));
        }
    }
}

fallible layout_render_all(struct bytes *out, const struct layout *layout,
                           const struct layout_input *inputs, size_t count, struct arena *arena)
{
    struct document document = {.layout = layout,
                                .inputs = inputs,
                                .count = count,
                                .records = records_of(inputs, count, arena),
                                .fonts = {.arena = arena},
                                .structure = structure_open(layout->language, arena),
                                .arena = arena};
    ASSERT(count > 0);
    for (size_t i = 0; i < layout->style_count; i++)
        use_always(&document.fonts, &layout->styles[i].always);
    for (size_t i = 0; i < count; i++)
        TRY(form_draw(&document, &inputs[i]));
    return document_write(out, &document);
}

fallible layout_proof(const struct layout *layout, const struct value *record, struct arena *arena)
{
    const struct layout_input texts = {.record = record};
    struct document document = {.layout = layout,
                                .inputs = &texts,
                                .count = 1,
                                .is_proof = true,
                                .fonts = {.arena = arena},
                                .structure = structure_open(layout->language, arena),
                                .arena = arena};
    return form_draw(&document, &texts);
}

fallible layout_render(struct bytes *out, const struct layout *layout,
                       const struct layout_input *input, struct arena *arena)
{
    return layout_render_all(out, layout, input, 1, arena);
}

fallible layout_signature_place(struct signature_place *out, const struct layout *layout)
{
    const struct layout_block *block = signature_block(layout);
    if (!block)
        return error_make(ERROR_NOT_FOUND, "%s keeps no place for a signature", layout->file);
    *out = (struct signature_place){.left = block->box.x,
                                    .bottom = layout->height - block->box.y - block->box.height,
                                    .right = block->box.x + block->box.width,
                                    .top = layout->height - block->box.y,
                                    .struct_parent = STRUCTURE_FIELD_KEY,
                                    .alternative = block->signature.alternative,
                                    .appearance = layout->signature_appearance,
                                    .deflated = layout->signature_deflated};
    return NULL;
}
