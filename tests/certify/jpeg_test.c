#include "certify/jpeg.h"

#include "pictures.h"

/* EXIF with an orientation, in both orders of bytes. */
#define EXIF_BIG(orientation)                                                                      \
    "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" orientation "\0\0\0\0\0\0"
#define EXIF_LITTLE(orientation)                                                                   \
    "Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" orientation "\0\0\0\0\0\0\0"
#define BYTES(literal) bytes_of((literal), sizeof(literal) - 1)

static struct jpeg cleaned(struct bytes file, struct arena *arena)
{
    struct jpeg jpeg;
    OK(jpeg_clean(&jpeg, file, arena));
    return jpeg;
}

static void each_kind_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int components;
    } cases[] = {{"grey", 1}, {"colour", 3}, {"progressive", 3}, {"restarts", 3}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct jpeg jpeg = cleaned(stored_picture(cases[i].name, arena), arena);
        assert_int_equal(jpeg.components, cases[i].components);
        assert_int_equal(jpeg.width, 240);
        assert_int_equal(jpeg.height, 300);
        assert_true(bytes_equal(cleaned(jpeg.bytes, arena).bytes, jpeg.bytes));
    }
}

static void what_is_not_needed_goes(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes plain = stored_picture("restarts", arena), expected = cleaned(plain, arena).bytes;
    const struct {
        uint8_t marker;
        struct bytes content;
    } cases[] = {
        {0xe0, BYTES("JFXX\0\x10thumbnail")},
        {0xe1, BYTES("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>who and where</x:xmpmeta>")},
        {0xe1, BYTES(EXIF_BIG("\x01") "GPS 42.8746 74.5698")},
        {0xe1, BYTES("Exif\0\0")},
        {0xe1, BYTES("Exif\0\0MM\0\x2a\xff\xff\xff\xff")},
        {0xe2, BYTES("ICC_PROFILE\0\x01\x01 of a camera")},
        {0xed, BYTES("Photoshop 3.0\0")},
        {0xee, BYTES("Ducky")},
        {0xfe, BYTES("a comment with a name")},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bytes file = with_segment(plain, cases[i].marker, cases[i].content, arena);
        assert_true(bytes_equal(cleaned(file, arena).bytes, expected));
    }
    struct buffer longer = buffer_make(arena, 1 << 24);
    buffer_add(&longer, plain);
    buffer_add_text(&longer, "PK: another file behind the end");
    struct bytes file = bytes_of(longer.data, longer.size);
    assert_true(bytes_equal(cleaned(file, arena).bytes, expected));
}

/* What Adobe says about colours is seen, so it stays, without what else is in the segment. */
static void how_colours_are_coded_stays(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes plain = stored_picture("restarts", arena);
    struct bytes kept = BYTES("\xff\xee\0\x0e"
                              "Adobe\0\x64\0\0\0\0\x01");
    struct bytes file = with_segment(plain, 0xee, BYTES("Adobe\0\x64\0\0\0\0\x01 and more"), arena);
    struct bytes out = cleaned(file, arena).bytes;
    assert_int_equal(out.size, cleaned(plain, arena).bytes.size + kept.size);
    assert_memory_equal(out.data + 2, kept.data, kept.size);
}

static void who_lies_on_the_side_is_told(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct jpeg jpeg;
    struct bytes plain = stored_picture("restarts", arena);
    FAILS(jpeg_clean(&jpeg, with_segment(plain, 0xe1, BYTES(EXIF_BIG("\x06")), arena), arena),
          ERROR_REFUSED, "lying on its side (EXIF orientation 6)");
    FAILS(jpeg_clean(&jpeg, with_segment(plain, 0xe1, BYTES(EXIF_LITTLE("\x03")), arena), arena),
          ERROR_REFUSED, "lying on its side (EXIF orientation 3)");
}

/* The segment of a marker, for changing it: behind its length. */
static uint8_t *segment_of(struct bytes file, uint8_t marker)
{
    uint8_t *data = (uint8_t *)file.data; /* of the test's arena */
    for (size_t at = 2; data[at + 1] != marker;
         at += 2 + (size_t)(data[at + 2] << 8 | data[at + 3]))
        assert_true(at + 4 < file.size);
    return memmem(data, file.size, (uint8_t[]){0xff, marker}, 2);
}

