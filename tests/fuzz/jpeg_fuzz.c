/* libFuzzer: no file makes the reader of photos stumble, and what it keeps is a photo again, of
 * which it keeps all, with no application's segment but Adobe's and no comment. */
#include "base/error.h"
#include "certify/jpeg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Up to the first scan; behind it the same reader has gone over every marker. */
static void expect_bare(struct bytes file)
{
    for (size_t at = 2; file.data[at + 1] != 0xda;) {
        uint8_t marker = file.data[at + 1];
        ASSERT(file.data[at] == 0xff && marker != 0xfe);
        ASSERT(marker < 0xe0 || marker == 0xee);
        at += 2 + (size_t)(file.data[at + 2] << 8 | file.data[at + 3]);
        ASSERT(at + 4 <= file.size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct jpeg jpeg, again;
    SCOPED_ERROR error = jpeg_clean(&jpeg, bytes_of(data, size), arena);
    if (error)
        return 0;
    SCOPED_ERROR second = jpeg_clean(&again, jpeg.bytes, arena);
    ASSERT(!second && bytes_equal(again.bytes, jpeg.bytes));
    ASSERT(jpeg.bytes.size <= JPEG_SIZE_LIMIT && jpeg.width == again.width &&
           jpeg.height == again.height && jpeg.components == again.components);
    expect_bare(jpeg.bytes);
    return 0;
}
