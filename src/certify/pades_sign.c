#include "certify/pades_sign.h"

#include "base/buffer.h"
#include "base/encoding.h"
#include "certify/cms.h"
#include "certify/pades.h"
#include "certify/pdf_file.h"
#include "certify/pdf_text.h"

#include <stdio.h>

enum {
    RANGE_WIDTH = 48, /* room for "[0 a b c]" with numbers of 10 digits */
    HOLE_STEP = 512,  /* the room for a signature is a multiple of this many bytes */
    NEW_OBJECTS = 3,
};

/* The update while it is written. */
struct update {
    struct buffer out; /* the whole file: the original, and what is appended */
    const struct pdf_file *original;
    const struct pades_request *request;
    const struct pdf_object *catalog, *page;
    int64_t signature, field, appearance; /* numbers of the new objects */
    size_t catalog_at, page_at, signature_at, field_at, appearance_at;
    size_t range_at, hole_at, hole_end;
};

static size_t begin_object(struct update *update, int64_t number)
{
    size_t at = update->out.size;
    buffer_add_format(&update->out, "%lld 0 obj\n", (long long)number);
    return at;
}

static void end_object(struct update *update)
{
    buffer_add_text(&update->out, "\nendobj\n");
}

static void add_text_entry(struct buffer *out, const char *key, const char *text)
{
    if (!text)
        return;
    buffer_add_format(out, "/%s ", key);
    pdf_text_add(out, text);
    buffer_add_byte(out, '\n');
}

/* The original dictionary without its last two brackets. */
static void add_open_dictionary(struct update *update, const struct pdf_object *object)
{
    size_t start = object->value.start, end = object->value.end - strlen(">>");
    buffer_add(&update->out, bytes_of(update->original->bytes.data + start, end - start));
}

static void add_catalog(struct update *update)
{
    update->catalog_at = begin_object(update, update->catalog->number);
    add_open_dictionary(update, update->catalog);
    buffer_add_format(&update->out, "/AcroForm << /Fields [ %lld 0 R ] /SigFlags %d >>\n>>",
                      (long long)update->field, PADES_FORM_FLAGS);
    end_object(update);
}

/* The page's annotations, wherever they are kept, and the widget behind them. */
static fallible add_annotations(struct update *update)
{
    const struct pdf_value *list = pdf_value_get(&update->page->value, "Annots");
    const struct pdf_object *kept = pdf_file_follow(update->original, 1, list);
    list = kept ? &kept->value : list;
    if (list && list->kind != PDF_ARRAY)
        return pdf_fault(list->start, "the page's annotations are no list");
    buffer_add_text(&update->out, "/Annots [ ");
    for (size_t i = 0; list && i < list->count; i++) {
        buffer_add(&update->out, pdf_value_bytes(&list->items[i], update->original->bytes));
        buffer_add_byte(&update->out, ' ');
    }
    buffer_add_format(&update->out, "%lld 0 R ]\n", (long long)update->field);
    return NULL;
}

static fallible add_page(struct update *update)
{
    const struct pdf_value *page = &update->page->value;
    struct bytes file = update->original->bytes;
    update->page_at = begin_object(update, update->page->number);
    buffer_add_text(&update->out, "<<\n");
    for (size_t i = 0; i < page->count; i++) {
        const struct pdf_value *key = &page->items[2 * i], *value = &page->items[2 * i + 1];
        if (bytes_equal(key->text, bytes_of_text("Annots")))
            continue;
        buffer_add(&update->out, bytes_of(file.data + key->start, value->end - key->start));
        buffer_add_byte(&update->out, '\n');
    }
    TRY(add_annotations(update));
    buffer_add_text(&update->out, ">>");
    end_object(update);
    return NULL;
}

static void add_hole(struct update *update, size_t size)
{
    uint8_t *hole = arena_alloc(update->out.arena, 2 * size + 2);
    memset(hole, '0', 2 * size + 2);
    hole[0] = '<';
    hole[2 * size + 1] = '>';
    buffer_add_text(&update->out, "/Contents ");
    update->hole_at = update->out.size;
    buffer_add(&update->out, bytes_of(hole, 2 * size + 2));
    update->hole_end = update->out.size;
}

