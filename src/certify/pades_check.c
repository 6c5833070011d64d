#include "certify/pades_check.h"

#include "base/text.h"
#include "certify/der.h"
#include "certify/pades.h"
#include "certify/pades_shape.h"
#include "certify/pdf_text.h"

#include <stdio.h>

enum { RANGE_LIMIT = 64, EARLIER_ENDS_LIMIT = 16 };

#define FILE_RULE      "ISO 32000-1, 7.5"
#define UPDATE_RULE    "ETSI EN 319 142-1, 5.3: the update adds a signature and nothing else"
#define RANGE_RULE     "ISO 32000-1, 12.8.1"
#define CMS_RULE       "ETSI EN 319 142-1, 6.3; RFC 5652"
#define SIGNATURE_RULE "RFC 5652, 5.6"
#define DIGEST_RULE    "RFC 5652, 11.2"
#define CHAIN_RULE     "RFC 5280, 6.1"
#define ADDITIONS_RULE "ISO 32000-1, 7.5.6; ETSI EN 319 142-1, 5.3"

/* What the file claims, before anything is known to be true. */
struct claim {
    struct pades_shape shape;
    struct cms unverified_cms;
};

static const struct judgement *found(enum verdict verdict, const char *rule, const char *why,
                                     struct arena *arena)
{
    struct judgement *judgement = ARENA_NEW(arena, struct judgement);
    *judgement = (struct judgement){verdict, arena_text(arena, why), rule};
    return judgement;
}

/* An error of a reader as a judgement; NULL stays NULL. */
static const struct judgement *judgement_of(struct error *error, enum verdict verdict,
                                            const char *rule, struct arena *arena)
{
    if (!error)
        return NULL;
    const struct judgement *judgement = found(verdict, rule, error_message(error), arena);
    error_free(error);
    return judgement;
}

#define HOLDS(call)                                                                                \
    do {                                                                                           \
        const struct judgement *holds_judgement_ = (call);                                         \
        if (holds_judgement_)                                                                      \
            return holds_judgement_;                                                               \
    } while (0)

static fallible check_range(const struct claim *claim)
{
    const struct pdf_value *contents = claim->shape.unverified_contents;
    char expected[RANGE_LIMIT];
    size_t size = claim->shape.file.bytes.size;
    snprintf(expected, sizeof expected, "[0 %zu %zu %zu]", contents->start, contents->end,
             size - contents->end);
    if (!bytes_equal(pdf_value_bytes(claim->shape.unverified_range, claim->shape.file.bytes),
                     bytes_of_text(expected)))
        return error_make(ERROR_REFUSED, "the signature covers not exactly the whole file (%s)",
                          expected);
    return NULL;
}

/* The CMS at the start of Contents; behind it only zeros. */
static fallible read_contents(struct bytes *der, const struct claim *claim)
{
    struct bytes digits = pdf_value_bytes(claim->shape.unverified_contents,
                                          claim->shape.file.bytes);
    for (size_t i = 1; i + 1 < digits.size; i++)
        if (digits.data[i] >= 'A' && digits.data[i] <= 'F')
            return pdf_fault(claim->shape.unverified_contents->start + i,
                             "the signature is not in lower-case hexadecimal");
    struct der_element element;
    struct bytes rest = claim->shape.unverified_contents->text;
    TRY(der_next(&element, &rest, DER_SEQUENCE, "the signature"));
    for (size_t i = 0; i < rest.size; i++)
        if (rest.data[i])
            return pdf_fault(claim->shape.unverified_contents->start, "something hides behind the "
                                                                      "signature");
    *der = element.whole;
    return NULL;
}

static fallible read_cms(struct claim *claim, const struct trust *known, struct arena *arena)
{
    struct bytes der;
    TRY(read_contents(&der, claim));
    return cms_read(&claim->unverified_cms, der, known, arena);
}

static fallible check_digest(const struct claim *claim)
{
    struct bytes file = claim->shape.file.bytes;
    size_t hole_at = claim->shape.unverified_contents->start,
           hole_end = claim->shape.unverified_contents->end;
    struct bytes parts[] = {bytes_of(file.data, hole_at),
                            bytes_of(file.data + hole_end, file.size - hole_end)};
    struct digest digest = digest_of_parts(parts, 2);
    if (!digest_equal(&digest, &claim->unverified_cms.content))
        return error_make(ERROR_REFUSED, "the file is not the one that was signed");
    return NULL;
}

static fallible read_texts(struct pades_seal *seal, const struct pdf_value *signature,
                           struct arena *arena)
{
    const struct {
        const char *key;
        const char **text;
    } texts[] = {{"Name", &seal->name}, {"Location", &seal->location}, {"Reason", &seal->reason}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct pdf_value *value = pdf_value_get(signature, texts[i].key);
        *texts[i].text = NULL;
        if (value)
            TRY(pdf_text_read(texts[i].text, value, texts[i].key, arena));
    }
    const struct pdf_value *date = pdf_value_get(signature, "M");
    if (!date)
        return error_make(ERROR_REFUSED, "the signature's date is missing");
    return pdf_date_read(&seal->signed_at_s, date, "the signature's date");
}

