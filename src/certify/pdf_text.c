#include "certify/pdf_text.h"

#include "base/clock.h"
#include "base/text.h"

enum { SURROGATE_HIGH = 0xd800, SURROGATE_LOW = 0xdc00, SURROGATES_END = 0xe000 };

static bool is_plain(const char *text)
{
    for (; *text; text++)
        if (*text < ' ' || *text > '~')
            return false;
    return true;
}

static void add_plain(struct buffer *out, const char *text)
{
    buffer_add_byte(out, '(');
    for (; *text; text++) {
        if (strchr("()\\", *text))
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, (uint8_t)*text);
    }
    buffer_add_byte(out, ')');
}

void pdf_text_add(struct buffer *out, const char *text)
{
    if (is_plain(text)) {
        add_plain(out, text);
        return;
    }
    buffer_add_text(out, "<feff");
    for (uint32_t c; (c = utf8_next(&text));) {
        if (c > 0xffff)
            buffer_add_format(out, "%04x%04x", SURROGATE_HIGH + ((c - 0x10000) >> 10),
                              SURROGATE_LOW + ((c - 0x10000) & 0x3ff));
        else
            buffer_add_format(out, "%04x", c);
    }
    buffer_add_byte(out, '>');
}

static uint32_t unit_at(struct bytes text, size_t at)
{
    return at + 1 < text.size ? (uint32_t)text.data[at] << 8 | text.data[at + 1] : 0;
}

static bool is_high(uint32_t unit)
{
    return unit >= SURROGATE_HIGH && unit < SURROGATE_LOW;
}

static bool is_low(uint32_t unit)
{
    return unit >= SURROGATE_LOW && unit < SURROGATES_END;
}

/* Behind the byte order mark. False when it is not UTF-16, or holds NUL. */
static bool decode_utf16(struct buffer *out, struct bytes text)
{
    if (text.size % 2)
        return false;
    for (size_t at = 0; at < text.size; at += 2) {
        uint32_t unit = unit_at(text, at), next = unit_at(text, at + 2);
        if (unit == 0 || is_low(unit) || (is_high(unit) && !is_low(next)))
            return false;
        if (is_high(unit)) {
            unit = 0x10000 + ((unit - SURROGATE_HIGH) << 10) + (next - SURROGATE_LOW);
            at += 2;
        }
        char encoded[4];
        buffer_add(out, bytes_of(encoded, utf8_put(encoded, unit)));
    }
    return true;
}

fallible pdf_text_read(const char **out, const struct pdf_value *value, const char *what,
                       struct arena *arena)
{
    bool is_string = value->kind == PDF_STRING || value->kind == PDF_HEX_STRING;
    struct bytes text = value->text;
    struct buffer decoded = buffer_make(arena, text.size * 2 + 1);
    bool is_utf16 = is_string && text.size >= 2 && text.data[0] == 0xfe && text.data[1] == 0xff;
    if (is_utf16 && decode_utf16(&decoded, bytes_of(text.data + 2, text.size - 2))) {
        *out = buffer_text(&decoded);
        return NULL;
    }
    const char *plain = arena_text_n(arena, text.data, text.size);
    if (!is_string || is_utf16 || strlen(plain) != text.size || !is_plain(plain))
        return error_make(ERROR_REFUSED, "%s is not a text string at byte %zu", what, value->start);
    *out = plain;
    return NULL;
}

char *pdf_date(int64_t instant_s, struct arena *arena)
{
    struct date date = date_of(instant_s, 0);
    int second = (int)(instant_s - date_start_s(date));
    return arena_format(arena, "D:%04d%02d%02d%02d%02d%02dZ", date.year, date.month, date.day,
                        second / 3600, second / 60 % 60, second % 60);
}

fallible pdf_date_read(int64_t *out, const struct pdf_value *value, const char *what)
{
    SCOPED_ARENA(arena);
    const char *text;
    TRY(pdf_text_read(&text, value, what, arena));
    if (strlen(text) != strlen("D:YYYYMMDDHHMMSSZ") || !text_starts(text, "D:"))
        return error_make(ERROR_REFUSED, "%s '%.40s' is not a date in UTC", what, text);
    return instant_parse_compact(out, text + 2, what);
}
