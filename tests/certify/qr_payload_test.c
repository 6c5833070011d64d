#include "certify/qr_link.h"

#include "base/encoding.h"
#include "certify/base32.h"
#include "certify/concise.h"
#include "certify/keys.h"

#include <inttypes.h>

#define EXAMPLE_TEXT                                                                               \
    "TA24V8G14R24G0820C20A1G712G5GJX40GD6XFPMG031MT91EF00EJG08GS19HT2AJV39N1T000G0044DS0N6GAE9XB4" \
    "282195D42H21343WYVTNADA2TGTB5N44PG1H5RR2WC438C815VT21MSM27TR800020G30G2GC1R81450P30D1R7H048J" \
    "2CA1A5GQ30CHM6RW3MF1Y81148HJ89964WM2JAHB5GPJWBSG64S36D1N6RVKGE9T7CY3TFHZ"

static const uint8_t kid_data[] = {1, 2, 3, 4, 5, 6, 7, 8};
static const struct bytes kid = {kid_data, sizeof kid_data};
static const uint8_t levels_one[] = {0, 1, 2, QR_LEVEL_NOT_APPLICABLE}, levels_two[] = {13, 3, 3};
static const struct qr_unit units[] = {
    {true, levels_one, 4}, {false, levels_two, 3}, {true, NULL, 0}};

static struct qr_facts example(void)
{
    return (struct qr_facts){.code = {"0123456789ABCD6M"},
                             .issued_at_s = 1763800000,
                             .expires_at_s = 1858000000,
                             .name = "ASANOVA AIZADA",
                             .birth_year = 1999,
                             .scheme = "UST-CK-HK@1.0.0",
                             .units = units,
                             .unit_count = COUNT(units)};
}

static struct bytes counted(uint8_t data[static QR_SIGNATURE_SIZE])
{
    for (int i = 0; i < QR_SIGNATURE_SIZE; i++)
        data[i] = (uint8_t)i;
    return bytes_of(data, QR_SIGNATURE_SIZE);
}

static void matches_another_implementation(void **state)
{
    (void)state;
    /* from an encoder written in Python from RFC 8949 and RFC 9052 alone */
    SCOPED_ARENA(arena);
    struct qr_facts facts = example();
    struct bytes to_sign;
    uint8_t data[QR_SIGNATURE_SIZE];
    char *text;
    OK(qr_payload_to_sign(&to_sign, &facts, kid, arena));
    assert_string_equal(
        hex_encode(to_sign, arena),
        "846a5369676e6174757265314da201260448010203040506070840584ba4041a6ebed480061a692173c0074a00"
        "443214c74254b634d43a00010000846e4153414e4f56412041495a4144411907cf6f5553542d434b2d484b4031"
        "2e302e3083431012ef420d33411f");
    OK(qr_payload_finish(&text, &facts, kid, counted(data), arena));
    assert_string_equal(text, EXAMPLE_TEXT);
}

static void facts_equal(const struct qr_facts *a, const struct qr_facts *b)
{
    assert_true(code_equal(&a->code, &b->code));
    assert_true(a->issued_at_s == b->issued_at_s && a->expires_at_s == b->expires_at_s);
    assert_string_equal(a->name, b->name);
    assert_string_equal(a->scheme, b->scheme);
    assert_int_equal(a->birth_year, b->birth_year);
    assert_int_equal(a->unit_count, b->unit_count);
    for (size_t i = 0; i < a->unit_count; i++) {
        assert_int_equal(a->units[i].competent, b->units[i].competent);
        assert_true(bytes_equal(bytes_of(a->units[i].levels, a->units[i].level_count),
                                bytes_of(b->units[i].levels, b->units[i].level_count)));
    }
}

static void reads_what_it_wrote(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct qr_payload payload;
    struct qr_facts facts = example();
    struct bytes to_sign;
    uint8_t data[QR_SIGNATURE_SIZE];
    OK(qr_payload_read(&payload, EXAMPLE_TEXT, arena));
    facts_equal(&payload.unverified_facts, &facts);
    assert_true(bytes_equal(payload.kid, kid));
    assert_true(bytes_equal(payload.signature, counted(data)));
    OK(qr_payload_to_sign(&to_sign, &facts, kid, arena));
    assert_true(bytes_equal(payload.to_sign, to_sign));
}

