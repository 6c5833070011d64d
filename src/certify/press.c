#include "certify/press.h"

#include "base/clock.h"
#include "base/text.h"
#include "certify/attachment.h"
#include "certify/certificate_record.h"
#include "certify/pades_check.h"
#include "certify/pades_sign.h"
#include "certify/qr.h"
#include "certify/qr_link.h"

enum { LAST_SECOND_OF_DAY = 86399 };

struct press press_of(const struct layout *layout, const struct keyring *keyring)
{
    return (struct press){.layout = layout,
                          .signer = keyring_signer(keyring),
                          .symbols = keyring_symbols(keyring),
                          .head_signer = keyring_head_signer(keyring),
                          .head_key = keyring_head_key(keyring)};
}

const char *press_signer_name(const struct press *press)
{
    return press->signer->chain[0].common_name;
}

static bool is_test(const struct signer *signer)
{
    bool found = false;
    for (size_t i = 0; i < signer->chain_count; i++)
        found = found || signer->chain[i].is_test;
    return found;
}

bool press_is_test(const struct press *press)
{
    return is_test(press->signer);
}

/* Whoever checks a paper must not be told something else by its symbol than by its file. */
static fallible check_symbols(const struct press *press)
{
    if (press->symbols->algorithm != SIGNATURE_ES256)
        return error_hint(error_make(ERROR_ENVIRONMENT,
                                     "the offline check needs a signer with %s, not %s",
                                     signature_algorithm_name(SIGNATURE_ES256),
                                     signature_algorithm_name(press->symbols->algorithm)),
                          "an RSA signature is longer than a QR symbol that phones can read "
                          "(certificate.md, QR): usta key make REF --for symbols");
    if (is_test(press->symbols) == is_test(press->signer))
        return NULL;
    return error_hint(error_make(ERROR_ENVIRONMENT,
                                 "of the signers of documents and of symbols only one says TEST"),
                      "both are certified by the same authority: usta key csr REF --for symbols");
}

fallible press_check(const struct press *press, int64_t now_s, const char *expires_day)
{
    struct date last;
    TRY(date_parse(&last, expires_day, "last valid day"));
    int64_t until_s = date_start_s(last) + LAST_SECOND_OF_DAY;
    TRY(signer_check(press->signer, now_s, until_s));
    TRY(check_symbols(press));
    return press->symbols == press->signer ? NULL : signer_check(press->symbols, now_s, until_s);
}

static const char *text_at(const struct value *record, const char *object, const char *key)
{
    return value_text(value_get(value_get(record, object), key));
}

static fallible day_at(int64_t *out, const struct value *record, const char *key)
{
    struct date date;
    TRY(date_parse(&date, value_text(value_get(record, key)), key));
    *out = date_start_s(date);
    return NULL;
}

static struct qr_unit qr_unit_of(const struct value *unit, struct arena *arena)
{
    const struct value *lines = value_get(unit, "levels");
    size_t count = value_size(lines);
    uint8_t *levels = arena_alloc(arena, count);
    for (size_t i = 0; i < count; i++) {
        const struct value *level = value_get(value_at(lines, i), "level");
        levels[i] = value_kind(level) == VALUE_NULL ? (uint8_t)QR_LEVEL_NOT_APPLICABLE
                                                    : (uint8_t)value_integer(level);
    }
    bool competent = text_equal(value_text(value_get(unit, "outcome")), "competent");
    return (struct qr_unit){competent, levels, count};
}

/* The record is of the shape that certificate_record_check asks for. */
static fallible qr_facts_of(struct qr_facts *out, const struct value *record, struct arena *arena)
{
    const struct value *list = value_get(record, "units");
    size_t count = value_size(list);
    struct qr_unit *units = ARENA_ARRAY(arena, struct qr_unit, count);
    for (size_t i = 0; i < count; i++)
        units[i] = qr_unit_of(value_at(list, i), arena);
    struct qr_facts facts = {
        .name = text_at(record, "holder", "name_latin"),
        .birth_year = (int)value_integer(value_get(value_get(record, "holder"), "birth_year")),
        .scheme = arena_format(arena, "%s@%s", text_at(record, "scheme", "id"),
                               text_at(record, "scheme", "version")),
        .units = units,
        .unit_count = count,
    };
    TRY(code_read(&facts.code, value_text(value_get(record, "code"))));
    TRY(day_at(&facts.issued_at_s, record, "issued"));
    TRY(day_at(&facts.expires_at_s, record, "expires"));
    facts.expires_at_s += LAST_SECOND_OF_DAY;
    *out = facts;
    return NULL;
}

static fallible offline_text(char **out, const struct press *press, const struct qr_facts *facts,
                             struct arena *arena)
{
    uint8_t kid[KID_SIZE];
    struct bytes to_sign;
    struct signature signature;
    key_id(kid, press->symbols->spki);
    TRY(qr_payload_to_sign(&to_sign, facts, bytes_of(kid, KID_SIZE), arena));
    TRY(signer_sign(&signature, press->symbols, to_sign));
    return qr_payload_finish(out, facts, bytes_of(kid, KID_SIZE), signature_bytes(&signature),
                             arena);
}

