#include "certify/verify.h"

#include "sample.h"

static struct verify_basis trusting(const struct fixture *fixture, int64_t now_s)
{
    const char *pem;
    struct verify_basis basis = {.now_s = now_s};
    pem = trust_of_keys(fixture->keys, fixture->arena);
    OK(trust_read(&basis.trust, bytes_of_text(pem), "trust.pem", fixture->arena));
    return basis;
}

static struct verification checked(const struct fixture *fixture, struct bytes file, int64_t now_s)
{
    struct verify_basis basis = trusting(fixture, now_s);
    struct verification verification;
    verify_file(&verification, file, &basis, fixture->arena);
    return verification;
}

static void is(const struct verification *verification, enum verdict expected)
{
    if (verification->judgement.verdict != expected)
        fail_msg("'%s' (%s) instead of '%s'", verdict_name(verification->judgement.verdict),
                 verification->judgement.why, verdict_name(expected));
    assert_true(*verification->judgement.why && *verification->judgement.rule);
}

static int64_t at(const char *instant)
{
    int64_t instant_s = 0;
    OK(instant_parse(&instant_s, instant, "instant"));
    return instant_s;
}

static void a_certificate_is_genuine_until_its_last_day(void **state)
{
    const struct fixture *fixture = *state;
    struct bytes file = sample_signed(fixture->signer, fixture->arena);
    struct verification verification = checked(fixture, file, TEST_NOW_S);
    is(&verification, VERDICT_GENUINE);
    assert_true(verification.is_test);
    assert_int_equal(verification.signed_at_s, TEST_NOW_S);
    const struct value *holder = value_get(verification.facts, "holder");
    assert_string_equal(value_text(value_get(holder, "name_latin")), "Aijan Toktogulova");
    verification = checked(fixture, file, at("2029-11-22T23:59:59Z"));
    is(&verification, VERDICT_GENUINE);
    verification = checked(fixture, file, at("2029-11-23T00:00:00Z"));
    is(&verification, VERDICT_EXPIRED);
    assert_non_null(verification.facts);
    verification = checked(fixture, file, at("2026-11-20T00:00:00Z"));
    is(&verification, VERDICT_COULD_NOT_CHECK);
    verification = checked(fixture, file, at("2040-01-01T00:00:00Z"));
    is(&verification, VERDICT_EXPIRED);
}

static void nobody_is_trusted_without_trust(void **state)
{
    const struct fixture *fixture = *state;
    struct verify_basis basis = {.trust = trust_none(), .now_s = TEST_NOW_S};
    struct verification verification;
    struct bytes file = sample_signed(fixture->signer, fixture->arena);
    verify_file(&verification, file, &basis, fixture->arena);
    is(&verification, VERDICT_UNKNOWN_ISSUER);
    assert_non_null(verification.signer);
    assert_true(verification.is_test);
}

static void additions_show_what_was_signed(void **state)
{
    const struct fixture *fixture = *state;
    struct bytes file = sample_signed(fixture->signer, fixture->arena);
    char *longer = arena_text_n(fixture->arena, file.data, file.size + 1);
    longer[file.size] = '\n';
    struct verification verification = checked(fixture, bytes_of(longer, file.size + 1),
                                               TEST_NOW_S);
    is(&verification, VERDICT_ADDITIONS_AFTER_SIGNING);
    assert_non_null(verification.facts);
    longer[9] ^= 1;
    verification = checked(fixture, bytes_of(longer, file.size), TEST_NOW_S);
    assert_null(verification.facts);
    assert_null(verification.signer);
}

