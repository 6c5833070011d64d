#include "certify/pades_sign.h"

#include "base/buffer.h"
#include "base/encoding.h"
#include "certify/deflate.h"

#include "sample.h"

/* Signs, writes the file, and lets everybody else look at it. */
static void peers_accept(const struct fixture *fixture, const char *keys,
                         const struct signer *signer, struct bytes original,
                         const struct pades_request *request)
{
    SCOPED_ARENA(arena);
    struct bytes file = sign_pdf(original, request, signer, arena);
    char *path = path_join(arena, fixture->folder, "signed.pdf");
    OK(file_write(path, file, 0644));
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check %s", path);
    PEER_SAYS("Signature is Valid", "pdfsig -nocert %s", path);
    PEER_SAYS("Total document signed", "pdfsig -nocert %s", path);
    PEER_SAYS("ETSI.CAdES.detached", "pdfsig -nocert %s", path);
    PEER_SAYS("Pages: 1", "mutool info %s", path);
    PEER_SAYS("", "mutool draw -o /dev/null -q %s", path);
    PEER_SAYS("", "pdftotext %s - | grep -q 'Level reached: 2'", path);
    struct pades_draft draft;
    OK(pades_prepare(&draft, original, request, signer, arena));
    struct buffer content = buffer_make(arena, file.size);
    buffer_add(&content, bytes_of(file.data, draft.hole_at));
    buffer_add(&content, bytes_of(file.data + draft.hole_end, file.size - draft.hole_end));
    OK(file_write(path_join(arena, fixture->folder, "content"),
                  bytes_of(content.data, content.size), 0644));
    struct bytes cms;
    char *digits = arena_text_n(arena, file.data + draft.hole_at + 1,
                                draft.hole_end - draft.hole_at - 2);
    OK(hex_decode(&cms, digits, "signature", arena));
    OK(file_write(path_join(arena, fixture->folder, "cms"), cms, 0644));
    PEER_SAYS("Verification successful",
              "openssl cms -verify -binary -cades -attime %lld -inform DER -in %s/cms -content "
              "%s/content -CAfile %s/root.pem -purpose any -out /dev/null",
              (long long)TEST_NOW_S, fixture->folder, fixture->folder, keys);
    PEER_SAYS("signingCertificateV2", "openssl cms -cmsout -print -inform DER -in %s/cms",
              fixture->folder);
    PEER_SAYS("", "! openssl cms -cmsout -print -inform DER -in %s/cms | grep -q signingTime",
              fixture->folder);
}

static void everybody_accepts_ecdsa(void **state)
{
    const struct fixture *fixture = *state;
    struct pades_request request = sample_request();
    peers_accept(fixture, fixture->keys, fixture->signer, sample_pdf(false, fixture->arena),
                 &request);
}

static void everybody_accepts_a_visible_field_beside_links(void **state)
{
    const struct fixture *fixture = *state;
    struct pades_request request = sample_request();
    request.place = (struct pades_place){50000, 50500, 250000, 90001};
    request.appearance = deflate_bytes(bytes_of_text("0 0 1 RG 51 51 198 37 re S"), fixture->arena);
    request.alternative = "Подпись центра";
    request.struct_parent = 7;
    struct bytes original = sample_pdf(true, fixture->arena);
    peers_accept(fixture, fixture->keys, fixture->signer, original, &request);
    struct bytes file = sign_pdf(original, &request, fixture->signer, fixture->arena);
    assert_int_equal(verdict_of(file, fixture->arena), VERDICT_GENUINE);
}

/* How many pixels of a picture (PPM, one pixel a point) are pure blue in a line above the bottom.
 */
static int blue_pixels(struct bytes picture, int above_bottom)
{
    int width, height, start, count = 0;
    assert_int_equal(sscanf((const char *)picture.data, "P6 %d %d 255%n", &width, &height, &start),
                     2);
    const uint8_t *row = picture.data + start + 1 + 3 * (height - 1 - above_bottom) * width;
    for (const uint8_t *pixel = row; pixel < row + 3 * width; pixel += 3)
        count += pixel[0] == 0 && pixel[1] == 0 && pixel[2] == 255;
    return count;
}

