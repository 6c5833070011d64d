/* Forged validation data, and timestamps of something else. */
#include "forged.h"

#include "certify/pades_augment.h"

/* Validation data over the T file, the certificates those needed unless said otherwise. */
static struct bytes validated(const struct workbench *bench, struct bytes pdf,
                              const struct bytes *crls, size_t crl_count, const struct bytes *extra,
                              struct arena *arena)
{
    struct judgement judgement;
    struct pades_seal seal;
    const struct x509 *needed[VALIDATION_LIMIT];
    struct bytes certificates[VALIDATION_LIMIT + 1], out = {0};
    (void)bench;
    pades_check(&judgement, &seal, pdf, NULL, arena);
    assert_int_equal(judgement.verdict, VERDICT_GENUINE);
    size_t count = validation_certificates(needed, &seal.validation);
    for (size_t i = 0; i < count; i++)
        certificates[i] = needed[i]->der;
    if (extra)
        certificates[count++] = *extra;
    const struct pades_validation data = {certificates, crls, count, crl_count};
    OK(pades_validation_add(&out, &seal.file, &data, arena));
    return out;
}

/* What the bench uses, in order: the signer's authority's, the timestamp authority's. */
static void good_lists(struct bytes out[2], const struct workbench *bench)
{
    out[0] = signer_list(bench, TEST_NOW_S + 3 * day_s, 0);
    out[1] = bench->times_list;
}

static struct bytes extra_certificate(const struct workbench *bench, const struct forgery *forgery,
                                      struct arena *arena)
{
    struct bytes crls[2];
    good_lists(crls, bench);
    struct trust stranger = roots_in(path_join(arena, bench->times, forgery->to), arena);
    return validated(bench, bench->t, crls, 2, &stranger.roots[0].der, arena);
}

static struct bytes too_few_lists(const struct workbench *bench, const struct forgery *forgery,
                                  struct arena *arena)
{
    struct bytes crls[2];
    good_lists(crls, bench);
    return validated(bench, bench->t, crls + forgery->number, 1, NULL, arena);
}

static struct bytes no_lists(const struct workbench *bench, const struct forgery *forgery,
                             struct arena *arena)
{
    (void)forgery;
    return validated(bench, bench->t, NULL, 0, NULL, arena);
}

static struct bytes list_of_garbage(const struct workbench *bench, const struct forgery *forgery,
                                    struct arena *arena)
{
    struct bytes crls[3];
    good_lists(crls, bench);
    crls[2] = bytes_of_text(forgery->to);
    return validated(bench, bench->t, crls, 3, NULL, arena);
}

/* A list in the signer's authority's name by another key: one bit of the signature. */
static struct bytes list_of_another_key(const struct workbench *bench,
                                        const struct forgery *forgery, struct arena *arena)
{
    struct bytes crls[2];
    good_lists(crls, bench);
    char *copy = arena_text_n(arena, crls[0].data, crls[0].size);
    copy[crls[0].size - 1 - (size_t)forgery->number] ^= 1;
    crls[0] = bytes_of(copy, crls[0].size);
    return validated(bench, bench->t, crls, 2, NULL, arena);
}

static struct bytes list_of_a_stranger(const struct workbench *bench, const struct forgery *forgery,
                                       struct arena *arena)
{
    struct bytes crls[3];
    (void)forgery;
    good_lists(crls, bench);
    crls[2] = revocation_list(path_join(arena, bench->times, "stranger-root.pem"),
                              path_join(arena, bench->times, "stranger-root.key"), "",
                              TEST_NOW_S + 3 * day_s, "", arena);
    return validated(bench, bench->t, crls, 3, NULL, arena);
}

/* From before the timestamp: it says nothing about that time. */
static struct bytes old_list(const struct workbench *bench, const struct forgery *forgery,
                             struct arena *arena)
{
    struct bytes crls[2];
    (void)forgery;
    good_lists(crls, bench);
    crls[0] = signer_list(bench, TEST_NOW_S, 0);
    return validated(bench, bench->t, crls, 2, NULL, arena);
}

static struct bytes without_timestamp(const struct workbench *bench, const struct forgery *forgery,
                                      struct arena *arena)
{
    struct bytes crls[1] = {signer_list(bench, TEST_NOW_S + 3 * day_s, 0)};
    (void)forgery;
    return validated(bench, bench->b, crls, 1, NULL, arena);
}

/* The LT file with something else in its validation data: lengths stay as they are. */
static struct bytes rewritten(const struct workbench *bench, const struct forgery *forgery,
                              struct arena *arena)
{
    return forged_replaced(bench->lt, forgery->from, forgery->to, arena);
}

