#include "certify/pdf_metadata.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"
#include "certify/srgb.h"

static const char producer[] = "Usta, with libharu 2.3.0 and HarfBuzz";
enum { METADATA_LIMIT = 1024 * 1024 };

/* "D:20261122095345Z" (ISO 32000-1, 7.9.4) from "2026-11-22T09:53:45Z". */
static char *pdf_date(int64_t instant_s, struct arena *arena)
{
    struct buffer date = buffer_make(arena, 32);
    buffer_add_text(&date, "D:");
    for (const char *at = instant_text(instant_s, arena); *at; at++)
        if ((*at >= '0' && *at <= '9') || *at == 'Z')
            buffer_add_byte(&date, (uint8_t)*at);
    return buffer_text(&date);
}

static void info_set(struct pdf *pdf, const struct document_facts *facts, struct arena *arena)
{
    struct pdf_dict *info = pdf_info(pdf);
    const char *date = pdf_date(facts->made_at_s, arena);
    pdf_set_text(info, "Title", facts->title);
    pdf_set_text(info, "Subject", facts->subject);
    pdf_set_text(info, "Author", facts->author);
    pdf_set_ascii(info, "Creator", "Usta");
    pdf_set_ascii(info, "Producer", producer);
    pdf_set_ascii(info, "CreationDate", date);
    pdf_set_ascii(info, "ModDate", date);
}

/* What PDF/UA-1 says of a file is in no schema that PDF/A knows, so it is described here (ISO
 * 14289-1, clause 5; ISO 19005-3, 6.6.2.3.3). */
static const char ua_schema[] =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file follows"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static char *xmp_make(const struct document_facts *facts, struct arena *arena)
{
    struct buffer xmp = buffer_make(arena, METADATA_LIMIT);
    const char *date = instant_text(facts->made_at_s, arena);
    buffer_add_text(&xmp, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                          "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                          "<rdf:Description rdf:about=\"\""
                          " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                          " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                          " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                          " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                          " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                          "<pdfaid:part>3</pdfaid:part>\n"
                          "<pdfaid:conformance>A</pdfaid:conformance>\n"
                          "<pdfuaid:part>1</pdfuaid:part>\n");
    buffer_add_format(&xmp,
                      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>"
                      "</dc:title>\n",
                      xml_text(facts->title, arena));
    buffer_add_format(&xmp,
                      "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li>"
                      "</rdf:Alt></dc:description>\n",
                      xml_text(facts->subject, arena));
    buffer_add_format(&xmp, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n",
                      xml_text(facts->author, arena));
    buffer_add_format(&xmp, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n",
                      xml_text(facts->language, arena));
    buffer_add_format(&xmp,
                      "<xmp:CreateDate>%s</xmp:CreateDate>\n"
                      "<xmp:ModifyDate>%s</xmp:ModifyDate>\n"
                      "<xmp:CreatorTool>Usta</xmp:CreatorTool>\n"
                      "<pdf:Producer>%s</pdf:Producer>\n",
                      date, date, producer);
    buffer_add_text(&xmp, "</rdf:Description>\n");
    buffer_add_text(&xmp, ua_schema);
    buffer_add_text(&xmp, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    return buffer_text(&xmp);
}

/* Not compressed, so that any program finds it (ISO 19005-3, 6.6.2.1 recommends it). */
static void xmp_add(struct pdf *pdf, const struct document_facts *facts, struct arena *arena)
{
    struct pdf_dict *metadata = pdf_stream_add_plain(pdf, bytes_of_text(xmp_make(facts, arena)));
    pdf_set_name(metadata, "Type", "Metadata");
    pdf_set_name(metadata, "Subtype", "XML");
    pdf_set_dict(pdf_catalog(pdf), "Metadata", metadata);
}

static void output_intent_add(struct pdf *pdf, struct arena *arena)
{
    struct pdf_dict *profile = pdf_stream_add(pdf, srgb_profile(arena));
    pdf_set_number(profile, "N", 3);
    struct pdf_dict *intent = pdf_dict_add(pdf);
    pdf_set_name(intent, "Type", "OutputIntent");
    pdf_set_name(intent, "S", "GTS_PDFA1");
    pdf_set_ascii(intent, "OutputConditionIdentifier", "sRGB");
    pdf_set_ascii(intent, "Info", "sRGB IEC 61966-2-1");
    pdf_set_dict(intent, "DestOutputProfile", profile);
    pdf_append_dict(pdf_set_new_array(pdf_catalog(pdf), "OutputIntents"), intent);
}

void pdf_metadata_add(struct pdf *pdf, const struct document_facts *facts, struct arena *arena)
{
    info_set(pdf, facts, arena);
    xmp_add(pdf, facts, arena);
    output_intent_add(pdf, arena);
    pdf_set_ascii(pdf_catalog(pdf), "Lang", facts->language);
    pdf_set_boolean(pdf_set_new_dict(pdf_catalog(pdf), "ViewerPreferences"), "DisplayDocTitle", 1);
    struct bytes id = bytes_of(facts->identity.data, 16);
    struct pdf_array *ids = pdf_set_new_array(pdf_trailer(pdf), "ID");
    pdf_append_bytes(ids, id);
    pdf_append_bytes(ids, id);
}

void pdf_attachment_add(struct pdf *pdf, const struct attachment *attachment, int64_t made_at_s,
                        struct arena *arena)
{
    struct pdf_dict *file = pdf_stream_add(pdf, attachment->bytes);
    pdf_set_name(file, "Type", "EmbeddedFile");
    pdf_set_name(file, "Subtype", attachment->media_type);
    struct pdf_dict *params = pdf_set_new_dict(file, "Params");
    pdf_set_number(params, "Size", (int64_t)attachment->bytes.size);
    pdf_set_ascii(params, "ModDate", pdf_date(made_at_s, arena));

    struct pdf_dict *specification = pdf_dict_add(pdf);
    pdf_set_name(specification, "Type", "Filespec");
    pdf_set_ascii(specification, "F", attachment->name);
    pdf_set_text(specification, "UF", attachment->name);
    pdf_set_text(specification, "Desc", attachment->description);
    pdf_set_name(specification, "AFRelationship", "Data");
    struct pdf_dict *files = pdf_set_new_dict(specification, "EF");
    pdf_set_dict(files, "F", file);
    pdf_set_dict(files, "UF", file);

    struct pdf_dict *names = pdf_set_new_dict(pdf_catalog(pdf), "Names");
    struct pdf_array *tree = pdf_set_new_array(pdf_set_new_dict(names, "EmbeddedFiles"), "Names");
    pdf_append_text(tree, attachment->name);
    pdf_append_dict(tree, specification);
    pdf_append_dict(pdf_set_new_array(pdf_catalog(pdf), "AF"), specification);
}
