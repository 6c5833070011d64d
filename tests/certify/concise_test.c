#include "certify/concise.h"

#include "base/encoding.h"
#include "test.h"

static const char *hex(const struct buffer *buffer, struct arena *arena)
{
    return hex_encode(bytes_of(buffer->data, buffer->size), arena);
}

static struct concise of_hex(const char *text, struct arena *arena)
{
    struct bytes bytes;
    OK(hex_decode(&bytes, text, "test", arena));
    return (struct concise){bytes};
}

/* RFC 8949, appendix A. */
static void numbers_have_their_shortest_form(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        const char *hex;
    } cases[] = {
        {0, "00"},
        {23, "17"},
        {24, "1818"},
        {100, "1864"},
        {255, "18ff"},
        {256, "190100"},
        {1000, "1903e8"},
        {65535, "19ffff"},
        {65536, "1a00010000"},
        {1000000, "1a000f4240"},
        {INT64_C(4294967295), "1affffffff"},
        {INT64_C(4294967296), "1b0000000100000000"},
        {INT64_C(1000000000000), "1b000000e8d4a51000"},
        {INT64_MAX, "1b7fffffffffffffff"},
        {-1, "20"},
        {-24, "37"},
        {-25, "3818"},
        {-100, "3863"},
        {-1000, "3903e7"},
        {-65537, "3a00010000"},
        {INT64_MIN, "3b7fffffffffffffff"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct buffer buffer = buffer_make(arena, 100);
        concise_add_integer(&buffer, cases[i].number);
        assert_string_equal(hex(&buffer, arena), cases[i].hex);
        struct concise concise = of_hex(cases[i].hex, arena);
        int64_t number;
        OK(concise_need_integer(&number, &concise, "number"));
        assert_true(number == cases[i].number);
        assert_int_equal(concise.left.size, 0);
    }
}

static void all_kinds_are_written_and_read(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct buffer buffer = buffer_make(arena, 1000);
    uint8_t long_bytes[30] = {7};
    concise_add_tag(&buffer, 18);
    concise_add_array(&buffer, 25);
    concise_add_map(&buffer, 1);
    concise_add_text(&buffer, "Ү");
    concise_add_bytes(&buffer, bytes_of(long_bytes, sizeof long_bytes));
    assert_string_equal(hex(&buffer, arena),
                        "d29819a162d2ae581e07"
                        "0000000000000000000000000000000000000000000000000000000000");
    struct concise concise = {bytes_of(buffer.data, buffer.size)};
    uint64_t tag;
    size_t count;
    const char *text;
    struct bytes bytes;
    OK(concise_need_tag(&tag, &concise, "tag"));
    assert_int_equal(tag, 18);
    OK(concise_need_array(&count, &concise, "array"));
    assert_int_equal(count, 25);
    OK(concise_need_map(&count, &concise, "map"));
    assert_int_equal(count, 1);
    OK(concise_need_text(&text, &concise, "text", arena));
    assert_string_equal(text, "Ү");
    OK(concise_need_bytes(&bytes, &concise, "bytes"));
    assert_true(bytes_equal(bytes, bytes_of(long_bytes, sizeof long_bytes)));
    assert_int_equal(concise.left.size, 0);
}

static void hostile_numbers_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *hex, *says;
    } cases[] = {
        {"", "year is cut off"},
        {"18", "year is cut off"},
        {"1b7fffffffffffff", "year is cut off"},
        {"1b8000000000000000", "year is too large"},
        {"1bffffffffffffffff", "year is too large"},
        {"3b8000000000000000", "year is too large"},
        {"3bffffffffffffffff", "year is too large"},
        {"1c", "year is not CBOR"},
        {"ff", "year is of another kind"},
        {"f4", "year is of another kind"},
        {"f6", "year is of another kind"},
        {"f97e00", "year is of another kind"},
        {"61", "year is cut off"},
        {"6131", "year is of another kind"},
        {"4101", "year is of another kind"},
        {"80", "year is of another kind"},
        {"c101", "year is of another kind"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct concise concise = of_hex(cases[i].hex, arena), before = concise;
        int64_t number;
        FAILS(concise_need_integer(&number, &concise, "year"), ERROR_REFUSED, cases[i].says);
        assert_int_equal(concise.left.size, before.left.size);
    }
}

static void hostile_lengths_cost_nothing(void **state)
{
    (void)state;
    static const char *const strings[] = {
        "5bffffffffffffffff00",
        "7bffffffffffffffff00",
        "5b7fffffffffffffff00",
        "5affffffff00",
        "4400",
        "6400",
        "5f4100ff",
        "7f6130ff",
        "5b000000000000000a00",
    };
    for (size_t i = 0; i < COUNT(strings); i++) {
        SCOPED_ARENA(arena);
        struct concise concise = of_hex(strings[i], arena);
        struct bytes bytes;
        const char *text;
        FAILS(concise_need_bytes(&bytes, &concise, "kid"), ERROR_REFUSED, "kid is ");
        FAILS(concise_need_text(&text, &concise, "name", arena), ERROR_REFUSED, "name is ");
    }
    SCOPED_ARENA(arena); /* a promise of 2^64-1 members is only a number */
    struct concise concise = of_hex("9bffffffffffffffffbbffffffffffffffff", arena);
    size_t count;
    OK(concise_need_array(&count, &concise, "array"));
    assert_true(count == SIZE_MAX);
    OK(concise_need_map(&count, &concise, "map"));
    assert_true(count == SIZE_MAX);
    concise = of_hex("9fbfff", arena);
    FAILS(concise_need_array(&count, &concise, "array"), ERROR_REFUSED, "array is of another kind");
    concise = of_hex("bfff", arena);
    FAILS(concise_need_map(&count, &concise, "map"), ERROR_REFUSED, "map is of another kind");
    concise = of_hex("80", arena);
    FAILS(concise_need_map(&count, &concise, "map"), ERROR_REFUSED, "map is of another kind");
    uint64_t tag;
    FAILS(concise_need_tag(&tag, &concise, "tag"), ERROR_REFUSED, "tag is of another kind");
}

static void text_is_utf8_without_nul(void **state)
{
    (void)state;
    static const char *const bad[] = {"61ff", "62c328", "6100", "63eda080"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        SCOPED_ARENA(arena);
        struct concise concise = of_hex(bad[i], arena);
        const char *text;
        FAILS(concise_need_text(&text, &concise, "name", arena), ERROR_REFUSED, "name ");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_their_shortest_form),
        cmocka_unit_test(all_kinds_are_written_and_read),
        cmocka_unit_test(hostile_numbers_are_refused),
        cmocka_unit_test(hostile_lengths_cost_nothing),
        cmocka_unit_test(text_is_utf8_without_nul),
    };
    return cmocka_run_group_tests_name("certify/concise", tests, NULL, NULL);
}
