#include "certify/typeface.h"

#include "base/buffer.h"
#include "base/text.h"
#include "certify/bidi.h"

/* Why a character may not be printed, NULL when it may. */
static const char *character_fault(uint32_t c)
{
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
        return "is a control character";
    if (bidi_is_control(c))
        return "changes the direction of text unseen";
    if (c == 0xad || c == 0x200b || (c >= 0x2060 && c <= 0x2065) || c == 0xfeff || c == 0x115f ||
        c == 0x1160 || c == 0x3164 || c == 0xffa0 || (c >= 0xfff9 && c <= 0xfffb) ||
        (c >= 0xe0000 && c <= 0xe0fff))
        return "cannot be seen";
    if ((c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000 || (c & 0xfffe) == 0xfffe)
        return "has no agreed meaning";
    return NULL;
}

/* The text for a message: what could confuse a reader or a terminal is spelt out. */
static const char *text_shown(const char *text, struct arena *arena)
{
    struct buffer shown = buffer_make(arena, SIZE_MAX / 4);
    for (uint32_t c; (c = utf8_next(&text)) != 0;) {
        char bytes[4];
        size_t size = utf8_put(bytes, c);
        if (character_fault(c))
            buffer_add_format(&shown, "\\u{%X}", (unsigned)c);
        else
            buffer_add(&shown, bytes_of(bytes, size));
    }
    return buffer_text(&shown);
}

static fallible check_characters(const char *text, struct arena *arena)
{
    const char *at = text;
    for (uint32_t c; (c = utf8_next(&at)) != 0;)
        if (character_fault(c))
            return error_make(ERROR_REFUSED, "U+%04X in '%s' %s", (unsigned)c,
                              text_shown(text, arena), character_fault(c));
    return NULL;
}

/* How well an entry suits a language: 2 made for it, 1 for all, 0 made for others. */
static int suitability(const struct typeface_font *entry, const char *language)
{
    if (!entry->languages)
        return 1;
    for (const char *const *tag = entry->languages; *tag; tag++)
        if (text_equal(*tag, language))
            return 2;
    return 0;
}

/* Behind the character at text and the marks on it, which stay in one font. */
static const char *cluster_end(const char *text)
{
    utf8_next(&text);
    for (const char *next = text; font_is_mark(utf8_next(&next)); text = next)
        continue;
    return text;
}

/* 0 when the font has every character of [start, end), else the first it lacks. */
static uint32_t font_lacks(const struct font *font, const char *start, const char *end)
{
    uint32_t base = utf8_next(&start);
    if (!font_has(font, base))
        return base;
    while (start < end) {
        uint32_t mark = utf8_next(&start);
        if (!font_has_marked(font, base, mark))
            return mark;
    }
    return 0;
}

/* The best font for the characters of [start, end); current goes on through spaces and digits of
 * its own direction. NULL when there is none; lacking is then what the best candidate lacks. */
static const struct font *font_pick(uint32_t *lacking, const struct typeface *typeface,
                                    const struct font *current, const char *language,
                                    const char *start, const char *end)
{
    const char *at = start;
    if (current && font_is_neutral(utf8_next(&at)) && !font_lacks(current, start, end))
        return current;
    *lacking = 0;
    for (int wanted = 2; wanted >= 0; wanted--)
        for (size_t i = 0; i < typeface->count; i++) {
            if (suitability(&typeface->fonts[i], language) != wanted)
                continue;
            uint32_t lacks = font_lacks(typeface->fonts[i].font, start, end);
            if (!lacks)
                return typeface->fonts[i].font;
            *lacking = *lacking ? *lacking : lacks;
        }
    return NULL;
}

static never_null struct error *lacking_error(const struct typeface *typeface, uint32_t lacking,
                                              const char *text)
{
    char character[5] = {0};
    utf8_put(character, lacking);
    return error_hint(error_make(ERROR_REFUSED, "no font of '%s' has U+%04X (%s), in '%s'",
                                 typeface->name, (unsigned)lacking, character, text),
                      "name a font that has it in certificates/fonts.yaml");
}

/* Cuts the text into runs of one font and one level each. */
static fallible runs_cut(struct text_run *runs, size_t *count, const struct typeface *typeface,
                         const struct shaped_text *text, const uint8_t *levels)
{
    const struct font *current = NULL;
    for (const char *at = text->text, *end; *at; at = end) {
        end = cluster_end(at);
        size_t start = (size_t)(at - text->text);
        uint32_t lacking;
        if (current && levels[start] != runs[*count - 1].level)
            current = NULL;
        const struct font *font = font_pick(&lacking, typeface, current, text->language, at, end);
        if (!font)
            return lacking_error(typeface, lacking, text->text);
        if (font != current)
            runs[(*count)++] = (struct text_run){
                .font = font, .start = start, .level = levels[start]};
        runs[*count - 1].end = (size_t)(end - text->text);
        current = font;
    }
    return NULL;
}

fallible typeface_shape(struct shaped_text *out, const struct typeface *typeface, const char *text,
                        const char *language, struct arena *arena)
{
    TRY(check_characters(text, arena));
    struct shaped_text shaped = {.text = text, .size = strlen(text), .language = language};
    struct bidi bidi = bidi_of(text, shaped.size, language, arena);
    struct text_run *runs = ARENA_ARRAY(arena, struct text_run, shaped.size + 1);
    TRY(runs_cut(runs, &shaped.count, typeface, &shaped, bidi.levels));
    for (size_t i = 0; i < shaped.count; i++) {
        struct shaping shaping = {.text = text,
                                  .size = shaped.size,
                                  .start = runs[i].start,
                                  .end = runs[i].end,
                                  .right_to_left = runs[i].level & 1,
                                  .language = language};
        runs[i].glyphs = font_shape(runs[i].font, &shaping, arena);
    }
    shaped.runs = runs;
    shaped.base_level = bidi.base;
    *out = shaped;
    return NULL;
}
