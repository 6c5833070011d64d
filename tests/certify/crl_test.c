#include "certify/crl.h"

#include "base/encoding.h"

#include "authority.h"
#include "keys.h"

struct place {
    struct arena *arena;
    const char *folder, *times;
    struct x509 root, good, stranger;
    struct bytes empty, full; /* lists of root: nobody, and good since a day after now */
};

static struct x509 read_one(const struct place *place, const char *name)
{
    struct bytes pem;
    struct x509 *list;
    size_t count;
    OK(file_read(&pem, path_join(place->arena, place->times, name), 100000, place->arena));
    OK(x509_read_pem(&list, &count, 1, pem, name, place->arena));
    return list[0];
}

static int open_place(void **state)
{
    struct arena *arena = arena_open();
    struct place *place = ARENA_NEW(arena, struct place);
    place->arena = arena;
    place->folder = fresh_folder(arena);
    place->times = authorities_made(place->folder, TEST_NOW_S, arena);
    place->root = read_one(place, "root.pem");
    place->good = read_one(place, "good.pem");
    place->stranger = read_one(place, "stranger-root.pem");
    const char *certificate = path_join(arena, place->times, "root.pem");
    const char *key = path_join(arena, place->times, "root.key");
    place->empty = revocation_list(certificate, key, "", TEST_NOW_S, "", arena);
    const char *revoked = arena_format(arena, "%s/good.pem '%s'", place->times,
                                       faked(TEST_NOW_S + 86400, arena));
    place->full = revocation_list(certificate, key, "", TEST_NOW_S + 2 * 86400, revoked, arena);
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    struct place *place = *state;
    remove_folder(place->folder);
    arena_close(place->arena);
    return 0;
}

static void says_who_was_taken_back_and_when(void **state)
{
    const struct place *place = *state;
    struct crl empty, full;
    int64_t at_s;
    OK(crl_read(&empty, place->empty));
    OK(crl_read(&full, place->full));
    assert_int_equal(empty.this_update_s, TEST_NOW_S);
    assert_int_equal(empty.next_update_s, TEST_NOW_S + 30 * 86400);
    OK(crl_check(&empty, &place->root, place->arena));
    OK(crl_check(&full, &place->root, place->arena));
    assert_false(crl_find(&at_s, &empty, &place->good));
    assert_true(crl_find(&at_s, &full, &place->good));
    assert_int_equal(at_s, TEST_NOW_S + 86400);
    assert_false(crl_find(&at_s, &full, &place->root)); /* another number */
    struct x509 elsewhere = place->good;
    elsewhere.issuer = place->stranger.subject; /* the same number of another authority */
    assert_false(crl_find(&at_s, &full, &elsewhere));
}

static void only_its_issuer_makes_it(void **state)
{
    const struct place *place = *state;
    struct crl crl;
    OK(crl_read(&crl, place->full));
    FAILS(crl_check(&crl, &place->stranger, place->arena), ERROR_REFUSED, "did not make");
    FAILS(crl_check(&crl, &place->good, place->arena), ERROR_REFUSED, "did not make");
    struct x509 powerless = place->root;
    powerless.may_sign_lists = false;
    FAILS(crl_check(&crl, &powerless, place->arena), ERROR_REFUSED, "or may not");
    struct x509 renamed = place->stranger;
    renamed.subject = place->root.subject;
    FAILS(crl_check(&crl, &renamed, place->arena), ERROR_REFUSED, "does not belong");
}

static fallible accept(struct bytes der, const struct place *place, struct arena *arena)
{
    struct crl crl;
    TRY(crl_read(&crl, der));
    return crl_check(&crl, &place->root, arena);
}

static void no_bit_is_left_to_chance(void **state)
{
    const struct place *place = *state;
    struct bytes der = place->full;
    uint8_t *copy = (uint8_t *)arena_text_n(place->arena, der.data, der.size);
    for (size_t at = 0; at < der.size; at++) {
        SCOPED_ARENA(arena);
        copy[at] ^= (uint8_t)(1 << at % 8);
        FAILS(accept(bytes_of(copy, der.size), place, arena), ERROR_REFUSED, "");
        copy[at] = der.data[at];
    }
    for (size_t size = 0; size < der.size; size++) {
        SCOPED_ARENA(arena);
        FAILS(accept(bytes_of(copy, size), place, arena), ERROR_REFUSED, "");
    }
    OK(accept(bytes_of(copy, der.size), place, place->arena));
}

