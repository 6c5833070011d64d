#include "certify/code.h"

#include "base/encoding.h"
#include "certify/base32.h"
#include "test.h"

static struct code make(uint64_t seed)
{
    struct random random = random_seeded(seed);
    struct code code;
    OK(code_make(&code, &random));
    return code;
}

static bool is_code(const char *text)
{
    struct code code;
    SCOPED_ERROR error = code_read(&code, text);
    return !error;
}

/* text with the symbol at `at` moved on by `by` in the field. */
static void disturb(char *text, size_t at, unsigned by)
{
    text[at] = base32_symbol((unsigned)base32_value(text[at]) ^ by);
}

static void matches_another_implementation(void **state)
{
    (void)state;
    /* polynomial division by (x+a)(x+a²) with tables of logarithms, in Python */
    static const char *const codes[] = {
        "0000000000000000", "0000000000000168", "10000000000000C7",
        "0123456789ABCD6M", "ZZZZZZZZZZZZZZ62", "ABCDEFGHJKMNPQ7G",
    };
    for (size_t i = 0; i < COUNT(codes); i++)
        assert_true(is_code(codes[i]));
    SCOPED_ARENA(arena);
    struct code code;
    OK(code_read(&code, codes[3]));
    struct digest digest = code_digest(&code);
    assert_string_equal(digest_text(&digest, arena),
                        "7cbeeedbd1b28d9e28b286c8b2022b7730946a068e9397d4d4c83e24c52646e9");
    uint8_t packed[CODE_PACKED_SIZE];
    code_pack(packed, &code);
    assert_string_equal(hex_encode(bytes_of(packed, sizeof packed), arena), "00443214c74254b634d4");
}

static void a_made_code_is_random_and_reads_back(void **state)
{
    (void)state;
    bool seen[14][32] = {{false}};
    for (uint64_t seed = 0; seed < 400; seed++) {
        SCOPED_ARENA(arena);
        struct code code = make(seed), back;
        OK(code_read(&back, code_text(&code, arena)));
        assert_true(code_equal(&code, &back));
        for (size_t i = 0; i < 14; i++)
            seen[i][base32_value(code.text[i])] = true;
        uint8_t packed[CODE_PACKED_SIZE];
        code_pack(packed, &code);
        OK(code_unpack(&back, bytes_of(packed, sizeof packed)));
        assert_true(code_equal(&code, &back));
    }
    for (size_t i = 0; i < 14; i++)
        for (size_t value = 0; value < 32; value++)
            assert_true(seen[i][value]);
    struct code code = make(7);
    SCOPED_ARENA(arena);
    char *text = code_text(&code, arena);
    assert_int_equal(strlen(text), 19);
    assert_int_equal(text[4], '-');
}

/* The code is linear, so what holds for the differences from one code holds for all. */
static void every_error_in_one_or_two_symbols_is_noticed(void **state)
{
    (void)state;
    const struct code code = make(1);
    int tried = 0;
    for (size_t i = 0; i < CODE_SYMBOLS; i++)
        for (size_t j = i; j < CODE_SYMBOLS; j++)
            for (unsigned e = 1; e < 32; e++)
                for (unsigned f = i == j ? 0 : 1; f < (i == j ? 1 : 32); f++, tried++) {
                    struct code wrong = code;
                    disturb(wrong.text, i, e);
                    disturb(wrong.text, j, f);
                    if (is_code(wrong.text))
                        fail_msg("%s passes for %s", wrong.text, code.text);
                }
    assert_int_equal(tried, 16 * 31 + 120 * 31 * 31);
}

static void every_swap_is_noticed(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 30; seed++) {
        const struct code code = make(seed);
        for (size_t i = 0; i < CODE_SYMBOLS; i++)
            for (size_t j = 0; j < i; j++) {
                struct code wrong = code;
                wrong.text[i] = code.text[j];
                wrong.text[j] = code.text[i];
                assert_int_equal(is_code(wrong.text), code.text[i] == code.text[j]);
            }
    }
}

