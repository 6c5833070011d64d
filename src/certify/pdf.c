#include "certify/pdf.h"

#include "base/text.h"
#include "certify/deflate.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <stdlib.h>

struct pdf {
    HPDF_Doc doc;
    struct arena *arena;
};

/* To the outside a dictionary is libharu's own, under another name. */
static HPDF_Dict own_dict(struct pdf_dict *dict)
{
    return (HPDF_Dict)dict;
}

static struct pdf_dict *as_dict(void *dict)
{
    return dict;
}

static HPDF_Array own_array(struct pdf_array *array)
{
    return (HPDF_Array)array;
}

static struct pdf_array *as_array(void *array)
{
    return array;
}

static void *memory_take(HPDF_UINT size)
{
    void *memory = malloc(size);
    if (!memory)
        abort();
    return memory;
}

static void document_release(void *doc)
{
    HPDF_Free(doc);
}

struct pdf *pdf_open(struct arena *arena)
{
    struct pdf *pdf = ARENA_NEW(arena, struct pdf);
    pdf->arena = arena;
    /* without libharu's memory pool: what that hands out is not aligned for pointers */
    pdf->doc = HPDF_NewEx(NULL, memory_take, free, 0, NULL);
    ASSERT(pdf->doc);
    arena_defer(arena, document_release, pdf->doc);
    pdf->doc->pdf_version = HPDF_VER_17;
    return pdf;
}

fallible pdf_take(struct bytes *out, struct pdf *pdf, struct arena *arena)
{
    HPDF_SaveToStream(pdf->doc);
    HPDF_UINT32 size = HPDF_GetError(pdf->doc) ? 0 : HPDF_GetStreamSize(pdf->doc);
    HPDF_BYTE *data = arena_alloc(arena, size + 1);
    HPDF_UINT32 read = size;
    if (size)
        HPDF_ReadFromStream(pdf->doc, data, &read);
    if (HPDF_GetError(pdf->doc) || size == 0 || read != size)
        return error_make(ERROR_ENVIRONMENT, "libharu cannot write the document (0x%04lX, %lu)",
                          HPDF_GetError(pdf->doc), HPDF_GetErrorDetail(pdf->doc));
    *out = bytes_of(data, size);
    return NULL;
}

struct pdf_dict *pdf_catalog(struct pdf *pdf)
{
    return as_dict(pdf->doc->catalog);
}

struct pdf_dict *pdf_info(struct pdf *pdf)
{
    return as_dict(pdf->doc->info);
}

struct pdf_dict *pdf_trailer(struct pdf *pdf)
{
    return as_dict(pdf->doc->trailer);
}

/* libharu asks for this when it writes a dictionary. It would compress the stream itself if it knew
 * of the filter, so it does not. */
static HPDF_STATUS filter_write(HPDF_Dict dict, HPDF_Stream file)
{
    (void)dict;
    return HPDF_Stream_WriteStr(file, "/Filter /FlateDecode\n");
}

static HPDF_STATUS jpeg_filter_write(HPDF_Dict dict, HPDF_Stream file)
{
    (void)dict;
    return HPDF_Stream_WriteStr(file, "/Filter /DCTDecode\n");
}

static void stream_fill(HPDF_Dict stream, struct bytes bytes)
{
    HPDF_Stream_Write(stream->stream, bytes.data, (HPDF_UINT)bytes.size);
}

static HPDF_REAL points(int64_t mpt)
{
    return (HPDF_REAL)mpt / 1000.0f;
}

