#include "certify/pdf_font.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/text.h"

enum { MAP_LIMIT = 16 * 1024 * 1024 };

static int64_t thousandths(const struct font *font, int64_t units)
{
    int64_t em = font_metrics(font)->units_per_em;
    return (units * 1000 + (units < 0 ? -em / 2 : em / 2)) / em;
}

/* "ABCDEF+Name" (ISO 32000-1, 9.6.4): six letters that differ when the subset does. */
static char *subset_name(const struct font_use *use, struct bytes subset, struct arena *arena)
{
    struct digest digest = digest_of(subset);
    char tag[7] = {0};
    for (int i = 0; i < 6; i++)
        tag[i] = (char)('A' + digest.data[i] % 26);
    return arena_format(arena, "%s+%s", tag, font_name(use->font));
}

static void add_units(struct buffer *buffer, struct bytes text)
{
    const char *at = (const char *)text.data, *end = at + text.size;
    while (at < end) {
        uint32_t c = utf8_next(&at);
        if (c >= 0x10000)
            buffer_add_format(buffer, "%04X", (unsigned)(0xd7c0 + (c >> 10)));
        buffer_add_format(buffer, "%04X", (unsigned)(c >= 0x10000 ? 0xdc00 + (c & 0x3ff) : c));
    }
}

/* The text of each CID, as a CMap of at most 100 entries a section (ISO 32000-1, 9.10.3). */
static struct pdf_dict *to_unicode_add(struct pdf *pdf, const struct font_use *use,
                                       struct arena *arena)
{
    struct buffer map = buffer_make(arena, MAP_LIMIT);
    buffer_add_text(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                          "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                          "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 0; i < use->count; i++) {
        size_t left = use->count - i;
        if (i % 100 == 0)
            buffer_add_format(&map, "%zu beginbfchar\n", left < 100 ? left : 100);
        buffer_add_format(&map, "<%04zX> <", i + 1);
        add_units(&map, use->uses[i].text);
        buffer_add_text(&map, i % 100 == 99 || left == 1 ? ">\nendbfchar\n" : ">\n");
    }
    buffer_add_text(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    return pdf_stream_add(pdf, bytes_of_text(buffer_text(&map)));
}

/* The glyph of each CID in the subset, two bytes each (ISO 32000-1, table 117, CIDToGIDMap). */
static struct pdf_dict *glyph_map_add(struct pdf *pdf, const uint32_t *glyphs, size_t count,
                                      struct arena *arena)
{
    struct buffer map = buffer_make(arena, MAP_LIMIT);
    buffer_add_byte(&map, 0);
    buffer_add_byte(&map, 0);
    for (size_t i = 0; i < count; i++) {
        buffer_add_byte(&map, (uint8_t)(glyphs[i] >> 8));
        buffer_add_byte(&map, (uint8_t)glyphs[i]);
    }
    return pdf_stream_add(pdf, bytes_of(map.data, map.size));
}

static struct pdf_dict *descriptor_add(struct pdf *pdf, const struct font *font, const char *name,
                                       struct bytes subset)
{
    const struct font_metrics *metrics = font_metrics(font);
    struct pdf_dict *descriptor = pdf_dict_add(pdf);
    pdf_set_name(descriptor, "Type", "FontDescriptor");
    pdf_set_name(descriptor, "FontName", name);
    pdf_set_number(descriptor, "Flags", 4); /* symbolic: characters outside the Latin set */
    struct pdf_array *box = pdf_set_new_array(descriptor, "FontBBox");
    pdf_append_number(box, thousandths(font, metrics->x_min));
    pdf_append_number(box, thousandths(font, metrics->y_min));
    pdf_append_number(box, thousandths(font, metrics->x_max));
    pdf_append_number(box, thousandths(font, metrics->y_max));
    pdf_set_number(descriptor, "ItalicAngle", metrics->italic_angle);
    pdf_set_number(descriptor, "Ascent", thousandths(font, metrics->ascent));
    pdf_set_number(descriptor, "Descent", thousandths(font, metrics->descent));
    pdf_set_number(descriptor, "CapHeight", thousandths(font, metrics->cap_height));
    pdf_set_number(descriptor, "StemV", metrics->weight / 5); /* 80 regular, 140 bold */
    struct pdf_dict *file = pdf_stream_add(pdf, subset);
    pdf_set_number(file, "Length1", (int64_t)subset.size);
    pdf_set_dict(descriptor, "FontFile2", file);
    return descriptor;
}

static struct pdf_dict *descendant_add(struct pdf *pdf, const struct font_use *use,
                                       const char *name, struct pdf_dict *descriptor)
{
    struct pdf_dict *font = pdf_dict_add(pdf);
    pdf_set_name(font, "Type", "Font");
    pdf_set_name(font, "Subtype", "CIDFontType2");
    pdf_set_name(font, "BaseFont", name);
    struct pdf_dict *system = pdf_set_new_dict(font, "CIDSystemInfo");
    pdf_set_ascii(system, "Registry", "Adobe");
    pdf_set_ascii(system, "Ordering", "Identity");
    pdf_set_number(system, "Supplement", 0);
    pdf_set_dict(font, "FontDescriptor", descriptor);
    struct pdf_array *sections = pdf_set_new_array(font, "W");
    pdf_append_number(sections, 1);
    struct pdf_array *widths = pdf_append_new_array(sections);
    for (size_t i = 0; i < use->count; i++)
        pdf_append_number(widths,
                          thousandths(use->font, font_advance(use->font, use->uses[i].glyph)));
    return font;
}

static fallible font_add(struct pdf_dict **out, struct pdf *pdf, const struct font_use *use,
                         struct arena *arena)
{
    uint32_t *glyphs = ARENA_ARRAY(arena, uint32_t, use->count);
    uint32_t *new_ids = ARENA_ARRAY(arena, uint32_t, use->count);
    for (size_t i = 0; i < use->count; i++)
        glyphs[i] = use->uses[i].glyph;
    struct bytes subset;
    TRY(font_subset(&subset, new_ids, use->font, glyphs, use->count, arena));
    char *name = subset_name(use, subset, arena);
    struct pdf_dict *descriptor = descriptor_add(pdf, use->font, name, subset);
    struct pdf_dict *descendant = descendant_add(pdf, use, name, descriptor);
    pdf_set_dict(descendant, "CIDToGIDMap", glyph_map_add(pdf, new_ids, use->count, arena));
    struct pdf_dict *font = pdf_dict_add(pdf);
    pdf_set_name(font, "Type", "Font");
    pdf_set_name(font, "Subtype", "Type0");
    pdf_set_name(font, "BaseFont", name);
    pdf_set_name(font, "Encoding", "Identity-H");
    pdf_append_dict(pdf_set_new_array(font, "DescendantFonts"), descendant);
    pdf_set_dict(font, "ToUnicode", to_unicode_add(pdf, use, arena));
    *out = font;
    return NULL;
}

fallible pdf_fonts_add(struct pdf *pdf, struct pdf_dict *const *pages, size_t count,
                       const struct font_uses *uses, struct arena *arena)
{
    struct pdf_dict **fonts = ARENA_ARRAY(arena, struct pdf_dict *, count);
    for (size_t page = 0; page < count; page++)
        fonts[page] = pdf_set_new_dict(pdf_page_resources(pages[page]), "Font");
    for (size_t i = 0; i < uses->count; i++) {
        struct pdf_dict *font;
        TRY(font_add(&font, pdf, uses->items[i], arena));
        for (size_t page = 0; page < count; page++)
            pdf_set_dict(fonts[page], uses->items[i]->name, font);
    }
    return NULL;
}
