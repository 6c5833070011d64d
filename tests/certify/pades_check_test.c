/* Attacks that are known by name are in tests/forged. */
#include "certify/pades_check.h"

#include "base/buffer.h"
#include "base/encoding.h"

#include "sample.h"

/* A signed file that a test changes: text replaced by text, wherever it stands first or last. */
struct change {
    const char *from, *to;
    bool last;
};

static struct bytes joined(struct bytes a, struct bytes b, struct arena *arena)
{
    struct buffer out = buffer_make(arena, a.size + b.size);
    buffer_add(&out, a);
    buffer_add(&out, b);
    return bytes_of(out.data, out.size);
}

static struct bytes replaced(struct bytes file, const struct change *change, struct arena *arena)
{
    size_t size = strlen(change->from);
    const uint8_t *at = memmem(file.data, file.size, change->from, size);
    assert_non_null(at);
    for (const uint8_t *next = at; change->last && next;
         next = memmem(next + 1, file.size - (size_t)(next + 1 - file.data), change->from, size))
        at = next;
    size_t before = (size_t)(at - file.data);
    struct bytes head = joined(bytes_of(file.data, before), bytes_of_text(change->to), arena);
    return joined(head, bytes_of(at + size, file.size - before - size), arena);
}

static void is_refused(struct bytes file, enum verdict least, size_t at, const struct trust *known)
{
    SCOPED_ARENA(arena);
    enum verdict verdict = verdict_known(file, known, arena);
    if (verdict < least)
        fail_msg("at byte %zu, and still '%s'", at, verdict_name(verdict));
}

static void a_bit_in_every_byte(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    struct trust known = knowing(fixture, arena);
    struct bytes file = sample_signed(fixture->signer, arena);
    uint8_t *copy = (uint8_t *)arena_text_n(arena, file.data, file.size);
    for (size_t at = 0; at < file.size; at++)
        for (size_t bit = 0; bit < tampered_bits(); bit++) {
            copy[at] ^= (uint8_t)(1 << (at + bit) % 8);
            is_refused(bytes_of(copy, file.size), VERDICT_ADDITIONS_AFTER_SIGNING, at, &known);
            copy[at] = file.data[at];
        }
    assert_int_equal(verdict_of(bytes_of(copy, file.size), arena), VERDICT_GENUINE);
    assert_int_equal(verdict_known(bytes_of(copy, file.size), &known, arena), VERDICT_GENUINE);
}

static void every_truncation(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    struct trust known = knowing(fixture, arena);
    struct bytes file = sample_signed(fixture->signer, arena);
    for (size_t size = 0; size < file.size; size++)
        is_refused(bytes_of(file.data, size), VERDICT_ALTERED, size, &known);
}

static void anything_appended(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    struct bytes file = sample_signed(fixture->signer, arena);
    for (int byte = 0; byte < 256; byte++) {
        uint8_t added[1] = {(uint8_t)byte};
        struct bytes longer = joined(file, bytes_of(added, 1), arena);
        assert_int_equal(verdict_of(longer, arena), VERDICT_ADDITIONS_AFTER_SIGNING);
    }
    static const char *const added[] = {"\r\n", "%comment\n", "%%EOF\n", "startxref\n0\n%%EOF\n",
                                        "1 0 obj\nnull\nendobj\n"};
    for (size_t i = 0; i < COUNT(added); i++) {
        struct bytes longer = joined(file, bytes_of_text(added[i]), arena);
        assert_int_equal(verdict_of(longer, arena), VERDICT_ADDITIONS_AFTER_SIGNING);
    }
    struct bytes twice = joined(file, file, arena);
    assert_int_equal(verdict_of(twice, arena), VERDICT_ADDITIONS_AFTER_SIGNING);
    struct bytes prefixed = joined(bytes_of_text("\n"), file, arena);
    assert_int_equal(verdict_of(prefixed, arena), VERDICT_ALTERED);
}