struct pdf_dict *pdf_page_add(struct pdf *pdf, int64_t width, int64_t height,
                              struct pdf_dict *behind, struct bytes content)
{
    HPDF_Page page = HPDF_AddPage(pdf->doc);
    ASSERT(page);
    HPDF_Box size = {0, 0, points(width), points(height)};
    HPDF_Dict_Add(page, "MediaBox", HPDF_Box_Array_New(pdf->doc->mmgr, size));
    HPDF_Dict front = ((HPDF_PageAttr)page->attr)->contents;
    stream_fill(front, deflate_bytes(content, pdf->arena));
    front->write_fn = filter_write;
    if (behind) {
        struct pdf_array *contents = pdf_set_new_array(as_dict(page), "Contents");
        pdf_append_dict(contents, behind);
        pdf_append_dict(contents, as_dict(front));
    }
    return as_dict(page);
}

struct pdf_dict *pdf_page_resources(struct pdf_dict *page)
{
    return HPDF_Dict_GetItem(own_dict(page), "Resources", HPDF_OCLASS_DICT);
}

struct pdf_dict *pdf_dict_add(struct pdf *pdf)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
    HPDF_Xref_Add(pdf->doc->xref, dict);
    return as_dict(dict);
}

struct pdf_array *pdf_array_add(struct pdf *pdf)
{
    HPDF_Array array = HPDF_Array_New(pdf->doc->mmgr);
    HPDF_Xref_Add(pdf->doc->xref, array);
    return as_array(array);
}

struct pdf_dict *pdf_stream_add_plain(struct pdf *pdf, struct bytes bytes)
{
    HPDF_Dict stream = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);
    ASSERT(stream);
    stream_fill(stream, bytes);
    return as_dict(stream);
}

struct pdf_dict *pdf_stream_add_deflated(struct pdf *pdf, struct bytes deflated)
{
    struct pdf_dict *stream = pdf_stream_add_plain(pdf, deflated);
    own_dict(stream)->write_fn = filter_write;
    return stream;
}

struct pdf_dict *pdf_stream_add(struct pdf *pdf, struct bytes bytes)
{
    return pdf_stream_add_deflated(pdf, deflate_bytes(bytes, pdf->arena));
}

struct pdf_dict *pdf_jpeg_add(struct pdf *pdf, const struct jpeg *jpeg)
{
    struct pdf_dict *image = pdf_stream_add_plain(pdf, jpeg->bytes);
    own_dict(image)->write_fn = jpeg_filter_write;
    pdf_set_name(image, "Type", "XObject");
    pdf_set_name(image, "Subtype", "Image");
    pdf_set_number(image, "Width", jpeg->width);
    pdf_set_number(image, "Height", jpeg->height);
    pdf_set_name(image, "ColorSpace", jpeg->components == 1 ? "DeviceGray" : "DeviceRGB");
    pdf_set_number(image, "BitsPerComponent", 8);
    return image;
}

void pdf_set_name(struct pdf_dict *dict, const char *key, const char *name)
{
    HPDF_Dict_AddName(own_dict(dict), key, name);
}

void pdf_set_number(struct pdf_dict *dict, const char *key, int64_t number)
{
    HPDF_Dict_AddNumber(own_dict(dict), key, (HPDF_INT32)number);
}

void pdf_set_boolean(struct pdf_dict *dict, const char *key, int truth)
{
    HPDF_Dict_AddBoolean(own_dict(dict), key, truth ? HPDF_TRUE : HPDF_FALSE);
}

void pdf_set_ascii(struct pdf_dict *dict, const char *key, const char *text)
{
    HPDF_Dict_Add(own_dict(dict), key, HPDF_String_New(own_dict(dict)->mmgr, text, NULL));
}

static HPDF_BYTE *put_unit(HPDF_BYTE *at, uint32_t unit)
{
    *at++ = (HPDF_BYTE)(unit >> 8);
    *at++ = (HPDF_BYTE)unit;
    return at;
}

static bool is_ascii(const char *text)
{
    while (*text >= ' ' && *text <= '~')
        text++;
    return !*text;
}

