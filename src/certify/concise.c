#include "certify/concise.h"

#include "base/text.h"

#include <cbor.h>

enum { HEAD_SIZE = 9 }; /* the longest: one byte and a 64-bit number */

void concise_add_integer(struct buffer *buffer, int64_t number)
{
    unsigned char head[HEAD_SIZE];
    size_t size = number < 0 ? cbor_encode_negint((uint64_t)(-1 - number), head, sizeof head)
                             : cbor_encode_uint((uint64_t)number, head, sizeof head);
    buffer_add(buffer, bytes_of(head, size));
}

void concise_add_bytes(struct buffer *buffer, struct bytes bytes)
{
    unsigned char head[HEAD_SIZE];
    buffer_add(buffer, bytes_of(head, cbor_encode_bytestring_start(bytes.size, head, sizeof head)));
    buffer_add(buffer, bytes);
}

void concise_add_text(struct buffer *buffer, const char *text)
{
    unsigned char head[HEAD_SIZE];
    buffer_add(buffer, bytes_of(head, cbor_encode_string_start(strlen(text), head, sizeof head)));
    buffer_add_text(buffer, text);
}

void concise_add_array(struct buffer *buffer, size_t count)
{
    unsigned char head[HEAD_SIZE];
    buffer_add(buffer, bytes_of(head, cbor_encode_array_start(count, head, sizeof head)));
}

void concise_add_map(struct buffer *buffer, size_t count)
{
    unsigned char head[HEAD_SIZE];
    buffer_add(buffer, bytes_of(head, cbor_encode_map_start(count, head, sizeof head)));
}

void concise_add_tag(struct buffer *buffer, uint64_t tag)
{
    unsigned char head[HEAD_SIZE];
    buffer_add(buffer, bytes_of(head, cbor_encode_tag(tag, head, sizeof head)));
}

enum item_kind {
    ITEM_OTHER,
    ITEM_UNSIGNED,
    ITEM_NEGATIVE,
    ITEM_BYTES,
    ITEM_TEXT,
    ITEM_ARRAY,
    ITEM_MAP,
    ITEM_TAG
};

struct item {
    enum item_kind kind;
    uint64_t number; /* of numbers, how many of arrays and maps, which of tags */
    struct bytes bytes;
};

static void item_set(void *context, enum item_kind kind, uint64_t number)
{
    *(struct item *)context = (struct item){.kind = kind, .number = number};
}

static void on_uint8(void *context, uint8_t number)
{
    item_set(context, ITEM_UNSIGNED, number);
}

static void on_uint16(void *context, uint16_t number)
{
    item_set(context, ITEM_UNSIGNED, number);
}

static void on_uint32(void *context, uint32_t number)
{
    item_set(context, ITEM_UNSIGNED, number);
}

static void on_uint64(void *context, uint64_t number)
{
    item_set(context, ITEM_UNSIGNED, number);
}

static void on_negint8(void *context, uint8_t number)
{
    item_set(context, ITEM_NEGATIVE, number);
}

static void on_negint16(void *context, uint16_t number)
{
    item_set(context, ITEM_NEGATIVE, number);
}

static void on_negint32(void *context, uint32_t number)
{
    item_set(context, ITEM_NEGATIVE, number);
}

static void on_negint64(void *context, uint64_t number)
{
    item_set(context, ITEM_NEGATIVE, number);
}

static void on_bytes(void *context, cbor_data data, size_t size)
{
    *(struct item *)context = (struct item){.kind = ITEM_BYTES, .bytes = bytes_of(data, size)};
}

static void on_text(void *context, cbor_data data, size_t size)
{
    *(struct item *)context = (struct item){.kind = ITEM_TEXT, .bytes = bytes_of(data, size)};
}

static void on_array(void *context, size_t count)
{
    item_set(context, ITEM_ARRAY, count);
}

static void on_map(void *context, size_t count)
{
    item_set(context, ITEM_MAP, count);
}

