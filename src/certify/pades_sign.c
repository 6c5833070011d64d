#include "certify/pades_sign.h"

#include "base/buffer.h"
#include "certify/cms.h"
#include "certify/pades.h"
#include "certify/pades_hole.h"
#include "certify/pdf_text.h"
#include "certify/pdf_update.h"

enum {
    HOLE_STEP = 512, /* the room for a signature is a multiple of this many bytes */
};

/* The update while it is written. */
struct update {
    struct pdf_update pdf;
    const struct pades_request *request;
    int64_t signature, field, appearance; /* numbers of the new objects */
    struct pades_hole hole;
};

static void add_text_entry(struct buffer *out, const char *key, const char *text)
{
    if (!text)
        return;
    buffer_add_format(out, "/%s ", key);
    pdf_text_add(out, text);
    buffer_add_byte(out, '\n');
}

static void add_catalog(struct update *update)
{
    static const char *const nothing[] = {NULL};
    struct pdf_update *pdf = &update->pdf;
    pdf_update_object(pdf, pdf->catalog->number);
    pdf_update_open(pdf, &pdf->catalog->value, nothing);
    buffer_add_format(&pdf->out, "/AcroForm << /Fields [ %lld 0 R ] /SigFlags %d >>\n>>",
                      (long long)update->field, PADES_FORM_FLAGS);
    pdf_update_object_end(pdf);
}

static void add_signature(struct update *update, size_t room)
{
    const struct pades_request *request = update->request;
    struct buffer *out = &update->pdf.out;
    pdf_update_object(&update->pdf, update->signature);
    buffer_add_text(out, "<<\n/Type /Sig\n/Filter /" PADES_FILTER "\n/SubFilter /" PADES_SUB_FILTER
                         "\n");
    add_text_entry(out, "Name", request->name);
    add_text_entry(out, "Location", request->location);
    add_text_entry(out, "Reason", request->reason);
    add_text_entry(out, "M", pdf_date(request->signed_at_s, out->arena));
    pades_hole_add(&update->hole, out, room);
    buffer_add_text(out, "\n>>");
    pdf_update_object_end(&update->pdf);
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
    struct buffer *out = &update->pdf.out;
    pdf_update_object(&update->pdf, update->field);
    buffer_add_text(out, "<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n");
    add_text_entry(out, "T", request->field ? request->field : "Signature");
    add_text_entry(out, "TU", request->alternative);
    buffer_add_format(out, "/F %d\n/P %lld 0 R\n/V %lld 0 R\n", PADES_WIDGET_FLAGS,
                      (long long)update->pdf.page->number, (long long)update->signature);
    add_box(out, "Rect", &request->place);
    buffer_add_format(out, "/AP << /N %lld 0 R >>\n", (long long)update->appearance);
    if (request->struct_parent >= 0)
        buffer_add_format(out, "/StructParent %lld\n", (long long)request->struct_parent);
    buffer_add_text(out, ">>");
    pdf_update_object_end(&update->pdf);
}

/* Its box is the field's, so that nothing is moved or stretched (ISO 32000-1, 12.5.5). */
static void add_appearance(struct update *update)
{
    const struct pades_request *request = update->request;
    struct buffer *out = &update->pdf.out;
    pdf_update_object(&update->pdf, update->appearance);
    buffer_add_text(out, "<<\n/Type /XObject\n/Subtype /Form\n");
    add_box(out, "BBox", &request->place);
    buffer_add_format(out, "/Resources %s\n%s/Length %zu\n>>\nstream\n",
                      request->resources ? request->resources : "<< >>",
                      request->appearance.size ? "/Filter /FlateDecode\n" : "",
                      request->appearance.size);
    buffer_add(out, request->appearance);
    buffer_add_text(out, "\nendstream");
    pdf_update_object_end(&update->pdf);
}

static fallible check_original(const struct pdf_file *file, const struct pdf_object *catalog)
{
    if (file->revision_count != 1)
        return error_make(ERROR_REFUSED, "the PDF to sign has been updated already");
    if (pdf_value_get(&catalog->value, "AcroForm"))
        return error_make(ERROR_REFUSED, "the PDF to sign has a form already");
    return NULL;
}

static fallible write_update(struct update *update, const struct pdf_file *original, size_t room,
                             struct arena *arena)
{
    struct pdf_update *pdf = &update->pdf;
    const struct pdf_object *catalog;
    TRY(pdf_file_catalog(&catalog, original, original->revision_count));
    TRY(check_original(original, catalog));
    TRY(pdf_update_begin(pdf, original, arena));
    update->signature = pdf_update_new(pdf);
    update->field = pdf_update_new(pdf);
    update->appearance = pdf_update_new(pdf);
    ASSERT(update->field == update->signature + PADES_WIDGET_AHEAD - 1);
    add_catalog(update);
    TRY(pdf_update_page(pdf, update->field));
    add_signature(update, room);
    add_field(update);
    add_appearance(update);
    pdf_update_end(pdf);
    return NULL;
}

fallible pades_prepare(struct pades_draft *out, struct bytes original,
                       const struct pades_request *request, const struct signer *signer,
                       struct arena *arena)
{
    struct pdf_file file;
    TRY_AS(pdf_file_read(&file, original, arena), "the PDF to sign");
    size_t most = cms_size_most(signer, arena);
    size_t room = (most + HOLE_STEP - 1) / HOLE_STEP * HOLE_STEP;
    struct update update = {.request = request};
    struct pades_draft draft = {.stamper = request->stamper};
    TRY(write_update(&update, &file, room + (request->stamper ? PADES_STAMP_ROOM : 0), arena));
    TRY(pades_hole_close(&draft.file, &draft.content, &update.hole, &update.pdf.out));
    draft.hole_at = update.hole.at;
    draft.hole_end = update.hole.end;
    *out = draft;
    return NULL;
}

fallible pades_finish(struct bytes *file, const struct pades_draft *draft,
                      const struct signer *signer, struct arena *arena)
{
    struct bytes der;
    const struct pades_hole hole = {.at = draft->hole_at, .end = draft->hole_end};
    if (draft->stamper)
        TRY_AS(cms_sign_stamped(&der, &draft->content, signer, draft->stamper, arena), "sign");
    else
        TRY_AS(cms_sign(&der, &draft->content, signer, arena), "sign");
    struct error *error = pades_hole_fill(file, &hole, draft->file, der, arena);
    if (error && draft->stamper)
        stamper_give_up(draft->stamper, error); /* its next timestamp is no smaller */
    return error;
}
