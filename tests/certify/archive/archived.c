#include "archived.h"

#include "base/text.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum { DECODED_LIMIT = 8 * 1024 * 1024, DEPTH_LIMIT = 50, MOST_DEFLATED = 100 };

bool value_is_number(const struct pdf_value *value, int64_t number)
{
    return value && value->kind == PDF_INTEGER && value->number == number;
}

bool value_is_true(const struct pdf_value *value)
{
    return value && value->kind == PDF_BOOLEAN && value->number;
}

const char *value_name(const struct archived *archived, const struct pdf_value *value)
{
    bool is_name = value && value->kind == PDF_NAME;
    return is_name ? arena_text_n(archived->arena, value->text.data, value->text.size) : "";
}

const struct pdf_value *archived_follow(const struct archived *archived,
                                        const struct pdf_value *value)
{
    if (!value || value->kind != PDF_REFERENCE)
        return value;
    const struct pdf_object *object = archived_object(archived, value->number);
    return object ? &object->value : NULL;
}

const struct pdf_value *archived_get(const struct archived *archived, const struct pdf_value *value,
                                     const char *key)
{
    return archived_follow(archived, pdf_value_get(value, key));
}

size_t archived_top(const struct archived *archived)
{
    return (size_t)pdf_value_get(archived->trailer, "Size")->number;
}

const struct pdf_object *archived_object(const struct archived *archived, int64_t number)
{
    return pdf_file_object(&archived->file, archived->file.revision_count, number);
}

static struct bytes inflated(struct bytes bytes, struct arena *arena)
{
    size_t size = 0, room = bytes.size * MOST_DEFLATED + 1024;
    uint8_t *data = arena_alloc(arena, room);
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    libdeflate_zlib_decompress(decompressor, bytes.data, bytes.size, data, room, &size);
    libdeflate_free_decompressor(decompressor);
    return bytes_of(data, size);
}

struct bytes archived_decoded(const struct archived *archived, const struct pdf_object *object)
{
    const struct pdf_value *filter = pdf_value_get(&object->value, "Filter");
    if (!pdf_value_is_name(filter, "FlateDecode"))
        return object->stream;
    return inflated(object->stream, archived->arena);
}

struct bytes archived_stream(const struct archived *archived, const struct pdf_value *value,
                             const char *key)
{
    const struct pdf_value *reference = pdf_value_get(value, key);
    bool leads = reference && reference->kind == PDF_REFERENCE;
    const struct pdf_object *object = leads ? archived_object(archived, reference->number) : NULL;
    return object && object->is_stream ? archived_decoded(archived, object) : bytes_of("", 0);
}

/* Numbers are read here, for "0 0 RG" is no reference. */
static fallible operand_read(struct pdf_value *out, struct pdf_cursor *cursor, struct arena *arena)
{
    const uint8_t *data = cursor->file.data;
    size_t at = cursor->at;
    if (!strchr("+-.0123456789", data[at]))
        return pdf_value_read(out, cursor, arena);
    while (at < cursor->file.size && strchr("+-.0123456789", data[at]))
        at++;
    *out = (struct pdf_value){.kind = PDF_REAL, .start = cursor->at, .end = at};
    if (!memchr(data + cursor->at, '.', at - cursor->at))
        out->kind = PDF_INTEGER;
    out->number = strtoll((const char *)data + cursor->at, NULL, 10);
    cursor->at = at;
    return NULL;
}

static fallible operation_read(struct operation *out, struct pdf_cursor *cursor,
                               struct arena *arena)
{
    struct pdf_value *operands = NULL;
    size_t count = 0;
    for (pdf_skip_space(cursor); cursor->at < cursor->file.size; pdf_skip_space(cursor)) {
        const char *start = (const char *)cursor->file.data + cursor->at;
        if (strchr("+-.0123456789/(<[", *start)) {
            struct pdf_value value;
            TRY(operand_read(&value, cursor, arena));
            *ARENA_PUSH(arena, operands, count) = value;
            continue;
        }
        size_t size = 0;
        while (cursor->at + size < cursor->file.size && !strchr(" \n\r\t/(<[", start[size]))
            size++;
        cursor->at += size;
        *out = (struct operation){arena_text_n(arena, start, size), operands, count};
        return NULL;
    }
    *out = (struct operation){NULL, operands, count};
    return count ? pdf_fault(cursor->at, "operands without operator") : NULL;
}

