#include "certify/jpeg.h"

#include "base/buffer.h"
#include "certify/exif.h"

/* ITU-T T.81, table B.1 */
enum marker {
    MARKER_BASELINE = 0xc0,
    MARKER_PROGRESSIVE = 0xc2,
    MARKER_HUFFMAN = 0xc4,
    MARKER_FRAME_LAST = 0xcf,
    MARKER_RESTART = 0xd0,
    MARKER_RESTART_LAST = 0xd7,
    MARKER_START = 0xd8,
    MARKER_END = 0xd9,
    MARKER_SCAN = 0xda,
    MARKER_QUANTIZATION = 0xdb,
    MARKER_LINES = 0xdc,
    MARKER_RESTART_INTERVAL = 0xdd,
    MARKER_HIERARCHICAL = 0xde,
    MARKER_EXPAND = 0xdf,
    MARKER_APPLICATION = 0xe0,
    MARKER_EXIF = 0xe1,
    MARKER_ADOBE = 0xee,
    MARKER_APPLICATION_LAST = 0xef,
    MARKER_COMMENT = 0xfe,
};

enum { SCANS_LIMIT = 100, ADOBE_SIZE = 12, FRAME_SIZE = 6 };

struct reading {
    struct bytes file;
    size_t at;
    struct buffer kept;
    struct jpeg jpeg;
    size_t scans;
    bool quantized; /* a table of quantization was there */
};

static struct error *fault(size_t at, const char *what)
{
    return error_hint(error_make(ERROR_REFUSED, "the photo is no JPEG at byte %zu: %s", at, what),
                      "save it again as JPEG, in any program for pictures");
}

static int u16(struct bytes bytes, size_t at)
{
    return bytes.data[at] << 8 | bytes.data[at + 1];
}

/* What follows a marker and its length, and moves behind it. */
static fallible segment_read(struct bytes *out, struct reading *reading)
{
    size_t at = reading->at, left = reading->file.size - at;
    size_t size = left >= 2 ? (size_t)u16(reading->file, at) : 0;
    if (size < 2 || size > left)
        return fault(at, "a segment that does not end");
    *out = bytes_of(reading->file.data + at + 2, size - 2);
    reading->at += size;
    return NULL;
}

static void segment_keep(struct reading *reading, enum marker marker, struct bytes segment)
{
    buffer_add_byte(&reading->kept, 0xff);
    buffer_add_byte(&reading->kept, (uint8_t)marker);
    buffer_add_byte(&reading->kept, (uint8_t)((segment.size + 2) >> 8));
    buffer_add_byte(&reading->kept, (uint8_t)(segment.size + 2));
    buffer_add(&reading->kept, segment);
}

/* B.2.4.1: whole tables, so that nothing else rides along. */
static bool is_quantization(struct bytes segment)
{
    size_t at = 0;
    while (at < segment.size) {
        int precision = segment.data[at] >> 4, table = segment.data[at] & 15;
        if (precision > 1 || table > 3)
            return false;
        at += 1 + 64 * ((size_t)precision + 1);
    }
    return segment.size && at == segment.size;
}

/* B.2.4.2 */
static bool is_huffman(struct bytes segment)
{
    size_t at = 0;
    while (at < segment.size) {
        size_t codes = 0;
        if (segment.size - at < 17 || segment.data[at] >> 4 > 1 || (segment.data[at] & 15) > 3)
            return false;
        for (size_t i = 1; i <= 16; i++)
            codes += segment.data[at + i];
        at += 17 + codes;
        if (codes > 256)
            return false;
    }
    return segment.size && at == segment.size;
}

static struct error *size_error(const struct jpeg *jpeg)
{
    return error_hint(
        error_make(ERROR_REFUSED, "the photo has %d by %d pixels", jpeg->width, jpeg->height),
        "each side has %d to %d; 700 by 900 is plenty", JPEG_SIDE_LEAST, JPEG_SIDE_LIMIT);
}

/* B.2.2 */
static fallible frame_read(struct reading *reading, enum marker marker, struct bytes segment)
{
    struct jpeg *jpeg = &reading->jpeg;
    if (marker != MARKER_BASELINE && marker != MARKER_PROGRESSIVE)
        return error_hint(error_make(ERROR_REFUSED, "the photo is a JPEG of a rare kind (SOF%d)",
                                     marker - MARKER_BASELINE),
                          "only baseline and progressive ones are read everywhere");
    if (jpeg->components || segment.size < FRAME_SIZE)
        return fault(reading->at, "a second frame, or none");
    jpeg->height = u16(segment, 1);
    jpeg->width = u16(segment, 3);
    jpeg->components = segment.data[5];
    if (segment.data[0] != 8 || (jpeg->components != 1 && jpeg->components != 3))
        return error_hint(error_make(ERROR_REFUSED,
                                     "the photo has %d components of %d bits (CMYK has 4)",
                                     jpeg->components, segment.data[0]),
                          "save it as RGB or grey, 8 bits");
    if (segment.size != FRAME_SIZE + 3 * (size_t)jpeg->components)
        return fault(reading->at, "a frame of another size");
    if (jpeg->width < JPEG_SIDE_LEAST || jpeg->width > JPEG_SIDE_LIMIT ||
        jpeg->height < JPEG_SIDE_LEAST || jpeg->height > JPEG_SIDE_LIMIT)
        return size_error(jpeg);
    for (size_t i = FRAME_SIZE; i < segment.size; i += 3) {
        int across = segment.data[i + 1] >> 4, down = segment.data[i + 1] & 15;
        if (across < 1 || across > 4 || down < 1 || down > 4 || segment.data[i + 2] > 3)
            return fault(reading->at, "a component that cannot be");
    }
    segment_keep(reading, marker, segment);
    return NULL;
}