static uint32_t draw(struct random *random, uint32_t limit)
{
    uint32_t drawn;
    OK(random_below(&drawn, random, limit));
    return drawn;
}

static void random_facts_return(void **state)
{
    (void)state;
    struct random random = random_seeded(11);
    for (int round = 0; round < 500; round++) {
        SCOPED_ARENA(arena);
        struct qr_unit some[6];
        uint8_t levels[6][20], signature[QR_SIGNATURE_SIZE];
        struct qr_facts facts = example();
        OK(code_make(&facts.code, &random));
        OK(random_fill(&random, signature, sizeof signature));
        facts.issued_at_s = draw(&random, UINT32_MAX);
        facts.expires_at_s = facts.issued_at_s + 1 + draw(&random, UINT32_MAX);
        facts.birth_year = 1900 + (int)draw(&random, 201);
        facts.unit_count = 1 + draw(&random, 6);
        facts.units = some;
        for (size_t u = 0; u < facts.unit_count; u++) {
            some[u] = (struct qr_unit){draw(&random, 2), levels[u], draw(&random, 21)};
            for (size_t i = 0; i < some[u].level_count; i++)
                levels[u][i] = (uint8_t)draw(&random, 15);
        }
        char *text;
        struct qr_payload payload;
        OK(qr_payload_finish(&text, &facts, kid, bytes_of(signature, sizeof signature), arena));
        assert_true(strlen(text) <= 400);
        OK(qr_payload_read(&payload, text, arena));
        facts_equal(&payload.unverified_facts, &facts);
    }
}

/* A real certificate: six units of twenty lines and the longest name of a passport's machine
 * readable zone. */
static void a_large_certificate_fits(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const uint8_t levels[20];
    struct qr_unit six[6];
    for (size_t i = 0; i < 6; i++)
        six[i] = (struct qr_unit){true, levels, 20};
    struct qr_facts facts = example();
    facts.units = six;
    facts.unit_count = 6;
    facts.name = "ABDYKADYROVA-TOKTOMAMBETOVA GULZHAMALKY";
    assert_int_equal(strlen(facts.name), 39);
    struct bytes to_sign;
    OK(qr_payload_to_sign(&to_sign, &facts, kid, arena));
    char *name = arena_alloc(arena, 101);
    memset(name, 'A', 100);
    facts.name = name;
    FAILS(qr_payload_to_sign(&to_sign, &facts, kid, arena), ERROR_REFUSED,
          "QR payload is longer than the limit of 250 bytes");
    char *text;
    uint8_t data[QR_SIGNATURE_SIZE];
    FAILS(qr_payload_finish(&text, &facts, kid, counted(data), arena), ERROR_REFUSED, "250 bytes");
}