static void add_signature(struct update *update, size_t hole_size)
{
    const struct pades_request *request = update->request;
    update->signature_at = begin_object(update, update->signature);
    buffer_add_text(&update->out, "<<\n/Type /Sig\n/Filter /" PADES_FILTER
                                  "\n/SubFilter /" PADES_SUB_FILTER "\n");
    add_text_entry(&update->out, "Name", request->name);
    add_text_entry(&update->out, "Location", request->location);
    add_text_entry(&update->out, "Reason", request->reason);
    add_text_entry(&update->out, "M", pdf_date(request->signed_at_s, update->out.arena));
    buffer_add_text(&update->out, "/ByteRange ");
    update->range_at = update->out.size;
    buffer_add_format(&update->out, "%*s\n", RANGE_WIDTH, "");
    add_hole(update, hole_size);
    buffer_add_text(&update->out, "\n>>");
    end_object(update);
}

static void add_point(struct buffer *out, int64_t mpt)
{
    buffer_add_format(out, "%s%lld.%03lld ", mpt < 0 ? "-" : "",
                      (long long)(mpt < 0 ? -mpt : mpt) / 1000,
                      (long long)(mpt < 0 ? -mpt : mpt) % 1000);
}

static void add_box(struct buffer *out, const char *key, const struct pades_place *place)
{
    buffer_add_format(out, "/%s [ ", key);
    add_point(out, place->left);
    add_point(out, place->bottom);
    add_point(out, place->right);
    add_point(out, place->top);
    buffer_add_text(out, "]\n");
}

static void add_field(struct update *update)
{
    const struct pades_request *request = update->request;
    struct buffer *out = &update->out;
    update->field_at = begin_object(update, update->field);
    buffer_add_text(out, "<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n");
    add_text_entry(out, "T", request->field ? request->field : "Signature");
    add_text_entry(out, "TU", request->alternative);
    buffer_add_format(out, "/F %d\n/P %lld 0 R\n/V %lld 0 R\n", PADES_WIDGET_FLAGS,
                      (long long)update->page->number, (long long)update->signature);
    add_box(out, "Rect", &request->place);
    buffer_add_format(out, "/AP << /N %lld 0 R >>\n", (long long)update->appearance);
    if (request->struct_parent >= 0)
        buffer_add_format(out, "/StructParent %lld\n", (long long)request->struct_parent);
    buffer_add_text(out, ">>");
    end_object(update);
}

/* Its box is the field's, so that nothing is moved or stretched (ISO 32000-1, 12.5.5). */
static void add_appearance(struct update *update)
{
    const struct pades_request *request = update->request;
    struct buffer *out = &update->out;
    update->appearance_at = begin_object(update, update->appearance);
    buffer_add_text(out, "<<\n/Type /XObject\n/Subtype /Form\n");
    add_box(out, "BBox", &request->place);
    buffer_add_format(out, "/Resources %s\n%s/Length %zu\n>>\nstream\n",
                      request->resources ? request->resources : "<< >>",
                      request->appearance.size ? "/Filter /FlateDecode\n" : "",
                      request->appearance.size);
    buffer_add(out, request->appearance);
    buffer_add_text(out, "\nendstream");
    end_object(update);
}

static void add_entry(struct buffer *out, int64_t number, size_t count, const size_t *offsets)
{
    buffer_add_format(out, "%lld %zu\n", (long long)number, count);
    for (size_t i = 0; i < count; i++)
        buffer_add_format(out, "%010zu 00000 n\r\n", offsets[i]);
}

static void add_table(struct update *update)
{
    bool catalog_first = update->catalog->number < update->page->number;
    const struct pdf_object *low = catalog_first ? update->catalog : update->page;
    const struct pdf_object *high = catalog_first ? update->page : update->catalog;
    size_t low_at = catalog_first ? update->catalog_at : update->page_at;
    size_t high_at = catalog_first ? update->page_at : update->catalog_at;
    const size_t added[NEW_OBJECTS] = {update->signature_at, update->field_at,
                                       update->appearance_at};
    buffer_add_text(&update->out, "xref\n");
    add_entry(&update->out, low->number, 1, &low_at);
    add_entry(&update->out, high->number, 1, &high_at);
    add_entry(&update->out, update->signature, NEW_OBJECTS, added);
}

