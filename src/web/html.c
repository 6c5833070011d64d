#include "web/html.h"

#include "base/text.h"

/* Control characters that no document may have, and the two that end a line in attributes alone. */
static bool is_allowed(uint32_t c)
{
    return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7f && !(c >= 0x80 && c <= 0x9f));
}

static const char *entity_of(uint32_t c)
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
        return is_allowed(c) ? NULL : "\xef\xbf\xbd";
    }
}

/* Both escape all five: where a text ends up by mistake, it still cannot leave. */
static void add_escaped(struct buffer *out, const char *text)
{
    for (const char *start = text; *text; start = text) {
        const char *entity = entity_of(utf8_next(&text));
        if (entity)
            buffer_add_text(out, entity);
        else
            buffer_add(out, bytes_of(start, (size_t)(text - start)));
    }
}

void html_text(struct buffer *out, const char *text)
{
    add_escaped(out, text);
}

void html_attr(struct buffer *out, const char *text)
{
    add_escaped(out, text);
}

void url_arg(struct buffer *out, const char *text)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-._~";
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if (strchr(unreserved, *at))
            buffer_add_byte(out, *at);
        else
            buffer_add_format(out, "%%%02X", *at);
}
