/* ISO 19005-3, 6.2.11, and ISO 14289-1, 7.21: fonts. All are composite, of TrueType outlines. */
#include "rules.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

typedef const char *(*judge_fn)(const struct archived *archived, const struct embedded_font *font);

static const char *judge_fonts(const struct archived *archived, judge_fn judge)
{
    for (size_t i = 0; i < archived->font_count; i++) {
        const char *fault = judge(archived, archived->fonts[i]);
        if (fault)
            return arena_format(
                archived->arena, "%s: %s",
                value_name(archived, pdf_value_get(archived->fonts[i]->type0, "BaseFont")), fault);
    }
    return NULL;
}

static int u16(struct bytes bytes, size_t at)
{
    return at + 2 <= bytes.size ? bytes.data[at] << 8 | bytes.data[at + 1] : 0;
}

/* A table of the font program (ISO/IEC 14496-22, 4.5). */
static struct bytes table(const struct embedded_font *font, const char *tag)
{
    for (int i = 0; i < u16(font->program, 4); i++) {
        size_t at = 12 + 16 * (size_t)i;
        if (at + 16 > font->program.size || memcmp(font->program.data + at, tag, 4))
            continue;
        size_t start = (size_t)u16(font->program, at + 8) << 16 |
                       (size_t)u16(font->program, at + 10);
        size_t size = (size_t)u16(font->program, at + 12) << 16 |
                      (size_t)u16(font->program, at + 14);
        bool inside = start <= font->program.size && size <= font->program.size - start;
        return inside ? bytes_of(font->program.data + start, size) : bytes_of("", 0);
    }
    return bytes_of("", 0);
}

static int glyph_of(const struct embedded_font *font, size_t cid)
{
    return u16(font->glyph_map, 2 * cid);
}

static const char *dictionary(const struct archived *archived, const struct embedded_font *font)
{
    (void)archived;
    bool well = pdf_value_is_name(pdf_value_get(font->type0, "Type"), "Font") &&
                pdf_value_is_name(pdf_value_get(font->type0, "Subtype"), "Type0") &&
                pdf_value_get(font->type0, "BaseFont") &&
                pdf_value_is_name(pdf_value_get(font->cid, "Type"), "Font") &&
                pdf_value_is_name(pdf_value_get(font->cid, "Subtype"), "CIDFontType2") &&
                pdf_value_get(font->cid, "BaseFont");
    return well ? NULL : "Type, Subtype or BaseFont is missing or wrong";
}

static const char *dictionaries(const struct archived *archived)
{
    return judge_fonts(archived, dictionary);
}

static const char *encoding(const struct archived *archived, const struct embedded_font *font)
{
    const struct pdf_value *value = archived_get(archived, font->type0, "Encoding");
    return pdf_value_is_name(value, "Identity-H") ? NULL : "its encoding is not Identity-H";
}

static const char *encodings(const struct archived *archived)
{
    return judge_fonts(archived, encoding);
}

static const char *glyph_map(const struct archived *archived, const struct embedded_font *font)
{
    (void)archived;
    return font->glyph_map.size ? NULL : "it has no CIDToGIDMap";
}

static const char *glyph_maps(const struct archived *archived)
{
    return judge_fonts(archived, glyph_map);
}

static const char *program(const struct archived *archived, const struct embedded_font *font)
{
    const struct pdf_value *stream = archived_get(archived, font->descriptor, "FontFile2");
    if (!font->program.size || pdf_value_get(stream, "Subtype"))
        return "it is not embedded, or as another kind of font file";
    bool whole = table(font, "glyf").size && table(font, "loca").size && table(font, "hmtx").size &&
                 table(font, "head").size && table(font, "hhea").size && table(font, "maxp").size;
    return whole ? NULL : "its program lacks tables";
}

static const char *programs(const struct archived *archived)
{
    return judge_fonts(archived, program);
}

static const char *cid_set(const struct archived *archived, const struct embedded_font *font)
{
    (void)archived;
    return pdf_value_get(font->descriptor, "CIDSet") ? "it has a CIDSet, which need not be" : NULL;
}

static const char *cid_sets(const struct archived *archived)
{
    return judge_fonts(archived, cid_set);
}

/* Of those shown: there, and not .notdef. */
static const char *present(const struct archived *archived, const struct embedded_font *font)
{
    int glyphs = u16(table(font, "maxp"), 4);
    for (size_t cid = 0; glyphs && cid < sizeof font->used; cid++)
        if (font->used[cid] && glyph_of(font, cid) >= glyphs)
            return arena_format(archived->arena, "its program lacks the glyph of CID %zu", cid);
    return NULL;
}

static const char *glyphs(const struct archived *archived)
{
    return judge_fonts(archived, present);
}