static fallible make_pictures(struct layout_picture out[2], const struct press *press,
                              const struct value *record, struct arena *arena)
{
    struct qr_facts facts;
    char *payload, *link, *offline;
    struct qr link_symbol, offline_symbol;
    const char *host = text_at(record, "issuer", "host");
    TRY(qr_facts_of(&facts, record, arena));
    TRY(qr_facts_fit(&facts, arena));
    TRY(offline_text(&payload, press, &facts, arena));
    TRY(qr_link(&link, host, &facts.code, NULL, arena));
    TRY(qr_link(&offline, host, &facts.code, payload, arena));
    TRY(qr_of_link(&link_symbol, link, arena));
    TRY(qr_of_payload(&offline_symbol, offline, arena));
    out[0] = (struct layout_picture){"link", {link_symbol.width, link_symbol.modules}};
    out[1] = (struct layout_picture){"offline", {offline_symbol.width, offline_symbol.modules}};
    return NULL;
}

fallible press_proof(const struct press *press, const struct value *record, struct arena *arena)
{
    struct qr_facts facts;
    TRY(certificate_record_check(record));
    TRY(qr_facts_of(&facts, record, arena));
    TRY(qr_facts_fit(&facts, arena));
    return layout_proof(press->layout, record, arena);
}

static fallible sign_once(struct bytes *pdf, struct bytes rendered, const struct press *press,
                          const struct value *record, int64_t signed_at_s, struct stamper *stamper,
                          struct arena *arena)
{
    struct signature_place place;
    struct pades_draft draft;
    TRY(layout_signature_place(&place, press->layout));
    struct pades_request request = {
        .signed_at_s = signed_at_s,
        .name = press_signer_name(press),
        .reason = "Certificate of competence",
        .location = text_at(record, "issuer", "host"),
        .alternative = arena_format(arena, "%s of %s, %s", place.alternative,
                                    press_signer_name(press), instant_text(signed_at_s, arena)),
        .place = {place.left, place.bottom, place.right, place.top},
        .appearance = place.deflated,
        .struct_parent = place.struct_parent,
        .stamper = stamper,
    };
    TRY(pades_prepare(&draft, rendered, &request, press->signer, arena));
    return pades_finish(pdf, &draft, press->signer, arena);
}

/* Without a timestamp there must be no room for one either (pades.h), so it is signed anew. */
static fallible sign(struct bytes *pdf, struct bytes rendered, const struct press *press,
                     const struct value *record, int64_t signed_at_s, struct arena *arena)
{
    struct stamper *stamper = press->stamper;
    if (!stamper || stamper_failure(stamper))
        return sign_once(pdf, rendered, press, record, signed_at_s, NULL, arena);
    struct error *error = sign_once(pdf, rendered, press, record, signed_at_s, stamper, arena);
    if (!error || !stamper_failure(stamper))
        return error;
    error_free(error);
    return sign_once(pdf, rendered, press, record, signed_at_s, NULL, arena);
}

fallible press_check_file(struct x509 *signer, struct bytes pdf, const char *record,
                          const struct trust *known, struct arena *arena)
{
    struct judgement judgement;
    struct pades_seal seal;
    struct bytes attached;
    pades_check(&judgement, &seal, pdf, known, arena);
    if (judgement.verdict != VERDICT_GENUINE)
        return error_make(ERROR_REFUSED, "its file is not genuine: %s (%s)", judgement.why,
                          judgement.rule);
    TRY(attachment_read(&attached, &seal.file, arena));
    if (!bytes_equal(attached, bytes_of_text(record)))
        return error_make(ERROR_REFUSED, "its file attaches another record");
    if (signer)
        *signer = seal.cms.chain[0];
    return NULL;
}

/* The record names the photo by its SHA-256: another one is not shown. */
static fallible check_photo(const struct value *record, const struct jpeg *photo)
{
    const struct value *named = value_get(value_get(record, "holder"), "photo");
    struct digest said, is;
    if (!named != !photo)
        return error_make(ERROR_REFUSED, "the record names %s photo", photo ? "no" : "a");
    if (!photo)
        return NULL;
    TRY(digest_parse(&said, value_text(named), "photo"));
    is = digest_of(photo->bytes);
    return digest_equal(&said, &is) ? NULL
                                    : error_make(ERROR_REFUSED, "the record names another photo");
}

fallible press_print(struct bytes *pdf, const struct press *press, const struct value *record,
                     const struct jpeg *photo, int64_t signed_at_s, struct arena *arena)
{
    struct bytes rendered, signed_pdf;
    struct layout_picture pictures[2];
    TRY(certificate_record_check(record));
    TRY(check_photo(record, photo));
    TRY(make_pictures(pictures, press, record, arena));
    struct layout_input input = {record, pictures, 2, photo};
    TRY(layout_render(&rendered, press->layout, &input, arena));
    TRY(sign(&signed_pdf, rendered, press, record, signed_at_s, arena));
    TRY(press_check_file(NULL, signed_pdf, value_canonical(record, arena), press->signer->known,
                         arena));
    *pdf = signed_pdf;
    return NULL;
}
