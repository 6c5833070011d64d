#include "certify/pdf_font.h"

static int64_t thousandths(const struct font *font, int64_t units)
{
    int64_t em = font_metrics(font)->units_per_em;
    return (units * 1000 + (units < 0 ? -em / 2 : em / 2)) / em;
}

static struct pdf_dict *descriptor_add(struct pdf *pdf, const struct font *font,
                                       const struct font_cut *cut)
{
    const struct font_metrics *metrics = font_metrics(font);
    struct pdf_dict *descriptor = pdf_dict_add(pdf);
    pdf_set_name(descriptor, "Type", "FontDescriptor");
    pdf_set_name(descriptor, "FontName", cut->name);
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
    struct pdf_dict *file = pdf_stream_add_deflated(pdf, cut->program);
    pdf_set_number(file, "Length1", (int64_t)cut->program_size);
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
                         struct font_cuts *cuts, struct arena *arena)
{
    struct font_cut cut;
    TRY(font_cut_of(&cut, cuts, use, arena));
    struct pdf_dict *descriptor = descriptor_add(pdf, use->font, &cut);
    struct pdf_dict *descendant = descendant_add(pdf, use, cut.name, descriptor);
    pdf_set_dict(descendant, "CIDToGIDMap", pdf_stream_add_deflated(pdf, cut.glyph_map));
    struct pdf_dict *font = pdf_dict_add(pdf);
    pdf_set_name(font, "Type", "Font");
    pdf_set_name(font, "Subtype", "Type0");
    pdf_set_name(font, "BaseFont", cut.name);
    pdf_set_name(font, "Encoding", "Identity-H");
    pdf_append_dict(pdf_set_new_array(font, "DescendantFonts"), descendant);
    pdf_set_dict(font, "ToUnicode", pdf_stream_add_deflated(pdf, cut.to_unicode));
    *out = font;
    return NULL;
}

fallible pdf_fonts_add(struct pdf *pdf, struct pdf_dict *const *pages, size_t count,
                       const struct font_uses *uses, struct font_cuts *cuts, struct arena *arena)
{
    struct pdf_dict **fonts = ARENA_ARRAY(arena, struct pdf_dict *, count);
    for (size_t page = 0; page < count; page++)
        fonts[page] = pdf_set_new_dict(pdf_page_resources(pages[page]), "Font");
    for (size_t i = 0; i < uses->count; i++) {
        struct pdf_dict *font;
        TRY(font_add(&font, pdf, uses->items[i], cuts, arena));
        for (size_t page = 0; page < count; page++)
            pdf_set_dict(fonts[page], uses->items[i]->name, font);
    }
    return NULL;
}
