#include "certify/attachment.h"

#include "certify/deflate.h"

static fallible fault(const char *what)
{
    return error_make(ERROR_REFUSED, "the record inside the certificate %s", what);
}

/* Direct values stay what they are, references become what they lead to. */
static const struct pdf_value *resolved(const struct pdf_file *file, const struct pdf_value *value)
{
    const struct pdf_object *object = pdf_file_follow(file, 1, value);
    return object ? &object->value : value;
}

static const struct pdf_value *step(const struct pdf_file *file, const struct pdf_value *value,
                                    const char *key)
{
    return resolved(file, pdf_value_get(value, key));
}

/* The name tree of embedded files, which Usta writes as one leaf with one pair. */
static fallible find_specification(const struct pdf_value **out, const struct pdf_file *file)
{
    const struct pdf_object *catalog;
    TRY(pdf_file_catalog(&catalog, file, 1));
    const struct pdf_value *names = step(
        file, step(file, step(file, &catalog->value, "Names"), "EmbeddedFiles"), "Names");
    if (!names || names->kind != PDF_ARRAY || names->count != 2)
        return fault("is missing");
    *out = resolved(file, &names->items[1]);
    return NULL;
}

/* What Usta writes: FlateDecode, and the size in Params. */
static fallible inflate(struct bytes *out, const struct pdf_object *stream, struct arena *arena)
{
    const struct pdf_value *size = pdf_value_get(pdf_value_get(&stream->value, "Params"), "Size");
    if (!pdf_value_is_name(pdf_value_get(&stream->value, "Filter"), "FlateDecode") || !size ||
        size->kind != PDF_INTEGER || size->number < 0)
        return fault("is not compressed as Usta does");
    if (size->number > ATTACHMENT_LIMIT)
        return fault("is too large");
    TRY_AS(inflate_bytes(out, stream->stream, (size_t)size->number, arena),
           "the record inside the certificate");
    return NULL;
}

fallible attachment_read(struct bytes *out, const struct pdf_file *file, struct arena *arena)
{
    const struct pdf_value *specification;
    TRY(find_specification(&specification, file));
    const struct pdf_value *name = pdf_value_get(specification, "F");
    if (!name || name->kind != PDF_STRING ||
        !bytes_equal(name->text, bytes_of_text(ATTACHMENT_NAME)))
        return fault("is not named " ATTACHMENT_NAME);
    const struct pdf_value *files = step(file, specification, "EF");
    const struct pdf_object *stream = pdf_file_follow(file, 1, pdf_value_get(files, "F"));
    if (!stream || !stream->is_stream)
        return fault("is missing");
    if (pdf_value_get(&stream->value, "Filter"))
        return inflate(out, stream, arena);
    if (stream->stream.size > ATTACHMENT_LIMIT)
        return fault("is too large");
    *out = stream->stream;
    return NULL;
}
