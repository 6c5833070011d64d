/* Certificates in a registry: timestamped when they are issued, and made to last later. */
#include "certify/certificate_augment.h"

#include "certify/audit.h"
#include "certify/certificate_status.h"
#include "certify/key.h"
#include "certify/pades_check.h"
#include "certify/revocation.h"
#include "certify/status.h"

#include "authority.h"
#include "certify/shop.h"

/* A shop, and authorities for timestamps of its time. */
struct counter {
    struct shop shop; /* the first: rooms want it */
    const char *keys, *times;
    int64_t now_s;
};

static int open_counter(void **state)
{
    struct counter *counter = calloc(1, sizeof *counter);
    struct arena *arena = counter->shop.arena = arena_open();
    counter->shop.keyring = keyring_made(&counter->keys, KEYRING_SIGNER_YEARS, arena);
    OK(layout_open(&counter->shop.layout, PROJECT_FOLDER "/certificates", "a4", NULL, arena));
    OK(instant_parse(&counter->now_s, FIXTURE_NOW, "now"));
    counter->times = authorities_made(scratch_folder(arena), counter->now_s, arena);
    *state = counter;
    return 0;
}

static int close_counter(void **state)
{
    struct counter *counter = *state;
    keyring_close(counter->shop.keyring);
    arena_close(counter->shop.arena);
    free(counter);
    return 0;
}

static struct stamper *stamper_at(const struct counter *counter, const struct room *room)
{
    return &authority_of(counter->times, "good", room->f->clock.fixed_s, room->f->arena)
                ->tsa.stamper;
}

static fallible nobody_listens(struct stamper *stamper, struct bytes *token,
                               const struct digest *imprint, struct arena *arena)
{
    (void)stamper, (void)token, (void)imprint, (void)arena;
    return error_make(ERROR_ENVIRONMENT, "nobody listens");
}

static enum pades_level level_of(struct room *room, const struct certificate *certificate)
{
    struct bytes pdf;
    struct judgement judgement;
    struct pades_seal seal;
    OK(certificate_file(&pdf, room->f->db, certificate, room->f->arena));
    pades_check(&judgement, &seal, pdf, NULL, room->f->arena);
    assert_int_equal(judgement.verdict, VERDICT_GENUINE);
    return seal.level;
}

/* Outside of the fixture's transaction: it has its own. */
static struct error *augment(struct augmented *out, struct room *room, const char *who,
                             const struct certificate *certificate,
                             const struct augment_request *request)
{
    OK(transaction_commit(&room->f->transaction));
    struct error *error = certificate_augment(out, desk(room, who), certificate, request,
                                              room->f->arena);
    OK(transaction_begin(&room->f->transaction, room->f->db));
    return error;
}

static void an_issued_certificate_is_stamped(void **state)
{
    const struct counter *counter = *state;
    SCOPED_ROOM(room);
    room.press.stamper = stamper_at(counter, &room);
    struct certificate certificate = issued(&room);
    assert_int_equal(level_of(&room, &certificate), PADES_T);
    assert_null(stamper_failure(room.press.stamper));
    fixture_audit(room.f);
}

/* Nobody goes without a certificate because an authority is down. */
static void an_authority_that_is_down_keeps_nobody_waiting(void **state)
{
    const struct counter *counter = *state;
    SCOPED_ROOM(room);
    struct stamper down = {.ask = nobody_listens};
    room.press.stamper = &down;
    struct certificate certificate = issued(&room);
    assert_int_equal(level_of(&room, &certificate), PADES_B);
    assert_string_equal(stamper_failure(&down), "nobody listens");
    struct augmented augmented;
    struct augment_request request = {.level = PADES_T, .stamper = stamper_at(counter, &room)};
    OK(augment(&augmented, &room, "registrar", &certificate, &request));
    assert_int_equal(augmented.before, PADES_B);
    assert_int_equal(augmented.after, PADES_T);
    assert_int_equal(level_of(&room, &certificate), PADES_T);
}

/* Lists of both authorities, made a day after now. */
static void lists_of(struct crl out[2], const struct counter *counter, const struct room *room)
{
    struct arena *arena = room->f->arena;
    const char *keys = counter->keys, *times = counter->times;
    int64_t at_s = room->f->clock.fixed_s + 10;
    OK(crl_read(&out[0], revocation_list(path_join(arena, keys, "root.pem"),
                                         path_join(arena, keys, "root.key"),
                                         "correct horse battery", at_s, "", arena)));
    OK(crl_read(&out[1],
                revocation_list(path_join(arena, times, "root.pem"),
                                path_join(arena, times, "root.key"), "", at_s, "", arena)));
}

static void every_revision_is_kept(void **state)
{
    const struct counter *counter = *state;
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct augmented augmented;
    struct crl crls[2];
    struct augment_request request = {.level = PADES_T, .stamper = stamper_at(counter, &room)};
    OK(augment(&augmented, &room, "registrar", &certificate, &request));
    lists_of(crls, counter, &room);
    request.level = PADES_LTA;
    request.crls = crls;
    request.crl_count = 2;
    OK(augment(&augmented, &room, "certifier-a", &certificate, &request));
    assert_int_equal(augmented.added, 2);
    assert_int_equal(augmented.after, PADES_LTA);
    OK(augment(&augmented, &room, "registrar", &certificate, &request));
    assert_int_equal(augmented.added, 0);
    struct certificate_revisions list;
    OK(certificate_revision_list(&list, room.f->db, &certificate, room.f->arena));
    assert_int_equal(list.count, 4);
    for (size_t i = 0; i < list.count; i++) {
        struct digest digest = digest_of(list.items[i].pdf);
        assert_true(digest_equal(&digest, &list.items[i].digest));
        assert_int_equal(list.items[i].size, list.items[i].pdf.size);
        if (i)
            assert_memory_equal(list.items[i].pdf.data, list.items[i - 1].pdf.data,
                                list.items[i - 1].pdf.size);
    }
    struct bytes status;
    size_t rows;
    OK(certificate_status(&status, &rows, desk(&room, "registrar"), room.press.signer, 1,
                          room.f->arena));
    assert_int_equal(rows, 4);
    fixture_audit(room.f);
}

