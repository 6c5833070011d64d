#include "certify/base32.h"

static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char base32_symbol(unsigned value)
{
    ASSERT(value < 32);
    return symbols[value];
}

int base32_value(char symbol)
{
    const char *found = symbol ? strchr(symbols, symbol) : NULL;
    return found ? (int)(found - symbols) : -1;
}

char *base32_encode(struct bytes bytes, struct arena *arena)
{
    char *text = arena_alloc(arena, (bytes.size * 8 + 4) / 5 + 1);
    unsigned held = 0, bits = 0;
    size_t length = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        held = (held & 31) << 8 | bytes.data[i];
        for (bits += 8; bits >= 5; bits -= 5)
            text[length++] = symbols[held >> (bits - 5) & 31];
    }
    if (bits)
        text[length] = symbols[held << (5 - bits) & 31];
    return text;
}

fallible base32_decode(struct bytes *out, const char *text, const char *what, struct arena *arena)
{
    size_t length = strlen(text), size = 0;
    uint8_t *data = arena_alloc(arena, length * 5 / 8 + 1);
    unsigned held = 0, bits = 0;
    for (size_t i = 0; i < length; i++) {
        int value = base32_value(text[i]);
        if (value < 0)
            return error_make(ERROR_REFUSED, "%s is not base32 at character %zu", what, i + 1);
        held = (held & 0xff) << 5 | (unsigned)value;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            data[size++] = (uint8_t)(held >> bits);
        }
    }
    if (bits >= 5)
        return error_make(ERROR_REFUSED, "%s is cut: no bytes have %zu base32 symbols", what,
                          length);
    if (held & ((1u << bits) - 1))
        return error_make(ERROR_REFUSED, "%s ends in base32 bits that are not zero", what);
    *out = bytes_of(data, size);
    return NULL;
}