static void the_appearance_stands_in_its_place(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    struct pades_request request = sample_request();
    request.place = (struct pades_place){100000, 200000, 300000, 250000};
    request.appearance = deflate_bytes(bytes_of_text("0 0 1 rg 100 200 500 20 re f"), arena);
    struct bytes file = sign_pdf(sample_pdf(false, arena), &request, fixture->signer, arena);
    struct bytes picture;
    OK(file_write(path_join(arena, fixture->folder, "visible.pdf"), file, 0644));
    PEER_SAYS("", "cd %s && mutool draw -q -r 72 -o visible.ppm visible.pdf", fixture->folder);
    OK(file_read(&picture, path_join(arena, fixture->folder, "visible.ppm"), 10000000, arena));
    assert_int_equal(blue_pixels(picture, 190), 0);
    assert_in_range(blue_pixels(picture, 210), 199, 201); /* cut off at the place's right side */
    assert_int_equal(blue_pixels(picture, 230), 0);
}

static void everybody_accepts_rsa(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    char *keys = path_join(arena, fixture->folder, "rsa");
    SCOPED_KEYRING keyring = test_keyring(keys, SIGNATURE_RS256);
    struct pades_request request = sample_request();
    struct bytes original = sample_pdf(false, arena);
    peers_accept(fixture, keys, keyring_signer(keyring), original, &request);
    struct bytes file = sign_pdf(original, &request, keyring_signer(keyring), arena);
    assert_int_equal(verdict_of(file, arena), VERDICT_GENUINE);
}

static void the_draft_is_the_same_each_time(void **state)
{
    const struct fixture *fixture = *state;
    struct pades_request request = sample_request();
    struct bytes original = sample_pdf(true, fixture->arena);
    struct pades_draft one, two;
    OK(pades_prepare(&one, original, &request, fixture->signer, fixture->arena));
    OK(pades_prepare(&two, original, &request, fixture->signer, fixture->arena));
    assert_true(bytes_equal(one.file, two.file));
    assert_true(digest_equal(&one.content, &two.content));
    assert_memory_equal(one.file.data, original.data, original.size);
}

static void says_what_it_was_told(void **state)
{
    const struct fixture *fixture = *state;
    struct judgement judgement;
    struct pades_seal seal;
    pades_check(&judgement, &seal, sample_signed(fixture->signer, fixture->arena), NULL,
                fixture->arena);
    assert_string_equal(verdict_name(judgement.verdict), "genuine");
    assert_string_equal(seal.name, "Training Centre Ош");
    assert_string_equal(seal.reason, "Certificate (issued)");
    assert_string_equal(seal.location, "Osh");
    assert_int_equal(seal.signed_at_s, TEST_NOW_S);
    assert_true(x509_equal(&seal.cms.chain[0], &fixture->signer->chain[0]));
}

static void refuses_what_it_cannot_sign(void **state)
{
    const struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    struct pades_request request = sample_request();
    struct pades_draft draft;
    struct bytes signed_already = sample_signed(fixture->signer, arena);
    FAILS(pades_prepare(&draft, signed_already, &request, fixture->signer, arena), ERROR_REFUSED,
          "has been updated already");
    FAILS(pades_prepare(&draft, bytes_of_text("%PDF-1.7\n"), &request, fixture->signer, arena),
          ERROR_REFUSED, "the PDF to sign");
    struct bytes original = sample_pdf(false, arena);
    char *with_form = arena_text_n(arena, original.data, original.size);
    char *type = memmem(with_form, original.size, "/Pages 2 0 R", 12);
    memcpy(type, "/AcroForm 2 ", 12);
    FAILS(
        pades_prepare(&draft, bytes_of(with_form, original.size), &request, fixture->signer, arena),
        ERROR_REFUSED, "has a form already");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_accepts_ecdsa),
        cmocka_unit_test(everybody_accepts_a_visible_field_beside_links),
        cmocka_unit_test(the_appearance_stands_in_its_place),
        cmocka_unit_test(everybody_accepts_rsa),
        cmocka_unit_test(the_draft_is_the_same_each_time),
        cmocka_unit_test(says_what_it_was_told),
        cmocka_unit_test(refuses_what_it_cannot_sign),
    };
    return cmocka_run_group_tests_name("certify/pades_sign", tests, open_fixture, close_fixture);
}
