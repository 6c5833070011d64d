#include "certify/verify_qr.h"

#include "base/text.h"
#include "certify/qr_link.h"

#include <strings.h>

#define TEXT_RULE      "a QR code of a certificate"
#define SIGNATURE_RULE "RFC 9052, 4.4"
#define LINK_PATH      "/C/"

static struct judgement judged(enum verdict verdict, const char *rule, const char *why)
{
    return (struct judgement){verdict, why, rule};
}

/* Consumes error. */
static struct judgement refused(enum verdict verdict, const char *rule, struct error *error,
                                struct arena *arena)
{
    struct judgement judgement = judged(verdict, rule, arena_text(arena, error_message(error)));
    error_free(error);
    return judgement;
}

/* The code in a link, which ends at '#' or at its end; NULL when text is no link. */
static const char *code_in_link(const char *text, struct arena *arena)
{
    static const char start[] = "HTTPS://";
    const char *path = strcasestr(text, LINK_PATH);
    if (strncasecmp(text, start, strlen(start)) != 0 || !path)
        return NULL;
    const char *code = path + strlen(LINK_PATH);
    return arena_text_n(arena, code, strcspn(code, "#"));
}

static struct judgement judge_code(const struct code *code, const struct verify_basis *basis,
                                   struct arena *arena)
{
    static const char hint[] =
        "a code or link carries no signature: open it, or scan the larger symbol";
    static const struct x509 nobody = {.subject_text = ""};
    if (!basis->status)
        return judged(VERDICT_COULD_NOT_CHECK, TEXT_RULE, hint);
    struct judgement status = status_judge(basis->status, code, NULL, &nobody, basis->now_s, arena);
    return status.verdict == VERDICT_VALID ? judged(VERDICT_COULD_NOT_CHECK, TEXT_RULE, hint)
                                           : status;
}

/* As long as a code with or without spaces and dashes, and without the signs of links. */
static bool looks_typed(const char *text)
{
    enum { CODE_WRITTEN_LIMIT = 24 };
    size_t length = utf8_length(text);
    return length >= CODE_SYMBOLS && length <= CODE_WRITTEN_LIMIT && !strpbrk(text, ":/.#?");
}

/* A code that somebody typed, as on paper; a mistyped one is told as such. False when text is no
 * code at all. */
static bool judge_bare(struct verification *out, const char *text, const struct verify_basis *basis,
                       struct arena *arena)
{
    struct code code;
    struct error *error = code_read(&code, text);
    bool is_code = !error || looks_typed(text);
    if (is_code && error)
        out->judgement = refused(VERDICT_MALFORMED_CODE, TEXT_RULE, error, arena);
    else if (error)
        error_free(error);
    else
        out->judgement = judge_code(&code, basis, arena);
    return is_code;
}

static struct value *unit_value(const struct qr_unit *unit, struct arena *arena)
{
    struct value *value = value_object(arena), *levels = value_array(arena);
    value_set_text(value, "outcome", unit->competent ? "competent" : "not_yet_competent");
    for (size_t i = 0; i < unit->level_count; i++)
        value_append(levels, unit->levels[i] == QR_LEVEL_NOT_APPLICABLE
                                 ? value_null(arena)
                                 : value_of_integer(unit->levels[i], arena));
    value_set(value, "levels", levels);
    return value;
}

static struct value *facts_value(const struct qr_facts *facts, struct arena *arena)
{
    struct value *value = value_object(arena), *units = value_array(arena);
    value_set_text(value, "code", code_text(&facts->code, arena));
    value_set_text(value, "name", facts->name);
    value_set_integer(value, "birth_year", facts->birth_year);
    value_set_text(value, "scheme", facts->scheme);
    value_set_text(value, "issued", date_text(date_of(facts->issued_at_s, 0), arena));
    value_set_text(value, "expires", date_text(date_of(facts->expires_at_s, 0), arena));
    for (size_t i = 0; i < facts->unit_count; i++)
        value_append(units, unit_value(&facts->units[i], arena));
    value_set(value, "units", units);
    return value;
}

/* Of a payload whose signature holds and whose signer is trusted. */
static struct judgement judge_facts(const struct qr_facts *facts, const struct x509 *signer,
                                    const struct verify_basis *basis, struct arena *arena)
{
    bool has_expired = basis->now_s > facts->expires_at_s;
    struct judgement expiry =
        has_expired ? judged(VERDICT_EXPIRED, "RFC 8392, 3.1.4",
                             arena_format(arena, "it was valid until %s",
                                          instant_text(facts->expires_at_s, arena)))
                    : judged(VERDICT_GENUINE, SIGNATURE_RULE,
                             "the signature holds, and its key is that of a trusted signer");
    if (!basis->status)
        return expiry;
    struct judgement status = status_judge(basis->status, &facts->code, NULL, signer, basis->now_s,
                                           arena);
    return status.verdict == VERDICT_VALID && has_expired ? expiry : status;
}

static void judge_payload(struct verification *out, const struct qr_payload *payload,
                          const struct verify_basis *basis, struct arena *arena)
{
    size_t count;
    const struct qr_facts *facts = &payload->unverified_facts;
    const struct x509 *chain = trust_find_signer(&count, &basis->trust, payload->kid.data, arena);
    if (!chain) {
        out->judgement = judged(VERDICT_UNKNOWN_ISSUER, "RFC 9052, 3.1 (kid)",
                                "its key is not that of a signer among the trusted");
        return;
    }
    struct error *error = signature_check(chain[0].key, payload->to_sign, payload->signature);
    if (error) {
        out->judgement = refused(VERDICT_BAD_SIGNATURE, SIGNATURE_RULE, error, arena);
        return;
    }
    out->signer = &chain[0];
    out->root = &chain[count - 1];
    out->is_test = out->signer->is_test || out->root->is_test;
    out->facts = facts_value(facts, arena);
    const struct trust_moments moments = {
        .signed_at_s = facts->issued_at_s, .judged_at_s = basis->now_s, .now_s = basis->now_s};
    const struct judgement *fault = trust_check(&basis->trust, chain, count, &moments, arena);
    out->judgement = fault ? *fault : judge_facts(facts, out->signer, basis, arena);
}

void verify_qr(struct verification *out, const char *text, const struct verify_basis *basis,
               struct arena *arena)
{
    struct code code;
    const char *linked = code_in_link(text, arena), *fragment = strchr(text, '#');
    struct error *error = linked ? code_read(&code, linked) : NULL;
    *out = (struct verification){0};
    if (error) {
        out->judgement = refused(VERDICT_MALFORMED_CODE, TEXT_RULE, error, arena);
        return;
    }
    if (linked && !fragment) {
        out->judgement = judge_code(&code, basis, arena);
        return;
    }
    struct qr_payload payload;
    error = qr_payload_read(&payload, fragment ? fragment + 1 : text, arena);
    if (error && !linked && !fragment && judge_bare(out, text, basis, arena)) {
        error_free(error);
        return;
    }
    if (error) {
        out->judgement = refused(VERDICT_UNREADABLE, TEXT_RULE, error, arena);
        return;
    }
    if (linked && !code_equal(&code, &payload.unverified_facts.code)) {
        out->judgement = judged(VERDICT_ALTERED, TEXT_RULE,
                                "the link is for another code than what is signed");
        return;
    }
    judge_payload(out, &payload, basis, arena);
}
