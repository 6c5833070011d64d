#include "base/encoding.h"

#include "base/text.h"

static const char hex_digits[] = "0123456789abcdef";
static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

char *hex_encode(struct bytes bytes, struct arena *arena)
{
    char *text = arena_alloc(arena, bytes.size * 2 + 1);
    for (size_t i = 0; i < bytes.size; i++) {
        text[2 * i] = hex_digits[bytes.data[i] >> 4];
        text[2 * i + 1] = hex_digits[bytes.data[i] & 15];
    }
    return text;
}

/* The place of c among digits, -1 for none. */
static int digit_value(const char *digits, char c)
{
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

fallible hex_decode(struct bytes *out, const char *text, const char *what, struct arena *arena)
{
    size_t length = strlen(text);
    uint8_t *data = arena_alloc(arena, length / 2 + 1);
    for (size_t i = 0; i < length / 2; i++) {
        int high = digit_value(hex_digits, text[2 * i]);
        int low = digit_value(hex_digits, text[2 * i + 1]);
        if (high < 0 || low < 0)
            return error_make(ERROR_REFUSED, "%s is not lower-case hexadecimal at character %zu",
                              what, 2 * i + 1);
        data[i] = (uint8_t)(high << 4 | low);
    }
    if (length % 2)
        return error_make(ERROR_REFUSED, "%s has an odd number of hexadecimal digits", what);
    *out = bytes_of(data, length / 2);
    return NULL;
}

char *base64_encode(struct bytes bytes, struct arena *arena)
{
    char *text = arena_alloc(arena, (bytes.size + 2) / 3 * 4 + 1);
    char *at = text;
    for (size_t i = 0; i < bytes.size; i += 3) {
        size_t left = bytes.size - i;
        uint32_t group = (uint32_t)bytes.data[i] << 16;
        group |= left > 1 ? (uint32_t)bytes.data[i + 1] << 8 : 0;
        group |= left > 2 ? bytes.data[i + 2] : 0;
        *at++ = base64_digits[group >> 18];
        *at++ = base64_digits[group >> 12 & 63];
        *at++ = left > 1 ? base64_digits[group >> 6 & 63] : '=';
        *at++ = left > 2 ? base64_digits[group & 63] : '=';
    }
    return text;
}

/* Decodes four characters into at most three bytes; returns how many, 0 when malformed. */
static size_t base64_group(uint8_t out[3], const char *text, bool last)
{
    size_t padding = last && text[3] == '=' ? (text[2] == '=' ? 2 : 1) : 0;
    uint32_t group = 0;
    for (size_t i = 0; i < 4; i++) {
        int value = i < 4 - padding ? digit_value(base64_digits, text[i]) : 0;
        if (value < 0)
            return 0;
        group = group << 6 | (uint32_t)value;
    }
    if ((padding == 1 && group & 0xff) || (padding == 2 && group & 0xffff))
        return 0;
    out[0] = (uint8_t)(group >> 16);
    out[1] = (uint8_t)(group >> 8);
    out[2] = (uint8_t)group;
    return 3 - padding;
}

fallible base64_decode(struct bytes *out, const char *text, const char *what, struct arena *arena)
{
    size_t length = strlen(text), size = 0;
    uint8_t *data = arena_alloc(arena, length / 4 * 3 + 1);
    if (length % 4)
        return error_make(ERROR_REFUSED, "%s is not padded base64", what);
    for (size_t i = 0; i < length; i += 4) {
        uint8_t group[3];
        size_t count = base64_group(group, text + i, i + 4 == length);
        if (!count)
            return error_make(ERROR_REFUSED, "%s is not base64 at character %zu", what, i + 1);
        memcpy(data + size, group, count);
        size += count;
    }
    *out = bytes_of(data, size);
    return NULL;
}
