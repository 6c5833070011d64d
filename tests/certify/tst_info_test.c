#include "certify/tst_info.h"

#include "base/clock.h"
#include "base/encoding.h"
#include "certify/der.h"

#include "test.h"

#define SHA_256 "300d06096086480165030402010500"
#define SHA_1   "300906052b0e03021a0500"
#define HASH    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

/* One put together by hand: version, policy, imprint's algorithm, serial, time as text, and what
 * follows in hexadecimal. */
static struct bytes handmade(int version, const char *algorithm, const char *time,
                             const char *options, struct arena *arena)
{
    const uint8_t number[1] = {(uint8_t)version};
    struct bytes name, hash, more;
    OK(hex_decode(&name, algorithm, "algorithm", arena));
    OK(hex_decode(&hash, HASH, "hash", arena));
    OK(hex_decode(&more, options, "options", arena));
    return DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(number, 1), arena),
               der_oid("1.2.3.4.1", arena),
               DER(arena, DER_SEQUENCE, name, DER(arena, DER_OCTET_STRING, hash)),
               der_unsigned(bytes_of("\1", 1), arena),
               DER(arena, DER_GENERALIZED_TIME, bytes_of_text(time)), more);
}

static void reads_what_authorities_write(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const char *const times[] = {"20261122095345Z", "20261122095345.5Z",
                                        "20261122095345.123456Z"};
    static const struct {
        const char *options;
        size_t nonce_size;
    } options[] = {
        {"", 0},
        {"3003020101", 0},                 /* accuracy */
        {"0101ff", 0},                     /* ordering */
        {"020105", 3},                     /* nonce */
        {"30030201010101ff020105", 3},     /* all three */
        {"020105a003040141a103040142", 3}, /* a name, extensions */
    };
    struct tst_info info;
    for (size_t i = 0; i < COUNT(times); i++)
        for (size_t j = 0; j < COUNT(options); j++) {
            OK(tst_info_read(&info, handmade(1, SHA_256, times[i], options[j].options, arena),
                             arena));
            assert_string_equal(instant_text(info.at_s, arena), "2026-11-22T09:53:45Z");
            assert_int_equal(info.nonce.size, options[j].nonce_size);
            assert_string_equal(digest_text(&info.imprint, arena), HASH);
        }
}

static void refuses_everything_else(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const struct {
        int version;
        const char *algorithm, *time, *options, *says;
    } cases[] = {
        {2, SHA_256, "20261122095345Z", "", "version 2"},
        {1, SHA_1, "20261122095345Z", "", "not one by SHA-256"},
        {1, SHA_256, "20261122095345", "", "not one in UTC"},
        {1, SHA_256, "20261122095345+0600", "", "not one in UTC"},
        {1, SHA_256, "202611220953Z", "", "not one in UTC"},
        {1, SHA_256, "20261322095345Z", "", "timestamp's time"},
        {1, SHA_256, "20261122095345Z", "020105020105", "followed by"}, /* two nonces */
        {1, SHA_256, "20261122095345Z", "0201050101ff", "followed by"}, /* the wrong order */
        {1, SHA_256, "20261122095345Z", "0500", "followed by"},
    };
    struct tst_info info;
    for (size_t i = 0; i < COUNT(cases); i++)
        FAILS(tst_info_read(&info,
                            handmade(cases[i].version, cases[i].algorithm, cases[i].time,
                                     cases[i].options, arena),
                            arena),
              ERROR_REFUSED, cases[i].says);
    struct bytes good = handmade(1, SHA_256, "20261122095345Z", "", arena);
    for (size_t size = 0; size < good.size; size++)
        FAILS(tst_info_read(&info, bytes_of(good.data, size), arena), ERROR_REFUSED, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_authorities_write),
        cmocka_unit_test(refuses_everything_else),
    };
    return cmocka_run_group_tests_name("certify/tst_info", tests, NULL, NULL);
}
