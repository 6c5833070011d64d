/* ISO 19005-3, 6.6, and ISO 14289-1, clauses 5 and 7.1: what the file says of itself. */
#include "rules.h"

#include "base/text.h"
#include "xml.h"

#include <string.h>

static bool says(const struct archived *archived, const char *element, const char *text)
{
    const struct xml_element *found = xml_find(&archived->xmp, NULL, element);
    return found && text_equal(found->text, text);
}

static const char *stream(const struct archived *archived)
{
    const struct pdf_value *value = archived->metadata;
    bool well = pdf_value_is_name(pdf_value_get(value, "Type"), "Metadata") &&
                pdf_value_is_name(pdf_value_get(value, "Subtype"), "XML");
    return well ? NULL : "the catalog has no metadata stream";
}

/* An XMP packet's header has no bytes and no encoding; its text is XML in UTF-8. */
static const char *packet(const struct archived *archived)
{
    const char *header = arena_text_n(archived->arena, archived->packet,
                                      strcspn(archived->packet, "\n"));
    if (!archived->metadata)
        return NULL;
    if (!text_starts(header, "<?xpacket begin=") || strstr(header, "bytes=") ||
        strstr(header, "encoding="))
        return "the XMP packet's header is malformed";
    struct bytes text = bytes_of_text(archived->packet);
    if (utf8_fault_at(text) != text.size)
        return "the XMP packet is not UTF-8";
    return archived->xmp.count ? NULL : "the XMP packet is not well formed";
}

/* Of the schemas of the XMP Specification and of PDF/A, those in use, each with the type of its
 * value; "rdf:…" is a container. */
static const struct property {
    const char *name, *inside;
} known[] = {
    {"dc:title", "rdf:Alt"},
    {"dc:description", "rdf:Alt"},
    {"dc:creator", "rdf:Seq"},
    {"dc:language", "rdf:Bag"},
    {"xmp:CreateDate", NULL},
    {"xmp:ModifyDate", NULL},
    {"xmp:CreatorTool", NULL},
    {"pdf:Producer", NULL},
    {"pdfaid:part", NULL},
    {"pdfaid:conformance", NULL},
    {"pdfaExtension:schemas", "rdf:Bag"},
    {"pdfaSchema:schema", NULL},
    {"pdfaSchema:namespaceURI", NULL},
    {"pdfaSchema:prefix", NULL},
    {"pdfaSchema:property", "rdf:Seq"},
    {"pdfaProperty:name", NULL},
    {"pdfaProperty:valueType", NULL},
    {"pdfaProperty:category", NULL},
    {"pdfaProperty:description", NULL},
};

static const struct property *known_property(const char *name)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_equal(known[i].name, name))
            return &known[i];
    return NULL;
}

static const char *text_of(const struct xml *xml, const char *name)
{
    const struct xml_element *element = xml_find(xml, NULL, name);
    return element ? element->text : "";
}

/* The one extension schema describes the property with all of its fields (6.6.2.3.3). */
static bool is_described(const struct archived *archived, const char *name)
{
    const struct xml *xml = &archived->xmp;
    const char *prefix = text_of(xml, "pdfaSchema:prefix");
    const char *space = arena_format(archived->arena, "xmlns:%s=\"%s\"", prefix,
                                     text_of(xml, "pdfaSchema:namespaceURI"));
    const char *category = text_of(xml, "pdfaProperty:category");
    return text_equal(name, arena_format(archived->arena, "%s:%s", prefix,
                                         text_of(xml, "pdfaProperty:name"))) &&
           strstr(archived->packet, space) && *text_of(xml, "pdfaSchema:schema") &&
           text_equal(text_of(xml, "pdfaProperty:valueType"), "Integer") &&
           (text_equal(category, "internal") || text_equal(category, "external")) &&
           *text_of(xml, "pdfaProperty:description");
}

static const char *property_fault(const struct archived *archived,
                                  const struct xml_element *element)
{
    const struct xml *xml = &archived->xmp;
    const struct property *property = known_property(element->name);
    if (text_starts(element->name, "rdf:") || text_equal(element->name, "x:xmpmeta"))
        return NULL;
    if (!property && !is_described(archived, element->name))
        return arena_format(archived->arena, "'%s' is in no schema", element->name);
    if (property && property->inside && !xml_find(xml, element, property->inside))
        return arena_format(archived->arena, "'%s' is no %s", element->name, property->inside);
    return NULL;
}

static const char *properties(const struct archived *archived)
{
    for (size_t i = 0; i < archived->xmp.count; i++) {
        const char *fault = property_fault(archived, archived->xmp.elements[i]);
        if (fault)
            return fault;
    }
    return NULL;
}

static const char *archive_part(const struct archived *archived)
{
    bool well = !archived->xmp.count ||
                (says(archived, "pdfaid:part", "3") && says(archived, "pdfaid:conformance", "A") &&
                 strstr(archived->packet, "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""));
    return well ? NULL : "it does not say that it is PDF/A-3a";
}

static const char *access_part(const struct archived *archived)
{
    bool well = !archived->xmp.count ||
                (says(archived, "pdfuaid:part", "1") &&
                 strstr(archived->packet, "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""));
    return well ? NULL : "it does not say that it is PDF/UA-1";
}

static const char *title(const struct archived *archived)
{
    const struct xml *xml = &archived->xmp;
    const struct xml_element *element = xml_find(xml, NULL, "dc:title");
    const struct xml_element *text = element ? xml_find(xml, element, "rdf:li") : NULL;
    bool well = !xml->count || (text && *text->text && strstr(text->attributes, "x-default"));
    return well ? NULL : "the metadata has no title";
}

static const char *title_shown(const struct archived *archived)
{
    const struct pdf_value *preferences = archived_get(archived, archived->catalog,
                                                       "ViewerPreferences");
    bool well = value_is_true(archived_get(archived, preferences, "DisplayDocTitle"));
    return well ? NULL : "viewers are not told to show the title";
}

/* Info says the same as the metadata, where it says it at all (ISO 19005-3, 6.6.3). */
static const char *information(const struct archived *archived)
{
    const struct pdf_value *info = archived_get(archived, archived->trailer, "Info");
    const struct pdf_value *producer = archived_get(archived, info, "Producer");
    if (!producer)
        return NULL;
    const char *text = arena_text_n(archived->arena, producer->text.data, producer->text.size);
    bool well = !archived->xmp.count || says(archived, "pdf:Producer", text);
    return well ? NULL : "Info names another producer than the metadata";
}

static const struct archive_rule rules[] = {
    {"A 6.6.2.1, UA 7.1", "metadata", stream},
    {"A 6.6.2.1", "packet", packet},
    {"A 6.6.2.3", "properties", properties},
    {"A 6.6.3", "information", information},
    {"A 6.6.4", "archive part", archive_part},
    {"UA 5", "access part", access_part},
    {"UA 7.1", "title", title},
    {"UA 7.1", "title shown", title_shown},
};
const struct archive_rules metadata_rules = {rules, sizeof rules / sizeof *rules};
