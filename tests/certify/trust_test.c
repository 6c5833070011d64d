#include "certify/trust.h"

#include "keys.h"

static struct trust trusting(const struct fixture *fixture)
{
    const char *pem;
    struct trust trust = trust_none();
    pem = trust_of_keys(fixture->keys, fixture->arena);
    OK(trust_read(&trust, bytes_of_text(pem), "trust.pem", fixture->arena));
    return trust;
}

static void tells_roots_from_signers(void **state)
{
    const struct fixture *fixture = *state;
    struct trust trust = trusting(fixture);
    assert_int_equal(trust.root_count, 1);
    assert_int_equal(trust.signer_count, 1);
    assert_true(x509_equal(&trust.roots[0], &fixture->signer->chain[1]));
    assert_true(x509_equal(&trust.signers[0], &fixture->signer->chain[0]));
}

static void finds_a_signer_by_the_id_of_its_key(void **state)
{
    const struct fixture *fixture = *state;
    struct trust trust = trusting(fixture);
    uint8_t kid[KID_SIZE];
    size_t count;
    key_id(kid, fixture->signer->spki);
    const struct x509 *chain = trust_find_signer(&count, &trust, kid, fixture->arena);
    assert_non_null(chain);
    assert_int_equal(count, 2);
    assert_true(x509_equal(&chain[0], &fixture->signer->chain[0]));
    assert_true(x509_equal(&chain[1], &fixture->signer->chain[1]));
    kid[0] ^= 1;
    assert_null(trust_find_signer(&count, &trust, kid, fixture->arena));
}

static void refuses_what_is_no_trust(void **state)
{
    const struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    const struct x509 *chain = fixture->signer->chain;
    char *other_keys = path_join(arena, fixture->folder, "other");
    keyring_close(test_keyring(other_keys, SIGNATURE_ES256));
    struct x509 *other;
    size_t count;
    OK(keyring_read_chain(&other, &count, other_keys, KEYRING_FIRST, arena));
    const struct {
        const char *pem, *says;
    } cases[] = {
        {"", "holds no certificate"},
        {"no certificate here\n", "holds no certificate"},
        {x509_pem(&chain[0], arena), "holds no root"},
        {arena_format(arena, "%s%s", x509_pem(&other[1], arena), x509_pem(&chain[0], arena)),
         "no trusted root"},
        {"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read"},
        {"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds a block"},
        {"-----BEGIN CERTIFICATE-----\nAAAA\n", "broken PEM"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct trust trust;
        FAILS(trust_read(&trust, bytes_of_text(cases[i].pem), "trust.pem", arena), ERROR_REFUSED,
              cases[i].says);
    }
}

/* 0 for in force, else the verdict. */
static enum verdict judged(const struct fixture *fixture, const struct trust *trust, int64_t now_s)
{
    const struct trust_moments moments = {TEST_NOW_S, now_s, now_s};
    const struct judgement *judgement = trust_check(trust, fixture->signer->chain, 2, &moments,
                                                    fixture->arena);
    return judgement ? judgement->verdict : VERDICT_VALID;
}

static void judges_a_chain(void **state)
{
    const struct fixture *fixture = *state;
    struct trust trust = trusting(fixture), none = trust_none();
    int64_t ends_s = fixture->signer->chain[0].not_after_s;
    assert_int_equal(judged(fixture, &trust, TEST_NOW_S), VERDICT_VALID);
    assert_int_equal(judged(fixture, &trust, ends_s - 1), VERDICT_VALID);
    assert_int_equal(judged(fixture, &trust, ends_s), VERDICT_EXPIRED);
    assert_int_equal(judged(fixture, &trust, TEST_NOW_S - day_s), VERDICT_VALID);
    assert_int_equal(judged(fixture, &trust, TEST_NOW_S - day_s - 1), VERDICT_COULD_NOT_CHECK);
    assert_int_equal(judged(fixture, &none, TEST_NOW_S), VERDICT_UNKNOWN_ISSUER);
}

/* A root of the same name and key, but not the same bytes, is another root. */
static void a_root_is_its_bytes(void **state)
{
    const struct fixture *fixture = *state;
    struct trust trust = trusting(fixture);
    struct x509 twin = trust.roots[0];
    uint8_t *der = (uint8_t *)arena_text_n(fixture->arena, twin.der.data, twin.der.size);
    der[twin.der.size - 1] ^= 1;
    twin.der = bytes_of(der, twin.der.size);
    trust.roots = &twin;
    assert_int_equal(judged(fixture, &trust, TEST_NOW_S), VERDICT_UNKNOWN_ISSUER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_roots_from_signers),
        cmocka_unit_test(finds_a_signer_by_the_id_of_its_key),
        cmocka_unit_test(refuses_what_is_no_trust),
        cmocka_unit_test(judges_a_chain),
        cmocka_unit_test(a_root_is_its_bytes),
    };
    return cmocka_run_group_tests_name("certify/trust", tests, open_fixture, close_fixture);
}