static void on_tag(void *context, uint64_t tag)
{
    item_set(context, ITEM_TAG, tag);
}

/* Whatever has no function of ours leaves ITEM_OTHER. */
static struct cbor_callbacks callbacks(void)
{
    struct cbor_callbacks all = cbor_empty_callbacks;
    all.uint8 = on_uint8;
    all.uint16 = on_uint16;
    all.uint32 = on_uint32;
    all.uint64 = on_uint64;
    all.negint8 = on_negint8;
    all.negint16 = on_negint16;
    all.negint32 = on_negint32;
    all.negint64 = on_negint64;
    all.byte_string = on_bytes;
    all.string = on_text;
    all.array_start = on_array;
    all.map_start = on_map;
    all.tag = on_tag;
    return all;
}

/* Takes the next item when it is of the kind. */
static fallible item_need(struct item *out, struct concise *concise, enum item_kind kind,
                          const char *what)
{
    struct item item = {0};
    struct cbor_callbacks all = callbacks();
    if (!concise->left.size)
        return error_make(ERROR_REFUSED, "%s is cut off", what);
    struct cbor_decoder_result result = cbor_stream_decode(concise->left.data, concise->left.size,
                                                           &all, &item);
    if (result.status != CBOR_DECODER_FINISHED)
        return error_make(ERROR_REFUSED, "%s is %s", what,
                          result.status == CBOR_DECODER_NEDATA ? "cut off" : "not CBOR");
    if (item.kind != kind)
        return error_make(ERROR_REFUSED, "%s is of another kind", what);
    concise->left = bytes_of(concise->left.data + result.read, concise->left.size - result.read);
    *out = item;
    return NULL;
}

fallible concise_need_integer(int64_t *out, struct concise *concise, const char *what)
{
    struct item item;
    struct concise ahead = *concise;
    SCOPED_ERROR not_unsigned = item_need(&item, &ahead, ITEM_UNSIGNED, what);
    if (not_unsigned)
        TRY(item_need(&item, &ahead, ITEM_NEGATIVE, what));
    if (item.number > INT64_MAX)
        return error_make(ERROR_REFUSED, "%s is too large a number", what);
    *concise = ahead;
    *out = item.kind == ITEM_UNSIGNED ? (int64_t)item.number : -1 - (int64_t)item.number;
    return NULL;
}

fallible concise_need_bytes(struct bytes *out, struct concise *concise, const char *what)
{
    struct item item;
    TRY(item_need(&item, concise, ITEM_BYTES, what));
    *out = item.bytes;
    return NULL;
}

fallible concise_need_text(const char **out, struct concise *concise, const char *what,
                           struct arena *arena)
{
    struct item item;
    TRY(item_need(&item, concise, ITEM_TEXT, what));
    return text_from_bytes(out, item.bytes, what, arena);
}

fallible concise_need_array(size_t *count, struct concise *concise, const char *what)
{
    struct item item;
    TRY(item_need(&item, concise, ITEM_ARRAY, what));
    *count = (size_t)item.number;
    return NULL;
}

fallible concise_need_map(size_t *count, struct concise *concise, const char *what)
{
    struct item item;
    TRY(item_need(&item, concise, ITEM_MAP, what));
    *count = (size_t)item.number;
    return NULL;
}

/* libcbor 0.8 takes one-byte tags from 6 to 20 (RFC 8949, 3.4: 0xc0 + tag) for errors. */
static bool small_tag(uint64_t *out, struct concise *concise)
{
    struct bytes left = concise->left;
    if (!left.size || left.data[0] < 0xc0 || left.data[0] > 0xd7)
        return false;
    *out = left.data[0] - 0xc0u;
    concise->left = bytes_of(left.data + 1, left.size - 1);
    return true;
}

fallible concise_need_tag(uint64_t *out, struct concise *concise, const char *what)
{
    struct item item;
    if (small_tag(out, concise))
        return NULL;
    TRY(item_need(&item, concise, ITEM_TAG, what));
    *out = item.number;
    return NULL;
}
