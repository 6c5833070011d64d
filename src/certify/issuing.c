#include "certify/issuing.h"

#include "base/clock.h"
#include "base/text.h"
#include "certify/algorithm.h"
#include "certify/der.h"
#include "certify/pem.h"

enum { NAME_LIMIT = 64, YEAR_OF_LONG_DATES = 2050, KEY_ID_SIZE = 20 };

static const uint8_t yes[1] = {0xff};

static struct bytes attribute(const char *oid, enum der_tag tag, const char *text,
                              struct arena *arena)
{
    struct bytes value = DER(arena, tag, bytes_of_text(text));
    struct bytes pair = DER(arena, DER_SEQUENCE, der_oid(oid, arena), value);
    return DER(arena, DER_SET, pair);
}

static fallible check_part(const char *name, const char *what)
{
    size_t length = utf8_length(name);
    if (length == 0 || length > NAME_LIMIT)
        return error_make(ERROR_REFUSED, "%s has %zu characters instead of 1 to %d", what, length,
                          NAME_LIMIT);
    return NULL;
}

static fallible check_name(const struct x509_name *name)
{
    TRY(check_part(name->organization, "name of the organisation"));
    TRY(check_part(name->common_name, "name of the key's owner"));
    const char *country = name->country;
    bool two_capitals = strlen(country) == 2 && country[0] >= 'A' && country[0] <= 'Z' &&
                        country[1] >= 'A' && country[1] <= 'Z';
    if (!two_capitals)
        return error_make(ERROR_REFUSED, "country '%.8s' is not two capital letters", country);
    return NULL;
}

fallible x509_name_der(struct bytes *out, const struct x509_name *name, struct arena *arena)
{
    TRY(check_name(name));
    *out = DER(arena, DER_SEQUENCE,
               attribute("2.5.4.6", DER_PRINTABLE_STRING, name->country, arena),
               attribute("2.5.4.10", DER_UTF8_STRING, name->organization, arena),
               attribute("2.5.4.3", DER_UTF8_STRING, name->common_name, arena));
    return NULL;
}

/* RFC 5280, 4.1.2.5: two digits of the year until 2049, four from 2050. */
struct bytes x509_time(int64_t instant_s, struct arena *arena)
{
    struct date date = date_of(instant_s, 0);
    int second = (int)(instant_s - date_start_s(date));
    bool is_long = date.year >= YEAR_OF_LONG_DATES;
    char *text = arena_format(arena, "%04d%02d%02d%02d%02d%02dZ", date.year, date.month, date.day,
                              second / 3600, second / 60 % 60, second % 60);
    return DER(arena, is_long ? DER_GENERALIZED_TIME : DER_UTC_TIME,
               bytes_of_text(is_long ? text : text + 2));
}

/* The id of a key is taken over the bits of its BIT STRING, without the count of unused bits. */
fallible x509_key_identifier(struct bytes *out, struct bytes spki, struct arena *arena)
{
    struct der_element outer, algorithm, bits;
    TRY(der_next(&outer, &spki, DER_SEQUENCE, "public key"));
    TRY(der_next(&algorithm, &outer.content, DER_SEQUENCE, "public key's algorithm"));
    TRY(der_next(&bits, &outer.content, DER_BIT_STRING, "public key's bits"));
    ASSERT(bits.content.size > 1);
    struct digest digest = digest_of(bytes_of(bits.content.data + 1, bits.content.size - 1));
    *out = arena_bytes(arena, bytes_of(digest.data, KEY_ID_SIZE));
    return NULL;
}

struct bytes x509_extension(const char *oid, bool is_critical, struct bytes value,
                            struct arena *arena)
{
    struct bytes flag = is_critical ? DER(arena, DER_BOOLEAN, bytes_of(yes, 1)) : bytes_of(NULL, 0);
    return DER(arena, DER_SEQUENCE, der_oid(oid, arena), flag, DER(arena, DER_OCTET_STRING, value));
}

static struct bytes basic_constraints(bool is_authority, struct arena *arena)
{
    static const uint8_t none_below[1] = {0};
    struct bytes content = bytes_of(NULL, 0);
    if (is_authority)
        return x509_extension("2.5.29.19", true,
                              DER(arena, DER_SEQUENCE, DER(arena, DER_BOOLEAN, bytes_of(yes, 1)),
                                  der_unsigned(bytes_of(none_below, 1), arena)),
                              arena);
    return x509_extension("2.5.29.19", true, DER(arena, DER_SEQUENCE, content), arena);
}

/* Named bits from the left: digitalSignature 0, nonRepudiation 1, keyCertSign 5, cRLSign 6. The
 * first byte says how many at the end are unused. */
