#include "certify/pades_augment.h"

#include "base/buffer.h"
#include "certify/certificate_augment.h"
#include "certify/verify.h"

#include "augmented.h"

static void each_level_is_reached(void **state)
{
    const struct workbench *bench = *state;
    static const enum pades_level levels[] = {PADES_B, PADES_T, PADES_LT, PADES_LTA};
    const struct bytes files[] = {bench->b, bench->t, bench->lt, bench->lta};
    for (size_t i = 0; i < COUNT(files); i++) {
        SCOPED_ARENA(arena);
        struct judgement judgement;
        struct pades_seal seal;
        pades_check(&judgement, &seal, files[i], NULL, arena);
        if (judgement.verdict != VERDICT_GENUINE)
            fail_msg("%s: %s", pades_level_name(levels[i]), judgement.why);
        assert_int_equal(seal.level, levels[i]);
        if (i)
            assert_memory_equal(files[i].data, files[i - 1].data, files[i - 1].size);
    }
}

/* Other programs find every signature good, and the first one as it was. */
static void everybody_accepts_it(void **state)
{
    const struct workbench *bench = *state;
    static const struct {
        const char *name;
        size_t signatures;
    } cases[] = {{"t", 2}, {"lt", 2}, {"lta", 3}, {"stamped", 1}};
    const struct bytes files[] = {bench->t, bench->lt, bench->lta, bench->stamped};
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        char *path = arena_format(arena, "%s/%s.pdf", bench->fixture.folder, cases[i].name);
        OK(file_write(path, files[i], 0644));
        PEER_SAYS("No syntax or stream encoding errors", "qpdf --check %s", path);
        PEER_SAYS("Signature is Valid", "pdfsig -nocert %s", path);
        PEER_SAYS("", "test $(pdfsig -nocert %s | grep -c 'Signature #') = %zu", path,
                  cases[i].signatures);
        PEER_SAYS("", "! pdfsig -nocert %s | grep -E 'Signature Validation: .*(Invalid|Mismatch)'",
                  path);
        PEER_SAYS("Pages: 1", "mutool info %s", path);
        PEER_SAYS("", "pdftotext %s - | grep -q 'Level reached: 2'", path);
    }
}

/* What openssl makes of the timestamp in the last update. */
static void openssl_accepts_a_document_timestamp(void **state)
{
    const struct workbench *bench = *state;
    SCOPED_ARENA(arena);
    struct pdf_file file;
    struct pades_stamp_draft draft;
    struct bytes token;
    OK(pdf_file_read(&file, bench->lta, arena));
    struct pdf_file before = pdf_file_beginning(&file, file.revision_count - 1);
    OK(pades_stamp_prepare(&draft, &before, arena));
    OK(pades_hole_read(&token, bench->lta, &draft.hole, arena));
    struct buffer covered = buffer_make(arena, bench->lta.size);
    buffer_add(&covered, bytes_of(bench->lta.data, draft.hole.at));
    buffer_add(&covered,
               bytes_of(bench->lta.data + draft.hole.end, bench->lta.size - draft.hole.end));
    OK(file_write(path_join(arena, bench->times, "covered"), bytes_of(covered.data, covered.size),
                  0600));
    OK(file_write(path_join(arena, bench->times, "token"), token, 0600));
    PEER_SAYS("Verification: OK",
              "cd %s && openssl ts -verify -token_in -in token -data covered -CAfile root.pem "
              "-attime %lld",
              bench->times, (long long)TEST_NOW_S + 3 * day_s);
}

/* Before a release in every byte (USTA_FULL=1); what they hold is tried in full by cms_test and
 * timestamp_test. */
