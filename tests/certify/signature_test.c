#include "certify/signature.h"

#include "base/encoding.h"

#include "test.h"

static struct bytes unhex(const char *text, struct arena *arena)
{
    struct bytes bytes = {0};
    OK(hex_decode(&bytes, text, "vector", arena));
    return bytes;
}

/* RFC 8032, 7.1, test 2. */
static void agrees_with_the_vector_of_ed25519(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct public_key *key;
    OK(public_key_of_ed25519(
        &key, unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", arena),
        arena));
    struct bytes signature = unhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        arena);
    OK(signature_check(key, bytes_of("\x72", 1), signature));
    FAILS(signature_check(key, bytes_of("\x73", 1), signature), ERROR_REFUSED, "does not belong");
    assert_int_equal(public_key_algorithm(key), SIGNATURE_ED25519);
    FAILS(public_key_of_ed25519(&key, bytes_of("short", 5), arena), ERROR_REFUSED, "32 bytes");
}

/* RFC 6979, A.2.5: P-256, SHA-256, message "sample"; its s is above n/2. */
static const char spki_p256[] = "3059301306072a8648ce3d020106082a8648ce3d030107034200"
                                "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                                "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
static const char sample_signature[] =
    "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
    "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";

static void takes_one_of_two_ecdsa_signatures(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct public_key *key;
    OK(public_key_read(&key, unhex(spki_p256, arena), arena));
    uint8_t signature[ES256_SIZE];
    memcpy(signature, unhex(sample_signature, arena).data, ES256_SIZE);
    struct bytes message = bytes_of_text("sample");
    FAILS(signature_check(key, message, bytes_of(signature, ES256_SIZE)), ERROR_REFUSED,
          "s above n/2");
    signature_es256_normalise(signature);
    OK(signature_check(key, message, bytes_of(signature, ES256_SIZE)));
    signature_es256_normalise(signature);
    OK(signature_check(key, message, bytes_of(signature, ES256_SIZE)));
    FAILS(signature_check(key, bytes_of_text("Sample"), bytes_of(signature, ES256_SIZE)),
          ERROR_REFUSED, "does not belong");
    FAILS(signature_check(key, message, bytes_of(signature, ES256_SIZE - 1)), ERROR_REFUSED,
          "63 bytes instead of 64");
    memset(signature, 0, ES256_SIZE);
    FAILS(signature_check(key, message, bytes_of(signature, ES256_SIZE)), ERROR_REFUSED,
          "does not belong");
}

/* (n−1)/2 is the highest s that stays, the next one is turned. */
static void turns_s_exactly_above_half(void **state)
{
    (void)state;
    static const struct {
        const char *s, *turned;
    } cases[] = {
        {"7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8",
         "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8"},
        {"7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a9",
         "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8"},
        {"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550",
         "0000000000000000000000000000000000000000000000000000000000000001"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        uint8_t signature[ES256_SIZE] = {0};
        memcpy(signature + 32, unhex(cases[i].s, arena).data, 32);
        signature_es256_normalise(signature);
        assert_string_equal(hex_encode(bytes_of(signature + 32, 32), arena), cases[i].turned);
    }
}

static void refuses_other_keys(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct public_key *key;
    char *changed = arena_format(arena, "%s00", spki_p256);
    FAILS(public_key_read(&key, unhex(changed, arena), arena), ERROR_REFUSED, "one DER form");
    FAILS(public_key_read(&key, bytes_of("", 0), arena), ERROR_REFUSED, "cannot be read");
    changed = arena_text(arena, spki_p256);
    changed[60] = changed[60] == '0' ? '1' : '0'; /* off the curve */
    FAILS(public_key_read(&key, unhex(changed, arena), arena), ERROR_REFUSED, "cannot be read");
    static const char compressed[] =
        "3039301306072a8648ce3d020106082a8648ce3d0301070322000"
        "360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
    FAILS(public_key_read(&key, unhex(compressed, arena), arena), ERROR_REFUSED, "one DER form");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_vector_of_ed25519),
        cmocka_unit_test(takes_one_of_two_ecdsa_signatures),
        cmocka_unit_test(turns_s_exactly_above_half),
        cmocka_unit_test(refuses_other_keys),
    };
    return cmocka_run_group_tests_name("certify/signature", tests, NULL, NULL);
}