/* A list put together by hand: what stands between its two dates and behind its entries. */
static struct bytes handmade(const char *dates, const char *extensions, struct arena *arena)
{
    static const uint8_t one[1] = {1};
    struct bytes date, extension;
    OK(hex_decode(&date, dates, "dates", arena));
    OK(hex_decode(&extension, extensions, "extensions", arena));
    struct bytes algorithm = DER(arena, DER_SEQUENCE, der_oid("1.2.840.10045.4.3.2", arena));
    struct bytes content = DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(one, 1), arena),
                               algorithm, DER(arena, DER_SEQUENCE, bytes_of(NULL, 0)), date,
                               extension);
    struct bytes bits = DER(arena, DER_BIT_STRING, bytes_of("\0\0", 2));
    return DER(arena, DER_SEQUENCE, content, algorithm, bits);
}

#define TODAY    "170d3236313132323039353334355a" /* 261122095345Z */
#define TOMORROW "170d3236313132333039353334355a"

static void refuses_what_it_does_not_understand(void **state)
{
    const struct place *place = *state;
    struct arena *arena = place->arena;
    static const struct {
        const char *dates, *extensions, *says;
    } cases[] = {
        {TODAY, "", "date of the next list is missing"},
        {"", "", "revocation list's date is missing"},
        {TODAY "170d3236313332333039353334355a", "", "date of the next list"},        /* month 13 */
        {TODAY TOMORROW, "a00f300d300b0603551d1b0101ff040102", "critical extension"}, /* delta */
        {TODAY TOMORROW, "a000", "extensions of a revocation list is missing"},
        {TODAY TOMORROW, "0500", ""},
        {TODAY TOMORROW, "3006300402010b0500", ""},
    };
    struct crl crl;
    OK(crl_read(&crl, handmade(TODAY TOMORROW, "", arena)));
    OK(crl_read(&crl, handmade(TODAY TOMORROW, "a00c300a30080603551d14040102", arena)));
    for (size_t i = 0; i < COUNT(cases); i++)
        FAILS(crl_read(&crl, handmade(cases[i].dates, cases[i].extensions, arena)), ERROR_REFUSED,
              cases[i].says);
    struct bytes large = bytes_of(arena_alloc(arena, CRL_LIMIT + 1), CRL_LIMIT + 1);
    FAILS(crl_read(&crl, large), ERROR_REFUSED, "larger than");
}

static void reads_files_of_both_kinds(void **state)
{
    const struct place *place = *state;
    struct arena *arena = place->arena;
    struct crl crl;
    struct bytes pem;
    OK(file_read(&pem, path_join(arena, place->times, "root.pem.crl"), 100000, arena));
    OK(crl_read_file(&crl, pem, "root.crl", arena));
    assert_true(bytes_equal(crl.der, place->full));
    OK(crl_read_file(&crl, place->full, "root.crl", arena));
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"", "root.crl is no revocation list"},
        {"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "is no revocation list"},
        {"-----BEGIN X509 CRL-----\nAAAA\n", "is no revocation list"},
        {"-----BEGIN X509 CRL-----\n!!!!\n-----END X509 CRL-----\n", "root.crl"},
        {"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n", "root.crl: revocation list"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        FAILS(crl_read_file(&crl, bytes_of_text(cases[i].text), "root.crl", arena), ERROR_REFUSED,
              cases[i].says);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_who_was_taken_back_and_when),
        cmocka_unit_test(only_its_issuer_makes_it),
        cmocka_unit_test(no_bit_is_left_to_chance),
        cmocka_unit_test(refuses_what_it_does_not_understand),
        cmocka_unit_test(reads_files_of_both_kinds),
    };
    return cmocka_run_group_tests_name("certify/crl", tests, open_place, close_place);
}
