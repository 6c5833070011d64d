#include "certify/qr_payload.h"

#include "base/text.h"
#include "certify/base32.h"
#include "certify/concise.h"

enum {
    COSE_SIGN1 = 18,
    HEADER_ALGORITHM = 1,
    HEADER_KID = 4,
    ALGORITHM_ES256 = -7,
    CLAIM_EXPIRES = 4,
    CLAIM_ISSUED = 6,
    CLAIM_ID = 7,
    CLAIM_FACTS = -65537,
    CLAIMS = 4,
    FACTS = 4,
    FILLING = 15,
};

static bool is_printable(const char *text)
{
    for (uint32_t c; (c = utf8_next(&text)) != 0;)
        if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e))
            return false;
    return true;
}

static fallible text_check(const char *text, const char *what)
{
    if (!*text || !is_printable(text))
        return error_make(ERROR_REFUSED, "%s is empty or holds control characters", what);
    return NULL;
}

static fallible units_check(const struct qr_facts *facts)
{
    if (facts->unit_count < 1 || facts->unit_count > QR_UNITS)
        return error_make(ERROR_REFUSED, "%zu units instead of 1 to %d", facts->unit_count,
                          QR_UNITS);
    for (size_t u = 0; u < facts->unit_count; u++) {
        const struct qr_unit *unit = &facts->units[u];
        if (unit->level_count > QR_UNIT_LEVELS)
            return error_make(ERROR_REFUSED, "unit %zu has more than %d levels", u + 1,
                              QR_UNIT_LEVELS);
        for (size_t i = 0; i < unit->level_count; i++)
            if (unit->levels[i] > QR_LEVEL_NOT_APPLICABLE)
                return error_make(ERROR_REFUSED, "unit %zu has level %d, above %d", u + 1,
                                  unit->levels[i], QR_LEVEL_NOT_APPLICABLE);
    }
    return NULL;
}

static fallible facts_check(const struct qr_facts *facts)
{
    TRY(text_check(facts->name, "name"));
    TRY(text_check(facts->scheme, "scheme"));
    if (facts->birth_year < 1900 || facts->birth_year > 2100)
        return error_make(ERROR_REFUSED, "birth year %d is not possible", facts->birth_year);
    if (facts->issued_at_s < 0 || facts->expires_at_s <= facts->issued_at_s)
        return error_make(ERROR_REFUSED, "expires before it is issued");
    return units_check(facts);
}

static void unit_add(struct buffer *buffer, const struct qr_unit *unit)
{
    uint8_t packed[QR_UNIT_LEVELS / 2 + 1];
    size_t size = 0;
    unsigned high = unit->competent;
    for (size_t i = 0; i < unit->level_count; i++) {
        if (i % 2 == 0)
            packed[size++] = (uint8_t)(high << 4 | unit->levels[i]);
        high = unit->levels[i];
    }
    if (unit->level_count % 2 == 0)
        packed[size++] = (uint8_t)(high << 4 | FILLING);
    concise_add_bytes(buffer, bytes_of(packed, size));
}

static struct bytes written(const struct buffer *buffer)
{
    return bytes_of(buffer->data, buffer->size);
}

static struct buffer claims_write(const struct qr_facts *facts, struct arena *arena)
{
    struct buffer buffer = buffer_make(arena, SIZE_MAX / 4);
    uint8_t code[CODE_PACKED_SIZE];
    code_pack(code, &facts->code);
    concise_add_map(&buffer, CLAIMS); /* keys in the order of their bytes (RFC 8949, 4.2.1) */
    concise_add_integer(&buffer, CLAIM_EXPIRES);
    concise_add_integer(&buffer, facts->expires_at_s);
    concise_add_integer(&buffer, CLAIM_ISSUED);
    concise_add_integer(&buffer, facts->issued_at_s);
    concise_add_integer(&buffer, CLAIM_ID);
    concise_add_bytes(&buffer, bytes_of(code, sizeof code));
    concise_add_integer(&buffer, CLAIM_FACTS);
    concise_add_array(&buffer, FACTS);
    concise_add_text(&buffer, facts->name);
    concise_add_integer(&buffer, facts->birth_year);
    concise_add_text(&buffer, facts->scheme);
    concise_add_array(&buffer, facts->unit_count);
    for (size_t i = 0; i < facts->unit_count; i++)
        unit_add(&buffer, &facts->units[i]);
    return buffer;
}

static struct buffer header_write(struct bytes kid, struct arena *arena)
{
    struct buffer buffer = buffer_make(arena, SIZE_MAX / 4);
    ASSERT(kid.size == KID_SIZE);
    concise_add_map(&buffer, 2);
    concise_add_integer(&buffer, HEADER_ALGORITHM);
    concise_add_integer(&buffer, ALGORITHM_ES256);
    concise_add_integer(&buffer, HEADER_KID);
    concise_add_bytes(&buffer, kid);
    return buffer;
}