static const struct embedded_font *font_named(struct archived *archived,
                                              const struct pdf_object *owner,
                                              const struct pdf_value *name)
{
    const struct pdf_value *resources = archived_get(archived, &owner->value, "Resources");
    const struct pdf_value *fonts = archived_get(archived, resources, "Font");
    const struct pdf_value *type0 = archived_get(archived, fonts, value_name(archived, name));
    for (size_t i = 0; i < archived->font_count; i++)
        if (archived->fonts[i]->type0 == type0)
            return archived->fonts[i];
    if (!type0)
        return NULL;
    struct embedded_font *font = ARENA_NEW(archived->arena, struct embedded_font);
    const struct pdf_value *list = archived_get(archived, type0, "DescendantFonts");
    font->type0 = type0;
    font->cid = list && list->kind == PDF_ARRAY && list->count == 1
                    ? archived_follow(archived, &list->items[0])
                    : NULL;
    font->descriptor = archived_get(archived, font->cid, "FontDescriptor");
    font->program = archived_stream(archived, font->descriptor, "FontFile2");
    font->glyph_map = archived_stream(archived, font->cid, "CIDToGIDMap");
    font->to_unicode = archived_stream(archived, type0, "ToUnicode");
    *ARENA_PUSH(archived->arena, archived->fonts, archived->font_count) = font;
    return font;
}

static void string_use(const struct embedded_font *font, const struct pdf_value *string)
{
    bool is_text = string->kind == PDF_HEX_STRING || string->kind == PDF_STRING;
    for (size_t i = 0; font && is_text && i + 1 < string->text.size; i += 2)
        ((struct embedded_font *)font)->used[string->text.data[i] << 8 | string->text.data[i + 1]] =
            1;
}

static void text_use(const struct embedded_font *font, const struct operation *operation)
{
    if (!operation->operand_count)
        return;
    const struct pdf_value *shown = &operation->operands[operation->operand_count - 1];
    string_use(font, shown);
    for (size_t i = 0; shown->kind == PDF_ARRAY && i < shown->count; i++)
        string_use(font, &shown->items[i]);
}

static bool is_among(const char *name, const char *names)
{
    size_t size = strlen(name);
    for (const char *at = names; (at = strstr(at, name)); at += size)
        if ((at == names || at[-1] == ' ') && (!at[size] || at[size] == ' '))
            return true;
    return false;
}

/* What is open while a content stream is gone through. */
struct walk {
    struct archived *archived;
    const struct pdf_object *owner;
    struct content_list *list;
    const struct marked *marked;
    const struct embedded_font *font;
    int depth;
};

static void mark_begin(struct walk *walk, const struct operation *operation)
{
    struct arena *arena = walk->archived->arena;
    struct marked *marked = ARENA_NEW(arena, struct marked);
    marked->tag = operation->operand_count ? value_name(walk->archived, &operation->operands[0])
                                           : "";
    const struct pdf_value *mcid = operation->operand_count > 1
                                       ? pdf_value_get(&operation->operands[1], "MCID")
                                       : NULL;
    marked->mcid = mcid ? mcid->number : -1;
    marked->outer = walk->marked;
    walk->marked = marked;
    *ARENA_PUSH(arena, walk->list->marks, walk->list->mark_count) = marked;
}

static void operation_apply(struct walk *walk, const struct operation *operation)
{
    struct content_list *list = walk->list;
    const char *name = operation->name;
    walk->depth += text_equal(name, "q") - text_equal(name, "Q");
    list->deepest = walk->depth > list->deepest ? walk->depth : list->deepest;
    if (is_among(name, "BMC BDC"))
        mark_begin(walk, operation);
    if (text_equal(name, "EMC"))
        walk->marked = walk->marked ? walk->marked->outer : NULL;
    if (text_equal(name, "Tf"))
        walk->font = font_named(walk->archived, walk->owner, &operation->operands[0]);
    if (is_among(name, "Tj TJ ' \""))
        text_use(walk->font, operation);
    if (is_among(name, "Tj TJ ' \" S s f F f* B B* b b* Do sh EI"))
        *ARENA_PUSH(walk->archived->arena, list->painted, list->painted_count) = (struct painted){
            name, walk->marked, is_among(name, "Tj TJ ' \"") ? walk->font : NULL};
}

static fallible content_read(struct content_list *out, struct archived *archived,
                             const struct pdf_object *owner, struct bytes bytes)
{
    struct pdf_cursor cursor = {bytes, 0};
    struct operation *operations = NULL;
    struct walk walk = {.archived = archived, .owner = owner, .list = out};
    for (;;) {
        struct operation operation;
        TRY(operation_read(&operation, &cursor, archived->arena));
        if (!operation.name)
            break;
        *ARENA_PUSH(archived->arena, operations, out->operation_count) = operation;
        operation_apply(&walk, &operation);
    }
    out->operations = operations;
    if (walk.marked || walk.depth)
        return error_make(ERROR_REFUSED, "marks or states of a content stream are not paired");
    return NULL;
}