static void a_bit_here_and_there(void **state)
{
    const struct workbench *bench = *state;
    const struct bytes files[] = {bench->stamped, bench->lta};
    const size_t from[] = {0, bench->b.size};
    for (size_t i = 0; i < COUNT(files); i++) {
        SCOPED_ARENA(arena);
        uint8_t *copy = (uint8_t *)arena_text_n(arena, files[i].data, files[i].size);
        size_t step = getenv("USTA_FULL") ? 1 : 97;
        for (size_t at = from[i]; at < files[i].size; at += step) {
            SCOPED_ARENA(check);
            copy[at] ^= (uint8_t)(1 << at % 8);
            enum verdict verdict = verdict_known(bytes_of(copy, files[i].size), &bench->known,
                                                 check);
            if (verdict < VERDICT_ADDITIONS_AFTER_SIGNING)
                fail_msg("at byte %zu of file %zu, and still '%s'", at, i, verdict_name(verdict));
            copy[at] = files[i].data[at];
        }
    }
}

/* Cut at the end of a revision it is the file that it was; anywhere else it is none. */
static void truncations(void **state)
{
    const struct workbench *bench = *state;
    const size_t ends[] = {bench->b.size, bench->t.size, bench->lt.size};
    size_t step = getenv("USTA_FULL") ? 1 : 211;
    for (size_t size = bench->b.size; size < bench->lta.size; size += step) {
        SCOPED_ARENA(arena);
        bool is_end = false;
        for (size_t i = 0; i < COUNT(ends); i++)
            is_end = is_end || size == ends[i];
        enum verdict verdict = verdict_known(bytes_of(bench->lta.data, size), &bench->known, arena);
        if ((verdict == VERDICT_GENUINE) != is_end || verdict < VERDICT_GENUINE)
            fail_msg("cut at %zu: %s", size, verdict_name(verdict));
    }
    for (size_t i = 0; i < COUNT(ends); i++)
        assert_int_equal(verdict_of(bytes_of(bench->lta.data, ends[i]), bench->fixture.arena),
                         VERDICT_GENUINE);
}

static struct verification checked(const struct workbench *bench, struct bytes file, bool trusts,
                                   int64_t now_s)
{
    struct verification verification;
    struct verify_basis basis = {.now_s = now_s, .trust = bench->trust};
    if (trusts)
        basis.time_trust = roots_in(path_join(bench->fixture.arena, bench->times, "root.pem"),
                                    bench->fixture.arena);
    verify_file(&verification, file, &basis, bench->fixture.arena);
    return verification;
}

static void is(const struct verification *verification, enum verdict expected)
{
    if (verification->judgement.verdict != expected)
        fail_msg("'%s' (%s) instead of '%s'", verdict_name(verification->judgement.verdict),
                 verification->judgement.why, verdict_name(expected));
}

/* The signer's certificate of this bench ends after a year, what it signed is good for three. */
static void a_trusted_time_outlives_the_signer(void **state)
{
    const struct workbench *bench = *state;
    const int64_t later_s = TEST_NOW_S + 2 * year_s;
    const struct bytes files[] = {bench->stamped, bench->t, bench->lt, bench->lta};
    for (size_t i = 0; i < COUNT(files); i++) {
        struct verification now = checked(bench, files[i], true, TEST_NOW_S + 5 * day_s);
        is(&now, VERDICT_GENUINE);
        assert_true(now.time.is_proven);
        assert_in_range(now.time.at_s, TEST_NOW_S, TEST_NOW_S + day_s + 10);
        assert_string_equal(now.time.authority->common_name, "good");
        struct verification later = checked(bench, files[i], true, later_s);
        is(&later, VERDICT_GENUINE);
        later = checked(bench, files[i], false, later_s);
        is(&later, VERDICT_EXPIRED);
        assert_false(later.time.is_proven);
        assert_non_null(strstr(later.time.why_not, "not among the roots of timestamps"));
        later = checked(bench, files[i], false, TEST_NOW_S + 5 * day_s);
        is(&later, VERDICT_GENUINE);
    }
    struct verification bare = checked(bench, bench->b, true, later_s);
    is(&bare, VERDICT_EXPIRED);
    assert_null(bare.time.authority);
}

/* The roots of issuers are not those of authorities for timestamps, nor the other way round. */
static void trust_in_one_is_no_trust_in_the_other(void **state)
{
    const struct workbench *bench = *state;
    struct arena *arena = bench->fixture.arena;
    struct trust times = roots_in(path_join(arena, bench->times, "root.pem"), arena);
    struct verify_basis basis = {.now_s = TEST_NOW_S, .trust = times, .time_trust = bench->trust};
    struct verification verification;
    verify_file(&verification, bench->lta, &basis, arena);
    is(&verification, VERDICT_UNKNOWN_ISSUER);
    assert_false(verification.time.is_proven);
}