static fallible sign1_write(struct bytes *out, const struct qr_facts *facts, struct bytes kid,
                            struct bytes signature, struct arena *arena)
{
    struct buffer header = header_write(kid, arena), claims = claims_write(facts, arena);
    struct buffer buffer = buffer_make(arena, QR_PAYLOAD_LIMIT);
    ASSERT(signature.size == QR_SIGNATURE_SIZE);
    concise_add_tag(&buffer, COSE_SIGN1);
    concise_add_array(&buffer, 4);
    concise_add_bytes(&buffer, written(&header));
    concise_add_map(&buffer, 0);
    concise_add_bytes(&buffer, written(&claims));
    concise_add_bytes(&buffer, signature);
    return buffer_take(out, &buffer, "QR payload");
}

fallible qr_facts_fit(struct qr_facts *facts, struct arena *arena)
{
    static const uint8_t blank[QR_SIGNATURE_SIZE];
    const struct bytes kid = bytes_of(blank, KID_SIZE), signature = bytes_of(blank, sizeof blank);
    struct qr_facts fitting = *facts;
    const char *name = facts->name;
    size_t length = strlen(name);
    for (;;) {
        struct bytes whole;
        SCOPED_ERROR too_long = sign1_write(&whole, &fitting, kid, signature, arena);
        if (!too_long)
            break;
        do
            length -= length > 0;
        while (((uint8_t)name[length] & 0xc0) == 0x80); /* in the middle of a character */
        if (!length)
            return error_make(ERROR_REFUSED,
                              "the levels of all units are too many for the QR code");
        fitting.name = arena_format(arena, "%.*s…", (int)length, name);
    }
    *facts = fitting;
    return NULL;
}

/* RFC 9052, 4.4: Sig_structure of a COSE_Sign1. */
static fallible to_sign_write(struct bytes *out, struct bytes header, struct bytes claims,
                              struct arena *arena)
{
    struct buffer buffer = buffer_make(arena, 2 * QR_PAYLOAD_LIMIT);
    concise_add_array(&buffer, 4);
    concise_add_text(&buffer, "Signature1");
    concise_add_bytes(&buffer, header);
    concise_add_bytes(&buffer, bytes_of(NULL, 0));
    concise_add_bytes(&buffer, claims);
    return buffer_take(out, &buffer, "QR payload");
}

fallible qr_payload_to_sign(struct bytes *out, const struct qr_facts *facts, struct bytes kid,
                            struct arena *arena)
{
    static const uint8_t placeholder[QR_SIGNATURE_SIZE];
    struct bytes whole;
    TRY_AS(facts_check(facts), "QR payload");
    TRY(sign1_write(&whole, facts, kid, bytes_of(placeholder, sizeof placeholder), arena));
    struct buffer header = header_write(kid, arena), claims = claims_write(facts, arena);
    return to_sign_write(out, written(&header), written(&claims), arena);
}

fallible qr_payload_finish(char **out, const struct qr_facts *facts, struct bytes kid,
                           struct bytes signature, struct arena *arena)
{
    struct bytes whole;
    TRY_AS(facts_check(facts), "QR payload");
    TRY(sign1_write(&whole, facts, kid, signature, arena));
    *out = base32_encode(whole, arena);
    return NULL;
}

/* Reading: each piece in the order it must have; that it is exactly so is proved by writing it
 * again. */

static fallible integer_expect(struct concise *concise, int64_t expected, const char *what)
{
    int64_t number;
    TRY(concise_need_integer(&number, concise, what));
    if (number != expected)
        return error_make(ERROR_REFUSED, "%s is %lld instead of %lld", what, (long long)number,
                          (long long)expected);
    return NULL;
}

static fallible count_expect(size_t count, size_t expected, const char *what)
{
    if (count != expected)
        return error_make(ERROR_REFUSED, "%s has %zu members instead of %zu", what, count,
                          expected);
    return NULL;
}

static fallible end_expect(const struct concise *concise, const char *what)
{
    if (concise->left.size)
        return error_make(ERROR_REFUSED, "%zu bytes behind the %s", concise->left.size, what);
    return NULL;
}

static fallible header_read(struct bytes *kid, struct bytes header)
{
    struct concise concise = {header};
    size_t count;
    TRY(concise_need_map(&count, &concise, "header"));
    TRY(count_expect(count, 2, "header"));
    TRY(integer_expect(&concise, HEADER_ALGORITHM, "header key"));
    TRY(integer_expect(&concise, ALGORITHM_ES256, "algorithm"));
    TRY(integer_expect(&concise, HEADER_KID, "header key"));
    TRY(concise_need_bytes(kid, &concise, "kid"));
    if (kid->size != KID_SIZE)
        return error_make(ERROR_REFUSED, "kid has %zu bytes instead of %d", kid->size, KID_SIZE);
    return end_expect(&concise, "header");
}

static uint8_t nibble(struct bytes bytes, size_t at)
{
    uint8_t byte = bytes.data[at / 2];
    return at % 2 ? byte & 15 : byte >> 4;
}

