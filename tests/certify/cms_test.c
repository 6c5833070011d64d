#include "certify/cms.h"

#include "base/buffer.h"
#include "certify/algorithm.h"
#include "certify/der.h"

#include "sample.h"

static struct bytes signed_cms(const struct fixture *fixture, struct arena *arena)
{
    struct digest content = digest_of(bytes_of_text("content"));
    struct bytes der = {0};
    OK(cms_sign(&der, &content, fixture->signer, arena));
    return der;
}

/* What every reader does with a CMS. */
static fallible accept_known(struct bytes der, const struct trust *known, struct arena *arena)
{
    struct cms cms;
    struct digest content = digest_of(bytes_of_text("content"));
    TRY(cms_read(&cms, der, known, arena));
    TRY(cms_check(&cms, arena));
    TRY(trust_check_chain(known, cms.chain, cms.chain_count, TEST_NOW_S));
    return digest_equal(&content, &cms.content) ? NULL : error_make(ERROR_REFUSED, "other content");
}

static fallible accept(struct bytes der, struct arena *arena)
{
    return accept_known(der, NULL, arena);
}

static void reads_what_it_wrote(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    struct bytes der = signed_cms(fixture, arena);
    struct cms cms;
    OK(accept(der, arena));
    OK(cms_read(&cms, der, NULL, arena));
    assert_int_equal(cms.chain_count, 2);
    assert_true(x509_equal(&cms.chain[0], &fixture->signer->chain[0]));
    assert_true(x509_equal(&cms.chain[1], &fixture->signer->chain[1]));
    assert_true(cms_size_most(fixture->signer, arena) >= der.size);
    assert_true(cms_size_most(fixture->signer, arena) <= der.size + 6);
}

/* CMS_verify alone accepts about one flip in fifty. */
static void no_bit_is_left_to_chance(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    struct trust known = knowing(fixture, arena);
    struct bytes der = signed_cms(fixture, arena);
    uint8_t *copy = (uint8_t *)arena_text_n(arena, der.data, der.size);
    for (size_t at = 0; at < der.size; at++)
        for (size_t bit = 0; bit < tampered_bits(); bit++) {
            SCOPED_ARENA(check);
            copy[at] ^= (uint8_t)(1 << (at + bit) % 8);
            SCOPED_ERROR error = accept_known(bytes_of(copy, der.size), &known, check);
            if (!error)
                fail_msg("bit %zu of byte %zu does not matter", (at + bit) % 8, at);
            copy[at] = der.data[at];
        }
    OK(accept_known(der, &known, arena));
}

static void not_a_byte_more_or_less(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    struct trust known = knowing(fixture, arena);
    struct bytes der = signed_cms(fixture, arena);
    for (size_t size = 0; size < der.size; size++) {
        SCOPED_ARENA(check);
        FAILS(accept_known(bytes_of(der.data, size), &known, check), ERROR_REFUSED, "");
    }
    char *longer = arena_text_n(arena, der.data, der.size + 1);
    longer[der.size] = '\0';
    FAILS(accept(bytes_of(longer, der.size + 1), arena), ERROR_REFUSED, "followed by 1 more");
}

/* Writes a CMS with other certificates than the chain. */
static void chain_is(const struct fixture *fixture, const struct x509 *list, size_t count,
                     const char *says)
{
    SCOPED_ARENA(arena);
    struct cms cms;
    OK(cms_read(&cms, signed_cms(fixture, arena), NULL, arena));
    cms.chain = list;
    cms.chain_count = count;
    struct bytes der;
    OK(cms_write(&der, &cms, arena));
    FAILS(accept(der, arena), ERROR_REFUSED, says);
}

static void nothing_but_the_chain(void **state)
{
    const struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    const struct x509 *own = fixture->signer->chain;
    char *other_keys = path_join(arena, fixture->folder, "other");
    keyring_close(test_keyring(other_keys, SIGNATURE_ES256));
    struct x509 *other;
    size_t count;
    OK(keyring_read_chain(&other, &count, other_keys, KEYRING_FIRST, arena));
    chain_is(fixture, (struct x509[]){own[0]}, 1, "does not end in a root");
    chain_is(fixture, (struct x509[]){own[0], own[1], other[0]}, 3, "the chain does not need");
    chain_is(fixture, (struct x509[]){own[0], own[1], other[1]}, 3, "the chain does not need");
    chain_is(fixture, (struct x509[]){own[0], own[0], own[1]}, 3, "");
    chain_is(fixture, (struct x509[]){own[0], own[0], own[0], own[0], own[1]}, 5, "more than 4");
    chain_is(fixture, (struct x509[]){other[0], other[1]}, 2, "does not belong");
    chain_is(fixture, (struct x509[]){own[0], other[1]}, 2, "");
}

/* The pieces of SignerInfo, put together by hand as other programs do. */
struct recipe {
    const char *digest_oid, *signature_oid;
    bool digest_null, signature_null, signing_time, unsigned_attribute, unsorted, without_ess;
    uint8_t version;
};

static struct bytes recipe_attribute(const char *oid, struct bytes value, struct arena *arena)
{
    return DER(arena, DER_SEQUENCE, der_oid(oid, arena), DER(arena, DER_SET, value));
}

