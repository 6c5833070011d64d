#include "certify/pem.h"

#include "base/buffer.h"
#include "base/encoding.h"

enum { LINE_DIGITS = 64, AROUND = 256 };

char *pem_text(const char *label, struct bytes der, struct arena *arena)
{
    const char *digits = base64_encode(der, arena);
    size_t left = strlen(digits);
    struct buffer text = buffer_make(arena, 2 * left + AROUND);
    buffer_add_format(&text, "-----BEGIN %s-----\n", label);
    for (; left > 0; left = strlen(digits)) {
        int count = left < LINE_DIGITS ? (int)left : LINE_DIGITS;
        buffer_add_format(&text, "%.*s\n", count, digits);
        digits += count;
    }
    buffer_add_format(&text, "-----END %s-----\n", label);
    return buffer_text(&text);
}
