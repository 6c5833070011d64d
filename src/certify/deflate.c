#include "certify/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

enum { LEVEL = 6 }; /* higher ones take three times as long for a hundredth less */

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