static void wilder_errors_pass_once_in_a_thousand(void **state)
{
    (void)state;
    struct random random = random_seeded(3);
    const struct code right = make(5);
    int passed = 0;
    for (int i = 0; i < 20000; i++) {
        struct code code = right;
        for (int errors = 0; errors < 5; errors++) {
            uint32_t at, by;
            OK(random_below(&at, &random, CODE_SYMBOLS));
            OK(random_below(&by, &random, 32));
            disturb(code.text, at, by);
        }
        passed += is_code(code.text);
    }
    assert_in_range(passed, 5, 40); /* 20000/1024 = 20 */
}

static void input_is_forgiving(void **state)
{
    (void)state;
    struct code code, back;
    OK(code_read(&code, "ABCDEFGHJKMNPQ7G"));
    static const char *const same[] = {
        "abcdefghjkmnpq7g",
        "ABCD-EFGH-JKMN-PQ7G",
        "  abcd efgh\tjkmn\npq7g ",
        "АВСDЕFGНJКМNРQ7G",                     /* Cyrillic А В С Е Н К М Р */
        "авсdеfgнjкмnрq7g",                     /* the same in lower case */
        "ＡＢＣＤ－ＥＦＧＨ　ｊｋｍｎｐｑ７ｇ", /* full width */
        "ABCD–EFGH—JKMN−PQ7G",                  /* en dash, em dash, minus */
        "\xef\xbb\xbf"
        "ABCD\xc2\xa0"
        "EFGHJKMNPQ7G", /* byte order mark, no-break space */
    };
    for (size_t i = 0; i < COUNT(same); i++) {
        OK(code_read(&back, same[i]));
        assert_true(code_equal(&code, &back));
    }
}

static void look_alikes_stand_for_their_symbol(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"O", "0"}, {"o", "0"}, {"I", "1"},  {"i", "1"},  {"L", "1"}, {"l", "1"},
        {"А", "A"}, {"В", "B"}, {"Е", "E"},  {"К", "K"},  {"М", "M"}, {"Н", "H"},
        {"О", "0"}, {"Р", "P"}, {"С", "C"},  {"Т", "T"},  {"Х", "X"}, {"У", "Y"},
        {"у", "Y"}, {"х", "X"}, {"Ｏ", "0"}, {"ｌ", "1"},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        SCOPED_ARENA(arena);
        struct code read, wanted = {""};
        for (unsigned tail = 0; tail < 32 * 32 && !*wanted.text; tail++) {
            char end[] = {base32_symbol(tail / 32), base32_symbol(tail % 32), '\0'};
            if (is_code(arena_format(arena, "7%s3CDEFGHJKMNP%s", pairs[i][1], end)))
                memcpy(wanted.text, end, sizeof end);
        }
        OK(code_read(&read, arena_format(arena, "7%s3CDEFGHJKMNP%s", pairs[i][0], wanted.text)));
        assert_int_equal(read.text[1], pairs[i][1][0]);
    }
}

