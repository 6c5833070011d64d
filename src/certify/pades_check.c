#include "certify/pades_check.h"

#include "base/clock.h"
#include "base/text.h"
#include "certify/pades.h"
#include "certify/pades_hole.h"
#include "certify/pades_shape.h"
#include "certify/pdf_text.h"

#include <stdio.h>

enum { RANGE_LIMIT = 64, EARLIER_ENDS_LIMIT = 16, CLOCK_SLACK_S = 86400 };

#define FILE_RULE      "ISO 32000-1, 7.5"
#define UPDATE_RULE    "ETSI EN 319 142-1, 5.3: the update adds a signature and nothing else"
#define RANGE_RULE     "ISO 32000-1, 12.8.1"
#define CMS_RULE       "ETSI EN 319 142-1, 6.3; RFC 5652"
#define SIGNATURE_RULE "RFC 5652, 5.6"
#define DIGEST_RULE    "RFC 5652, 11.2"
#define CHAIN_RULE     "RFC 5280, 6.1"
#define STAMP_RULE     "ETSI EN 319 122-1, 5.3; RFC 3161"
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

static fallible read_cms(struct claim *claim, const struct trust *known, struct arena *arena)
{
    struct bytes der;
    const struct pdf_value *contents = claim->shape.unverified_contents;
    const struct pades_hole hole = {.at = contents->start, .end = contents->end};
    TRY(pades_hole_read(&der, claim->shape.file.bytes, &hole, arena));
    return cms_read(&claim->unverified_cms, der, known, arena);
}

static fallible check_digest(const struct claim *claim)
{
    const struct pdf_value *contents = claim->shape.unverified_contents;
    struct digest digest = pades_hole_digest(claim->shape.file.bytes, contents->start,
                                             contents->end);
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

/* Room for a timestamp that is not needed otherwise is signed for, so it must be filled. */
static fallible check_room(const struct claim *claim, struct arena *arena)
{
    struct bytes der;
    struct cms bare = claim->unverified_cms;
    const struct pdf_value *contents = claim->shape.unverified_contents;
    bare.timestamp = bytes_of(NULL, 0);
    TRY(cms_write(&der, &bare, arena));
    size_t room = (contents->end - contents->start - strlen("<>")) / 2;
    bool is_wide = room >= der.size + PADES_STAMP_ROOM;
    if (is_wide != (claim->unverified_cms.timestamp.size > 0))
        return error_make(ERROR_REFUSED, is_wide ? "the signature's timestamp was taken away"
                                                 : "the signature was not made to be timestamped");
    return NULL;
}

/* The signature's own timestamp, if it has one. */
static fallible read_timestamp(struct pades_seal *seal, struct arena *arena)
{
    if (!seal->cms.timestamp.size)
        return NULL;
    struct timestamp *stamp = ARENA_NEW(arena, struct timestamp);
    struct digest imprint = cms_imprint(&seal->cms, arena);
    TRY(timestamp_read(stamp, seal->cms.timestamp, arena));
    TRY(timestamp_check(stamp, &imprint, arena));
    seal->validation.stamps = stamp;
    seal->validation.stamp_count = 1;
    return NULL;
}

/* A clock may be a little wrong; but what was stamped a day before it was signed was not. */
static fallible check_first_stamp(const struct pades_seal *seal)
{
    SCOPED_ARENA(arena);
    const struct timestamp *first = seal->validation.stamps;
    if (!seal->validation.stamp_count || first->info.at_s >= seal->signed_at_s - CLOCK_SLACK_S)
        return NULL;
    return error_make(ERROR_REFUSED, "the timestamp of %s is before the date of signing, %s",
                      instant_text(first->info.at_s, arena),
                      instant_text(seal->signed_at_s, arena));
}

/* The signature in the first two revisions of file. */
static const struct judgement *check_signature(struct pades_seal *seal, const struct pdf_file *file,
                                               const struct trust *known, struct arena *arena)
{
    struct claim claim = {0};
    size_t count = file->revision_count < 2 ? file->revision_count : 2;
    claim.shape.file = pdf_file_beginning(file, count);
    HOLDS(judgement_of(pades_shape_read(&claim.shape), VERDICT_ALTERED, UPDATE_RULE, arena));
    HOLDS(judgement_of(check_range(&claim), VERDICT_ALTERED, RANGE_RULE, arena));
    HOLDS(judgement_of(read_cms(&claim, known, arena), VERDICT_BAD_SIGNATURE, CMS_RULE, arena));
    HOLDS(judgement_of(cms_check(&claim.unverified_cms, arena), VERDICT_BAD_SIGNATURE,
                       SIGNATURE_RULE, arena));
    HOLDS(judgement_of(check_digest(&claim), VERDICT_ALTERED, DIGEST_RULE, arena));
    HOLDS(judgement_of(pades_shape_check(&claim.shape), VERDICT_ALTERED, UPDATE_RULE, arena));
    HOLDS(judgement_of(check_room(&claim, arena), VERDICT_ALTERED, STAMP_RULE, arena));
    seal->cms = claim.unverified_cms;
    seal->validation.cms = &seal->cms;
    HOLDS(judgement_of(read_texts(seal, &claim.shape.signature->value, arena),
                       VERDICT_BAD_SIGNATURE, RANGE_RULE, arena));
    HOLDS(judgement_of(read_timestamp(seal, arena), VERDICT_BAD_SIGNATURE, STAMP_RULE, arena));
    return check_chain(seal, known, arena);
}

/* NULL when every byte of bytes is as its signer left it, or one of our additions. */
static const struct judgement *check_whole(struct pades_seal *seal, struct bytes bytes,
                                           const struct trust *known, struct arena *arena)
{
    struct pdf_file file;
    struct pades_seal sealed = {0};
    HOLDS(judgement_of(pdf_file_read(&file, bytes, arena), VERDICT_ALTERED, FILE_RULE, arena));
    HOLDS(check_signature(&sealed, &file, known, arena));
    HOLDS(judgement_of(pades_additions_read(&sealed.validation, &sealed.level, &file, arena),
                       VERDICT_ALTERED, ADDITIONS_RULE, arena));
    HOLDS(judgement_of(check_first_stamp(&sealed), VERDICT_BAD_SIGNATURE, STAMP_RULE, arena));
    sealed.file = file;
    *seal = sealed;
    seal->validation.cms = &seal->cms;
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