static fallible page_read(struct archived *archived, const struct pdf_object *object)
{
    struct page page = {.object = object};
    const struct pdf_value *contents = pdf_value_get(&object->value, "Contents");
    struct buffer all = buffer_make(archived->arena, DECODED_LIMIT);
    size_t count = contents && contents->kind == PDF_ARRAY ? contents->count : 1;
    for (size_t i = 0; contents && i < count; i++) {
        const struct pdf_value *part = contents->kind == PDF_ARRAY ? &contents->items[i] : contents;
        const struct pdf_object *stream = archived_object(archived, part->number);
        buffer_add(&all, archived_decoded(archived, stream));
        buffer_add_byte(&all, '\n');
    }
    TRY(content_read(&page.content, archived, object, bytes_of(all.data, all.size)));
    *ARENA_PUSH(archived->arena, archived->pages, archived->page_count) = page;
    return NULL;
}

static fallible pages_read(struct archived *archived)
{
    const struct pdf_value *kids = archived_get(
        archived, archived_get(archived, archived->catalog, "Pages"), "Kids");
    if (!kids || kids->kind != PDF_ARRAY)
        return error_make(ERROR_REFUSED, "the file has no pages");
    for (size_t i = 0; i < kids->count; i++)
        TRY(page_read(archived, archived_object(archived, kids->items[i].number)));
    return NULL;
}

static fallible forms_read(struct archived *archived)
{
    for (size_t number = 1; number < archived_top(archived); number++) {
        const struct pdf_object *object = archived_object(archived, (int64_t)number);
        struct content_list list = {0};
        if (!object || !pdf_value_is_name(pdf_value_get(&object->value, "Subtype"), "Form"))
            continue;
        TRY(content_read(&list, archived, object, archived_decoded(archived, object)));
        *ARENA_PUSH(archived->arena, archived->forms, archived->form_count) = list;
    }
    return NULL;
}

static fallible element_read(struct archived *archived, const struct pdf_object *object,
                             struct element *parent, int depth)
{
    struct arena *arena = archived->arena;
    if (!object || depth > DEPTH_LIMIT)
        return error_make(ERROR_REFUSED, "the structure tree leads nowhere, or round");
    struct element *element = ARENA_NEW(arena, struct element);
    *element = (struct element){.value = &object->value,
                                .number = object->number,
                                .tag = value_name(archived, pdf_value_get(&object->value, "S")),
                                .parent = parent};
    *ARENA_PUSH(arena, archived->elements, archived->element_count) = element;
    if (parent)
        *ARENA_PUSH(arena, parent->kids, parent->kid_count) = element;
    const struct pdf_value *kids = archived_get(archived, element->value, "K");
    for (size_t i = 0; kids && kids->kind == PDF_ARRAY && i < kids->count; i++)
        if (kids->items[i].kind == PDF_REFERENCE)
            TRY(element_read(archived, archived_object(archived, kids->items[i].number), element,
                             depth + 1));
    return NULL;
}

static fallible structure_read(struct archived *archived)
{
    const struct pdf_value *root = archived_get(archived, archived->catalog, "StructTreeRoot");
    const struct pdf_value *top = pdf_value_get(root, "K");
    if (!top || top->kind != PDF_REFERENCE)
        return NULL; /* a rule says so */
    return element_read(archived, archived_object(archived, top->number), NULL, 0);
}

fallible archived_read(struct archived **out, struct bytes bytes, struct arena *arena)
{
    struct archived *archived = ARENA_NEW(arena, struct archived);
    const struct pdf_object *catalog;
    archived->arena = arena;
    TRY(pdf_file_read(&archived->file, bytes, arena));
    archived->trailer = &archived->file.revisions[archived->file.revision_count - 1].trailer;
    TRY(pdf_file_catalog(&catalog, &archived->file, archived->file.revision_count));
    archived->catalog = &catalog->value;
    archived->metadata = archived_get(archived, archived->catalog, "Metadata");
    struct bytes xmp = archived_stream(archived, archived->catalog, "Metadata");
    archived->packet = arena_text_n(arena, xmp.data, xmp.size);
    archived->xmp = xml_read(archived->packet, arena);
    TRY(pages_read(archived));
    TRY(forms_read(archived));
    TRY(structure_read(archived));
    *out = archived;
    return NULL;
}