static struct bytes key_usage(bool is_authority, struct arena *arena)
{
    static const uint8_t authority[2] = {1, 0x06}, signer[2] = {6, 0xc0};
    struct bytes bits = DER(arena, DER_BIT_STRING, bytes_of(is_authority ? authority : signer, 2));
    return x509_extension("2.5.29.15", true, bits, arena);
}

static struct bytes extended_usage(struct arena *arena)
{
    struct bytes usage = DER(arena, DER_SEQUENCE, der_oid("1.3.6.1.5.5.7.3.36", arena));
    return x509_extension("2.5.29.37", false, usage, arena);
}

static fallible extensions(struct bytes *out, const struct x509_request *request,
                           struct arena *arena)
{
    struct bytes own_id, issuer_id;
    TRY(x509_key_identifier(&own_id, request->spki, arena));
    TRY(x509_key_identifier(&issuer_id, request->issuer_spki, arena));
    struct bytes own = DER(arena, DER_OCTET_STRING, own_id);
    struct bytes issuer = DER(arena, DER_SEQUENCE, DER(arena, DER_CONTEXT_0, issuer_id));
    struct bytes list = DER(arena, DER_SEQUENCE, basic_constraints(request->is_authority, arena),
                            key_usage(request->is_authority, arena),
                            x509_extension("2.5.29.14", false, own, arena),
                            x509_extension("2.5.29.35", false, issuer, arena),
                            request->is_authority ? bytes_of(NULL, 0) : extended_usage(arena));
    *out = DER(arena, DER_CONTEXT_3_CONSTRUCTED, list);
    return NULL;
}

/* Twenty bytes at most and above zero (RFC 5280, 4.1.2.2). */
static struct bytes serial_der(const uint8_t serial[static SERIAL_SIZE], struct arena *arena)
{
    uint8_t positive[SERIAL_SIZE];
    memcpy(positive, serial, SERIAL_SIZE);
    positive[0] = (uint8_t)((positive[0] & 0x7f) | 0x40);
    return der_unsigned(bytes_of(positive, SERIAL_SIZE), arena);
}

static fallible to_be_signed(struct bytes *out, const struct x509_request *request,
                             enum signature_algorithm algorithm, struct arena *arena)
{
    static const uint8_t third[1] = {2}; /* version v3 is written 2 */
    struct bytes list;
    TRY(extensions(&list, request, arena));
    struct bytes version = der_unsigned(bytes_of(third, 1), arena);
    *out = DER(arena, DER_SEQUENCE, DER(arena, DER_CONTEXT_0_CONSTRUCTED, version),
               serial_der(request->serial, arena), algorithm_der(algorithm, arena), request->issuer,
               DER(arena, DER_SEQUENCE, x509_time(request->from_s, arena),
                   x509_time(request->until_s, arena)),
               request->subject, request->spki, list);
    return NULL;
}

fallible x509_sign(struct bytes *der, struct bytes content, const struct signer *signer,
                   struct arena *arena)
{
    static const uint8_t no_unused_bits[1] = {0};
    struct bytes value;
    struct signature signature;
    TRY(signer_sign(&signature, signer, content));
    TRY(algorithm_signature_der(&value, signer->algorithm, signature_bytes(&signature), arena));
    *der = DER(arena, DER_SEQUENCE, content, algorithm_der(signer->algorithm, arena),
               DER(arena, DER_BIT_STRING, bytes_of(no_unused_bits, 1), value));
    return NULL;
}

fallible x509_issue(struct bytes *der, const struct x509_request *request,
                    const struct signer *issuer, struct arena *arena)
{
    struct bytes content;
    if (request->from_s >= request->until_s)
        return error_make(ERROR_REFUSED, "a key certificate would end before it begins");
    TRY(to_be_signed(&content, request, issuer->algorithm, arena));
    return x509_sign(der, content, issuer, arena);
}

/* RFC 2986, 4.1; the attribute extensionRequest of RFC 2985, 5.4.2. */
fallible x509_ask(const char **pem, struct bytes subject, const struct signer *own,
                  struct arena *arena)
{
    static const uint8_t first[1] = {0}; /* version v1 is written 0 */
    struct bytes der;
    struct bytes uses = DER(arena, DER_SEQUENCE, basic_constraints(false, arena),
                            key_usage(false, arena), extended_usage(arena));
    struct bytes wanted = DER(arena, DER_SEQUENCE, der_oid("1.2.840.113549.1.9.14", arena),
                              DER(arena, DER_SET, uses));
    struct bytes content = DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(first, 1), arena),
                               subject, own->spki, DER(arena, DER_CONTEXT_0_CONSTRUCTED, wanted));
    TRY(x509_sign(&der, content, own, arena));
    *pem = pem_text("CERTIFICATE REQUEST", der, arena);
    return NULL;
}
