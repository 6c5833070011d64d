#include "base/text.h"

#include "base/buffer.h"

bool text_starts(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool text_ends(const char *text, const char *end)
{
    size_t size = strlen(text), tail = strlen(end);
    return size >= tail && strcmp(text + size - tail, end) == 0;
}

/* The length of the well-formed sequence at the start of bytes, 0 for none (Unicode, table 3-7). */
static size_t sequence_length(struct bytes bytes)
{
    uint8_t lead = bytes.data[0];
    if (lead < 0x80)
        return 1;
    size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || bytes.size < length)
        return 0;
    uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (bytes.data[1] < low || bytes.data[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((bytes.data[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

size_t utf8_fault_at(struct bytes bytes)
{
    size_t at = 0;
    while (at < bytes.size) {
        size_t length = sequence_length(bytes_of(bytes.data + at, bytes.size - at));
        if (!length)
            return at;
        at += length;
    }
    return at;
}

uint32_t utf8_next(const char **text)
{
    const uint8_t *at = (const uint8_t *)*text;
    uint8_t lead = at[0];
    if (lead == 0)
        return 0;
    int more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    uint32_t code_point = more == 0 ? lead : lead & (0x3fu >> more);
    for (int i = 1; i <= more; i++)
        code_point = code_point << 6 | (at[i] & 0x3fu);
    *text += more + 1;
    return code_point;
}

bool utf8_is_hidden(uint32_t code_point, uint32_t before)
{
    static const uint32_t ranges[][2] = {
        {0xad, 0xad},     {0x61c, 0x61c},   {0x180e, 0x180e}, {0x200b, 0x200b}, {0x200e, 0x200f},
        {0x202a, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f}};
    bool joiner = code_point == 0x200c || code_point == 0x200d;
    if (joiner)
        return before < 0x600 || before > 0x109f;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code_point >= ranges[i][0] && code_point <= ranges[i][1])
            return true;
    return false;
}

uint32_t text_hidden(const char *text)
{
    uint32_t before = 0;
    for (uint32_t each = utf8_next(&text); each; each = utf8_next(&text)) {
        if (utf8_is_hidden(each, before))
            return each;
        before = each;
    }
    return 0;
}

size_t utf8_put(char out[static 4], uint32_t code_point)
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, code_point >>= 6)
        out[i] = (char)(0x80 | (code_point & 0x3f));
    out[0] = (char)((0xf00u >> length & 0xffu) | code_point);
    return length;
}

size_t utf8_length(const char *text)
{
    size_t length = 0;
    while (utf8_next(&text))
        length++;
    return length;
}

fallible text_from_bytes(const char **out, struct bytes bytes, const char *what,
                         struct arena *arena)
{
    size_t fault = utf8_fault_at(bytes);
    if (fault < bytes.size)
        return error_hint(error_make(ERROR_REFUSED, "%s is not UTF-8 at byte %zu", what, fault + 1),
                          "save it as UTF-8 and try again");
    const uint8_t *nul = bytes.size ? memchr(bytes.data, 0, bytes.size) : NULL;
    if (nul)
        return error_make(ERROR_REFUSED, "%s holds a NUL at byte %zu", what,
                          (size_t)(nul - bytes.data) + 1);
    *out = arena_text_n(arena, bytes.data, bytes.size);
    return NULL;
}

static uint32_t utf16_unit(struct bytes bytes, size_t at, bool big_endian)
{
    uint32_t first = bytes.data[at], second = bytes.data[at + 1];
    return big_endian ? first << 8 | second : second << 8 | first;
}

/* The code point at *at, behind which *at is moved; 0 for a lone surrogate. */
static uint32_t utf16_next(struct bytes bytes, size_t *at, bool big_endian)
{
    uint32_t high = utf16_unit(bytes, *at, big_endian);
    *at += 2;
    if (high < 0xd800 || high > 0xdfff)
        return high;
    if (high > 0xdbff || *at + 2 > bytes.size)
        return 0;
    uint32_t low = utf16_unit(bytes, *at, big_endian);
    *at += 2;
    return low < 0xdc00 || low > 0xdfff ? 0 : 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff);
}

fallible text_from_utf16(const char **out, struct bytes bytes, bool big_endian, const char *what,
                         struct arena *arena)
{
    char *text = arena_alloc(arena, bytes.size / 2 * 3 + 1); /* no unit takes more in UTF-8 */
    size_t size = 0, at = 0;
    while (at + 2 <= bytes.size) {
        size_t start = at;
        uint32_t code_point = utf16_next(bytes, &at, big_endian);
        if (!code_point)
            return error_make(ERROR_REFUSED, "%s is not UTF-16 at byte %zu", what, start + 1);
        char utf8[4];
        size_t length = utf8_put(utf8, code_point);
        memcpy(text + size, utf8, length);
        size += length;
    }
    if (at < bytes.size)
        return error_make(ERROR_REFUSED, "%s is not UTF-16 at byte %zu", what, at + 1);
    *out = text;
    return NULL;
}

static const char *xml_escape(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return (uint8_t)c < 0x20 && c != '\t' && c != '\n' && c != '\r' ? "\xef\xbf\xbd" : NULL;
    }
}

char *xml_text(const char *text, struct arena *arena)
{
    struct buffer buffer = buffer_make(arena, SIZE_MAX / 4);
    for (; *text; text++) {
        const char *escape = xml_escape(*text);
        if (escape)
            buffer_add_text(&buffer, escape);
        else
            buffer_add_byte(&buffer, (uint8_t)*text);
    }
    return buffer_text(&buffer);
}
