#include "certify/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

enum {
    LEVEL = 4
}; /* 6 makes a certificate a fiftieth smaller, and takes a tenth longer for all of it */

struct bytes deflate_bytes(struct bytes bytes, struct arena *arena)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    if (!compressor)
        abort();
    size_t bound = libdeflate_zlib_compress_bound(compressor, bytes.size);
    uint8_t *data = arena_alloc(arena, bound);
    size_t size = libdeflate_zlib_compress(compressor, bytes.data, bytes.size, data, bound);
    libdeflate_free_compressor(compressor);
    return bytes_of(data, size);
}

fallible inflate_bytes(struct bytes *out, struct bytes deflated, size_t size, struct arena *arena)
{
    size_t read = 0;
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (!decompressor)
        abort();
    uint8_t *data = arena_alloc(arena, size);
    enum libdeflate_result result = libdeflate_zlib_decompress_ex(
        decompressor, deflated.data, deflated.size, data, size, &read, NULL);
    libdeflate_free_decompressor(decompressor);
    if (result != LIBDEFLATE_SUCCESS || read != deflated.size)
        return error_make(ERROR_REFUSED, "these are not %zu bytes, compressed", size);
    *out = bytes_of(data, size);
    return NULL;
}
