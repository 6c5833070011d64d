#include "certify/timestamp.h"

#include "base/buffer.h"

#include "authority.h"
#include "sample.h"

struct times {
    struct arena *arena;
    const char *place, *folder;
    struct digest imprint;
};

static int open_times(void **state)
{
    struct arena *arena = arena_open();
    struct times *times = ARENA_NEW(arena, struct times);
    times->arena = arena;
    times->place = fresh_folder(arena);
    times->folder = authorities_made(times->place, TEST_NOW_S, arena);
    times->imprint = digest_of(bytes_of_text("what is stamped"));
    *state = times;
    return 0;
}

static int close_times(void **state)
{
    struct times *times = *state;
    remove_folder(times->place);
    arena_close(times->arena);
    return 0;
}

static fallible ask(struct bytes *token, const struct times *times, struct authority *authority)
{
    return stamper_stamp(token, &authority->tsa.stamper, &times->imprint, times->arena);
}

static struct bytes token_of(const struct times *times, const char *section)
{
    struct bytes token = {0};
    OK(ask(&token, times, authority_of(times->folder, section, TEST_NOW_S, times->arena)));
    return token;
}

static void says_when_and_by_whom(void **state)
{
    const struct times *times = *state;
    static const struct {
        const char *section;
        size_t chain;
        enum digest_kind digest;
    } cases[] = {{"good", 2, DIGEST_SHA256}, {"rsa", 2, DIGEST_SHA512}, {"deep", 3, DIGEST_SHA256}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct timestamp stamp;
        OK(timestamp_read(&stamp, token_of(times, cases[i].section), times->arena));
        OK(timestamp_check(&stamp, &times->imprint, times->arena));
        assert_in_range(stamp.info.at_s, TEST_NOW_S, TEST_NOW_S + 5);
        assert_int_equal(stamp.chain_count, cases[i].chain);
        assert_int_equal(stamp.digest, cases[i].digest);
        assert_string_equal(stamp.chain[0].common_name, cases[i].section);
        assert_string_equal(stamp.chain[cases[i].chain - 1].common_name, "root");
    }
}

/* Whoever knows timestamps accepts what we make of them. */
static void openssl_accepts_what_is_written_anew(void **state)
{
    const struct times *times = *state;
    static const char *const sections[] = {"good", "rsa", "deep"};
    OK(file_write(path_join(times->arena, times->folder, "data"), bytes_of_text("what is stamped"),
                  0600));
    for (size_t i = 0; i < COUNT(sections); i++) {
        OK(file_write(path_join(times->arena, times->folder, "anew"), token_of(times, sections[i]),
                      0600));
        PEER_SAYS("Verification: OK",
                  "cd %s && openssl ts -verify -token_in -in anew -data data -CAfile root.pem "
                  "-attime %lld",
                  times->folder, (long long)TEST_NOW_S + 60);
    }
}

static fallible accept(struct bytes token, const struct digest *imprint, struct arena *arena)
{
    struct timestamp stamp;
    TRY(timestamp_read(&stamp, token, arena));
    return timestamp_check(&stamp, imprint, arena);
}

static void no_bit_is_left_to_chance(void **state)
{
    const struct times *times = *state;
    static const char *const sections[] = {"good", "rsa"};
    static const size_t steps[] = {1, 8}; /* the second is larger, and of the same make */
    for (size_t i = 0; i < COUNT(sections); i++) {
        SCOPED_ARENA(arena);
        struct bytes token = token_of(times, sections[i]);
        uint8_t *copy = (uint8_t *)arena_text_n(arena, token.data, token.size);
        for (size_t at = 0; at < token.size; at += steps[i])
            for (size_t bit = 0; bit < tampered_bits(); bit++) {
                SCOPED_ARENA(check);
                copy[at] ^= (uint8_t)(1 << (at + bit) % 8);
                SCOPED_ERROR error = accept(bytes_of(copy, token.size), &times->imprint, check);
                if (!error)
                    fail_msg("bit %zu of byte %zu does not matter", (at + bit) % 8, at);
                copy[at] = token.data[at];
            }
        OK(accept(bytes_of(copy, token.size), &times->imprint, arena));
    }
}

static void not_a_byte_more_or_less(void **state)
{
    const struct times *times = *state;
    struct bytes token = token_of(times, "good");
    for (size_t size = 0; size < token.size; size++) {
        SCOPED_ARENA(arena);
        FAILS(accept(bytes_of(token.data, size), &times->imprint, arena), ERROR_REFUSED, "");
    }
    char *longer = arena_text_n(times->arena, token.data, token.size + 1);
    longer[token.size] = '\0';
    FAILS(accept(bytes_of(longer, token.size + 1), &times->imprint, times->arena), ERROR_REFUSED,
          "followed by 1 more");
}

static void stamps_nothing_else(void **state)
{
    const struct times *times = *state;
    struct digest other = digest_of(bytes_of_text("something else"));
    FAILS(accept(token_of(times, "good"), &other, times->arena), ERROR_REFUSED,
          "stamps something else");
}

/* As it comes from the authority: its chain short of a root, its algorithms with parameters. */
static void only_one_way_to_write_it(void **state)
{
    const struct times *times = *state;
    static const uint8_t nonce[TSP_NONCE_SIZE] = {1, 2, 3, 4, 5, 6, 7, 8};
    struct authority *authority = authority_of(times->folder, "rsa", TEST_NOW_S, times->arena);
    struct bytes query = tsp_request(&times->imprint, NULL, nonce, times->arena), token;
    OK(tsp_answer_read(&token, authority_answer(authority, query, times->arena), times->arena));
    FAILS(accept(token, &times->imprint, times->arena), ERROR_REFUSED, "");
    struct timestamp stamp;
    OK(timestamp_take(&stamp, token, &authority->tsa.roots, times->arena));
    OK(timestamp_check(&stamp, &times->imprint, times->arena));
    assert_false(bytes_equal(timestamp_der(&stamp, times->arena), token));
    OK(accept(timestamp_der(&stamp, times->arena), &times->imprint, times->arena));
}

