#include "certify/pades_shape.h"

#include "certify/pades.h"

static fallible only_keys(const struct pdf_value *dictionary, const char *const *keys,
                          const char *what)
{
    if (!dictionary || dictionary->kind != PDF_DICTIONARY)
        return error_make(ERROR_REFUSED, "%s is missing", what);
    for (size_t i = 0; i < dictionary->count; i++)
        if (!pdf_key_is_among(dictionary->items[2 * i].text, keys))
            return error_make(ERROR_REFUSED, "%s holds an unknown key at byte %zu", what,
                              dictionary->items[2 * i].start);
    return NULL;
}

static bool is_integer(const struct pdf_value *value, int64_t number)
{
    return value && value->kind == PDF_INTEGER && value->number == number;
}

/* The object that a reference leads to, which must be one the update added. */
static const struct pdf_object *added_object(const struct pdf_file *file,
                                             const struct pdf_value *reference)
{
    const struct pdf_object *object = pdf_file_follow(file, 2, reference);
    bool is_new = object && !pdf_file_object(file, 1, object->number);
    return is_new && !object->is_stream ? object : NULL;
}

static fallible find_field(struct pades_shape *shape)
{
    static const char *const form_keys[] = {"Fields", "SigFlags", NULL};
    static const char *const field_keys[] = {"Type", "Subtype", "FT",   "T",  "TU",           "V",
                                             "P",    "F",       "Rect", "AP", "StructParent", NULL};
    const struct pdf_value *form = pdf_value_get(&shape->catalog->value, "AcroForm");
    TRY(only_keys(form, form_keys, "the form"));
    const struct pdf_value *fields = pdf_value_get(form, "Fields");
    if (!is_integer(pdf_value_get(form, "SigFlags"), PADES_FORM_FLAGS) || !fields ||
        fields->kind != PDF_ARRAY || fields->count != 1)
        return error_make(ERROR_REFUSED, "the form is not that of one signature");
    shape->field = added_object(&shape->file, &fields->items[0]);
    if (!shape->field)
        return error_make(ERROR_REFUSED, "the signature field is missing");
    const struct pdf_value *field = &shape->field->value;
    TRY(only_keys(field, field_keys, "the signature field"));
    const struct pdf_object *page = pdf_file_follow(&shape->file, 2, pdf_value_get(field, "P"));
    if (!pdf_value_is_name(pdf_value_get(field, "Type"), "Annot") ||
        !pdf_value_is_name(pdf_value_get(field, "Subtype"), "Widget") ||
        !pdf_value_is_name(pdf_value_get(field, "FT"), "Sig") ||
        !is_integer(pdf_value_get(field, "F"), PADES_WIDGET_FLAGS) || page != shape->page)
        return error_make(ERROR_REFUSED, "the signature field is not one on the first page");
    return NULL;
}

static fallible find_signature(struct pades_shape *shape)
{
    static const char *const keys[] = {"Type",   "Filter", "SubFilter", "Name",     "Location",
                                       "Reason", "M",      "ByteRange", "Contents", NULL};
    shape->signature = added_object(&shape->file, pdf_value_get(&shape->field->value, "V"));
    if (!shape->signature)
        return error_make(ERROR_REFUSED, "the signature is missing");
    const struct pdf_value *signature = &shape->signature->value;
    TRY(only_keys(signature, keys, "the signature"));
    if (!pdf_value_is_name(pdf_value_get(signature, "Type"), "Sig") ||
        !pdf_value_is_name(pdf_value_get(signature, "Filter"), PADES_FILTER) ||
        !pdf_value_is_name(pdf_value_get(signature, "SubFilter"), PADES_SUB_FILTER))
        return error_make(ERROR_REFUSED, "the signature is not of the kind " PADES_SUB_FILTER);
    shape->unverified_range = pdf_value_get(signature, "ByteRange");
    shape->unverified_contents = pdf_value_get(signature, "Contents");
    if (!shape->unverified_range || !shape->unverified_contents ||
        shape->unverified_contents->kind != PDF_HEX_STRING)
        return error_make(ERROR_REFUSED, "the signature lacks ByteRange or Contents");
    return NULL;
}

