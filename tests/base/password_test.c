/* scrypt against the vectors of RFC 7914, clause 12, and codes against those of RFC 4226, appendix
 * D, and RFC 6238, appendix B. */
#include "base/password.h"

#include "base/encoding.h"
#include "base/totp.h"

#include "test.h"

static void scrypt_of_the_standard(void **state)
{
    static const struct {
        const char *password, *salt;
        uint64_t n, r, p;
        const char *hash;
    } cases[] = {
        {"", "", 16, 1, 1,
         "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
         "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"},
        {"password", "NaCl", 1024, 8, 16,
         "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
         "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"},
        {"pleaseletmein", "SodiumChloride", 16384, 8, 1,
         "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
         "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"},
    };
    (void)state;
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t hash[64];
        OK(password_derive(hash, sizeof hash, bytes_of_text(cases[i].password),
                           bytes_of_text(cases[i].salt), cases[i].n, cases[i].r, cases[i].p));
        assert_string_equal(hex_encode(bytes_of(hash, sizeof hash), arena), cases[i].hash);
    }
}

static void only_the_right_password_fits(void **state)
{
    (void)state;
    struct random random = random_seeded(3);
    struct password_hash one, two;
    bool fits;
    OK(password_hash_make(&one, bytes_of_text("kitchen"), &random));
    OK(password_hash_make(&two, bytes_of_text("kitchen"), &random));
    assert_memory_not_equal(one.hash, two.hash, sizeof one.hash);
    OK(password_fits(&fits, &one, bytes_of_text("kitchen")));
    assert_true(fits);
    OK(password_fits(&fits, &one, bytes_of_text("kitchem")));
    assert_false(fits);
    OK(password_fits(&fits, NULL, bytes_of_text("kitchen")));
    assert_false(fits);
}

static void codes_of_the_standards(void **state)
{
    static const uint32_t hotp[] = {755224, 287082, 359152, 969429, 338314,
                                    254676, 287922, 162583, 399871, 520489};
    static const struct {
        int64_t at_s;
        uint32_t code;
    } totp[] = {{59, 94287082},         {1111111109, 7081804},  {1111111111, 14050471},
                {1234567890, 89005924}, {2000000000, 69279037}, {20000000000, 65353130}};
    (void)state;
    struct bytes secret = bytes_of_text("12345678901234567890");
    for (size_t i = 0; i < COUNT(hotp); i++)
        assert_int_equal(totp_value(secret, i, 6), hotp[i]);
    for (size_t i = 0; i < COUNT(totp); i++)
        assert_int_equal(totp_value(secret, (uint64_t)(totp[i].at_s / TOTP_STEP_S), 8),
                         totp[i].code);
}

static void a_code_fits_its_step_and_those_beside(void **state)
{
    static const struct {
        const char *typed;
        int64_t at_s;
        int64_t step; /* −1: does not fit */
    } cases[] = {
        {"287082", 59, 1},  {"287 082", 59, 1}, {"287082", 29, 1},   {"287082", 89, 1},
        {"287082", 90, -1}, {"28708", 59, -1},  {"2870822", 59, -1}, {"28708a", 59, -1},
        {"", 59, -1},       {"287083", 59, -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t step = -1;
        bool fits = totp_fits(&step, bytes_of_text("12345678901234567890"), cases[i].typed,
                              cases[i].at_s);
        assert_int_equal(fits ? step : -1, cases[i].step);
    }
}

static void a_secret_is_told_as_apps_read_it(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(totp_uri(bytes_of_text("12345678901234567890"), "aizada", arena),
                        "otpauth://totp/Usta:aizada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        "&issuer=Usta");
    assert_string_equal(totp_secret_text(bytes_of_text("foob"), arena), "MZXW6YQ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scrypt_of_the_standard),
        cmocka_unit_test(only_the_right_password_fits),
        cmocka_unit_test(codes_of_the_standards),
        cmocka_unit_test(a_code_fits_its_step_and_those_beside),
        cmocka_unit_test(a_secret_is_told_as_apps_read_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