/* An authority whose certificate ended before now says nothing any more, unless a later timestamp
 * says that it was in force when it spoke. */
static void a_later_timestamp_keeps_an_earlier_one(void **state)
{
    const struct workbench *bench = *state;
    struct arena *arena = bench->fixture.arena;
    const int64_t later_s = TEST_NOW_S + 2 * year_s;
    struct authority *brief = authority_of(bench->times, "short", TEST_NOW_S + day_s, arena);
    struct bytes once = stamped_again(bench->b, brief, arena);
    struct verification verification = checked(bench, once, true, TEST_NOW_S + 2 * day_s);
    assert_true(verification.time.is_proven);
    verification = checked(bench, once, true, later_s);
    is(&verification, VERDICT_EXPIRED);
    assert_non_null(strstr(verification.time.why_not, "not in force"));
    struct authority *good = authority_of(bench->times, "good", TEST_NOW_S + 5 * day_s, arena);
    struct bytes twice = stamped_again(once, good, arena);
    verification = checked(bench, twice, true, later_s);
    is(&verification, VERDICT_GENUINE);
    assert_string_equal(verification.time.authority->common_name, "short");
    struct bytes too_late = stamped_again(
        once, authority_of(bench->times, "good", TEST_NOW_S + 30 * day_s, arena), arena);
    verification = checked(bench, too_late, true, later_s);
    assert_string_equal(verification.time.authority->common_name, "good");
}

/* A list that takes the signer back counts, unless a trusted timestamp was there before. */
static void a_revoked_signer(void **state)
{
    const struct workbench *bench = *state;
    struct arena *arena = bench->fixture.arena;
    const struct {
        int64_t revoked_at_s;
        bool trusts;
        enum verdict verdict;
    } cases[] = {
        {TEST_NOW_S + 2 * day_s, true, VERDICT_GENUINE},
        {TEST_NOW_S + 2 * day_s, false, VERDICT_KEY_REVOKED},
        {TEST_NOW_S + day_s / 2, true, VERDICT_KEY_REVOKED},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct crl crls[2];
        OK(crl_read(&crls[0], signer_list(bench, TEST_NOW_S + 3 * day_s, cases[i].revoked_at_s)));
        OK(crl_read(&crls[1], bench->times_list));
        struct augment_request request = {.level = PADES_LT, .crls = crls, .crl_count = 2};
        struct augmented_files files;
        OK(certificate_augment_file(&files, bench->t, &request, arena));
        struct verification verification = checked(bench, files.items[0], cases[i].trusts,
                                                   TEST_NOW_S + 5 * day_s);
        is(&verification, cases[i].verdict);
    }
}

static void refuses_what_does_not_help(void **state)
{
    const struct workbench *bench = *state;
    struct arena *arena = bench->fixture.arena;
    struct augmented_files files;
    struct crl crls[2];
    struct augment_request request = {.level = PADES_LT, .crls = crls};
    FAILS(certificate_augment_file(&files, bench->b, &request, arena), ERROR_USAGE,
          "a timestamp is needed");
    FAILS(certificate_augment_file(&files, bench->t, &request, arena), ERROR_REFUSED,
          "no revocation list of the issuer of 'CN=TEST certificate signer");
    OK(crl_read(&crls[0], signer_list(bench, TEST_NOW_S, 0)));
    request.crl_count = 1;
    FAILS(certificate_augment_file(&files, bench->t, &request, arena), ERROR_REFUSED,
          "was made since 2026-11-23");
    OK(crl_read(&crls[0], signer_list(bench, TEST_NOW_S + 3 * day_s, 0)));
    FAILS(certificate_augment_file(&files, bench->t, &request, arena), ERROR_REFUSED,
          "no revocation list of the issuer of 'CN=good");
    OK(crl_read(&crls[1], bench->times_list));
    request.crl_count = 2;
    OK(certificate_augment_file(&files, bench->t, &request, arena));
    assert_int_equal(files.count, 1);
    OK(certificate_augment_file(&files, bench->lta, &request, arena));
    assert_int_equal(files.count, 0);
    assert_int_equal(files.after, PADES_LTA);
    struct bytes longer = bytes_of(arena_text_n(arena, bench->t.data, bench->t.size + 1),
                                   bench->t.size + 1);
    FAILS(certificate_augment_file(&files, longer, &request, arena), ERROR_REFUSED,
          "the file is not genuine");
    struct pdf_file unsigned_file;
    struct pades_stamp_draft draft;
    OK(pdf_file_read(&unsigned_file, sample_pdf(false, arena), arena));
    FAILS(pades_stamp_prepare(&draft, &unsigned_file, arena), ERROR_REFUSED, "has no form");
}