/* What was appended is guarded as what was signed: the audit reads every revision. */
static void a_revision_tampered_with_is_found(void **state)
{
    const struct counter *counter = *state;
    static const struct {
        const char *sql, *says;
    } cases[] = {
        {"UPDATE certificate_file SET pdf = CAST(pdf || x'00' AS BLOB) WHERE revision = 2",
         "revision 2 of its file is not the one that was stored"},
        {"UPDATE certificate_file SET pdf = CAST(substr(pdf, 2) AS BLOB) WHERE revision = 2",
         "revision 2 of its file is not the one that was stored"},
        {"UPDATE certificate_file SET size = size + 1 WHERE revision = 2", ""},
        {"UPDATE certificate_file SET revision = 3 WHERE revision = 2", ""},
        {"DELETE FROM certificate_file WHERE revision = 2", ""},
        {"DELETE FROM certificate_file WHERE revision = 1", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ROOM(room);
        size_t recorded;
        OK(key_record_keyring(&recorded, desk(&room, ""), counter->keys, room.f->arena));
        struct certificate certificate = issued(&room);
        struct augmented augmented;
        struct audit_report report;
        struct augment_request request = {.level = PADES_T, .stamper = stamper_at(counter, &room)};
        OK(augment(&augmented, &room, "registrar", &certificate, &request));
        OK(audit_registry(&report, room.f->db, NULL, NULL));
        fixture_unprotect(room.f);
        fixture_run(room.f, cases[i].sql);
        FAILS(audit_registry(&report, room.f->db, NULL, NULL), ERROR_REFUSED, cases[i].says);
    }
}

static void refuses_what_should_not_last(void **state)
{
    const struct counter *counter = *state;
    SCOPED_ROOM(room);
    bool revoked;
    struct augmented augmented;
    struct certificate intended;
    struct augment_request request = {.level = PADES_T, .stamper = stamper_at(counter, &room)};
    OK(certificate_intend(&intended, desk(&room, "registrar"), &room.decision, &room.press,
                          room.f->arena));
    FAILS(augment(&augmented, &room, "registrar", &intended, &request), ERROR_NOT_FOUND,
          "intended, but not issued");
    struct certificate certificate = issued(&room);
    FAILS(augment(&augmented, &room, "examiner-a", &certificate, &request), ERROR_REFUSED,
          "examiner-a");
    OK(certificate_revoke(&revoked, desk(&room, "certifier-a"), &certificate, "forged marks"));
    OK(certificate_revoke(&revoked, desk(&room, "certifier-b"), &certificate, "forged marks"));
    certificate = again(&room, &certificate);
    FAILS(augment(&augmented, &room, "registrar", &certificate, &request), ERROR_REFUSED,
          "was revoked");
}

/* An authority that fails half-way leaves the file as it was. */
static void all_or_nothing(void **state)
{
    const struct counter *counter = *state;
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct augmented augmented;
    struct bytes before, after;
    struct augment_request request = {.level = PADES_LT, .stamper = stamper_at(counter, &room)};
    OK(certificate_file(&before, room.f->db, &certificate, room.f->arena));
    FAILS(augment(&augmented, &room, "registrar", &certificate, &request), ERROR_REFUSED,
          "no revocation list of the issuer of");
    struct stamper down = {.ask = nobody_listens};
    request.stamper = &down;
    FAILS(augment(&augmented, &room, "registrar", &certificate, &request), ERROR_ENVIRONMENT,
          "nobody listens");
    OK(certificate_file(&after, room.f->db, &certificate, room.f->arena));
    assert_true(bytes_equal(before, after));
}

static void only_what_goes_on_is_stored(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct arena *arena = room.f->arena;
    struct bytes pdf;
    OK(certificate_file(&pdf, room.f->db, &certificate, arena));
    FAILS(certificate_revision_add(desk(&room, "registrar"), &certificate, pdf, arena),
          ERROR_CONFLICT, "changed meanwhile");
    char *other = arena_text_n(arena, pdf.data, pdf.size + 1);
    other[100] ^= 1;
    FAILS(certificate_revision_add(desk(&room, "registrar"), &certificate,
                                   bytes_of(other, pdf.size + 1), arena),
          ERROR_CONFLICT, "changed meanwhile");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_issued_certificate_is_stamped),
        cmocka_unit_test(an_authority_that_is_down_keeps_nobody_waiting),
        cmocka_unit_test(every_revision_is_kept),
        cmocka_unit_test(a_revision_tampered_with_is_found),
        cmocka_unit_test(refuses_what_should_not_last),
        cmocka_unit_test(all_or_nothing),
        cmocka_unit_test(only_what_goes_on_is_stored),
    };
    return cmocka_run_group_tests_name("certify/certificate_augment", tests, open_counter,
                                       close_counter);
}
