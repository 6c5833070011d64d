#include "certify/pades_hole.h"

#include "base/encoding.h"
#include "certify/der.h"

#include <stdio.h>

enum { RANGE_WIDTH = 48 /* "[0 a b c]" with numbers of 10 digits */ };

void pades_hole_add(struct pades_hole *out, struct buffer *pdf, size_t room)
{
    size_t size = 2 * room + strlen("<>");
    uint8_t *hole = arena_alloc(pdf->arena, size);
    memset(hole, '0', size);
    hole[0] = '<';
    hole[size - 1] = '>';
    buffer_add_text(pdf, "/ByteRange ");
    out->range_at = pdf->size;
    buffer_add_format(pdf, "%*s\n/Contents ", RANGE_WIDTH, "");
    out->at = pdf->size;
    buffer_add(pdf, bytes_of(hole, size));
    out->end = pdf->size;
}

struct digest pades_hole_digest(struct bytes file, size_t at, size_t end)
{
    struct bytes parts[] = {bytes_of(file.data, at), bytes_of(file.data + end, file.size - end)};
    return digest_of_parts(parts, 2);
}

fallible pades_hole_close(struct bytes *file, struct digest *content, const struct pades_hole *hole,
                          struct buffer *pdf)
{
    char range[RANGE_WIDTH + 1];
    struct bytes bytes;
    TRY(buffer_take(&bytes, pdf, "signed PDF"));
    int size = snprintf(range, sizeof range, "[0 %zu %zu %zu]", hole->at, hole->end,
                        bytes.size - hole->end);
    ASSERT(size > 0 && size <= RANGE_WIDTH);
    memcpy(pdf->data + hole->range_at, range, (size_t)size);
    *content = pades_hole_digest(bytes, hole->at, hole->end);
    *file = bytes;
    return NULL;
}

fallible pades_hole_fill(struct bytes *out, const struct pades_hole *hole, struct bytes file,
                         struct bytes signature, struct arena *arena)
{
    size_t room = (hole->end - hole->at - strlen("<>")) / 2;
    if (signature.size > room)
        return error_make(ERROR_ENVIRONMENT,
                          "the signature with its timestamp has %zu bytes, and there is room for "
                          "%zu",
                          signature.size, room);
    struct bytes digits = bytes_of_text(hex_encode(signature, arena));
    char *copy = arena_text_n(arena, file.data, file.size);
    memcpy(copy + hole->at + 1, digits.data, digits.size);
    *out = bytes_of(copy, file.size);
    return NULL;
}

fallible pades_hole_read(struct bytes *der, struct bytes file, const struct pades_hole *hole,
                         struct arena *arena)
{
    struct der_element element;
    struct bytes rest;
    bool has_brackets = hole->end - hole->at >= strlen("<>") && file.data[hole->at] == '<' &&
                        file.data[hole->end - 1] == '>';
    if (!has_brackets)
        return error_make(ERROR_REFUSED, "no hexadecimal string at byte %zu", hole->at);
    const char *digits = arena_text_n(arena, file.data + hole->at + 1, hole->end - hole->at - 2);
    if (digits[strspn(digits, "0123456789abcdef")])
        return error_make(ERROR_REFUSED,
                          "the signature at byte %zu is not in lower-case "
                          "hexadecimal",
                          hole->at);
    TRY(hex_decode(&rest, digits, "the signature", arena));
    TRY(der_next(&element, &rest, DER_SEQUENCE, "the signature"));
    for (size_t i = 0; i < rest.size; i++)
        if (rest.data[i])
            return error_make(ERROR_REFUSED, "something hides behind the signature at byte %zu",
                              hole->at);
    *der = element.whole;
    return NULL;
}
