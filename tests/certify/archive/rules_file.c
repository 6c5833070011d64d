/* ISO 19005-3, 6.1: the file itself. What the strict reader refuses (a header elsewhere, a table
 * that does not fit, a Length that lies, spaces and line ends other than one, Encrypt, bytes behind
 * the end) is not asked again. */
#include "rules.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Calls judge for every value of the file that counts, however deep; its first complaint. */
typedef const char *(*judge_fn)(const struct archived *archived, const struct pdf_value *value);

static const char *judge_all(const struct archived *archived, const struct pdf_value *value,
                             judge_fn judge)
{
    const char *fault = judge(archived, value);
    size_t count = value->kind == PDF_DICTIONARY ? 2 * value->count
                   : value->kind == PDF_ARRAY    ? value->count
                                                 : 0;
    for (size_t i = 0; !fault && i < count; i++)
        fault = judge_all(archived, &value->items[i], judge);
    return fault;
}

static const char *judge_file(const struct archived *archived, judge_fn judge)
{
    const char *fault = judge_all(archived, archived->trailer, judge);
    for (size_t number = 1; !fault && number < archived_top(archived); number++) {
        const struct pdf_object *object = archived_object(archived, (int64_t)number);
        fault = object ? judge_all(archived, &object->value, judge) : NULL;
    }
    return fault;
}

static const char *header(const struct archived *archived)
{
    const uint8_t *line = archived->file.bytes.data + strlen("%PDF-1.7\n");
    bool well = line[0] == '%';
    for (int i = 1; i <= 4; i++)
        well = well && line[i] > 127;
    return well ? NULL : "no comment of four bytes above 127 behind the first line";
}

static const char *identifier(const struct archived *archived)
{
    const struct pdf_value *id = pdf_value_get(archived->trailer, "ID");
    bool well = id && id->kind == PDF_ARRAY && id->count == 2 && id->items[0].text.size &&
                id->items[1].text.size;
    return well ? NULL : "the trailer has no ID of two strings";
}

static const char *external(const struct archived *archived, const struct pdf_value *value)
{
    (void)archived;
    bool is_stream = pdf_value_get(value, "Length");
    bool outside = pdf_value_get(value, "F") || pdf_value_get(value, "FFilter") ||
                   pdf_value_get(value, "FDecodeParms");
    return is_stream && outside ? "a stream lies in another file" : NULL;
}

static const char *streams(const struct archived *archived)
{
    return judge_file(archived, external);
}

static const char *filter(const struct archived *archived, const struct pdf_value *value)
{
    const struct pdf_value *name = archived_get(archived, value, "Filter");
    bool is_stream = pdf_value_get(value, "Length");
    bool well = !is_stream || !name || pdf_value_is_name(name, "FlateDecode") ||
                pdf_value_is_name(name, "DCTDecode");
    return well ? NULL : "a stream has another filter than Flate or DCT";
}

static const char *filters(const struct archived *archived)
{
    return judge_file(archived, filter);
}

static const char *utf8_name(const struct archived *archived, const struct pdf_value *value)
{
    (void)archived;
    bool well = value->kind != PDF_NAME || utf8_fault_at(value->text) == value->text.size;
    return well ? NULL : "a name is not UTF-8";
}

static const char *names(const struct archived *archived)
{
    return judge_file(archived, utf8_name);
}

static const char *permissions(const struct archived *archived)
{
    return pdf_value_get(archived->catalog, "Perms") ? "the catalog has Perms" : NULL;
}

static const char *limit(const struct archived *archived, const struct pdf_value *value)
{
    (void)archived;
    if (value->kind == PDF_INTEGER && (value->number > INT32_MAX || value->number < INT32_MIN))
        return "an integer is too large";
    bool is_string = value->kind == PDF_STRING || value->kind == PDF_HEX_STRING;
    if (is_string && value->text.size > 32767)
        return "a string is longer than 32767 bytes";
    return value->kind == PDF_NAME && value->text.size > 127 ? "a name is too long" : NULL;
}

static const char *limits(const struct archived *archived)
{
    return judge_file(archived, limit);
}

static const char *nesting(const struct archived *archived)
{
    int deepest = 0;
    for (size_t i = 0; i < archived->page_count; i++)
        if (archived->pages[i].content.deepest > deepest)
            deepest = archived->pages[i].content.deepest;
    return deepest > 28 ? "q inside q more than 28 deep" : NULL;
}

static double side(const struct archived *archived, const struct pdf_value *box, size_t index)
{
    struct bytes text = pdf_value_bytes(&box->items[index], archived->file.bytes);
    return strtod(arena_text_n(archived->arena, text.data, text.size), NULL);
}

static const char *page_sizes(const struct archived *archived)
{
    for (size_t i = 0; i < archived->page_count; i++) {
        const struct pdf_value *box = archived_get(archived, &archived->pages[i].object->value,
                                                   "MediaBox");
        if (!box || box->kind != PDF_ARRAY || box->count != 4)
            return "a page has no MediaBox of its own";
        double width = side(archived, box, 2) - side(archived, box, 0);
        double height = side(archived, box, 3) - side(archived, box, 1);
        if (width < 3 || width > 14400 || height < 3 || height > 14400)
            return "a page is smaller than 3 or larger than 14400 units";
    }
    return NULL;
}

static const struct archive_rule rules[] = {
    {"A 6.1.2", "header", header},
    {"A 6.1.3", "identifier", identifier},
    {"A 6.1.7.1", "streams", streams},
    {"A 6.1.7.2", "filters", filters},
    {"A 6.1.8", "names", names},
    {"A 6.1.12", "permissions", permissions},
    {"A 6.1.13", "limits", limits},
    {"A 6.1.13", "nesting", nesting},
    {"A 6.1.13", "page sizes", page_sizes},
};
const struct archive_rules file_rules = {rules, sizeof rules / sizeof *rules};
