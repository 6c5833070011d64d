#include "certify/key_retirement.h"

#include "certify/shop.h"

static const int64_t begins_s = 1000, ends_s = 2000;

static void a_state_follows_from_dates_and_retirement(void **state)
{
    (void)state;
    static const struct {
        const char *reason;
        int64_t now_s;
        enum key_state state;
    } cases[] = {
        {NULL, 999, KEY_NOT_YET},
        {NULL, 1000, KEY_VALID},
        {NULL, 1999, KEY_VALID},
        {NULL, 2000, KEY_ENDED},
        {"superseded", 1500, KEY_RETIRED},
        {"cessation", 2500, KEY_RETIRED},
        {"key_compromise", 1500, KEY_REVOKED},
        {"privilege_withdrawn", 500, KEY_REVOKED},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct key_signer signer = {
            .reason = cases[i].reason, .from_s = begins_s, .until_s = ends_s};
        assert_int_equal(key_signer_state(&signer, cases[i].now_s), cases[i].state);
    }
}

/* A registry whose first signer is that of the press. */
static const struct x509 *record_first(struct fixture *f, const struct press *press)
{
    size_t recorded = 0;
    OK(key_record_chain(&recorded, fixture_desk(f, "admin"), press->signer->chain,
                        press->signer->chain_count, f->arena));
    assert_int_equal(recorded, 2);
    return &press->signer->chain[0];
}

static void the_newest_valid_one_signs(void **state)
{
    const struct shop *shop = *state;
    SCOPED_ROOM(room);
    struct fixture *f = room.f;
    struct key_signer chosen;
    const struct signer *brief = keyring_signer(shop->brief);
    int64_t now_s = clock_now_s(&f->clock);
    FAILS(key_signer_choose(&chosen, f->db, KEY_DOCUMENTS, NULL, now_s, f->arena),
          ERROR_ENVIRONMENT, "no signer for documents");
    const struct x509 *first = record_first(f, &room.press);
    OK(key_signer_choose(&chosen, f->db, KEY_DOCUMENTS, NULL, now_s, f->arena));
    assert_string_equal(chosen.ref, KEYRING_FIRST);
    OK(key_signer_register(fixture_desk(f, "admin"), "second", KEY_DOCUMENTS, brief->chain,
                           brief->chain_count, f->arena));
    OK(key_signer_choose(&chosen, f->db, KEY_DOCUMENTS, NULL, now_s, f->arena));
    assert_string_equal(chosen.ref, "second");
    OK(key_retire(fixture_desk(f, "admin"), &chosen, "superseded", now_s, f->arena));
    OK(key_signer_choose(&chosen, f->db, KEY_DOCUMENTS, NULL, now_s, f->arena));
    assert_string_equal(chosen.ref, KEYRING_FIRST);
    FAILS(key_signer_choose(&chosen, f->db, KEY_DOCUMENTS, "second", now_s, f->arena),
          ERROR_ENVIRONMENT, "was retired");
    FAILS(key_signer_choose(&chosen, f->db, KEY_SYMBOLS, KEYRING_FIRST, now_s, f->arena),
          ERROR_ENVIRONMENT, "is for documents");
    FAILS(key_signer_choose(&chosen, f->db, KEY_DOCUMENTS, NULL, first->not_after_s, f->arena),
          ERROR_ENVIRONMENT, "no signer for documents");
    FAILS(key_signer_register(fixture_desk(f, "admin"), "third", KEY_DOCUMENTS, brief->chain,
                              brief->chain_count, f->arena),
          ERROR_CONFLICT, "registered already");
}

/* What the audit asks of who signed a certificate. */
static void a_signer_must_have_been_one_then(void **state)
{
    SCOPED_ROOM(room);
    struct fixture *f = room.f;
    struct key_signers signers;
    const struct x509 *own = record_first(f, &room.press);
    struct certificate certificate = issued(&room);
    OK(key_signer_list(&signers, f->db, f->arena));
    assert_int_equal(signers.count, 1);
    struct key_signer *signer = &signers.items[0], good = *signer;
    OK(key_signer_check_used(f->db, &signers, own, certificate.id));
    signer->registered_seq = INT64_MAX;
    FAILS(key_signer_check_used(f->db, &signers, own, certificate.id), ERROR_REFUSED,
          "was not registered then");
    *signer = good;
    signer->from_s = INT64_MAX;
    FAILS(key_signer_check_used(f->db, &signers, own, certificate.id), ERROR_REFUSED,
          "was not valid then");
    *signer = good;
    signer->until_s = 0;
    FAILS(key_signer_check_used(f->db, &signers, own, certificate.id), ERROR_REFUSED,
          "was not valid then");
    *signer = good;
    signer->retired_seq = good.registered_seq + 1;
    FAILS(key_signer_check_used(f->db, &signers, own, certificate.id), ERROR_REFUSED,
          "had been retired then");
    signers.count = 0;
    FAILS(key_signer_check_used(f->db, &signers, own, certificate.id), ERROR_REFUSED,
          "was not registered then");
    OK(key_retire(fixture_desk(f, "admin"), &good, "key_compromise", clock_now_s(&f->clock),
                  f->arena));
    OK(key_signer_list(&signers, f->db, f->arena));
    OK(key_signer_check_used(f->db, &signers, own, certificate.id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_follows_from_dates_and_retirement),
        cmocka_unit_test(the_newest_valid_one_signs),
        cmocka_unit_test(a_signer_must_have_been_one_then),
    };
    return cmocka_run_group_tests_name("certify/key_signer", tests, open_shop, close_shop);
}