/* The timestamp of another signature of the same signer. */
static struct bytes swapped(const struct workbench *bench, const struct forgery *forgery,
                            struct arena *arena)
{
    struct judgement judgement;
    struct pades_seal seal, other;
    struct bytes der;
    struct authority *good = authority_of(bench->times, "good", TEST_NOW_S, arena);
    struct pades_request request = sample_request();
    request.stamper = &good->tsa.stamper;
    request.reason = "Another";
    struct bytes file = sign_pdf(sample_pdf(false, arena), &request, bench->fixture.signer, arena);
    (void)forgery;
    pades_check(&judgement, &other, file, NULL, arena);
    pades_check(&judgement, &seal, bench->stamped, NULL, arena);
    struct cms cms = seal.cms;
    cms.timestamp = other.cms.timestamp;
    OK(cms_write(&der, &cms, arena));
    return with_cms(bench->stamped, der, arena);
}

/* The document timestamp of the same file as of another day's LT: it stamps other bytes. */
static struct bytes document_swapped(const struct workbench *bench, const struct forgery *forgery,
                                     struct arena *arena)
{
    struct pdf_file file, before;
    struct pades_stamp_draft draft;
    struct bytes token, out;
    (void)forgery;
    OK(pdf_file_read(&file, bench->t, arena));
    before = pdf_file_beginning(&file, 2);
    OK(pades_stamp_prepare(&draft, &before, arena));
    OK(pades_hole_read(&token, bench->t, &draft.hole, arena));
    OK(pdf_file_read(&file, bench->lt, arena));
    OK(pades_stamp_prepare(&draft, &file, arena));
    OK(pades_hole_fill(&out, &draft.hole, draft.file, token, arena));
    return out;
}

/* A document timestamp that says it is older than the one it stands upon. */
static struct bytes backwards(const struct workbench *bench, const struct forgery *forgery,
                              struct arena *arena)
{
    (void)forgery;
    return stamped_again(bench->lta, authority_of(bench->times, "good", TEST_NOW_S + day_s, arena),
                         arena);
}

/* Stamped long before the date that the signature gives itself. */
static struct bytes before_signing(const struct workbench *bench, const struct forgery *forgery,
                                   struct arena *arena)
{
    struct pades_request request = sample_request();
    (void)forgery;
    request.signed_at_s = TEST_NOW_S + 3 * day_s;
    struct bytes file = sign_pdf(sample_pdf(false, arena), &request, bench->fixture.signer, arena);
    return stamped_again(file, authority_of(bench->times, "good", TEST_NOW_S, arena), arena);
}

/* The signature's timestamp taken away, with the room it had. */
static struct bytes taken_away(const struct workbench *bench, const struct forgery *forgery,
                               struct arena *arena)
{
    struct judgement judgement;
    struct pades_seal seal;
    struct bytes der;
    (void)forgery;
    pades_check(&judgement, &seal, bench->stamped, NULL, arena);
    struct cms bare = seal.cms;
    bare.timestamp = bytes_of(NULL, 0);
    OK(cms_write(&der, &bare, arena));
    return with_cms(bench->stamped, der, arena);
}

static const struct forgery list[] = {
    {"additions, certificate too many", extra_certificate, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "stranger-root.pem", 0},
    {"additions, list of the signer alone", too_few_lists, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     NULL, 0},
    {"additions, list of the authority alone", too_few_lists, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     NULL, 1},
    {"additions, no list", no_lists, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"additions, garbage for a list", list_of_garbage, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "garbage", 0},
    {"additions, a page for a list", list_of_garbage, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "BT /F1 20 Tf 50 700 Td (Level reached: 3) Tj ET", 0},
    {"additions, list by another key", list_of_another_key, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     NULL, 0},
    {"additions, list of a stranger", list_of_a_stranger, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     NULL, 0},
    {"additions, list from before", old_list, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"additions, validation data without a timestamp", without_timestamp,
     VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"additions, another type", rewritten, VERDICT_ADDITIONS_AFTER_SIGNING, "/Type /DSS",
     "/Type /DSX", 0},
    {"additions, lists under another name", rewritten, VERDICT_ADDITIONS_AFTER_SIGNING, "/CRLs [",
     "/OCSP [", 0},
    {"additions, a list lost", rewritten, VERDICT_ADDITIONS_AFTER_SIGNING, "/CRLs [ ", "/CRLs []%",
     0},
    {"additions, timestamp of another signature", swapped, VERDICT_BAD_SIGNATURE, NULL, NULL, 0},
    {"additions, timestamp of another file", document_swapped, VERDICT_ADDITIONS_AFTER_SIGNING,
     NULL, NULL, 0},
    {"additions, timestamps backwards", backwards, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"additions, timestamp before the signing", before_signing, VERDICT_ADDITIONS_AFTER_SIGNING,
     NULL, NULL, 0},
    {"additions, timestamp taken away", taken_away, VERDICT_ALTERED, NULL, NULL, 0},
};

const struct forgeries forged_additions = {list, COUNT(list)};