static void what_no_certificate_carries_is_refused(void **state)
{
    (void)state;
    static const struct {
        uint8_t marker; /* of the segment that is changed, at behind it */
        size_t at;
        uint8_t byte;
        const char *says;
    } cases[] = {
        {0xc0, 1, 0xc1, "of a rare kind (SOF1)"}, /* extended */
        {0xc0, 1, 0xc9, "of a rare kind (SOF9)"}, /* arithmetic */
        {0xc0, 1, 0xc3, "of a rare kind (SOF3)"}, /* lossless */
        {0xc0, 9, 4, "4 components of 8 bits (CMYK has 4)"},
        {0xc0, 9, 2, "2 components"},
        {0xc0, 4, 12, "3 components of 12 bits"},
        {0xc0, 5, 0, "by "}, /* 0 or few lines */
        {0xc0, 7, 0x10, "by "},
        {0xc0, 11, 0x50, "a component that cannot be"},
        {0xc0, 11, 0x01, "a component that cannot be"},
        {0xc0, 12, 9, "a component that cannot be"},
        {0xdb, 4, 0x20, "a malformed table"},
        {0xdb, 4, 0x04, "a malformed table"},
        {0xdb, 3, 0x42, "a malformed table"},
        {0xc4, 4, 0x20, "a malformed table"},
        {0xc4, 5, 0xff, "a malformed table"},
        {0xda, 4, 4, "a scan that cannot be"},
        {0xda, 4, 0, "a scan that cannot be"},
        {0xda, 1, 0xdc, "an unknown marker"},
        {0xda, 1, 0x01, "an unknown marker"},
        {0xda, 0, 0x00, "no marker where one is due"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct jpeg jpeg;
        struct bytes file = stored_picture("restarts", arena);
        segment_of(file, cases[i].marker)[cases[i].at] = cases[i].byte;
        FAILS(jpeg_clean(&jpeg, file, arena), ERROR_REFUSED, cases[i].says);
    }
}

static void four_colours_are_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct jpeg jpeg;
    FAILS(jpeg_clean(&jpeg, stored_picture("cmyk", arena), arena), ERROR_REFUSED,
          "4 components of 8 bits (CMYK has 4)");
}

/* However it is cut off, it is refused: also in the middle of what it shows. */
static void what_ends_too_early_is_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct jpeg jpeg;
    struct bytes file = stored_picture("grey", arena);
    for (size_t size = 0; size < file.size; size += size < 700 ? 1 : 97)
        FAILS(jpeg_clean(&jpeg, bytes_of(file.data, size), arena), ERROR_REFUSED,
              "the photo is no JPEG at byte");
    FAILS(jpeg_clean(&jpeg, BYTES("\x89PNG\r\n\x1a\n"), arena), ERROR_REFUSED, "is no JPEG");
}

static void what_is_too_large_is_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct jpeg jpeg;
    struct bytes huge = bytes_of(arena_alloc(arena, JPEG_FILE_LIMIT + 1), JPEG_FILE_LIMIT + 1);
    FAILS(jpeg_clean(&jpeg, huge, arena), ERROR_REFUSED, "larger than 8388608 bytes");
    struct bytes file = stored_picture("restarts", arena);
    struct buffer longer = buffer_make(arena, 1 << 24);
    buffer_add(&longer, bytes_of(file.data, file.size - 2));
    buffer_add(&longer, bytes_of(arena_alloc(arena, JPEG_SIZE_LIMIT), JPEG_SIZE_LIMIT));
    buffer_add(&longer, bytes_of("\xff\xd9", 2));
    FAILS(jpeg_clean(&jpeg, bytes_of(longer.data, longer.size), arena), ERROR_REFUSED,
          "larger than 307200 bytes, without its metadata");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_read),
        cmocka_unit_test(what_is_not_needed_goes),
        cmocka_unit_test(how_colours_are_coded_stays),
        cmocka_unit_test(who_lies_on_the_side_is_told),
        cmocka_unit_test(what_no_certificate_carries_is_refused),
        cmocka_unit_test(four_colours_are_refused),
        cmocka_unit_test(what_ends_too_early_is_refused),
        cmocka_unit_test(what_is_too_large_is_refused),
    };
    return cmocka_run_group_tests_name("certify/jpeg", tests, NULL, NULL);
}