static const char *notdef(const struct archived *archived, const struct embedded_font *font)
{
    for (size_t cid = 0; cid < sizeof font->used; cid++)
        if (font->used[cid] && font->glyph_map.size && glyph_of(font, cid) == 0)
            return arena_format(archived->arena, "CID %zu shows .notdef", cid);
    return NULL;
}

static const char *no_notdef(const struct archived *archived)
{
    return judge_fonts(archived, notdef);
}

/* The width W gives a CID, −1 for none: [ first [ w w w ] ] as pdf_font.c writes it. */
static int64_t width_of(const struct archived *archived, const struct embedded_font *font,
                        size_t cid)
{
    const struct pdf_value *list = archived_get(archived, font->cid, "W");
    for (size_t i = 0; list && list->kind == PDF_ARRAY && i + 1 < list->count; i += 2) {
        int64_t index = (int64_t)cid - list->items[i].number;
        const struct pdf_value *widths = &list->items[i + 1];
        if (widths->kind == PDF_ARRAY && index >= 0 && (size_t)index < widths->count)
            return widths->items[index].number;
    }
    return -1;
}

static const char *width(const struct archived *archived, const struct embedded_font *font)
{
    struct bytes hmtx = table(font, "hmtx");
    int em = u16(table(font, "head"), 18), metrics = u16(table(font, "hhea"), 34);
    for (size_t cid = 0; cid < sizeof font->used; cid++) {
        int glyph = glyph_of(font, cid);
        if (!font->used[cid] || !em || !metrics || !glyph)
            continue;
        int advance = u16(hmtx, 4 * (size_t)(glyph < metrics ? glyph : metrics - 1));
        int64_t said = width_of(archived, font, cid) * em, is = (int64_t)advance * 1000;
        if (said - is > em || is - said > em)
            return arena_format(archived->arena, "CID %zu is not as wide as W says", cid);
    }
    return NULL;
}

static const char *widths(const struct archived *archived)
{
    return judge_fonts(archived, width);
}

/* The hexadecimal units of a CID, NULL for none. */
static const char *unicode_of(const struct archived *archived, const struct embedded_font *font,
                              size_t cid)
{
    char *key = arena_format(archived->arena, "\n<%04zX> <", cid);
    const char *at = memmem(font->to_unicode.data, font->to_unicode.size, key, strlen(key));
    return at ? at + strlen(key) : NULL;
}

static const char *unicode(const struct archived *archived, const struct embedded_font *font)
{
    for (size_t cid = 0; cid < sizeof font->used; cid++) {
        const char *units = font->used[cid] ? unicode_of(archived, font, cid) : "0020>";
        if (!units || *units == '>')
            return arena_format(archived->arena, "CID %zu has no text", cid);
    }
    return NULL;
}

static const char *to_unicode(const struct archived *archived)
{
    return judge_fonts(archived, unicode);
}

/* Neither U+0000, U+FEFF, U+FFFE nor, as no ActualText is looked for, a private character. */
static const char *character(const struct archived *archived, const struct embedded_font *font)
{
    for (size_t cid = 0; cid < sizeof font->used; cid++) {
        const char *units = font->used[cid] ? unicode_of(archived, font, cid) : NULL;
        for (; units && *units != '>'; units += 4) {
            unsigned unit = (unsigned)strtoul(arena_text_n(archived->arena, units, 4), NULL, 16);
            if (unit == 0 || unit == 0xfeff || unit == 0xfffe || (unit >= 0xe000 && unit < 0xf900))
                return arena_format(archived->arena, "CID %zu stands for U+%04X", cid, unit);
        }
    }
    return NULL;
}

static const char *characters(const struct archived *archived)
{
    return judge_fonts(archived, character);
}

static const struct archive_rule rules[] = {
    {"A 6.2.11.2", "font dictionaries", dictionaries},
    {"A 6.2.11.3.1, UA 7.21.3.1", "encodings", encodings},
    {"A 6.2.11.3.2, UA 7.21.3.2", "glyph maps", glyph_maps},
    {"A 6.2.11.4.1, UA 7.21.4.1", "font programs", programs},
    {"A 6.2.11.4.1, UA 7.21.4.1", "glyphs", glyphs},
    {"A 6.2.11.4.2, UA 7.21.4.2", "CIDSet", cid_sets},
    {"A 6.2.11.5, UA 7.21.5", "widths", widths},
    {"A 6.2.11.7, UA 7.21.7", "ToUnicode", to_unicode},
    {"A 6.2.11.7, UA 7.21.7", "characters", characters},
    {"A 6.2.11.8, UA 7.21.8", "no .notdef", no_notdef},
};
const struct archive_rules font_rules = {rules, sizeof rules / sizeof *rules};