static void a_long_name_is_cut_visibly_to_what_fits(void **state)
{
    (void)state;
    static const uint8_t levels[QR_UNIT_LEVELS];
    struct qr_unit six[6];
    for (size_t i = 0; i < 6; i++)
        six[i] = (struct qr_unit){true, levels, 20};
    static const struct {
        const char *name, *cut;
    } cases[] = {
        {"ASANOVA AIZADA", "ASANOVA AIZADA"},
        {"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMN", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMN"},
        {"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJK…"},
        {"ŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞ", "ŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞ…"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct qr_facts facts = example();
        struct bytes to_sign;
        facts.units = six;
        facts.unit_count = 6;
        facts.name = cases[i].name;
        OK(qr_facts_fit(&facts, arena));
        assert_string_equal(facts.name, cases[i].cut);
        OK(qr_payload_to_sign(&to_sign, &facts, kid, arena));
    }
    SCOPED_ARENA(arena);
    struct qr_facts facts = example();
    for (size_t i = 0; i < 6; i++)
        six[i].level_count = QR_UNIT_LEVELS;
    facts.units = six;
    facts.unit_count = 6;
    FAILS(qr_facts_fit(&facts, arena), ERROR_REFUSED, "too many for the QR code");
    assert_string_equal(facts.name, "ASANOVA AIZADA");
}

static void impossible_facts_are_refused(void **state)
{
    (void)state;
    static const uint8_t above[] = {15}, many[QR_UNIT_LEVELS + 1];
    static const struct qr_unit bad_level = {true, above, 1}, long_unit = {true, many, sizeof many};
    static const struct qr_unit crowd[QR_UNITS + 1];
    struct qr_facts cases[] = {example(), example(), example(), example(), example(), example(),
                               example(), example(), example(), example(), example(), example()};
    static const char *const says[] = {
        "name is empty",
        "name is empty or holds control",
        "scheme is empty",
        "birth year 1899",
        "birth year 2101",
        "expires before",
        "expires before",
        "expires before",
        "0 units",
        "17 units",
        "unit 1 has level 15",
        "more than 100 levels",
    };
    cases[0].name = "";
    cases[1].name = "A\nB";
    cases[2].scheme = "";
    cases[3].birth_year = 1899;
    cases[4].birth_year = 2101;
    cases[5].expires_at_s = cases[5].issued_at_s;
    cases[6].expires_at_s = 0;
    cases[7].issued_at_s = -1;
    cases[8].unit_count = 0;
    cases[9].units = crowd;
    cases[9].unit_count = COUNT(crowd);
    cases[10].units = &bad_level;
    cases[10].unit_count = 1;
    cases[11].units = &long_unit;
    cases[11].unit_count = 1;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct bytes to_sign;
        char *text;
        uint8_t data[QR_SIGNATURE_SIZE];
        FAILS(qr_payload_to_sign(&to_sign, &cases[i], kid, arena), ERROR_REFUSED, says[i]);
        FAILS(qr_payload_finish(&text, &cases[i], kid, counted(data), arena), ERROR_REFUSED,
              says[i]);
    }
}

/* The example in hexadecimal, with the first `from` replaced by `to`. */
static const char *patched(const char *from, const char *to, struct arena *arena)
{
    struct bytes bytes;
    OK(base32_decode(&bytes, EXAMPLE_TEXT, "example", arena));
    const char *hex = hex_encode(bytes, arena), *at = strstr(hex, from);
    assert_non_null(at);
    hex = arena_format(arena, "%.*s%s%s", (int)(at - hex), hex, to, at + strlen(from));
    OK(hex_decode(&bytes, hex, "patched", arena));
    return base32_encode(bytes, arena);
}

/* Lengths of outer strings are patched along: 584b is the claims, 4d the header. */
static void every_other_form_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"d284", "d384", "tag is not 18"},
        {"d284", "84", "tag is of another kind"},
        {"d284", "d9001284", "not in the one form"},
        {"d284", "d283", "has 3 members instead of 4"},
        {"d284", "d29f", "of another kind"},
        {"4da20126", "4da30126", "header has 3 members"},
        {"4da20126", "4da20226", "header key is 2 instead of 1"},
        {"4da20126", "4da20127", "algorithm is -8 instead of -7"},
        {"4da201260448", "4da201260548", "header key is 5"},
        {"4da2012604480102", "4ca20126044702", "kid has 7 bytes"},
        {"4da201260448", "4ea20126044800", "1 bytes behind the header"},
        {"a0584b", "a10101584b", "unprotected header has 1 members"},
        {"a0584b", "80584b", "unprotected header is of another kind"},
        {"a0584b", "a059004b", "not in the one form"},
        {"584ba404", "584ba504", "claims has 5 members"},
        {"584ba404", "584ba405", "claim is 5 instead of 4"},
        {"1a6ebed480061a692173c0", "1a692173c0061a6ebed480", "expires before"},
        {"584ba4041a6ebed480", "584fa4041b000000006ebed480", "not in the one form"},
        {"584ba4041a6ebed480061a692173c0", "584ba4061a692173c0041a6ebed480", "claim is 6"},
        {"074a0044", "074a0144", "malformed code"},
        {"584ba4041a6ebed480061a692173c0074a00", "584aa4041a6ebed480061a692173c00749",
         "malformed code: 9 bytes"},
        {"3a00010000", "3a00010001", "claim is -65538"},
        {"3a0001000084", "3a0001000085", "facts has 5 members"},
        {"6e4153", "4e4153", "name is of another kind"},
        {"6e4153", "6e0a53", "control characters"},
        {"6e4153", "6eff53", "name is not UTF-8"},
        {"1907cf", "19076b", "birth year 1899"},
        {"1907cf", "3907cf", "birth year 0"},
        {"584ba4041a6ebed480061a692173c0074a00443214c74254b634d43a00010000846e4153414e4f5641204149"
         "5a4144411907cf",
         "5851a4041a6ebed480061a692173c0074a00443214c74254b634d43a00010000846e4153414e4f5641204149"
         "5a4144411b00000000000007cf",
         "not in the one form"},
        {"83431012ef", "84431012ef", "unit is cut off"},
        {"83431012ef", "82431012ef", "2 bytes behind the claims"},
        {"83431012ef", "9b4310120f", "more than 16 units"},
        {"431012ef", "432012ef", "outcome of a unit is 2"},
        {"431012ef", "4310f2ef", "unit 1 has level 15"},
        {"420d33411f", "420d33400f", "unit is empty"},
        {"5840000102", "583f0102", "signature has 63 bytes"},
        {"5840000102", "7840000102", "signature is of another kind"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct qr_payload payload;
        FAILS(qr_payload_read(&payload, patched(cases[i].from, cases[i].to, arena), arena),
              ERROR_REFUSED, cases[i].says);
    }
}