static fallible unit_read(struct qr_unit *out, struct concise *concise, struct arena *arena)
{
    struct bytes packed;
    TRY(concise_need_bytes(&packed, concise, "unit"));
    if (!packed.size)
        return error_make(ERROR_REFUSED, "unit is empty");
    uint8_t outcome = nibble(packed, 0);
    if (outcome > 1)
        return error_make(ERROR_REFUSED, "outcome of a unit is %d", outcome);
    size_t count = 2 * packed.size - 1;
    count -= nibble(packed, count) == FILLING;
    uint8_t *levels = ARENA_ARRAY(arena, uint8_t, count);
    for (size_t i = 0; i < count; i++)
        levels[i] = nibble(packed, i + 1);
    *out = (struct qr_unit){outcome == 1, levels, count};
    return NULL;
}

static fallible units_read(struct qr_facts *facts, struct concise *concise, struct arena *arena)
{
    TRY(concise_need_array(&facts->unit_count, concise, "units"));
    if (facts->unit_count > QR_UNITS)
        return error_make(ERROR_REFUSED, "more than %d units", QR_UNITS);
    struct qr_unit *units = ARENA_ARRAY(arena, struct qr_unit, facts->unit_count);
    for (size_t i = 0; i < facts->unit_count; i++)
        TRY(unit_read(&units[i], concise, arena));
    facts->units = units;
    return NULL;
}

static fallible own_facts_read(struct qr_facts *facts, struct concise *concise, struct arena *arena)
{
    size_t count;
    int64_t birth_year;
    TRY(integer_expect(concise, CLAIM_FACTS, "claim"));
    TRY(concise_need_array(&count, concise, "facts"));
    TRY(count_expect(count, FACTS, "facts"));
    TRY(concise_need_text(&facts->name, concise, "name", arena));
    TRY(concise_need_integer(&birth_year, concise, "birth year"));
    facts->birth_year = birth_year < 0 || birth_year > 9999 ? 0 : (int)birth_year;
    TRY(concise_need_text(&facts->scheme, concise, "scheme", arena));
    return units_read(facts, concise, arena);
}

static fallible claims_read(struct qr_facts *facts, struct bytes claims, struct arena *arena)
{
    struct concise concise = {claims};
    size_t count;
    struct bytes code;
    TRY(concise_need_map(&count, &concise, "claims"));
    TRY(count_expect(count, CLAIMS, "claims"));
    TRY(integer_expect(&concise, CLAIM_EXPIRES, "claim"));
    TRY(concise_need_integer(&facts->expires_at_s, &concise, "time of expiry"));
    TRY(integer_expect(&concise, CLAIM_ISSUED, "claim"));
    TRY(concise_need_integer(&facts->issued_at_s, &concise, "time of issue"));
    TRY(integer_expect(&concise, CLAIM_ID, "claim"));
    TRY(concise_need_bytes(&code, &concise, "code"));
    TRY(code_unpack(&facts->code, code));
    TRY(own_facts_read(facts, &concise, arena));
    TRY(end_expect(&concise, "claims"));
    return facts_check(facts);
}

static fallible sign1_read(struct qr_payload *out, struct bytes *claims, struct bytes whole)
{
    struct concise concise = {whole};
    struct bytes header;
    uint64_t tag;
    size_t count;
    TRY(concise_need_tag(&tag, &concise, "tag"));
    if (tag != COSE_SIGN1)
        return error_make(ERROR_REFUSED, "tag is not %d", COSE_SIGN1);
    TRY(concise_need_array(&count, &concise, "COSE_Sign1"));
    TRY(count_expect(count, 4, "COSE_Sign1"));
    TRY(concise_need_bytes(&header, &concise, "protected header"));
    TRY(header_read(&out->kid, header));
    TRY(concise_need_map(&count, &concise, "unprotected header"));
    TRY(count_expect(count, 0, "unprotected header"));
    TRY(concise_need_bytes(claims, &concise, "claims"));
    TRY(concise_need_bytes(&out->signature, &concise, "signature"));
    if (out->signature.size != QR_SIGNATURE_SIZE)
        return error_make(ERROR_REFUSED, "signature has %zu bytes", out->signature.size);
    return end_expect(&concise, "COSE_Sign1");
}

static fallible whole_read(struct qr_payload *out, struct bytes whole, struct arena *arena)
{
    struct bytes claims, again;
    if (whole.size > QR_PAYLOAD_LIMIT)
        return error_make(ERROR_REFUSED, "longer than %d bytes", QR_PAYLOAD_LIMIT);
    TRY(sign1_read(out, &claims, whole));
    TRY(claims_read(&out->unverified_facts, claims, arena));
    TRY(sign1_write(&again, &out->unverified_facts, out->kid, out->signature, arena));
    if (!bytes_equal(whole, again))
        return error_make(ERROR_REFUSED, "not in the one form that is written");
    return qr_payload_to_sign(&out->to_sign, &out->unverified_facts, out->kid, arena);
}

fallible qr_payload_read(struct qr_payload *out, const char *text, struct arena *arena)
{
    struct qr_payload payload = {0};
    struct bytes whole;
    TRY(base32_decode(&whole, text, "QR payload", arena));
    TRY_AS(whole_read(&payload, whole, arena), "QR payload");
    *out = payload;
    return NULL;
}
