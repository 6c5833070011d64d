/* A sample certificate of every level, made once for a test program. Its signer ends after a year;
 * it was signed on the first day, stamped on the second, completed on the fourth. */
#ifndef USTA_TESTS_CERTIFY_AUGMENTED_H
#define USTA_TESTS_CERTIFY_AUGMENTED_H

#include "base/encoding.h"
#include "certify/certificate_augment.h"
#include "certify/pades_augment.h"
#include "certify/pades_hole.h"

#include "authority.h"
#include "sample.h"

struct workbench {
    struct fixture fixture;
    const char *times; /* folder of the authorities for timestamps */
    struct trust trust, known;
    struct bytes b, t, lt, lta; /* each begins with the one before */
    struct bytes stamped;       /* level T by a timestamp of the signature */
    struct bytes times_list;    /* a revocation list of the authorities' root */
};

/* The signer's root's list, with the signer on it unless revoked_at_s is 0. */
static inline struct bytes signer_list(const struct workbench *bench, int64_t made_at_s,
                                       int64_t revoked_at_s)
{
    struct arena *arena = bench->fixture.arena;
    const char *keys = bench->fixture.keys;
    const char *revoked = revoked_at_s ? arena_format(arena, "%s/signer.pem '%s'", keys,
                                                      faked(revoked_at_s, arena))
                                       : "";
    return revocation_list(path_join(arena, keys, "root.pem"), path_join(arena, keys, "root.key"),
                           TEST_PASSPHRASE, made_at_s, revoked, arena);
}

static inline struct bytes stamped_again(struct bytes pdf, struct authority *authority,
                                         struct arena *arena)
{
    struct pdf_file file;
    struct bytes out = {0};
    OK(pdf_file_read(&file, pdf, arena));
    OK(pades_stamp(&out, &file, &authority->tsa.stamper, arena));
    return out;
}

/* The same file with another CMS in its first signature. */
static inline struct bytes with_cms(struct bytes pdf, struct bytes der, struct arena *arena)
{
    struct judgement judgement;
    struct pades_seal seal;
    pades_check(&judgement, &seal, pdf, NULL, arena);
    const uint8_t *at = memmem(pdf.data, pdf.size, "/Contents <30", strlen("/Contents <30"));
    assert_non_null(at);
    char *copy = arena_text_n(arena, pdf.data, pdf.size);
    char *hole = copy + (at - pdf.data) + strlen("/Contents <");
    size_t room = strspn(hole, "0123456789abcdefABCDEF");
    const char *digits = hex_encode(der, arena);
    assert_true(strlen(digits) <= room);
    memset(hole, '0', room);
    memcpy(hole, digits, strlen(digits));
    return bytes_of(copy, pdf.size);
}

static inline void fill_bench(struct workbench *bench)
{
    struct arena *arena = bench->fixture.arena;
    const struct signer *signer = bench->fixture.signer;
    struct authority *first = authority_of(bench->times, "good", TEST_NOW_S, arena);
    struct authority *next = authority_of(bench->times, "good", TEST_NOW_S + day_s, arena);
    struct authority *last = authority_of(bench->times, "good", TEST_NOW_S + 3 * day_s, arena);
    struct pades_request request = sample_request();
    struct crl crls[2];
    struct augmented_files files;
    bench->b = sign_pdf(sample_pdf(false, arena), &request, signer, arena);
    request.stamper = &first->tsa.stamper;
    bench->stamped = sign_pdf(sample_pdf(false, arena), &request, signer, arena);
    bench->t = stamped_again(bench->b, next, arena);
    bench->times_list = revocation_list(path_join(arena, bench->times, "root.pem"),
                                        path_join(arena, bench->times, "root.key"), "",
                                        TEST_NOW_S + 2 * day_s, "", arena);
    OK(crl_read(&crls[0], signer_list(bench, TEST_NOW_S + 3 * day_s, 0)));
    OK(crl_read(&crls[1], bench->times_list));
    struct augment_request augment = {
        .level = PADES_LTA, .stamper = &last->tsa.stamper, .crls = crls, .crl_count = 2};
    OK(certificate_augment_file(&files, bench->t, &augment, arena));
    assert_int_equal(files.count, 2);
    bench->lt = files.items[0];
    bench->lta = files.items[1];
}

static inline int open_bench(void **state)
{
    SCOPED_SECRET passphrase = test_passphrase();
    struct workbench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    struct fixture *fixture = &bench->fixture;
    struct arena *arena = fixture->arena = arena_open();
    fixture->folder = fresh_folder(arena);
    fixture->keys = path_join(arena, fixture->folder, "keys");
    struct keyring_request request = test_request(SIGNATURE_ES256);
    request.signer_years = 1;
    struct clock clock = clock_fixed(TEST_NOW_S);
    struct random random = random_seeded(7);
    OK(keyring_create(fixture->keys, &request, passphrase, &clock, &random));
    OK(keyring_open(&fixture->keyring, fixture->keys, passphrase));
    fixture->signer = keyring_signer(fixture->keyring);
    bench->times = authorities_made(fixture->folder, TEST_NOW_S, arena);
    bench->known = knowing(fixture, arena);
    bench->trust = roots_in(path_join(arena, fixture->keys, "root.pem"), arena);
    fill_bench(bench);
    *state = bench;
    return 0;
}

static inline int close_bench(void **state)
{
    struct workbench *bench = *state;
    remove_folder(bench->fixture.folder);
    keyring_close(bench->fixture.keyring);
    arena_close(bench->fixture.arena);
    free(bench);
    return 0;
}

#endif