static void cut_and_longer_texts_are_refused(void **state)
{
    (void)state;
    for (size_t length = 0; length < strlen(EXAMPLE_TEXT); length++) {
        SCOPED_ARENA(arena);
        struct qr_payload payload;
        FAILS(qr_payload_read(&payload, arena_text_n(arena, EXAMPLE_TEXT, length), arena),
              ERROR_REFUSED, "QR payload");
    }
    static const char *const tails[] = {"0", "00", "0000000000", "Z", " ", "\n"};
    for (size_t i = 0; i < COUNT(tails); i++) {
        SCOPED_ARENA(arena);
        struct qr_payload payload;
        FAILS(qr_payload_read(&payload, arena_format(arena, "%s%s", EXAMPLE_TEXT, tails[i]), arena),
              ERROR_REFUSED, "QR payload");
    }
    SCOPED_ARENA(arena);
    struct qr_payload payload;
    char *huge = arena_alloc(arena, 100001);
    memset(huge, 'T', 100000);
    FAILS(qr_payload_read(&payload, huge, arena), ERROR_REFUSED, "longer than 250 bytes");
}

static char *signed_text(const struct fixture *fixture, struct arena *arena)
{
    struct qr_facts facts = example();
    struct bytes to_sign;
    struct signature signature;
    uint8_t signer_kid[KID_SIZE];
    char *text;
    key_id(signer_kid, fixture->signer->spki);
    OK(qr_payload_to_sign(&to_sign, &facts, bytes_of(signer_kid, KID_SIZE), arena));
    OK(signer_sign(&signature, fixture->signer, to_sign));
    OK(qr_payload_finish(&text, &facts, bytes_of(signer_kid, KID_SIZE), signature_bytes(&signature),
                         arena));
    return text;
}

/* With the signer's key: no other text than the signed one is believed. */
static void no_changed_symbol_survives_the_signature(void **state)
{
    struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    struct public_key *key;
    struct qr_payload payload;
    OK(public_key_read(&key, fixture->signer->spki, arena));
    const char *text = signed_text(fixture, arena);
    OK(qr_payload_read(&payload, text, arena));
    OK(signature_check(key, payload.to_sign, payload.signature));
    int parsed = 0;
    for (size_t i = 0; i < strlen(text); i++)
        for (unsigned flip = 1; flip < 32; flip <<= 1) {
            SCOPED_ARENA(inner);
            char *changed = arena_text(inner, text);
            changed[i] = base32_symbol((unsigned)base32_value(text[i]) ^ flip);
            SCOPED_ERROR refused = qr_payload_read(&payload, changed, inner);
            if (refused)
                continue;
            parsed++;
            FAILS(signature_check(key, payload.to_sign, payload.signature), ERROR_REFUSED, "");
        }
    assert_true(parsed > 100); /* the signature had work to do */
}

