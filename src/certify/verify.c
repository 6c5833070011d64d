#include "certify/verify.h"

#include "certify/attachment.h"

enum { RECORD_DEPTH = 10, RECORD_KEYS = 256, RECORD_KEY_SIZE = 64 };

#define RECORD_RULE "the record inside a certificate"

/* What a record must say for a verdict. */
struct claims {
    struct code code;
    struct date issued, expires;
};

static struct judgement refused(enum verdict verdict, struct error *error, const char *rule,
                                struct arena *arena)
{
    struct judgement judgement = {verdict, arena_text(arena, error_message(error)), rule};
    error_free(error);
    return judgement;
}

/* Whoever signs for himself writes what he likes: what is shown must stay of a bearable size. */
static fallible check_size(const struct value *value, int depth)
{
    bool is_object = value_kind(value) == VALUE_OBJECT;
    if (!is_object && value_kind(value) != VALUE_ARRAY)
        return NULL;
    if (depth == RECORD_DEPTH || (is_object && value_size(value) > RECORD_KEYS))
        return error_make(ERROR_REFUSED, "the record inside the certificate is too intricate");
    for (size_t i = 0; i < value_size(value); i++) {
        if (is_object && strlen(value_key_at(value, i)) > RECORD_KEY_SIZE)
            return error_make(ERROR_REFUSED, "the record inside the certificate has a long key");
        TRY(check_size(value_at(value, i), depth + 1));
    }
    return NULL;
}

static fallible read_record(const struct value **out, const struct pdf_file *file,
                            struct arena *arena)
{
    struct bytes json;
    struct value *record;
    TRY(attachment_read(&json, file, arena));
    TRY(value_parse(&record, json, ATTACHMENT_NAME, arena));
    if (value_kind(record) != VALUE_OBJECT)
        return error_make(ERROR_REFUSED, "the record inside the certificate is no object");
    TRY(check_size(record, 0));
    *out = record;
    return NULL;
}

static fallible read_dates(struct claims *out, const struct value *record)
{
    const char *issued, *expires;
    TRY(value_need_text(&issued, record, "issued"));
    TRY(value_need_text(&expires, record, "expires"));
    TRY(date_parse(&out->issued, issued, "date of issue"));
    return date_parse(&out->expires, expires, "date of expiry");
}

static fallible read_code(struct code *out, const struct value *record)
{
    const char *text;
    TRY(value_need_text(&text, record, "code"));
    return code_read(out, text);
}

static struct judgement judge_expiry(const struct claims *claims, int64_t now_s,
                                     struct arena *arena)
{
    struct judgement genuine = {
        VERDICT_GENUINE, "the signature holds, covers every byte, and leads to a trusted root",
        "ETSI EN 319 142-1, 6.3; RFC 5280, 6.1"};
    if (date_compare(date_of(now_s, 0), claims->expires) <= 0)
        return genuine;
    return (struct judgement){
        VERDICT_EXPIRED,
        arena_format(arena, "it was valid until %s", date_text(claims->expires, arena)),
        "the date of expiry on the certificate"};
}

/* The worse of being expired and what the status list says; being revoked outlasts expiry. */
static struct judgement judge_status(const struct verification *verification,
                                     const struct claims *claims, const struct digest *file,
                                     const struct verify_basis *basis, struct arena *arena)
{
    struct judgement expiry = judge_expiry(claims, basis->now_s, arena);
    if (!basis->status)
        return expiry;
    struct judgement status = status_judge(basis->status, &claims->code, file, verification->signer,
                                           basis->now_s, arena);
    return status.verdict == VERDICT_VALID && expiry.verdict == VERDICT_EXPIRED ? expiry : status;
}

/* Of a file whose signature holds and whose signer is trusted. */
static struct judgement judge_record(const struct verification *verification,
                                     const struct digest *file, const struct verify_basis *basis,
                                     struct arena *arena)
{
    struct claims claims;
    struct error *error = read_dates(&claims, verification->facts);
    if (error)
        return refused(VERDICT_UNREADABLE, error, RECORD_RULE, arena);
    error = read_code(&claims.code, verification->facts);
    if (error)
        return refused(VERDICT_MALFORMED_CODE, error, RECORD_RULE, arena);
    return judge_status(verification, &claims, file, basis, arena);
}

static void keep_seal(struct verification *out, const struct pades_seal *seal)
{
    const struct cms *cms = &seal->cms;
    out->signer = &cms->chain[0];
    out->root = &cms->chain[cms->chain_count - 1];
    out->is_test = out->signer->is_test || out->root->is_test;
    out->signed_at_s = seal->signed_at_s;
    out->level = seal->level;
}

/* A key that was revoked says nothing from then on, unless an authority says that it signed before.
 * NULL when none was. */
static const struct judgement *check_revoked(const struct pades_seal *seal,
                                             const struct proven_time *time, struct arena *arena)
{
    const struct cms *cms = &seal->cms;
    for (size_t i = 0; i < cms->chain_count; i++) {
        int64_t at_s;
        if (!validation_revoked(&at_s, &seal->validation, &cms->chain[i]) ||
            (time->is_proven && time->at_s < at_s))
            continue;
        struct judgement *judgement = ARENA_NEW(arena, struct judgement);
        *judgement = (struct judgement){
            VERDICT_KEY_REVOKED,
            arena_format(arena,
                         "the certificate of '%s' was revoked on %s, and nothing that is "
                         "trusted says that it signed before",
                         cms->chain[i].subject_text, instant_text(at_s, arena)),
            "RFC 5280, 6.3"};
        return judgement;
    }
    return NULL;
}

static const struct judgement *check_trust(const struct verification *verification,
                                           const struct pades_seal *seal,
                                           const struct verify_basis *basis, struct arena *arena)
{
    const struct proven_time *time = &verification->time;
    const struct trust_moments moments = {.signed_at_s = seal->signed_at_s,
                                          .judged_at_s = time->is_proven ? time->at_s
                                                                         : basis->now_s,
                                          .now_s = basis->now_s};
    const struct judgement *fault = trust_check(&basis->trust, seal->cms.chain,
                                                seal->cms.chain_count, &moments, arena);
    return fault ? fault : check_revoked(seal, time, arena);
}

static void judge_seal(struct verification *out, const struct pades_seal *seal, struct bytes file,
                       const struct verify_basis *basis, struct arena *arena)
{
    keep_seal(out, seal);
    out->time = proven_time_of(&seal->validation, &basis->time_trust, basis->now_s, arena);
    struct error *error = read_record(&out->facts, &seal->file, arena);
    if (out->judgement.verdict != VERDICT_GENUINE) {
        error_free(error);
        return;
    }
    const struct judgement *fault = check_trust(out, seal, basis, arena);
    if (fault) {
        out->judgement = *fault;
        error_free(error);
        return;
    }
    if (error) {
        out->judgement = refused(VERDICT_UNREADABLE, error, RECORD_RULE, arena);
        return;
    }
    struct digest digest = digest_of(file);
    out->judgement = judge_record(out, &digest, basis, arena);
}

void verify_file(struct verification *out, struct bytes file, const struct verify_basis *basis,
                 struct arena *arena)
{
    struct pades_seal *seal = ARENA_NEW(arena, struct pades_seal); /* out points into it */
    *out = (struct verification){0};
    pades_check(&out->judgement, seal, file, &basis->trust, arena);
    bool is_sealed = out->judgement.verdict == VERDICT_GENUINE ||
                     out->judgement.verdict == VERDICT_ADDITIONS_AFTER_SIGNING;
    if (is_sealed)
        judge_seal(out, seal, file, basis, arena);
}
