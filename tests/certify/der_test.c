#include "certify/der.h"

#include "base/clock.h"

#include "base/encoding.h"

#include "test.h"

static const char *hex(struct bytes bytes, struct arena *arena)
{
    return hex_encode(bytes, arena);
}

static struct bytes unhex(const char *text, struct arena *arena)
{
    struct bytes bytes = {0};
    OK(hex_decode(&bytes, text, "case", arena));
    return bytes;
}

static void writes_oids(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(hex(der_oid("1.2.840.113549.1.7.1", arena), arena),
                        "06092a864886f70d010701");
    assert_string_equal(hex(der_oid("2.16.840.1.101.3.4.2.1", arena), arena),
                        "0609608648016503040201");
    assert_string_equal(hex(der_oid("2.999.3", arena), arena), "0603883703"); /* X.690, 8.19.5 */
}

static void writes_lengths(void **state)
{
    (void)state;
    static const struct {
        size_t size;
        const char *head;
    } cases[] = {
        {0, "0400"},       {127, "047f"},       {128, "048180"},       {255, "0481ff"},
        {256, "04820100"}, {65535, "0482ffff"}, {65536, "0483010000"}, {16777216, "048401000000"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct bytes element = DER(arena, DER_OCTET_STRING,
                                   bytes_of(arena_alloc(arena, cases[i].size), cases[i].size));
        size_t head = strlen(cases[i].head) / 2;
        assert_string_equal(hex(bytes_of(element.data, head), arena), cases[i].head);
        struct der_element read;
        struct bytes rest = element;
        OK(der_next(&read, &rest, DER_OCTET_STRING, "case"));
        assert_int_equal(read.content.size, cases[i].size);
        assert_int_equal(rest.size, 0);
    }
}

static void writes_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *number, *der;
    } cases[] = {{"", "020100"},     {"00", "020100"},       {"7f", "02017f"},
                 {"80", "02020080"}, {"000080", "02020080"}, {"0100", "02020100"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct bytes number = unhex(cases[i].number, arena);
        assert_string_equal(hex(der_unsigned(number, arena), arena), cases[i].der);
    }
}

static void sorts_sets(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes members[] = {unhex("020201ff", arena), unhex("0201ff", arena),
                              unhex("020100", arena)};
    assert_string_equal(hex(der_set_of(DER_SET, members, 3, arena), arena),
                        "310a0201000201ff020201ff");
}

static void refuses_what_is_not_der(void **state)
{
    (void)state;
    static const struct {
        const char *der, *says;
    } cases[] = {
        {"", "is missing"},
        {"0401ff", "has tag 04 instead of 02"},
        {"02", "not DER"},
        {"0280010000", "not DER"}, /* indefinite */
        {"028101ff", "not DER"},   /* not minimal */
        {"02820080", "not DER"},   /* leading zero */
        {"0285000000000100", "not DER"},
        {"0284ffffffff", "not DER"}, /* above 2^31 */
        {"0203ffff", "is cut off"},
        {"0282", "not DER"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct bytes rest = unhex(cases[i].der, arena);
        struct der_element element;
        FAILS(der_next(&element, &rest, DER_INTEGER, "number"), ERROR_REFUSED, cases[i].says);
    }
}

static void refuses_numbers_that_are_not_minimal(void **state)
{
    (void)state;
    static const struct {
        const char *der, *says;
    } cases[] = {
        {"0200", "minimal"},
        {"020180", "minimal"},
        {"02020001", "minimal"},
        {"0203010000", "too large"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct bytes rest = unhex(cases[i].der, arena);
        uint8_t number[2];
        FAILS(der_next_unsigned(number, 2, &rest, "number"), ERROR_REFUSED, cases[i].says);
    }
    SCOPED_ARENA(arena);
    uint8_t number[2];
    struct bytes rest = unhex("02020080", arena);
    OK(der_next_unsigned(number, 2, &rest, "number"));
    assert_int_equal(number[0] << 8 | number[1], 0x80);
    OK(der_end(rest, "number"));
    FAILS(der_end(bytes_of("x", 1), "number"), ERROR_REFUSED, "followed by 1 more");
}

static void reads_instants(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const struct {
        enum der_tag tag;
        const char *text, *instant; /* NULL: refused */
    } cases[] = {
        {DER_UTC_TIME, "261122095345Z", "2026-11-22T09:53:45Z"},
        {DER_UTC_TIME, "490101000000Z", "2049-01-01T00:00:00Z"},
        {DER_UTC_TIME, "500101000000Z", "1950-01-01T00:00:00Z"},
        {DER_GENERALIZED_TIME, "20500101000000Z", "2050-01-01T00:00:00Z"},
        {DER_UTC_TIME, "20500101000000Z", NULL},
        {DER_UTC_TIME, "261122095345", NULL},
        {DER_UTC_TIME, "261322095345Z", NULL},
        {DER_UTC_TIME, "", NULL},
        {DER_GENERALIZED_TIME, "20261122095345.5Z", NULL},
        {DER_GENERALIZED_TIME, "20261122095345+0600", NULL},
        {DER_INTEGER, "20261122095345Z", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t at_s;
        struct bytes rest = DER(arena, cases[i].tag, bytes_of_text(cases[i].text));
        if (!cases[i].instant) {
            FAILS(der_next_time(&at_s, &rest, "the date"), ERROR_REFUSED, "the date");
            continue;
        }
        OK(der_next_time(&at_s, &rest, "the date"));
        assert_string_equal(instant_text(at_s, arena), cases[i].instant);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_oids),
        cmocka_unit_test(writes_lengths),
        cmocka_unit_test(writes_numbers),
        cmocka_unit_test(sorts_sets),
        cmocka_unit_test(refuses_what_is_not_der),
        cmocka_unit_test(refuses_numbers_that_are_not_minimal),
        cmocka_unit_test(reads_instants),
    };
    return cmocka_run_group_tests_name("certify/der", tests, NULL, NULL);
}