static size_t place_of(struct bytes file, const char *text)
{
    const uint8_t *at = memmem(file.data, file.size, text, strlen(text));
    assert_non_null(at);
    return (size_t)(at - file.data);
}

/* Signs a file of one's own making with the good key: what an insider could do before signing. */
static enum verdict verdict_of_signed(struct bytes original, const struct signer *signer,
                                      const struct change *change, size_t uncovered,
                                      struct arena *arena)
{
    struct pades_request request = sample_request();
    struct pades_draft draft;
    OK(pades_prepare(&draft, original, &request, signer, arena));
    struct bytes changed = replaced(draft.file, change, arena);
    size_t hole_at = place_of(changed, "/Contents <00") + strlen("/Contents ");
    size_t hole_end = place_of(changed, "00>\n>>") + 3;
    char range[64];
    int size = snprintf(range, sizeof range, "[0 %zu %zu %zu]", hole_at, hole_end,
                        changed.size - hole_end - uncovered);
    uint8_t *data = (uint8_t *)arena_text_n(arena, changed.data, changed.size);
    size_t range_at = place_of(changed, "/ByteRange [") + strlen("/ByteRange ");
    memset(data + range_at, ' ', 48);
    memcpy(data + range_at, range, (size_t)size);
    struct bytes parts[] = {bytes_of(data, hole_at),
                            bytes_of(data + hole_end, changed.size - hole_end - uncovered)};
    draft = (struct pades_draft){.file = bytes_of(data, changed.size),
                                 .hole_at = hole_at,
                                 .hole_end = hole_end,
                                 .content = digest_of_parts(parts, 2)};
    struct bytes file;
    OK(pades_finish(&file, &draft, signer, arena));
    return verdict_of(file, arena);
}

/* Shadow attacks hide or replace content in what is signed; here everything is in the open, so a
 * file that is signed but of another shape is refused although its signature holds. Lengths stay
 * as they were, so that only the change itself can be the reason. */
static void signed_but_of_another_shape(void **state)
{
    const struct fixture *fixture = *state;
    static const struct change changes[] = {
        {"/SigFlags 3", "/SigFlags 1", false},
        {"/F 132", "/F 134", false},
        {"/FT /Sig", "/FT /Btn", false},
        {"/Adobe.PPKLite", "/Adobe.PPKLitE", false},
        {"/Type /Sig\n", "/Type /sig\n", false},
        {"/Reason (Cert", "/Reasom (Cert", false},
        {"/M (D:2026", "/M (D:20x6", false},
        {"/M (D:2026", "/M (D:2025", false}, /* before the signer's certificate */
        {"/M (D:2026", "/M (D:2046", false}, /* after it */
        {"/Type /Catalog\n", "/Type /CatAlog\n", true},
        {"/Pages 2 0 R", "/Pages 3 0 R", true},
        {"/MediaBox [ 0 0 ", "/MediaBox [ 9 0 ", true},
        {"/Contents 5 0 R", "/Contents 7 0 R", true},
        {"/Parent 2 0 R", "/Parent 9 0 R", true},
        {"/Info 3 0 R", "/Info 7 0 R", true},
        {"/Annots [ 9 0 R ]", "/Annots [ 8 0 R ]", true},
        {"/Annots [ 9 0 R ]", "/Annats [ 9 0 R ]", true},
        {"/P 4 0 R", "/P 5 0 R", false},
        {"/V 8 0 R", "/V 7 0 R", false},
        {"/N 10 0 R", "/N 05 0 R", false},
        {"/TU", "/TX", false},
    };
    struct arena *arena = fixture->arena;
    const struct sample_attachment nothing = {0};
    struct bytes original = make_pdf(&nothing, false, arena); /* whose numbers stand above */
    struct change none = {"/SigFlags 3", "/SigFlags 3", false};
    assert_int_equal(verdict_of_signed(original, fixture->signer, &none, 0, arena),
                     VERDICT_GENUINE);
    assert_int_equal(verdict_of_signed(original, fixture->signer, &none, 1, arena),
                     VERDICT_ALTERED); /* one byte is not covered */
    for (size_t i = 0; i + 1 < COUNT(changes); i++) {
        enum verdict verdict = verdict_of_signed(original, fixture->signer, &changes[i], 0, arena);
        if (verdict != VERDICT_ALTERED && verdict != VERDICT_BAD_SIGNATURE)
            fail_msg("'%s' for '%s' is '%s'", changes[i].to, changes[i].from,
                     verdict_name(verdict));
    }
}

