#include "certify/exif.h"

#include <stdbool.h>
#include <string.h>

enum { TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3, ENTRY_SIZE = 12 };

/* Numbers of a TIFF file, in its own order of bytes; 0 where it has ended. */
struct tiff {
    struct bytes bytes;
    bool little;
};

static uint32_t number_at(const struct tiff *tiff, size_t at, size_t size)
{
    uint32_t number = 0;
    if (at > tiff->bytes.size || size > tiff->bytes.size - at)
        return 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | tiff->bytes.data[at + (tiff->little ? size - 1 - i : i)];
    return number;
}

int exif_orientation(struct bytes segment)
{
    static const char name[] = "Exif\0"; /* and one NUL more */
    if (segment.size < sizeof name + 8 || memcmp(segment.data, name, sizeof name) != 0)
        return EXIF_UPRIGHT;
    struct tiff tiff = {bytes_of(segment.data + sizeof name, segment.size - sizeof name),
                        segment.data[sizeof name] == 'I'};
    size_t directory = number_at(&tiff, 4, 4);
    size_t count = number_at(&tiff, directory, 2);
    for (size_t i = 0; i < count; i++) {
        size_t entry = directory + 2 + ENTRY_SIZE * i;
        uint32_t value = number_at(&tiff, entry + 8, 2);
        if (number_at(&tiff, entry, 2) == TAG_ORIENTATION &&
            number_at(&tiff, entry + 2, 2) == TYPE_SHORT && value >= 1 && value <= 8)
            return (int)value;
    }
    return EXIF_UPRIGHT;
}
