#include "certify/srgb.h"

#include "base/buffer.h"

enum { PROFILE_LIMIT = 4096, TAG_COUNT = 10, TAGS_START = 128 + 4 + 12 * TAG_COUNT };

#define SIGNATURE(a, b, c, d)                                                                      \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static void add_u32(struct buffer *buffer, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_add_byte(buffer, (uint8_t)(number >> shift));
}

static void add_u32s(struct buffer *buffer, const uint32_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_u32(buffer, numbers[i]);
}

/* Numbers are s15Fixed16: 0x00010000 is one. */
struct tag {
    uint32_t type;
    const uint32_t *numbers;
    size_t count;
    const char *text; /* instead of numbers: one English text (multiLocalizedUnicode) */
};

static const uint32_t white[] = {0x0000f6d6, 0x00010000, 0x0000d32d}; /* D50 */
static const uint32_t red[] = {0x00006fa2, 0x000038f5, 0x00000390};   /* adapted to D50 */
static const uint32_t green[] = {0x00006299, 0x0000b785, 0x000018da};
static const uint32_t blue[] = {0x000024a0, 0x00000f84, 0x0000b6cf};
static const uint32_t adaptation[] = {0x00010c42, 0x000005de, 0xfffff325, 0x00000793, 0x0000fd90,
                                      0xfffffba1, 0xfffffda2, 0x000003dc, 0x0000c06e};
/* kind 3: gamma 2.4, 1/1.055, 0.055/1.055, 1/12.92, from 0.04045 */
static const uint32_t curve[] = {0x00030000, 0x00026666, 0x0000f2a7,
                                 0x00000d59, 0x000013d0, 0x00000a5b};

static void add_tag(struct buffer *data, const struct tag *tag)
{
    add_u32(data, tag->type);
    add_u32(data, 0);
    if (!tag->text) {
        add_u32s(data, tag->numbers, tag->count);
        return;
    }
    size_t length = strlen(tag->text);
    const uint32_t head[] = {1, 12, SIGNATURE('e', 'n', 'U', 'S'), (uint32_t)(2 * length), 28};
    add_u32s(data, head, sizeof head / sizeof *head);
    for (size_t i = 0; i < length; i++) {
        buffer_add_byte(data, 0);
        buffer_add_byte(data, (uint8_t)tag->text[i]);
    }
    while (data->size % 4)
        buffer_add_byte(data, 0);
}

static void add_header(struct buffer *out, size_t size)
{
    const uint32_t before[] = {
        (uint32_t)size,
        0,
        0x04200000,
        SIGNATURE('m', 'n', 't', 'r'),
        SIGNATURE('R', 'G', 'B', ' '),
        SIGNATURE('X', 'Y', 'Z', ' '),
        2026u << 16 | 1,
        1u << 16,
        0, /* made on 2026-01-01 at 00:00:00 */
        SIGNATURE('a', 'c', 's', 'p'),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    };
    add_u32s(out, before, sizeof before / sizeof *before);
    add_u32s(out, white, 3);
    while (out->size < 128)
        buffer_add_byte(out, 0);
}

struct bytes srgb_profile(struct arena *arena)
{
    static const struct {
        uint32_t name;
        struct tag tag;
    } tags[TAG_COUNT - 2] = {
        {SIGNATURE('d', 'e', 's', 'c'), {SIGNATURE('m', 'l', 'u', 'c'), NULL, 0, "sRGB"}},
        {SIGNATURE('c', 'p', 'r', 't'), {SIGNATURE('m', 'l', 'u', 'c'), NULL, 0, "Public domain"}},
        {SIGNATURE('w', 't', 'p', 't'), {SIGNATURE('X', 'Y', 'Z', ' '), white, 3, NULL}},
        {SIGNATURE('c', 'h', 'a', 'd'), {SIGNATURE('s', 'f', '3', '2'), adaptation, 9, NULL}},
        {SIGNATURE('r', 'X', 'Y', 'Z'), {SIGNATURE('X', 'Y', 'Z', ' '), red, 3, NULL}},
        {SIGNATURE('g', 'X', 'Y', 'Z'), {SIGNATURE('X', 'Y', 'Z', ' '), green, 3, NULL}},
        {SIGNATURE('b', 'X', 'Y', 'Z'), {SIGNATURE('X', 'Y', 'Z', ' '), blue, 3, NULL}},
        {SIGNATURE('r', 'T', 'R', 'C'), {SIGNATURE('p', 'a', 'r', 'a'), curve, 6, NULL}},
    };
    struct buffer table = buffer_make(arena, PROFILE_LIMIT);
    struct buffer data = buffer_make(arena, PROFILE_LIMIT);
    uint32_t offset = 0, size = 0;
    for (size_t i = 0; i < TAG_COUNT - 2; i++) {
        offset = (uint32_t)(TAGS_START + data.size);
        add_tag(&data, &tags[i].tag);
        size = (uint32_t)(TAGS_START + data.size) - offset;
        add_u32s(&table, (const uint32_t[]){tags[i].name, offset, size}, 3);
    }
    add_u32s(&table, (const uint32_t[]){SIGNATURE('g', 'T', 'R', 'C'), offset, size}, 3);
    add_u32s(&table, (const uint32_t[]){SIGNATURE('b', 'T', 'R', 'C'), offset, size}, 3);
    struct buffer out = buffer_make(arena, PROFILE_LIMIT);
    add_header(&out, TAGS_START + data.size);
    add_u32(&out, TAG_COUNT);
    buffer_add(&out, bytes_of(table.data, table.size));
    buffer_add(&out, bytes_of(data.data, data.size));
    return bytes_of(out.data, out.size);
}
