#include "certify/base32.h"

#include "base/random.h"
#include "test.h"

static void matches_known_texts(void **state)
{
    (void)state;
    /* from another implementation (Python's base64.b32encode with Crockford's letters) */
    static const struct {
        const char *bytes, *text;
    } cases[] = {
        {"", ""},
        {"f", "CR"},
        {"fo", "CSQG"},
        {"foo", "CSQPY"},
        {"foob", "CSQPYRG"},
        {"fooba", "CSQPYRK1"},
        {"\xff\xff", "ZZZG"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        assert_string_equal(base32_encode(bytes_of_text(cases[i].bytes), arena), cases[i].text);
        struct bytes back;
        OK(base32_decode(&back, cases[i].text, "text", arena));
        assert_true(bytes_equal(back, bytes_of_text(cases[i].bytes)));
    }
}

static void refuses_every_other_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"cr", "character 1"},  {"CU", "character 2"},   {"CR=", "character 3"},
        {"C R", "character 2"}, {"CO", "character 2"},   {"C", "cut"},
        {"CSQ", "cut"},         {"CSQPYR", "cut"},       {"CS", "not zero"},
        {"CSQH", "not zero"},   {"CSQPYRH", "not zero"}, {"CSQPZ", "not zero"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct bytes back;
        FAILS(base32_decode(&back, cases[i].text, "payload", arena), ERROR_REFUSED, cases[i].says);
    }
}

static void returns_all_bytes(void **state)
{
    (void)state;
    struct random random = random_seeded(1);
    for (size_t size = 0; size <= 250; size++) {
        SCOPED_ARENA(arena);
        uint8_t data[250];
        OK(random_fill(&random, data, size));
        struct bytes back;
        OK(base32_decode(&back, base32_encode(bytes_of(data, size), arena), "payload", arena));
        assert_true(bytes_equal(back, bytes_of(data, size)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_known_texts),
        cmocka_unit_test(refuses_every_other_text),
        cmocka_unit_test(returns_all_bytes),
    };
    return cmocka_run_group_tests_name("certify/base32", tests, NULL, NULL);
}