static void a_malformed_code_says_why(void **state)
{
    (void)state;
    static const struct {
        const char *input, *says;
    } cases[] = {
        {"", "fewer than 16"},
        {"ABCD-EFGH-JKMN-PQ7", "fewer than 16"},
        {"ABCD-EFGH-JKMN-PQ7GG", "more than 16"},
        {"ABCD-EFGH-JKMN-PQ7U", "'U' is no symbol"},
        {"ABCD-EFGH-JKMN-PQ7Ү", "'Ү' is no symbol"},
        {"ABCD_EFGH_JKMN_PQ7G", "'_' is no symbol"},
        {"ABCD\x1b"
         "EFGHJKMNPQ7G",
         "U+001B is no symbol"},
        {"ABCDEFGHJKMNPQ7\x7f", "U+007F is no symbol"},
        {"ABCDEFGHJKMNPQ7\xe2\x80\xae", "U+202E is no symbol"},
        {"ABCDEFGHJKMNPQ7\xff", "not UTF-8"},
        {"ABCDEFGHJKMNPQ7H", "do not fit"},
        {"BACDEFGHJKMNPQ7G", "do not fit"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct code code;
        FAILS(code_read(&code, cases[i].input), ERROR_REFUSED, "malformed code: ");
        FAILS(code_read(&code, cases[i].input), ERROR_REFUSED, cases[i].says);
    }
    struct code code;
    FAILS(code_unpack(&code, bytes_of("123456789", 9)), ERROR_REFUSED, "9 bytes");
    FAILS(code_unpack(&code, bytes_of("1234567890", 10)), ERROR_REFUSED, "do not fit");
}

static bool is_among(const struct code *wanted, const struct code *found, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code_equal(wanted, &found[i]))
            return true;
    return false;
}

static bool is_neighbour_swap(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] == b[i])
        i++;
    return a[i] == b[i + 1] && a[i + 1] == b[i] && strcmp(a + i + 2, b + i + 2) == 0;
}

static void a_slip_gets_what_was_meant_swaps_first(void **state)
{
    (void)state;
    struct code found[CODE_SUGGESTIONS];
    for (uint64_t seed = 0; seed < 2; seed++) {
        const struct code code = make(seed);
        for (size_t i = 0; i < CODE_SYMBOLS; i++)
            for (unsigned e = 1; e < 32; e++) {
                struct code wrong = code;
                disturb(wrong.text, i, e);
                size_t count = code_suggest(found, wrong.text);
                assert_true(count > 0 && code_equal(&code, &found[count - 1]));
            }
        for (size_t i = 0; i + 1 < CODE_SYMBOLS; i++) {
            struct code wrong = code;
            wrong.text[i] = code.text[i + 1];
            wrong.text[i + 1] = code.text[i];
            size_t count = code_suggest(found, wrong.text);
            if (code_equal(&wrong, &code)) {
                assert_int_equal(count, 0); /* nothing is wrong */
                continue;
            }
            assert_true(is_among(&code, found, count));
            for (size_t at = 0, singles = 0; at < count; at++) {
                bool swap = is_neighbour_swap(wrong.text, found[at].text);
                singles += !swap;
                assert_true(!swap || !singles);
            }
        }
    }
}

static void an_unreadable_symbol_is_suggested_too(void **state)
{
    (void)state;
    struct code found[CODE_SUGGESTIONS];
    assert_int_equal(code_suggest(found, "ABCD-EFGH-JKMN-P?7G"), 1);
    assert_string_equal(found[0].text, "ABCDEFGHJKMNPQ7G");
    assert_int_equal(code_suggest(found, "ABCD-EFGH-JKMN-??7G"), 0);
    assert_int_equal(code_suggest(found, "ABCD-EFGH-JKMN-PQ7"), 0);
    assert_int_equal(code_suggest(found, "ABCD-EFGH-JKMN-PQ7GG"), 0);
    assert_int_equal(code_suggest(found, "ABCDEFGHJKMNPQ7\xff"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_another_implementation),
        cmocka_unit_test(a_made_code_is_random_and_reads_back),
        cmocka_unit_test(every_error_in_one_or_two_symbols_is_noticed),
        cmocka_unit_test(every_swap_is_noticed),
        cmocka_unit_test(wilder_errors_pass_once_in_a_thousand),
        cmocka_unit_test(input_is_forgiving),
        cmocka_unit_test(look_alikes_stand_for_their_symbol),
        cmocka_unit_test(a_malformed_code_says_why),
        cmocka_unit_test(a_slip_gets_what_was_meant_swaps_first),
        cmocka_unit_test(an_unreadable_symbol_is_suggested_too),
    };
    return cmocka_run_group_tests_name("certify/code", tests, NULL, NULL);
}
