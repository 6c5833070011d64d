#include "certify/pades_augment.h"

#include "certify/pades.h"
#include "certify/pdf_update.h"

/* Certificates and revocation lists: entries of the dictionary that names them. */
static const char *const lists[] = {"Certs", "CRLs"};
enum { FIXED_OBJECTS = 2 /* catalog and dictionary */ };

static fallible add_form(struct pdf_update *update, int64_t field)
{
    static const char *const changed[] = {"AcroForm", NULL};
    const struct pdf_value *form = pdf_value_get(&update->catalog->value, "AcroForm");
    const struct pdf_value *fields = pdf_value_get(form, "Fields");
    if (!fields || fields->kind != PDF_ARRAY)
        return error_make(ERROR_REFUSED, "the file has no form with a signature");
    pdf_update_object(update, update->catalog->number);
    pdf_update_open(update, &update->catalog->value, changed);
    buffer_add_text(&update->out, "/AcroForm << /Fields [ ");
    for (size_t i = 0; i < fields->count; i++) {
        buffer_add(&update->out, pdf_value_bytes(&fields->items[i], update->file->bytes));
        buffer_add_byte(&update->out, ' ');
    }
    buffer_add_format(&update->out, "%lld 0 R ] /SigFlags %d >>\n>>", (long long)field,
                      PADES_FORM_FLAGS);
    pdf_update_object_end(update);
    return NULL;
}

/* Invisible: without size, outside the page, and so nothing that a reader would have to tag or
 * draw (ISO 32000-1, 12.7.4.5; ISO 14289-1, 7.18.1). */
static void add_field(struct pdf_update *update, int64_t field, int64_t signature)
{
    pdf_update_object(update, field);
    buffer_add_format(&update->out,
                      "<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Timestamp %zu)\n/F %d\n"
                      "/P %lld 0 R\n/V %lld 0 R\n/Rect [ -1 -1 -1 -1 ]\n>>",
                      update->file->revision_count, PADES_WIDGET_FLAGS,
                      (long long)update->page->number, (long long)signature);
    pdf_update_object_end(update);
}

fallible pades_stamp_prepare(struct pades_stamp_draft *out, const struct pdf_file *file,
                             struct arena *arena)
{
    struct pdf_update update;
    struct pades_stamp_draft draft;
    TRY(pdf_update_begin(&update, file, arena));
    int64_t signature = pdf_update_new(&update), field = pdf_update_new(&update);
    TRY(add_form(&update, field));
    TRY(pdf_update_page(&update, field));
    pdf_update_object(&update, signature);
    buffer_add_text(&update.out, "<<\n/Type /DocTimeStamp\n/Filter /" PADES_FILTER
                                 "\n/SubFilter /" PADES_STAMP_SUB_FILTER "\n");
    pades_hole_add(&draft.hole, &update.out, PADES_STAMP_ROOM);
    buffer_add_text(&update.out, "\n>>");
    pdf_update_object_end(&update);
    add_field(&update, field, signature);
    pdf_update_end(&update);
    TRY(pades_hole_close(&draft.file, &draft.imprint, &draft.hole, &update.out));
    *out = draft;
    return NULL;
}

fallible pades_stamp(struct bytes *out, const struct pdf_file *file, struct stamper *stamper,
                     struct arena *arena)
{
    struct bytes token;
    struct pades_stamp_draft draft;
    TRY(pades_stamp_prepare(&draft, file, arena));
    TRY_AS(stamper_stamp(&token, stamper, &draft.imprint, arena), "timestamp the file");
    return pades_hole_fill(out, &draft.hole, draft.file, token, arena);
}

/* The dictionary as the revisions before have it, NULL when there is none. */
static const struct pdf_object *validation_of(const struct pdf_file *file, size_t count)
{
    const struct pdf_object *catalog = NULL;
    SCOPED_ERROR error = pdf_file_catalog(&catalog, file, count);
    return error ? NULL : pdf_file_follow(file, count, pdf_value_get(&catalog->value, "DSS"));
}