static void records_that_say_too_little(void **state)
{
    const struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    struct code code;
    const char *good = sample_code(&code, arena);
    char *deep = arena_text(arena, "");
    for (int i = 0; i < 12; i++)
        deep = arena_format(arena, "%s[", deep);
    const struct {
        struct sample_attachment attachment;
        enum verdict verdict;
    } cases[] = {
        {{"certificate.json", NULL, false}, VERDICT_UNREADABLE},
        {{"other.json", sample_record(arena), false}, VERDICT_UNREADABLE},
        {{"certificate.json", sample_record(arena), true}, VERDICT_UNREADABLE},
        {{"certificate.json", "{", false}, VERDICT_UNREADABLE},
        {{"certificate.json", "[]", false}, VERDICT_UNREADABLE},
        {{"certificate.json", "{}", false}, VERDICT_UNREADABLE},
        {{"certificate.json",
          arena_format(arena, "{\"code\":\"%s\",\"issued\":\"2026-11-22\"}", good), false},
         VERDICT_UNREADABLE},
        {{"certificate.json",
          arena_format(arena, "{\"code\":\"%s\",\"issued\":\"2026-11-22\",\"expires\":\"never\"}",
                       good),
          false},
         VERDICT_UNREADABLE},
        {{"certificate.json",
          "{\"code\":\"0000-0000-0000-0001\",\"issued\":\"2026-11-22\",\"expires\":\"2029-11-22\"}",
          false},
         VERDICT_MALFORMED_CODE},
        {{"certificate.json", "{\"issued\":\"2026-11-22\",\"expires\":\"2029-11-22\"}", false},
         VERDICT_MALFORMED_CODE},
        {{"certificate.json", arena_format(arena, "{\"x\":%s%s}", deep, "]]]]]]]]]]]]"), false},
         VERDICT_UNREADABLE},
    };
    struct pades_request request = sample_request();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bytes original = make_pdf(&cases[i].attachment, false, arena);
        struct verification verification = checked(
            fixture, sign_pdf(original, &request, fixture->signer, arena), TEST_NOW_S);
        is(&verification, cases[i].verdict);
    }
}

static void the_status_list_decides(void **state)
{
    const struct fixture *fixture = *state;
    struct bytes file = sample_signed(fixture->signer, fixture->arena);
    static const struct {
        enum status_state state;
        enum verdict now, later;
    } cases[] = {
        {STATUS_ISSUED, VERDICT_VALID, VERDICT_EXPIRED},
        {STATUS_SUSPENDED, VERDICT_SUSPENDED, VERDICT_SUSPENDED},
        {STATUS_SUPERSEDED, VERDICT_SUPERSEDED, VERDICT_SUPERSEDED},
        {STATUS_REVOKED, VERDICT_REVOKED, VERDICT_REVOKED},
    };
    struct code code;
    sample_code(&code, fixture->arena);
    struct status_row row = {code_digest(&code), digest_of(file), STATUS_ISSUED};
    struct status_list list = {
        .made_at_s = TEST_NOW_S, .until_s = TEST_NOW_S + 8 * year_s, .rows = &row, .row_count = 1};
    struct verify_basis basis = trusting(fixture, TEST_NOW_S);
    struct verification verification;
    basis.status = &list;
    for (size_t i = 0; i < COUNT(cases); i++) {
        row.state = cases[i].state;
        basis.now_s = TEST_NOW_S;
        verify_file(&verification, file, &basis, fixture->arena);
        is(&verification, cases[i].now);
        basis.now_s = at("2029-11-23T00:00:00Z");
        verify_file(&verification, file, &basis, fixture->arena);
        is(&verification, cases[i].later);
    }
    row.code.data[0] ^= 1;
    verify_file(&verification, file, &basis, fixture->arena);
    is(&verification, VERDICT_UNKNOWN_CODE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_certificate_is_genuine_until_its_last_day),
        cmocka_unit_test(nobody_is_trusted_without_trust),
        cmocka_unit_test(additions_show_what_was_signed),
        cmocka_unit_test(records_that_say_too_little),
        cmocka_unit_test(the_status_list_decides),
    };
    return cmocka_run_group_tests_name("certify/verify", tests, open_fixture, close_fixture);
}
