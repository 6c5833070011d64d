#include "certify/bidi.h"

#include "base/text.h"

#include <fribidi.h>
#include <stdlib.h>

/* Most text has no right-to-left character at all and needs none of the work. */
static bool is_plain(const char *text)
{
    for (uint32_t c; (c = utf8_next(&text)) != 0;)
        if (c >= 0x590)
            if (FRIBIDI_IS_RTL(fribidi_get_bidi_type(c)) || bidi_is_control(c))
                return false;
    return true;
}

static void spread_levels(uint8_t *bytes, const char *text, const FriBidiLevel *levels)
{
    for (const char *at = text, *start = text; utf8_next(&at); levels++)
        while (start < at)
            bytes[start++ - text] = (uint8_t)*levels;
}

static bool is_right_to_left(const char *language)
{
    static const char *const languages[] = {"ar", "fa", "he", "ur", NULL};
    size_t size = strcspn(language, "-");
    for (size_t i = 0; languages[i]; i++)
        if (size == strlen(languages[i]) && memcmp(language, languages[i], size) == 0)
            return true;
    return false;
}

struct bidi bidi_of(const char *text, size_t size, const char *language, struct arena *arena)
{
    uint8_t *bytes = arena_alloc(arena, size + 1);
    bool leftwards = is_right_to_left(language);
    if (is_plain(text) && !leftwards)
        return (struct bidi){bytes, 0};
    size_t length = utf8_length(text);
    FriBidiChar *characters = ARENA_ARRAY(arena, FriBidiChar, length);
    FriBidiCharType *types = ARENA_ARRAY(arena, FriBidiCharType, length);
    FriBidiBracketType *brackets = ARENA_ARRAY(arena, FriBidiBracketType, length);
    FriBidiLevel *levels = ARENA_ARRAY(arena, FriBidiLevel, length);
    const char *at = text;
    for (size_t i = 0; i < length; i++)
        characters[i] = utf8_next(&at);
    FriBidiStrIndex count = (FriBidiStrIndex)length;
    FriBidiParType base = leftwards ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_ON;
    fribidi_get_bidi_types(characters, count, types);
    fribidi_get_bracket_types(characters, count, types, brackets);
    if (!fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, levels))
        abort(); /* only for want of memory */
    spread_levels(bytes, text, levels);
    return (struct bidi){bytes, FRIBIDI_IS_RTL(base) ? 1 : 0};
}

static void reverse(size_t *order, size_t from, size_t to)
{
    while (from + 1 < to) {
        size_t swapped = order[from];
        order[from++] = order[--to];
        order[to] = swapped;
    }
}

static void reverse_level(size_t *order, const uint8_t *levels, size_t count, uint8_t level)
{
    for (size_t i = 0; i < count; i++) {
        size_t start = i;
        while (i < count && levels[i] >= level)
            i++;
        reverse(order, start, i);
    }
}

void bidi_order(size_t *order, const uint8_t *levels, size_t count)
{
    uint8_t highest = 0;
    for (size_t i = 0; i < count; i++) {
        order[i] = i;
        highest = levels[i] > highest ? levels[i] : highest;
    }
    for (uint8_t level = highest; level > 0; level--)
        reverse_level(order, levels, count, level);
}

bool bidi_is_control(uint32_t code_point)
{
    return code_point == 0x61c || (code_point >= 0x200e && code_point <= 0x200f) ||
           (code_point >= 0x202a && code_point <= 0x202e) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}