/* The signer's certificates hold among themselves, when the signer says it signed. */
static const struct judgement *check_chain(const struct pades_seal *seal, const struct trust *known,
                                           struct arena *arena)
{
    const struct cms *cms = &seal->cms;
    const struct x509 *signer = &cms->chain[0];
    if (seal->signed_at_s < signer->not_before_s || seal->signed_at_s >= signer->not_after_s)
        return found(VERDICT_BAD_SIGNATURE, CHAIN_RULE,
                     "the signature's date is outside the validity of its signer's certificate",
                     arena);
    return judgement_of(trust_check_chain(known, cms->chain, cms->chain_count, seal->signed_at_s),
                        VERDICT_BAD_SIGNATURE, CHAIN_RULE, arena);
}

/* NULL when every byte of bytes is as its signer left it. */
static const struct judgement *check_whole(struct pades_seal *seal, struct bytes bytes,
                                           const struct trust *known, struct arena *arena)
{
    struct claim claim = {0};
    HOLDS(judgement_of(pdf_file_read(&claim.shape.file, bytes, arena), VERDICT_ALTERED, FILE_RULE,
                       arena));
    HOLDS(judgement_of(pades_shape_read(&claim.shape), VERDICT_ALTERED, UPDATE_RULE, arena));
    HOLDS(judgement_of(check_range(&claim), VERDICT_ALTERED, RANGE_RULE, arena));
    HOLDS(judgement_of(read_cms(&claim, known, arena), VERDICT_BAD_SIGNATURE, CMS_RULE, arena));
    HOLDS(judgement_of(cms_check(&claim.unverified_cms, arena), VERDICT_BAD_SIGNATURE,
                       SIGNATURE_RULE, arena));
    HOLDS(judgement_of(check_digest(&claim), VERDICT_ALTERED, DIGEST_RULE, arena));
    HOLDS(judgement_of(pades_shape_check(&claim.shape), VERDICT_ALTERED, UPDATE_RULE, arena));
    struct pades_seal sealed = {.cms = claim.unverified_cms, .file = claim.shape.file};
    HOLDS(judgement_of(read_texts(&sealed, &claim.shape.signature->value, arena),
                       VERDICT_BAD_SIGNATURE, RANGE_RULE, arena));
    HOLDS(check_chain(&sealed, known, arena));
    *seal = sealed;
    return NULL;
}

static bool contains(struct bytes bytes, const char *text)
{
    return bytes.size && memmem(bytes.data, bytes.size, text, strlen(text));
}

/* Behind the last %%EOF line before end, 0 when there is none. */
static size_t earlier_end(struct bytes bytes, size_t end)
{
    static const char mark[] = "%%EOF\n";
    for (size_t at = end > sizeof mark - 1 ? end - 1 : 0; at >= sizeof mark - 1; at--)
        if (memcmp(bytes.data + at - (sizeof mark - 1), mark, sizeof mark - 1) == 0)
            return at;
    return 0;
}

/* Whether an earlier state of the file, up to one of its %%EOF, is a certificate that holds. Only
 * places that carry a signature are tried, and only so many: the rest is not of our making. */
static bool find_sealed_beginning(struct pades_seal *seal, struct bytes bytes,
                                  const struct trust *known, struct arena *arena)
{
    size_t end = bytes.size;
    for (int tries = 0; tries < EARLIER_ENDS_LIMIT; tries++) {
        end = earlier_end(bytes, end);
        struct bytes beginning = bytes_of(bytes.data, end);
        if (!contains(beginning, PADES_SUB_FILTER))
            return false;
        if (!check_whole(seal, beginning, known, arena))
            return true;
    }
    return false;
}

void pades_check(struct judgement *judgement, struct pades_seal *seal, struct bytes file,
                 const struct trust *known, struct arena *arena)
{
    const struct judgement *fault = check_whole(seal, file, known, arena);
    if (!fault) {
        *judgement = (struct judgement){
            VERDICT_GENUINE, "the signature holds and covers every byte", "ETSI EN 319 142-1, 5.3"};
        return;
    }
    *judgement = *fault;
    if (!contains(file, PADES_SUB_FILTER)) {
        judgement->verdict = VERDICT_UNREADABLE;
        return;
    }
    if (find_sealed_beginning(seal, file, known, arena))
        *judgement = (struct judgement){
            VERDICT_ADDITIONS_AFTER_SIGNING,
            arena_format(arena, "%zu bytes follow the signed certificate, which ends at byte %zu",
                         file.size - seal->file.bytes.size, seal->file.bytes.size),
            ADDITIONS_RULE};
}
