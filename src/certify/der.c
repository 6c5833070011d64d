#include "certify/der.h"

#include "base/buffer.h"
#include "base/clock.h"

#include <stdlib.h>

enum { LENGTH_LIMIT = 0x7fffffff };

static void add_length(struct buffer *out, size_t length)
{
    ASSERT(length <= LENGTH_LIMIT);
    if (length < 0x80) {
        buffer_add_byte(out, (uint8_t)length);
        return;
    }
    int count = length > 0xffffff ? 4 : length > 0xffff ? 3 : length > 0xff ? 2 : 1;
    buffer_add_byte(out, (uint8_t)(0x80 | count));
    while (count--)
        buffer_add_byte(out, (uint8_t)(length >> 8 * count));
}

struct bytes der_join(enum der_tag tag, const struct bytes *parts, size_t count,
                      struct arena *arena)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += parts[i].size;
    struct buffer out = buffer_make(arena, length + 6);
    buffer_add_byte(&out, (uint8_t)tag);
    add_length(&out, length);
    for (size_t i = 0; i < count; i++)
        buffer_add(&out, parts[i]);
    ASSERT(!out.overfull);
    return bytes_of(out.data, out.size);
}

/* X.690, 11.6: as octet strings, the shorter padded with zeros. Elements that differ never differ
 * only in such padding, so memcmp decides. */
static int compare_members(const void *a, const void *b)
{
    const struct bytes *left = a, *right = b;
    size_t common = left->size < right->size ? left->size : right->size;
    int order = memcmp(left->data, right->data, common);
    return order ? order : (left->size > right->size) - (left->size < right->size);
}

struct bytes der_set_of(enum der_tag tag, const struct bytes *members, size_t count,
                        struct arena *arena)
{
    struct bytes *sorted = ARENA_ARRAY(arena, struct bytes, count);
    if (count)
        memcpy(sorted, members, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_members);
    return der_join(tag, sorted, count, arena);
}

static void add_base128(struct buffer *out, unsigned long number)
{
    int shift = 0;
    while (number >> (shift + 7))
        shift += 7;
    for (; shift > 0; shift -= 7)
        buffer_add_byte(out, (uint8_t)(0x80 | (number >> shift & 0x7f)));
    buffer_add_byte(out, (uint8_t)(number & 0x7f));
}

struct bytes der_oid(const char *dotted, struct arena *arena)
{
    struct buffer out = buffer_make(arena, 64);
    char *end;
    unsigned long first = strtoul(dotted, &end, 10);
    ASSERT(*end == '.');
    add_base128(&out, first * 40 + strtoul(end + 1, &end, 10));
    while (*end == '.')
        add_base128(&out, strtoul(end + 1, &end, 10));
    ASSERT(*end == '\0' && !out.overfull);
    return DER(arena, DER_OID, bytes_of(out.data, out.size));
}

struct bytes der_unsigned(struct bytes number, struct arena *arena)
{
    static const uint8_t zero[1] = {0};
    while (number.size > 1 && number.data[0] == 0)
        number = bytes_of(number.data + 1, number.size - 1);
    bool looks_negative = number.size == 0 || (number.data[0] & 0x80);
    return DER(arena, DER_INTEGER, bytes_of(zero, looks_negative), number);
}

/* The length at rest->data[1…]; returns how many bytes it takes, 0 when it is not DER. */
static size_t read_length(size_t *out, struct bytes rest)
{
    if (rest.size < 2)
        return 0;
    size_t count = rest.data[1] & 0x7fu;
    if (rest.data[1] < 0x80) {
        *out = rest.data[1];
        return 1;
    }
    if (count == 0 || count > 4 || rest.size < 2 + count || rest.data[2] == 0)
        return 0;
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length = length << 8 | rest.data[2 + i];
    *out = length;
    return length < 0x80 || length > LENGTH_LIMIT ? 0 : 1 + count;
}

fallible der_next(struct der_element *out, struct bytes *rest, enum der_tag tag, const char *what)
{
    if (rest->size == 0)
        return error_make(ERROR_REFUSED, "%s is missing", what);
    if (rest->data[0] != tag)
        return error_make(ERROR_REFUSED, "%s has tag %02x instead of %02x", what, rest->data[0],
                          (unsigned)tag);
    size_t length = 0, head = read_length(&length, *rest);
    if (head == 0)
        return error_make(ERROR_REFUSED, "%s has a length that is not DER", what);
    if (length > rest->size - 1 - head)
        return error_make(ERROR_REFUSED, "%s is cut off", what);
    out->content = bytes_of(rest->data + 1 + head, length);
    out->whole = bytes_of(rest->data, 1 + head + length);
    *rest = bytes_of(rest->data + out->whole.size, rest->size - out->whole.size);
    return NULL;
}

bool der_has(struct bytes rest, enum der_tag tag)
{
    return rest.size && rest.data[0] == tag;
}

fallible der_end(struct bytes rest, const char *what)
{
    if (rest.size)
        return error_make(ERROR_REFUSED, "%s is followed by %zu more bytes", what, rest.size);
    return NULL;
}

fallible der_next_unsigned(uint8_t *out, size_t size, struct bytes *rest, const char *what)
{
    struct der_element element;
    TRY(der_next(&element, rest, DER_INTEGER, what));
    struct bytes number = element.content;
    bool padded = number.size > 1 && number.data[0] == 0;
    if (number.size == 0 || number.data[0] & 0x80 || (padded && !(number.data[1] & 0x80)))
        return error_make(ERROR_REFUSED, "%s is not a minimal number", what);
    if (padded)
        number = bytes_of(number.data + 1, number.size - 1);
    if (number.size > size)
        return error_make(ERROR_REFUSED, "%s is too large", what);
    memset(out, 0, size);
    memcpy(out + size - number.size, number.data, number.size);
    return NULL;
}

fallible der_next_time(int64_t *out, struct bytes *rest, const char *what)
{
    SCOPED_ARENA(arena);
    struct der_element element;
    bool is_short = der_has(*rest, DER_UTC_TIME);
    TRY(der_next(&element, rest, is_short ? DER_UTC_TIME : DER_GENERALIZED_TIME, what));
    const char *text = arena_text_n(arena, element.content.data, element.content.size);
    if (is_short) /* two digits mean 1950 to 2049 */
        text = arena_format(arena, "%s%s", *text < '5' ? "20" : "19", text);
    return instant_parse_compact(out, text, what);
}