static fallible nobody_listens(struct stamper *stamper, struct bytes *token,
                               const struct digest *imprint, struct arena *arena)
{
    int *asked = stamper->context;
    (void)token, (void)imprint, (void)arena;
    ++*asked;
    return error_make(ERROR_ENVIRONMENT, "nobody listens");
}

static fallible give_much(struct stamper *stamper, struct bytes *token,
                          const struct digest *imprint, struct arena *arena)
{
    (void)stamper, (void)imprint;
    *token = bytes_of(arena_alloc(arena, 20000), 20000);
    return NULL;
}

static void an_authority_that_fails_is_asked_once(void **state)
{
    const struct workbench *bench = *state;
    struct arena *arena = bench->fixture.arena;
    int asked = 0;
    struct stamper stamper = {.ask = nobody_listens, .context = &asked};
    struct augment_request request = {.level = PADES_T, .stamper = &stamper};
    struct augmented_files files;
    assert_null(stamper_failure(&stamper));
    FAILS(certificate_augment_file(&files, bench->b, &request, arena), ERROR_ENVIRONMENT,
          "nobody listens");
    FAILS(certificate_augment_file(&files, bench->b, &request, arena), ERROR_ENVIRONMENT,
          "not asked again");
    assert_int_equal(asked, 1);
    assert_string_equal(stamper_failure(&stamper), "nobody listens");
    struct stamper large = {.ask = give_much};
    request.stamper = &large;
    FAILS(certificate_augment_file(&files, bench->b, &request, arena), ERROR_ENVIRONMENT,
          "there is room for 8192");
}

/* The room for a timestamp is signed for: without the timestamp it is not the file any more. */
static void a_timestamp_cannot_be_taken_away(void **state)
{
    const struct workbench *bench = *state;
    SCOPED_ARENA(arena);
    struct judgement judgement;
    struct pades_seal seal;
    struct bytes der;
    pades_check(&judgement, &seal, bench->stamped, NULL, arena);
    assert_int_equal(seal.level, PADES_T);
    struct cms bare = seal.cms;
    bare.timestamp = bytes_of(NULL, 0);
    OK(cms_write(&der, &bare, arena));
    struct bytes without = with_cms(bench->stamped, der, arena);
    pades_check(&judgement, &seal, without, NULL, arena);
    assert_int_equal(judgement.verdict, VERDICT_ALTERED);
    assert_non_null(strstr(judgement.why, "timestamp was taken away"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_level_is_reached),
        cmocka_unit_test(everybody_accepts_it),
        cmocka_unit_test(openssl_accepts_a_document_timestamp),
        cmocka_unit_test(a_bit_here_and_there),
        cmocka_unit_test(truncations),
        cmocka_unit_test(a_trusted_time_outlives_the_signer),
        cmocka_unit_test(trust_in_one_is_no_trust_in_the_other),
        cmocka_unit_test(a_later_timestamp_keeps_an_earlier_one),
        cmocka_unit_test(a_revoked_signer),
        cmocka_unit_test(refuses_what_does_not_help),
        cmocka_unit_test(an_authority_that_fails_is_asked_once),
        cmocka_unit_test(a_timestamp_cannot_be_taken_away),
    };
    return cmocka_run_group_tests_name("certify/pades_augment", tests, open_bench, close_bench);
}