/* UTF-16BE behind its mark. UTF-8 never needs fewer bytes than half of what this does. */
static HPDF_Binary utf16_string(HPDF_MMgr memory, const char *text)
{
    size_t limit = 2 + 2 * strlen(text);
    HPDF_BYTE *units = memory_take((HPDF_UINT)limit), *end = put_unit(units, 0xfeff);
    for (uint32_t c; (c = utf8_next(&text)) != 0;) {
        if (c >= 0x10000)
            end = put_unit(end, 0xd7c0 + (c >> 10));
        end = put_unit(end, c >= 0x10000 ? 0xdc00 + (c & 0x3ff) : c);
    }
    HPDF_Binary string = HPDF_Binary_New(memory, units, (HPDF_UINT)(end - units));
    free(units);
    return string;
}

/* A text string (ISO 32000-1, 7.9.2.2): ASCII means the same in PDFDocEncoding, at a quarter of
 * the size. */
static void *text_string(HPDF_MMgr memory, const char *text)
{
    return is_ascii(text) ? (void *)HPDF_String_New(memory, text, NULL)
                          : (void *)utf16_string(memory, text);
}

void pdf_set_text(struct pdf_dict *dict, const char *key, const char *text)
{
    HPDF_Dict_Add(own_dict(dict), key, text_string(own_dict(dict)->mmgr, text));
}

void pdf_set_dict(struct pdf_dict *dict, const char *key, struct pdf_dict *value)
{
    HPDF_Dict_Add(own_dict(dict), key, own_dict(value));
}

/* A stand-in that has the number and nothing else: only its number is written. */
void pdf_set_coming(struct pdf *pdf, struct pdf_dict *dict, const char *key, int64_t ahead)
{
    HPDF_UINT next = pdf->doc->xref->start_offset + pdf->doc->xref->entries->count;
    HPDF_Null_Rec *coming = ARENA_NEW(pdf->arena, HPDF_Null_Rec);
    coming->header.obj_class = HPDF_OCLASS_NULL;
    coming->header.obj_id = (next + (HPDF_UINT32)ahead - 1) | HPDF_OTYPE_INDIRECT;
    HPDF_Dict_Add(own_dict(dict), key, coming);
}

struct pdf_dict *pdf_set_new_dict(struct pdf_dict *dict, const char *key)
{
    HPDF_Dict value = HPDF_Dict_New(own_dict(dict)->mmgr);
    HPDF_Dict_Add(own_dict(dict), key, value);
    return as_dict(value);
}

struct pdf_array *pdf_set_new_array(struct pdf_dict *dict, const char *key)
{
    HPDF_Array value = HPDF_Array_New(own_dict(dict)->mmgr);
    HPDF_Dict_Add(own_dict(dict), key, value);
    return as_array(value);
}

void pdf_append_number(struct pdf_array *array, int64_t number)
{
    HPDF_Array_AddNumber(own_array(array), (HPDF_INT32)number);
}

void pdf_append_bytes(struct pdf_array *array, struct bytes bytes)
{
    HPDF_Array own = own_array(array);
    HPDF_BYTE *copy = memory_take((HPDF_UINT)bytes.size + 1); /* libharu's parameter is not const */
    memcpy(copy, bytes.data, bytes.size);
    HPDF_Array_Add(own, HPDF_Binary_New(own->mmgr, copy, (HPDF_UINT)bytes.size));
    free(copy);
}

void pdf_append_text(struct pdf_array *array, const char *text)
{
    HPDF_Array_Add(own_array(array), text_string(own_array(array)->mmgr, text));
}

void pdf_append_dict(struct pdf_array *array, struct pdf_dict *value)
{
    HPDF_Array_Add(own_array(array), own_dict(value));
}

void pdf_append_array(struct pdf_array *array, struct pdf_array *value)
{
    HPDF_Array_Add(own_array(array), own_array(value));
}

struct pdf_array *pdf_append_new_array(struct pdf_array *array)
{
    HPDF_Array value = HPDF_Array_New(own_array(array)->mmgr);
    HPDF_Array_Add(own_array(array), value);
    return as_array(value);
}