/* One list: what it had, and the next count new objects from first. */
static void add_list(struct pdf_update *update, const struct pdf_object *before, const char *name,
                     int64_t first, size_t count)
{
    const struct pdf_value *kept = before ? pdf_value_get(&before->value, name) : NULL;
    buffer_add_format(&update->out, "/%s [ ", name);
    for (size_t i = 0; kept && kept->kind == PDF_ARRAY && i < kept->count; i++) {
        buffer_add(&update->out, pdf_value_bytes(&kept->items[i], update->file->bytes));
        buffer_add_byte(&update->out, ' ');
    }
    for (size_t i = 0; i < count; i++)
        buffer_add_format(&update->out, "%lld 0 R ", (long long)first + (long long)i);
    buffer_add_text(&update->out, "]\n");
}

static void add_streams(struct pdf_update *update, int64_t first, const struct bytes *content,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pdf_update_object(update, first + (int64_t)i);
        buffer_add_format(&update->out, "<< /Length %zu >>\nstream\n", content[i].size);
        buffer_add(&update->out, content[i]);
        buffer_add_text(&update->out, "\nendstream");
        pdf_update_object_end(update);
    }
}

static void add_catalog(struct pdf_update *update, int64_t dictionary)
{
    static const char *const changed[] = {"DSS", NULL};
    pdf_update_object(update, update->catalog->number);
    pdf_update_open(update, &update->catalog->value, changed);
    buffer_add_format(&update->out, "/DSS %lld 0 R\n>>", (long long)dictionary);
    pdf_update_object_end(update);
}

fallible pades_validation_add(struct bytes *out, const struct pdf_file *file,
                              const struct pades_validation *data, struct arena *arena)
{
    struct pdf_update update;
    size_t certificates = data->certificate_count, crls = data->crl_count;
    if (FIXED_OBJECTS + certificates + crls > PDF_UPDATE_LIMIT)
        return error_make(ERROR_REFUSED, "%zu certificates and %zu revocation lists are too many",
                          certificates, crls);
    TRY(pdf_update_begin(&update, file, arena));
    const struct pdf_object *before = validation_of(file, file->revision_count);
    int64_t dictionary = pdf_update_new(&update), first = dictionary + 1;
    update.next += (int64_t)(certificates + crls);
    add_catalog(&update, dictionary);
    pdf_update_object(&update, dictionary);
    buffer_add_text(&update.out, "<<\n/Type /DSS\n");
    add_list(&update, before, lists[0], first, certificates);
    add_list(&update, before, lists[1], first + (int64_t)certificates, crls);
    buffer_add_text(&update.out, ">>");
    pdf_update_object_end(&update);
    add_streams(&update, first, data->certificates, certificates);
    add_streams(&update, first + (int64_t)certificates, data->crls, crls);
    pdf_update_end(&update);
    return buffer_take(out, &update.out, "certificate with validation data");
}

/* What a list has that the revisions before do not. */
static fallible read_list(const struct bytes **out, size_t *count, const struct pdf_file *file,
                          size_t revision, const char *name, struct arena *arena)
{
    struct bytes *items = NULL;
    size_t size = 0;
    const struct pdf_object *dictionary = validation_of(file, revision + 1);
    const struct pdf_value *list = dictionary ? pdf_value_get(&dictionary->value, name) : NULL;
    if (!list || list->kind != PDF_ARRAY)
        return error_make(ERROR_REFUSED, "the validation data have no list %s", name);
    for (size_t i = 0; i < list->count; i++) {
        const struct pdf_object *object = pdf_file_follow(file, revision + 1, &list->items[i]);
        if (!object || !object->is_stream)
            return pdf_fault(list->items[i].start, "validation data that are no stream");
        if (!pdf_file_object(file, revision, object->number))
            *ARENA_PUSH(arena, items, size) = object->stream;
    }
    *out = items;
    *count = size;
    return NULL;
}

fallible pades_validation_read(struct pades_validation *out, const struct pdf_file *file,
                               size_t revision, struct arena *arena)
{
    struct pades_validation data;
    TRY(read_list(&data.certificates, &data.certificate_count, file, revision, lists[0], arena));
    TRY(read_list(&data.crls, &data.crl_count, file, revision, lists[1], arena));
    *out = data;
    return NULL;
}

bool pades_validation_changed(const struct pdf_file *file, size_t revision)
{
    return validation_of(file, revision + 1) != validation_of(file, revision);
}
