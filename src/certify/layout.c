#include "certify/layout.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "certify/deflate.h"
#include "certify/layout_draw.h"
#include "certify/layout_read.h"
#include "certify/pdf_font.h"
#include "certify/pdf_metadata.h"

static fallible document_read(struct layout *layout, const struct data *file)
{
    struct data document, page;
    TRY(data_map(&page, file, "page"));
    TRY(data_only(&page, (const char *const[]){"width", "height", NULL}));
    TRY(data_millimetres(&layout->width, &page, "width"));
    TRY(data_millimetres(&layout->height, &page, "height"));
    TRY(data_map(&document, file, "document"));
    TRY(data_only(&document, (const char *const[]){"language", "title", "subject", "author",
                                                   "attachment", "date", NULL}));
    TRY(data_text(&layout->language, &document, "language"));
    TRY(data_text(&layout->title, &document, "title"));
    TRY(data_text(&layout->subject, &document, "subject"));
    TRY(data_text(&layout->author, &document, "author"));
    TRY(data_text(&layout->attachment, &document, "attachment"));
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
    return block->kind >= BLOCK_AREA && block->kind <= BLOCK_ROSETTE && !block->when;
}

/* Draws what looks the same on every certificate, once for all. */
static fallible vectors_draw(struct bytes *out, const struct layout *layout,
                             const struct layout_block *blocks, size_t count, struct arena *arena)
{
    struct font_uses no_fonts = {.arena = arena};
    struct canvas canvas = {.layout = layout,
                            .content = content_of(layout->height, &no_fonts, arena),
                            .structure = structure_open(layout->language, arena),
                            .arena = arena};
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
    TRY(vectors_draw(&operators, layout, layout->blocks, layout->backdrop_count, arena));
    struct buffer closed = buffer_make(arena, SIZE_MAX / 4);
    buffer_add_text(&closed, "q\n");
    buffer_add(&closed, operators);
    buffer_add_text(&closed, "Q\n");
    layout->backdrop = deflate_bytes(bytes_of(closed.data, closed.size), arena);
    return NULL;
}

static fallible seal_draw(struct layout *layout, struct arena *arena)
{
    const struct layout_block *block = signature_block(layout);
    if (!block)
        return NULL;
    TRY(vectors_draw(&layout->signature_appearance, layout, block->signature.blocks,
                     block->signature.block_count, arena));
    layout->signature_deflated = deflate_bytes(layout->signature_appearance, arena);
    return NULL;
}

fallible layout_open(struct layout **out, const char *folder, const char *name, struct arena *arena)
{
    struct layout *layout = ARENA_NEW(arena, struct layout);
    struct fonts *fonts;
    struct words *words;
    struct data file;
    struct layout_palette palette;
    layout->file = path_join(arena, folder, arena_format(arena, "%s.yaml", name));
    TRY(fonts_open(&fonts, path_join(arena, folder, "fonts.yaml"), arena));
    TRY(words_open(&words, path_join(arena, folder, "words"), arena));
    TRY(datafile_read(&file, layout->file, "usta_layout", arena));
    TRY(data_only(&file, (const char *const[]){"usta_layout", "page", "document", "colours",
                                               "styles", "shapes", "blocks", NULL}));
    layout->fonts = fonts;
    layout->words = words;
    TRY(document_read(layout, &file));
    TRY(palette_read(&palette, &file, fonts));
    TRY(blocks_read(&layout->blocks, &layout->block_count, &file, "blocks", &palette));
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

static fallible facts_add(struct pdf *pdf, const struct canvas *canvas)
{
    const struct layout *layout = canvas->layout;
    struct template_scope scope = canvas_scope(canvas, NULL, layout->language);
    const char *record = value_canonical(canvas->input->record, canvas->arena);
    struct document_facts facts = {.language = layout->language,
                                   .identity = digest_of(bytes_of_text(record))};
    struct attachment attachment = {.name = "certificate.json",
                                    .media_type = "application/json",
                                    .bytes = bytes_of_text(record)};
    TRY(date_find(&facts.made_at_s, canvas));
    TRY(template_fill(&facts.title, layout->title, &scope, canvas->arena));
    TRY(template_fill(&facts.subject, layout->subject, &scope, canvas->arena));
    TRY(template_fill(&facts.author, layout->author, &scope, canvas->arena));
    TRY(template_fill(&attachment.description, layout->attachment, &scope, canvas->arena));
    pdf_metadata_add(pdf, &facts, canvas->arena);
    pdf_attachment_add(pdf, &attachment, facts.made_at_s, canvas->arena);
    return NULL;
}

static fallible document_write(struct bytes *out, struct canvas *canvas,
                               const struct font_uses *uses)
{
    const struct layout *layout = canvas->layout;
    struct bytes content;
    TRY(content_take(&content, &canvas->content));
    struct pdf *pdf = pdf_open(canvas->arena);
    struct pdf_dict *page = pdf_page_add(pdf, layout->width, layout->height,
                                         pdf_stream_add_deflated(pdf, layout->backdrop), content);
    TRY(pdf_fonts_add(pdf, pdf_page_resources(page), uses, canvas->arena));
    structure_write(canvas->structure, pdf, page);
    TRY(facts_add(pdf, canvas));
    return pdf_take(out, pdf, canvas->arena);
}

fallible layout_render(struct bytes *out, const struct layout *layout,
                       const struct layout_input *input, struct arena *arena)
{
    struct font_uses uses = {.arena = arena};
    struct canvas canvas = {.layout = layout,
                            .input = input,
                            .content = content_of(layout->height, &uses, arena),
                            .structure = structure_open(layout->language, arena),
                            .arena = arena};
    for (size_t i = layout->backdrop_count; i < layout->block_count; i++)
        TRY(block_draw(&canvas, &layout->blocks[i]));
    return document_write(out, &canvas, &uses);
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
                                    .appearance = layout->signature_appearance,
                                    .deflated = layout->signature_deflated};
    return NULL;
}