/* Every entry of before stands in after with the same bytes; after has besides only key. */
static fallible grew_only_by(const struct pdf_value *before, const struct pdf_value *after,
                             const char *key, struct bytes file, const char *what)
{
    size_t extra = 0;
    for (size_t i = 0; i < after->count; i++) {
        const struct pdf_value *name = &after->items[2 * i], *value = name + 1, *old = NULL;
        for (size_t j = 0; j < before->count; j++)
            if (bytes_equal(before->items[2 * j].text, name->text))
                old = &before->items[2 * j + 1];
        bool is_the_key = bytes_equal(name->text, bytes_of_text(key));
        bool same = old && bytes_equal(pdf_value_bytes(old, file), pdf_value_bytes(value, file));
        if (!is_the_key && !same)
            return pdf_fault(name->start, what);
        extra += !old;
    }
    return after->count - extra == before->count ? NULL : pdf_fault(after->start, what);
}

/* The page's annotations are those it had, and the field behind them. */
static fallible check_annotations(const struct pades_shape *shape,
                                  const struct pdf_object *old_page)
{
    const struct pdf_value *before = pdf_value_get(&old_page->value, "Annots");
    const struct pdf_object *kept = pdf_file_follow(&shape->file, 1, before);
    const struct pdf_value *after = pdf_value_get(&shape->page->value, "Annots");
    struct bytes file = shape->file.bytes;
    before = kept ? &kept->value : before;
    size_t count = before ? before->count : 0;
    bool well = after && after->kind == PDF_ARRAY && after->count == count + 1 &&
                pdf_file_follow(&shape->file, 2, &after->items[count]) == shape->field;
    for (size_t i = 0; well && i < count; i++)
        well = bytes_equal(pdf_value_bytes(&before->items[i], file),
                           pdf_value_bytes(&after->items[i], file));
    return well ? NULL : error_make(ERROR_REFUSED, "the update changes the page's annotations");
}

static fallible check_trailers(const struct pdf_file *file)
{
    static const char *const changed[] = {"Size", "Prev", NULL};
    const struct pdf_value *before = &file->revisions[0].trailer;
    const struct pdf_value *after = &file->revisions[1].trailer;
    for (size_t i = 0; i < after->count; i++) {
        const struct pdf_value *name = &after->items[2 * i], *value = name + 1;
        if (pdf_key_is_among(name->text, changed))
            continue;
        const struct pdf_value *old = NULL;
        for (size_t j = 0; j < before->count; j++)
            if (bytes_equal(before->items[2 * j].text, name->text))
                old = &before->items[2 * j + 1];
        if (!old ||
            !bytes_equal(pdf_value_bytes(old, file->bytes), pdf_value_bytes(value, file->bytes)))
            return pdf_fault(name->start, "the update changes the trailer");
    }
    bool complete = after->count == before->count + 1;
    return complete ? NULL : pdf_fault(after->start, "the update changes the trailer");
}

/* The update replaces the catalog and the first page and adds the three objects of a signature. */
fallible pades_shape_check(const struct pades_shape *shape)
{
    enum { CHANGED = 2, ADDED = 3 };
    const struct pdf_file *file = &shape->file;
    const struct pdf_object *old_catalog, *old_page;
    TRY(pdf_file_catalog(&old_catalog, file, 1));
    TRY(pdf_file_first_page(&old_page, file, 1));
    const struct pdf_value *look = pdf_value_get(pdf_value_get(&shape->field->value, "AP"), "N");
    const struct pdf_object *appearance = pdf_file_follow(file, 2, look);
    bool expected = file->revisions[1].count == CHANGED + ADDED &&
                    shape->catalog->number == old_catalog->number &&
                    shape->page->number == old_page->number && shape->catalog != old_catalog &&
                    shape->page != old_page && appearance && appearance->is_stream &&
                    !pdf_file_object(file, 1, appearance->number);
    if (!expected)
        return error_make(ERROR_REFUSED, "the update holds other objects than a signature's");
    if (pdf_value_get(&old_catalog->value, "AcroForm"))
        return error_make(ERROR_REFUSED, "there was a form before the signature");
    TRY(grew_only_by(&old_catalog->value, &shape->catalog->value, "AcroForm", file->bytes,
                     "the update changes the catalog"));
    TRY(grew_only_by(&old_page->value, &shape->page->value, "Annots", file->bytes,
                     "the update changes the page"));
    TRY(check_annotations(shape, old_page));
    return check_trailers(file);
}

fallible pades_shape_read(struct pades_shape *shape)
{
    if (shape->file.revision_count != 2)
        return error_make(ERROR_REFUSED, "the file carries no signature");
    TRY(pdf_file_catalog(&shape->catalog, &shape->file, 2));
    TRY(pdf_file_first_page(&shape->page, &shape->file, 2));
    TRY(find_field(shape));
    return find_signature(shape);
}
