#include "certify/deflate.h"

#include <stdlib.h>
#include <zlib.h>

struct bytes deflate_bytes(struct bytes bytes, struct arena *arena)
{
    uLongf size = compressBound((uLong)bytes.size);
    uint8_t *data = arena_alloc(arena, size);
    if (compress2(data, &size, bytes.data, (uLong)bytes.size, Z_DEFAULT_COMPRESSION) != Z_OK)
        abort(); /* only for want of memory */
    return bytes_of(data, size);
}
