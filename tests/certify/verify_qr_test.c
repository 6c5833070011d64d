#include "certify/verify_qr.h"

#include "certify/qr_link.h"

#include "sample.h"

#include <ctype.h>

static const uint8_t levels[] = {3, 2, QR_LEVEL_NOT_APPLICABLE};

/* Text of the larger symbol, signed by the fixture's signer. */
struct qr_sample {
    struct code code;
    char *text, *payload;
};

static struct qr_sample make_qr(const struct fixture *fixture, const struct signer *signer)
{
    struct arena *arena = fixture->arena;
    struct qr_sample sample;
    sample_code(&sample.code, arena);
    struct qr_unit unit = {true, levels, 3};
    struct qr_facts facts = {.code = sample.code,
                             .issued_at_s = TEST_NOW_S - TEST_NOW_S % day_s,
                             .expires_at_s = TEST_NOW_S + year_s,
                             .name = "AIJAN TOKTOGULOVA",
                             .birth_year = 1998,
                             .scheme = "UST-CK-HK@1.0.0",
                             .units = &unit,
                             .unit_count = 1};
    uint8_t kid[KID_SIZE];
    struct bytes to_sign;
    struct signature signature;
    key_id(kid, fixture->signer->spki);
    OK(qr_payload_to_sign(&to_sign, &facts, bytes_of(kid, KID_SIZE), arena));
    OK(signer_sign(&signature, signer, to_sign));
    OK(qr_payload_finish(&sample.payload, &facts, bytes_of(kid, KID_SIZE),
                         signature_bytes(&signature), arena));
    OK(qr_link(&sample.text, "verify.example.kg", &sample.code, sample.payload, arena));
    return sample;
}

static struct verify_basis trusting(const struct fixture *fixture, int64_t now_s)
{
    return (struct verify_basis){.trust = knowing(fixture, fixture->arena), .now_s = now_s};
}

static struct verification is(const struct fixture *fixture, const char *text,
                              const struct verify_basis *basis, enum verdict expected)
{
    struct verification verification;
    verify_qr(&verification, text, basis, fixture->arena);
    if (verification.judgement.verdict != expected)
        fail_msg("'%s' (%s) instead of '%s'", verdict_name(verification.judgement.verdict),
                 verification.judgement.why, verdict_name(expected));
    return verification;
}

static void a_signed_code_is_genuine(void **state)
{
    const struct fixture *fixture = *state;
    struct verify_basis basis = trusting(fixture, TEST_NOW_S);
    struct qr_sample sample = make_qr(fixture, fixture->signer);
    struct verification whole = is(fixture, sample.text, &basis, VERDICT_GENUINE);
    is(fixture, sample.payload, &basis, VERDICT_GENUINE);
    assert_true(whole.is_test);
    assert_string_equal(value_text(value_get(whole.facts, "name")), "AIJAN TOKTOGULOVA");
    const struct value *unit = value_at(value_get(whole.facts, "units"), 0);
    const struct value *shown = value_get(unit, "levels");
    assert_string_equal(value_text(value_get(unit, "outcome")), "competent");
    assert_int_equal(value_integer(value_at(shown, 0)), 3);
    assert_int_equal(value_kind(value_at(shown, 2)), VALUE_NULL);
}

static void it_expires_and_may_be_revoked(void **state)
{
    const struct fixture *fixture = *state;
    struct qr_sample sample = make_qr(fixture, fixture->signer);
    struct verify_basis basis = trusting(fixture, TEST_NOW_S + year_s);
    is(fixture, sample.text, &basis, VERDICT_GENUINE);
    basis.now_s++;
    is(fixture, sample.text, &basis, VERDICT_EXPIRED);
    struct status_row row = {.code = code_digest(&sample.code), .state = STATUS_REVOKED};
    struct status_list list = {
        .made_at_s = TEST_NOW_S, .until_s = TEST_NOW_S + 2 * year_s, .rows = &row, .row_count = 1};
    basis.status = &list;
    is(fixture, sample.text, &basis, VERDICT_REVOKED);
    row.state = STATUS_ISSUED;
    is(fixture, sample.text, &basis, VERDICT_EXPIRED);
    basis.now_s = TEST_NOW_S;
    is(fixture, sample.text, &basis, VERDICT_VALID);
}

static fallible sign_wrongly(const struct signer *signer, struct signature *out,
                             struct bytes message)
{
    const struct signer *good = signer->context;
    TRY(signer_sign(out, good, message));
    out->data[5] ^= 1;
    return NULL;
}