static void a_link_is_read_with_its_payload(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct qr_facts facts = example();
    struct qr_payload payload;
    char *link;
    OK(qr_link(&link, "verify.usta.example:8443", &facts.code, NULL, arena));
    assert_string_equal(link, "HTTPS://VERIFY.USTA.EXAMPLE:8443/C/0123456789ABCD6M");
    OK(qr_link(&link, "usta.kg", &facts.code, EXAMPLE_TEXT, arena));
    assert_string_equal(link, "HTTPS://USTA.KG/C/0123456789ABCD6M#" EXAMPLE_TEXT);
    OK(qr_link_read(&payload, link, arena));
    facts_equal(&payload.unverified_facts, &facts);
    OK(qr_link_read(&payload, EXAMPLE_TEXT, arena));
    OK(qr_link_read(&payload, "https://usta.kg/c/0123-4567-89ab-cd6m#" EXAMPLE_TEXT, arena));
}

static void a_wrong_link_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"HTTPS://USTA.KG/C/0123456789ABCD6M", "QR payload is not base32"},
        {"HTTP://USTA.KG/C/0123456789ABCD6M#" EXAMPLE_TEXT, "QR code: not a link"},
        {"HTTPS:///C/0123456789ABCD6M#" EXAMPLE_TEXT, "QR code: not a link"},
        {"HTTPS://A/B/C/0123456789ABCD6M#" EXAMPLE_TEXT, "QR code: not a link"},
        {"HTTPS://USTA.KG@EVIL/C/0123456789ABCD6M#" EXAMPLE_TEXT, "QR code: not a link"},
        {"HTTPS://USTA.KG/0123456789ABCD6M#" EXAMPLE_TEXT, "QR code: not a link"},
        {"#" EXAMPLE_TEXT, "QR code: not a link"},
        {"H#" EXAMPLE_TEXT, "QR code: not a link"},
        {"HTTPS://USTA.KG/C/0123456789ABCD6N#" EXAMPLE_TEXT, "QR code: malformed code"},
        {"HTTPS://USTA.KG/C/0123456789ABCD6M/#" EXAMPLE_TEXT, "QR code: malformed code"},
        {"HTTPS://USTA.KG/C/ABCDEFGHJKMNPQ7G#" EXAMPLE_TEXT,
         "the link is for 'ABCD-EFGH-JKMN-PQ7G', the payload for '0123-4567-89AB-CD6M'"},
        {"HTTPS://USTA.KG/C/0123456789ABCD6M#", "QR payload"},
        {"HTTPS://USTA.KG/C/0123456789ABCD6M##" EXAMPLE_TEXT, "QR payload"},
        {"", "QR payload"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct qr_payload payload;
        FAILS(qr_link_read(&payload, cases[i].text, arena), ERROR_REFUSED, cases[i].says);
    }
    static const char *const hosts[] = {
        "",
        "usta kg",
        "usta.kg/x",
        "уста.kg",
        "a@b",
        "a#b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    };
    struct qr_facts facts = example();
    for (size_t i = 0; i < COUNT(hosts); i++) {
        SCOPED_ARENA(arena);
        char *link;
        FAILS(qr_link(&link, hosts[i], &facts.code, NULL, arena), ERROR_REFUSED,
              "is not the name of a host");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_another_implementation),
        cmocka_unit_test(reads_what_it_wrote),
        cmocka_unit_test(random_facts_return),
        cmocka_unit_test(a_large_certificate_fits),
        cmocka_unit_test(a_long_name_is_cut_visibly_to_what_fits),
        cmocka_unit_test(impossible_facts_are_refused),
        cmocka_unit_test(every_other_form_is_refused),
        cmocka_unit_test(cut_and_longer_texts_are_refused),
        cmocka_unit_test_setup_teardown(no_changed_symbol_survives_the_signature, open_fixture,
                                        close_fixture),
        cmocka_unit_test(a_link_is_read_with_its_payload),
        cmocka_unit_test(a_wrong_link_is_refused),
    };
    return cmocka_run_group_tests_name("certify/qr_payload", tests, NULL, NULL);
}