static struct bytes recipe_attributes(const struct fixture *fixture, const struct recipe *recipe,
                                      enum der_tag tag, struct arena *arena)
{
    struct digest content = digest_of(bytes_of_text("content"));
    const struct x509 *signer = &fixture->signer->chain[0];
    struct bytes list[4];
    size_t count = 0;
    list[count++] = recipe_attribute("1.2.840.113549.1.9.3", der_oid("1.2.840.113549.1.7.1", arena),
                                     arena);
    if (recipe->signing_time)
        list[count++] = recipe_attribute("1.2.840.113549.1.9.5",
                                         DER(arena, DER_UTC_TIME, bytes_of_text("261122095345Z")),
                                         arena);
    list[count++] = recipe_attribute("1.2.840.113549.1.9.4",
                                     DER(arena, DER_OCTET_STRING, digest_bytes(&content)), arena);
    struct bytes hash = DER(arena, DER_OCTET_STRING, digest_bytes(&signer->fingerprint));
    struct bytes ess = DER(arena, DER_SEQUENCE,
                           DER(arena, DER_SEQUENCE, DER(arena, DER_SEQUENCE, hash)));
    if (!recipe->without_ess)
        list[count++] = recipe_attribute("1.2.840.113549.1.9.16.2.47", ess, arena);
    if (recipe->unsorted) {
        struct bytes first = list[0];
        list[0] = list[1];
        list[1] = first;
        return der_join(tag, list, count, arena);
    }
    return der_set_of(tag, list, count, arena);
}

static struct bytes recipe_algorithm(const char *oid, bool null, struct arena *arena)
{
    struct bytes nothing = bytes_of(NULL, 0);
    return DER(arena, DER_SEQUENCE, der_oid(oid, arena),
               null ? DER(arena, DER_NULL, nothing) : nothing);
}

static struct bytes cook(const struct fixture *fixture, const struct recipe *recipe,
                         struct arena *arena)
{
    const struct x509 *chain = fixture->signer->chain;
    struct signature signature;
    struct bytes value;
    OK(signer_sign(&signature, fixture->signer,
                   recipe_attributes(fixture, recipe, DER_SET, arena)));
    OK(algorithm_signature_der(&value, SIGNATURE_ES256, signature_bytes(&signature), arena));
    struct bytes version = der_unsigned(bytes_of(&recipe->version, 1), arena);
    struct bytes digest = recipe_algorithm(recipe->digest_oid, recipe->digest_null, arena);
    struct bytes extra = bytes_of(NULL, 0);
    if (recipe->unsigned_attribute)
        extra = DER(arena, (enum der_tag)0xa1,
                    recipe_attribute("1.2.840.113549.1.9.52", der_oid("1.2.3", arena), arena));
    struct bytes info = DER(arena, DER_SEQUENCE, version,
                            DER(arena, DER_SEQUENCE, chain[0].issuer, chain[0].serial), digest,
                            recipe_attributes(fixture, recipe, DER_CONTEXT_0_CONSTRUCTED, arena),
                            recipe_algorithm(recipe->signature_oid, recipe->signature_null, arena),
                            DER(arena, DER_OCTET_STRING, value), extra);
    struct bytes certificates[] = {chain[0].der, chain[1].der};
    struct bytes data = DER(arena, DER_SEQUENCE, version, DER(arena, DER_SET, digest),
                            DER(arena, DER_SEQUENCE, der_oid("1.2.840.113549.1.7.1", arena)),
                            der_set_of(DER_CONTEXT_0_CONSTRUCTED, certificates, 2, arena),
                            DER(arena, DER_SET, info));
    return DER(arena, DER_SEQUENCE, der_oid("1.2.840.113549.1.7.2", arena),
               DER(arena, DER_CONTEXT_0_CONSTRUCTED, data));
}

#define SHA256_OID       "2.16.840.1.101.3.4.2.1"
#define ECDSA_SHA256_OID "1.2.840.10045.4.3.2"

/* All of these are signed by the right key, and OpenSSL takes most of them. */
static void nothing_but_the_profile(void **state)
{
    const struct fixture *fixture = *state;
    const struct recipe good = {SHA256_OID, ECDSA_SHA256_OID, .version = 1};
    struct recipe cases[] = {good, good, good, good, good, good, good, good, good, good};
    cases[0].digest_null = true;
    cases[1].signature_null = true;
    cases[2].signing_time = true;
    cases[3].unsigned_attribute = true;
    cases[4].unsorted = true;
    cases[5].without_ess = true;
    cases[6].version = 3;
    cases[7].digest_oid = "2.16.840.1.101.3.4.2.3";
    cases[8].signature_oid = "1.2.840.10045.4.3.4";
    cases[9].signature_oid = "1.2.840.10045.2.1";
    SCOPED_ARENA(arena);
    OK(accept(cook(fixture, &good, arena), arena));
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ERROR error = accept(cook(fixture, &cases[i], arena), arena);
        if (!error)
            fail_msg("case %zu is accepted", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_it_wrote),     cmocka_unit_test(no_bit_is_left_to_chance),
        cmocka_unit_test(not_a_byte_more_or_less), cmocka_unit_test(nothing_but_the_chain),
        cmocka_unit_test(nothing_but_the_profile),
    };
    return cmocka_run_group_tests_name("certify/cms", tests, open_fixture, close_fixture);
}