/* Up to the next marker that is no restart (B.1.1.5): coded data. */
static void coded_keep(struct reading *reading)
{
    const uint8_t *data = reading->file.data;
    size_t start = reading->at, at = start;
    while (at + 1 < reading->file.size) {
        bool in_data = data[at] != 0xff || data[at + 1] == 0 ||
                       (data[at + 1] >= MARKER_RESTART && data[at + 1] <= MARKER_RESTART_LAST);
        if (!in_data)
            break;
        at += data[at] == 0xff ? 2 : 1;
    }
    buffer_add(&reading->kept, bytes_of(data + start, at - start));
    reading->at = at;
}

/* B.2.3 */
static fallible scan_read(struct reading *reading, struct bytes segment)
{
    size_t count = segment.size ? segment.data[0] : 0;
    if (!reading->jpeg.components || !reading->quantized || count < 1 ||
        count > (size_t)reading->jpeg.components || segment.size != 4 + 2 * count)
        return fault(reading->at, "a scan that cannot be");
    if (++reading->scans > SCANS_LIMIT)
        return fault(reading->at, "too many scans");
    segment_keep(reading, MARKER_SCAN, segment);
    coded_keep(reading);
    return NULL;
}

/* Of what applications add only Adobe's note how colours are coded decides what is seen. */
static void application_read(struct reading *reading, enum marker marker, struct bytes segment)
{
    bool is_adobe = marker == MARKER_ADOBE && segment.size >= ADOBE_SIZE &&
                    memcmp(segment.data, "Adobe", 5) == 0;
    if (is_adobe)
        segment_keep(reading, marker, bytes_of(segment.data, ADOBE_SIZE));
}

static fallible upright_check(struct bytes segment)
{
    int orientation = exif_orientation(segment);
    if (orientation == EXIF_UPRIGHT)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED,
                                 "the photo is stored lying on its side (EXIF orientation %d)",
                                 orientation),
                      "turn it in a program for pictures and save it, so that it stands by itself");
}

static fallible table_read(struct reading *reading, enum marker marker, struct bytes segment)
{
    bool well = marker == MARKER_QUANTIZATION ? is_quantization(segment)
                : marker == MARKER_HUFFMAN    ? is_huffman(segment)
                                              : segment.size == 2;
    if (!well)
        return fault(reading->at, "a malformed table");
    reading->quantized |= marker == MARKER_QUANTIZATION;
    segment_keep(reading, marker, segment);
    return NULL;
}

static fallible marker_apply(struct reading *reading, enum marker marker)
{
    struct bytes segment;
    TRY(segment_read(&segment, reading));
    switch (marker) {
    case MARKER_HUFFMAN:
    case MARKER_QUANTIZATION:
    case MARKER_RESTART_INTERVAL:
        return table_read(reading, marker, segment);
    case MARKER_SCAN:
        return scan_read(reading, segment);
    case MARKER_COMMENT:
        return NULL;
    default:
        break;
    }
    if (marker == MARKER_EXIF)
        return upright_check(segment);
    if (marker >= MARKER_BASELINE && marker <= MARKER_FRAME_LAST)
        return frame_read(reading, marker, segment);
    if (marker < MARKER_APPLICATION || marker > MARKER_APPLICATION_LAST)
        return fault(reading->at, "an unknown marker");
    application_read(reading, marker, segment);
    return NULL;
}

/* A marker, before which any number of bytes FF may stand (B.1.1.2). */
static fallible marker_read(enum marker *out, struct reading *reading)
{
    struct bytes file = reading->file;
    size_t start = reading->at;
    while (reading->at + 1 < file.size && file.data[reading->at] == 0xff &&
           file.data[reading->at + 1] == 0xff)
        reading->at++;
    if (reading->at + 1 >= file.size || file.data[reading->at] != 0xff)
        return fault(start, "no marker where one is due");
    *out = file.data[reading->at + 1];
    reading->at += 2;
    return NULL;
}

static fallible markers_read(struct reading *reading)
{
    enum marker marker;
    TRY(marker_read(&marker, reading));
    if (marker != MARKER_START)
        return fault(0, "another beginning");
    for (;;) {
        TRY(marker_read(&marker, reading));
        if (marker == MARKER_END)
            break;
        TRY(marker_apply(reading, marker));
    }
    return reading->scans ? NULL : fault(reading->at, "it shows nothing");
}

fallible jpeg_clean(struct jpeg *out, struct bytes file, struct arena *arena)
{
    struct reading reading = {.file = file, .kept = buffer_make(arena, JPEG_SIZE_LIMIT)};
    if (file.size > JPEG_FILE_LIMIT)
        return error_make(ERROR_REFUSED, "the photo is larger than %d bytes", JPEG_FILE_LIMIT);
    buffer_add(&reading.kept, bytes_of("\xff\xd8", 2));
    TRY(markers_read(&reading));
    buffer_add(&reading.kept, bytes_of("\xff\xd9", 2));
    if (reading.kept.overfull)
        return error_hint(error_make(ERROR_REFUSED,
                                     "the photo is larger than %d bytes, without its metadata",
                                     JPEG_SIZE_LIMIT),
                          "crop it to head and shoulders: 700 by 900 pixels are plenty");
    TRY(buffer_take(&reading.jpeg.bytes, &reading.kept, "photo"));
    *out = reading.jpeg;
    return NULL;
}