static void tells_what_it_is_from_what_it_was(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    static const char *const unreadable[] = {"", "hello", "%PDF-1.4\n", "%PDF-1.4\n%%EOF\n"};
    for (size_t i = 0; i < COUNT(unreadable); i++)
        assert_int_equal(verdict_of(bytes_of_text(unreadable[i]), arena), VERDICT_UNREADABLE);
    assert_int_equal(verdict_of(sample_pdf(false, arena), arena), VERDICT_UNREADABLE);
    struct bytes file = sample_signed(fixture->signer, arena);
    struct change content = {"/Producer (Haru", "/Producer (haru", false};
    assert_int_equal(verdict_of(replaced(file, &content, arena), arena), VERDICT_ALTERED);
    struct pades_request request = sample_request();
    struct pades_draft draft;
    OK(pades_prepare(&draft, sample_pdf(true, arena), &request, fixture->signer, arena));
    struct digest other = digest_of(bytes_of_text("other"));
    draft.content = other; /* a true signature of something else */
    struct bytes wrong;
    OK(pades_finish(&wrong, &draft, fixture->signer, arena));
    assert_int_equal(verdict_of(wrong, arena), VERDICT_ALTERED);
}

static fallible sign_wrongly(const struct signer *signer, struct signature *out,
                             struct bytes message)
{
    const struct signer *good = signer->context;
    TRY(signer_sign(out, good, message));
    out->data[5] ^= 1;
    return NULL;
}

/* s becomes n−s: still a valid ECDSA signature for everybody else. */
static fallible sign_high(const struct signer *signer, struct signature *out, struct bytes message)
{
    static const char order[] = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    SCOPED_ARENA(arena);
    const struct signer *good = signer->context;
    struct bytes n;
    TRY(signer_sign(out, good, message));
    TRY(hex_decode(&n, order, "order", arena));
    int borrow = 0;
    for (int i = 31; i >= 0; i--) {
        int difference = n.data[i] - out->data[32 + i] - borrow;
        borrow = difference < 0;
        out->data[32 + i] = (uint8_t)difference;
    }
    return NULL;
}

static void signatures_that_do_not_hold(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    struct pades_request request = sample_request();
    struct signer wrong = *fixture->signer;
    wrong.context = fixture->signer;
    wrong.sign = sign_wrongly;
    struct bytes file = sign_pdf(sample_pdf(false, arena), &request, &wrong, arena);
    assert_int_equal(verdict_of(file, arena), VERDICT_BAD_SIGNATURE);
    wrong.sign = sign_high;
    file = sign_pdf(sample_pdf(false, arena), &request, &wrong, arena);
    char *path = path_join(arena, fixture->folder, "high.pdf");
    OK(file_write(path, file, 0644));
    PEER_SAYS("Signature is Valid", "pdfsig -nocert %s", path);
    assert_int_equal(verdict_of(file, arena), VERDICT_BAD_SIGNATURE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bit_in_every_byte),
        cmocka_unit_test(every_truncation),
        cmocka_unit_test(anything_appended),
        cmocka_unit_test(signed_but_of_another_shape),
        cmocka_unit_test(tells_what_it_is_from_what_it_was),
        cmocka_unit_test(signatures_that_do_not_hold),
    };
    return cmocka_run_group_tests_name("certify/pades_check", tests, open_fixture, close_fixture);
}