/* Authorities that are none, or none any more. */
static void believes_no_other_authority(void **state)
{
    const struct times *times = *state;
    static const struct {
        const char *section;
        bool by_cms;
        const char *says;
    } cases[] = {
        {"stranger", false, "leads to no trusted root"},
        {"expired", false, "expired"},
        {"weak", false, "weak"},
        {"old", false, "0 signed attributes 1.2.840.113549.1.9.16.2.47"},
        {"casual", true, "not one for timestamps alone"},
        {"busy", true, "not one for timestamps alone"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bytes token;
        struct authority *authority = authority_of(times->folder, cases[i].section, TEST_NOW_S,
                                                   times->arena);
        authority->by_cms = cases[i].by_cms;
        FAILS(ask(&token, times, authority), ERROR_REFUSED, cases[i].says);
    }
    struct bytes token;
    struct authority *good = authority_of(times->folder, "good", TEST_NOW_S, times->arena);
    good->by_cms = true; /* what openssl cms makes is believed from a key that may */
    OK(ask(&token, times, good));
}

/* What an authority says that is good in itself, but no answer to what was asked. */
static void believes_no_other_answer(void **state)
{
    const struct times *times = *state;
    struct bytes token;
    struct authority *early = authority_of(times->folder, "good", TEST_NOW_S, times->arena);
    early->clock = clock_fixed(TEST_NOW_S + TSA_CLOCK_SLACK_S + 60);
    FAILS(ask(&token, times, early), ERROR_REFUSED, "and it is 2026-11-22T10:04:45Z here");
    struct authority *late = authority_of(times->folder, "good", TEST_NOW_S, times->arena);
    late->clock = clock_fixed(TEST_NOW_S - TSA_CLOCK_SLACK_S - 60);
    FAILS(ask(&token, times, late), ERROR_REFUSED, "the timestamp says 2026-11-22T09:53:4");
    struct authority *policy = authority_of(times->folder, "good", TEST_NOW_S, times->arena);
    policy->tsa.policy = "1.2.3.4.2";
    OK(ask(&token, times, policy));
    policy->tsa.policy = "1.2.3.4.9";
    FAILS(ask(&token, times, policy), ERROR_REFUSED, "the authority refuses with status 2");
    struct authority *nonce = authority_of(times->folder, "good", TEST_NOW_S, times->arena);
    static const uint8_t sent[TSP_NONCE_SIZE] = {1}, expected[TSP_NONCE_SIZE] = {2};
    struct bytes query = tsp_request(&times->imprint, NULL, sent, times->arena);
    struct bytes answer = authority_answer(nonce, query, times->arena);
    struct tsa_question question = {times->imprint, tsp_nonce_der(expected, times->arena)};
    FAILS(tsa_check_answer(&token, &nonce->tsa, &question, answer, times->arena), ERROR_REFUSED,
          "another nonce");
    question.nonce = tsp_nonce_der(sent, times->arena);
    OK(tsa_check_answer(&token, &nonce->tsa, &question, answer, times->arena));
    nonce->tsa.policy = "1.2.3.4.2";
    FAILS(tsa_check_answer(&token, &nonce->tsa, &question, answer, times->arena), ERROR_REFUSED,
          "under another policy");
    nonce->tsa.policy = NULL;
    question.imprint.data[0] ^= 1;
    FAILS(tsa_check_answer(&token, &nonce->tsa, &question, answer, times->arena), ERROR_REFUSED,
          "stamps something else");
}

/* Two signers, signed content of another kind, no attributes: CMS that is good for others. */
static void other_cms_is_no_timestamp(void **state)
{
    const struct times *times = *state;
    static const struct {
        const char *options, *says;
    } cases[] = {
        {"-cades -signer rsa.pem -inkey rsa.key", "followed by"},
        {"-noattr", ""},
        {"-cades -keyid", "has tag 80 instead of 30"},
        {"-cades -nocerts", ""},
        {"", "0 signed attributes 1.2.840.113549.1.9.16.2.47"},
    };
    static const uint8_t nonce[TSP_NONCE_SIZE] = {1};
    struct authority *good = authority_of(times->folder, "good", TEST_NOW_S, times->arena);
    struct bytes query = tsp_request(&times->imprint, NULL, nonce, times->arena);
    struct bytes answer = authority_answer(good, query, times->arena), token;
    const struct tsa_question question = {times->imprint, tsp_nonce_der(nonce, times->arena)};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bytes other = resigned(good, answer, cases[i].options, times->arena);
        FAILS(tsa_check_answer(&token, &good->tsa, &question, other, times->arena), ERROR_REFUSED,
              cases[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_when_and_by_whom),
        cmocka_unit_test(openssl_accepts_what_is_written_anew),
        cmocka_unit_test(no_bit_is_left_to_chance),
        cmocka_unit_test(not_a_byte_more_or_less),
        cmocka_unit_test(stamps_nothing_else),
        cmocka_unit_test(only_one_way_to_write_it),
        cmocka_unit_test(believes_no_other_authority),
        cmocka_unit_test(believes_no_other_answer),
        cmocka_unit_test(other_cms_is_no_timestamp),
    };
    return cmocka_run_group_tests_name("certify/timestamp", tests, open_times, close_times);
}
