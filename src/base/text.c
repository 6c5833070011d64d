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