/* All entries of the original trailer (Root, Info, ID) but those an update changes. */
static void add_trailer(struct update *update)
{
    const struct pdf_revision *original = &update->original->revisions[0];
    struct bytes file = update->original->bytes;
    size_t table_at = update->out.size;
    add_table(update);
    buffer_add_text(&update->out, "trailer\n<<\n");
    for (size_t i = 0; i < original->trailer.count; i++) {
        const struct pdf_value *key = &original->trailer.items[2 * i], *value = key + 1;
        if (bytes_equal(key->text, bytes_of_text("Size")))
            continue;
        buffer_add(&update->out, bytes_of(file.data + key->start, value->end - key->start));
        buffer_add_byte(&update->out, '\n');
    }
    buffer_add_format(&update->out, "/Size %lld\n/Prev %zu\n>>\nstartxref\n%zu\n%%%%EOF\n",
                      (long long)update->signature + NEW_OBJECTS, original->table_at, table_at);
}

/* ISO 32000-1, 12.8.1: everything but the hexadecimal string. */
static void fill_range(struct update *update)
{
    char range[RANGE_WIDTH + 1];
    int size = snprintf(range, sizeof range, "[0 %zu %zu %zu]", update->hole_at, update->hole_end,
                        update->out.size - update->hole_end);
    ASSERT(size > 0 && size <= RANGE_WIDTH);
    memcpy(update->out.data + update->range_at, range, (size_t)size);
}

static fallible check_original(const struct pdf_file *file, const struct pdf_object *catalog)
{
    if (file->revision_count != 1)
        return error_make(ERROR_REFUSED, "the PDF to sign has been updated already");
    if (pdf_value_get(&catalog->value, "AcroForm"))
        return error_make(ERROR_REFUSED, "the PDF to sign has a form already");
    return NULL;
}

static fallible begin_update(struct update *out, const struct pdf_file *original,
                             const struct pades_request *request, size_t hole_size,
                             struct arena *arena)
{
    TRY(pdf_file_catalog(&out->catalog, original, original->revision_count));
    TRY(check_original(original, out->catalog));
    TRY(pdf_file_first_page(&out->page, original, 1));
    out->original = original;
    out->request = request;
    out->signature = pdf_value_get(&original->revisions[0].trailer, "Size")->number;
    out->field = out->signature + PADES_WIDGET_AHEAD - 1;
    out->appearance = out->signature + 2;
    out->out = buffer_make(arena, PDF_FILE_LIMIT);
    buffer_add(&out->out, original->bytes);
    add_catalog(out);
    TRY(add_page(out));
    add_signature(out, hole_size);
    add_field(out);
    add_appearance(out);
    add_trailer(out);
    return NULL;
}

static struct digest digest_around(struct bytes file, size_t hole_at, size_t hole_end)
{
    struct bytes parts[] = {bytes_of(file.data, hole_at),
                            bytes_of(file.data + hole_end, file.size - hole_end)};
    return digest_of_parts(parts, 2);
}

fallible pades_prepare(struct pades_draft *out, struct bytes original,
                       const struct pades_request *request, const struct signer *signer,
                       struct arena *arena)
{
    struct pdf_file file;
    TRY_AS(pdf_file_read(&file, original, arena), "the PDF to sign");
    size_t signature_size = cms_size_most(signer, arena);
    size_t hole_size = (signature_size + HOLE_STEP - 1) / HOLE_STEP * HOLE_STEP;
    struct update update = {0};
    struct pades_draft draft;
    TRY(begin_update(&update, &file, request, hole_size, arena));
    fill_range(&update);
    TRY(buffer_take(&draft.file, &update.out, "signed PDF"));
    draft.hole_at = update.hole_at;
    draft.hole_end = update.hole_end;
    draft.content = digest_around(draft.file, draft.hole_at, draft.hole_end);
    *out = draft;
    return NULL;
}

fallible pades_finish(struct bytes *file, const struct pades_draft *draft,
                      const struct signer *signer, struct arena *arena)
{
    struct bytes der;
    TRY_AS(cms_sign(&der, &draft->content, signer, arena), "sign");
    struct bytes digits = bytes_of_text(hex_encode(der, arena));
    ASSERT(digits.size + 2 <= draft->hole_end - draft->hole_at);
    char *copy = arena_text_n(arena, draft->file.data, draft->file.size);
    memcpy(copy + draft->hole_at + 1, digits.data, digits.size);
    *file = bytes_of(copy, draft->file.size);
    return NULL;
}