static void who_signed_matters(void **state)
{
    const struct fixture *fixture = *state;
    struct qr_sample sample = make_qr(fixture, fixture->signer);
    struct verify_basis nobody = {.trust = trust_none(), .now_s = TEST_NOW_S};
    struct verification unknown = is(fixture, sample.text, &nobody, VERDICT_UNKNOWN_ISSUER);
    assert_null(unknown.facts);
    struct signer wrong = *fixture->signer;
    wrong.context = fixture->signer;
    wrong.sign = sign_wrongly;
    struct verify_basis basis = trusting(fixture, TEST_NOW_S);
    struct verification bad = is(fixture, make_qr(fixture, &wrong).text, &basis,
                                 VERDICT_BAD_SIGNATURE);
    assert_null(bad.facts);
    basis.now_s = TEST_NOW_S - 3 * day_s;
    is(fixture, sample.text, &basis, VERDICT_COULD_NOT_CHECK);
}

static void a_link_alone_proves_nothing(void **state)
{
    const struct fixture *fixture = *state;
    struct verify_basis basis = trusting(fixture, TEST_NOW_S);
    struct qr_sample sample = make_qr(fixture, fixture->signer);
    char *link;
    OK(qr_link(&link, "verify.example.kg", &sample.code, NULL, fixture->arena));
    is(fixture, link, &basis, VERDICT_COULD_NOT_CHECK);
    struct status_row row = {.code = code_digest(&sample.code), .state = STATUS_ISSUED};
    struct status_list list = {
        .made_at_s = TEST_NOW_S, .until_s = TEST_NOW_S + day_s, .rows = &row, .row_count = 1};
    basis.status = &list;
    is(fixture, link, &basis, VERDICT_COULD_NOT_CHECK);
    row.state = STATUS_SUSPENDED;
    is(fixture, link, &basis, VERDICT_SUSPENDED);
    row.code.data[0] ^= 1;
    is(fixture, link, &basis, VERDICT_UNKNOWN_CODE);
    link[strlen(link) - 1] = link[strlen(link) - 1] == '0' ? '1' : '0';
    is(fixture, link, &basis, VERDICT_MALFORMED_CODE);
}

/* A code as somebody types it from the paper says what a link with it says. */
static void a_typed_code_is_read(void **state)
{
    const struct fixture *fixture = *state;
    struct verify_basis basis = trusting(fixture, TEST_NOW_S);
    struct qr_sample sample = make_qr(fixture, fixture->signer);
    char *typed = code_text(&sample.code, fixture->arena);
    is(fixture, typed, &basis, VERDICT_COULD_NOT_CHECK);
    struct status_row row = {.code = code_digest(&sample.code), .state = STATUS_REVOKED};
    struct status_list list = {
        .made_at_s = TEST_NOW_S, .until_s = TEST_NOW_S + day_s, .rows = &row, .row_count = 1};
    basis.status = &list;
    is(fixture, typed, &basis, VERDICT_REVOKED);
    is(fixture, sample.code.text, &basis, VERDICT_REVOKED);
    for (char *at = typed; *at; at++)
        *at = (char)(*at == '-' ? ' ' : tolower((unsigned char)*at));
    is(fixture, typed, &basis, VERDICT_REVOKED);
    row.code.data[0] ^= 1;
    is(fixture, typed, &basis, VERDICT_UNKNOWN_CODE);
    typed[0] = typed[0] == '7' ? '8' : '7';
    is(fixture, typed, &basis, VERDICT_MALFORMED_CODE);
    typed[10] = '\0';
    is(fixture, typed, &basis, VERDICT_UNREADABLE);
}

static void every_changed_symbol_is_refused(void **state)
{
    const struct fixture *fixture = *state;
    struct verify_basis basis = trusting(fixture, TEST_NOW_S);
    struct qr_sample sample = make_qr(fixture, fixture->signer);
    char *text = arena_text(fixture->arena, sample.payload);
    for (size_t at = 0; text[at]; at++) {
        char kept = text[at];
        text[at] = kept == '0' ? '1' : '0';
        struct verification verification;
        verify_qr(&verification, text, &basis, fixture->arena);
        if (verdict_exit(verification.judgement.verdict) == 0)
            fail_msg("symbol %zu does not matter", at);
        text[at] = kept;
    }
    is(fixture, "", &basis, VERDICT_UNREADABLE);
    is(fixture, "hello", &basis, VERDICT_UNREADABLE);
    is(fixture, "https://example.org/", &basis, VERDICT_UNREADABLE);
    struct random random = random_seeded(5);
    struct code other;
    char *mixed;
    OK(code_make(&other, &random));
    OK(qr_link(&mixed, "verify.example.kg", &other, sample.payload, fixture->arena));
    is(fixture, mixed, &basis, VERDICT_ALTERED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signed_code_is_genuine),
        cmocka_unit_test(it_expires_and_may_be_revoked),
        cmocka_unit_test(who_signed_matters),
        cmocka_unit_test(a_link_alone_proves_nothing),
        cmocka_unit_test(a_typed_code_is_read),
        cmocka_unit_test(every_changed_symbol_is_refused),
    };
    return cmocka_run_group_tests_name("certify/verify_qr", tests, open_fixture, close_fixture);
}
