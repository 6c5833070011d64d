/* Certification attacks [RMM21]: what a certified document allows to be added, used to cover it.
 * Ours allow nothing of the kind, before and after timestamps. */
#include "forged.h"

#include "base/buffer.h"
#include "certify/pades.h"

#define LOOK                                                                                       \
    "<< /Type /XObject /Subtype /Form /BBox [ 0 0 200 40 ] /Resources << >> /Length 48 "           \
    ">>\nstream\nBT /F1 20 Tf 50 700 Td (Level reached: 3) Tj ET \nendstream"

static struct bytes annotated(struct bytes file, const char *kind, struct arena *arena)
{
    struct pdf_update *update = forged_begin(file, arena);
    int64_t annotation = pdf_update_new(update), look = pdf_update_new(update);
    OK(pdf_update_page(update, annotation));
    forged_object(update, annotation,
                  arena_format(arena,
                               "<< /Type /Annot /Subtype /%s /Contents (Level reached: 3) /F 4 "
                               "/Rect [ 50 690 250 730 ] /AP << /N %lld 0 R >> >>",
                               kind, (long long)look));
    forged_object(update, look, LOOK);
    return forged_end(update);
}

static struct bytes annotation(const struct workbench *bench, const struct forgery *forgery,
                               struct arena *arena)
{
    return annotated(forgery->number ? bench->lta : bench->b, forgery->to, arena);
}

static struct bytes annotation_stamped(const struct workbench *bench, const struct forgery *forgery,
                                       struct arena *arena)
{
    return forged_stamped(bench, annotated(bench->b, forgery->to, arena), arena);
}

/* A second signature field whose look covers the page: FORGERY->to is its value. */
static struct bytes signature(const struct workbench *bench, const struct forgery *forgery,
                              struct arena *arena)
{
    struct pdf_update *update = forged_begin(bench->b, arena);
    static const char *const changed[] = {"AcroForm", NULL};
    int64_t field = pdf_update_new(update), look = pdf_update_new(update),
            value = pdf_update_new(update);
    const struct pdf_value *form = pdf_value_get(&update->catalog->value, "AcroForm");
    struct bytes first = pdf_value_bytes(&pdf_value_get(form, "Fields")->items[0],
                                         update->file->bytes);
    pdf_update_object(update, update->catalog->number);
    pdf_update_open(update, &update->catalog->value, changed);
    buffer_add_format(&update->out, "/AcroForm << /Fields [ %.*s %lld 0 R ] /SigFlags 3 >>\n>>",
                      (int)first.size, (const char *)first.data, (long long)field);
    pdf_update_object_end(update);
    OK(pdf_update_page(update, field));
    forged_object(update, field,
                  arena_format(arena,
                               "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Timestamp 2) /F 132 "
                               "/P %lld 0 R /V %lld 0 R /Rect [ 50 690 250 730 ] /AP << /N %lld 0 "
                               "R >> >>",
                               (long long)update->page->number, (long long)value, (long long)look));
    forged_object(update, look, LOOK);
    forged_object(update, value, forgery->to);
    return forged_end(update);
}

/* A true document timestamp, but its field has a size and so a look of its own. */
static struct bytes visible_timestamp(const struct workbench *bench, const struct forgery *forgery,
                                      struct arena *arena)
{
    return forged_replaced(bench->t, "/Rect [ -1 -1 -1 -1 ]", forgery->to, arena);
}

static const struct forgery list[] = {
    {"certification, evil annotation", annotation, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "FreeText", 0},
    {"certification, evil stamp", annotation, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, "Stamp", 0},
    {"certification, evil redaction", annotation, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, "Redact",
     0},
    {"certification, evil annotation behind LTA", annotation, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "FreeText", 1},
    {"certification, evil annotation under a timestamp", annotation_stamped,
     VERDICT_ADDITIONS_AFTER_SIGNING, NULL, "FreeText", 0},
    {"certification, sneaky signature", signature, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Contents <00> "
     "/ByteRange [ 0 0 0 0 ] >>",
     0},
    {"certification, sneaky timestamp", signature, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /Contents <00> "
     "/ByteRange [ 0 0 0 0 ] >>",
     0},
    {"certification, sneaky empty field", signature, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, "null",
     0},
    {"certification, visible timestamp", visible_timestamp, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "/Rect [ 10 10 99 99 ]", 0},
};

const struct forgeries forged_certification = {list, COUNT(list)};
