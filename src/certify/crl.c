#include "certify/crl.h"

#include "base/encoding.h"
#include "certify/algorithm.h"
#include "certify/der.h"

#define PEM_BEGIN "-----BEGIN X509 CRL-----"
#define PEM_END   "-----END X509 CRL-----"

static fallible check_extension(struct bytes extension)
{
    struct der_element element;
    TRY(der_next(&element, &extension, DER_OID, "extension of a revocation list"));
    if (der_has(extension, DER_BOOLEAN)) /* written only when it is true */
        return error_make(ERROR_REFUSED, "a revocation list has a critical extension, so it is "
                                         "not one of all certificates of its issuer");
    TRY(der_next(&element, &extension, DER_OCTET_STRING, "extension of a revocation list"));
    return der_end(extension, "extension of a revocation list");
}

static fallible check_extensions(struct bytes rest)
{
    struct der_element wrapped, list, extension;
    if (!rest.size)
        return NULL;
    TRY(der_next(&wrapped, &rest, DER_CONTEXT_0_CONSTRUCTED, "extensions of a revocation list"));
    TRY(der_end(rest, "revocation list"));
    TRY(der_next(&list, &wrapped.content, DER_SEQUENCE, "extensions of a revocation list"));
    TRY(der_end(wrapped.content, "extensions of a revocation list"));
    while (list.content.size) {
        TRY(der_next(&extension, &list.content, DER_SEQUENCE, "extension of a revocation list"));
        TRY(check_extension(extension.content));
    }
    return NULL;
}

/* An entry: the serial number, since when, perhaps why. */
static fallible read_entry(struct bytes *serial, int64_t *since_s, struct bytes *rest)
{
    struct der_element entry, number;
    TRY(der_next(&entry, rest, DER_SEQUENCE, "entry of a revocation list"));
    TRY(der_next(&number, &entry.content, DER_INTEGER, "serial number"));
    *serial = number.whole;
    return der_next_time(since_s, &entry.content, "date of a revocation");
}

static fallible read_entries(struct crl *out, struct bytes *rest)
{
    struct der_element list;
    if (!der_has(*rest, DER_SEQUENCE))
        return NULL;
    TRY(der_next(&list, rest, DER_SEQUENCE, "revoked certificates"));
    out->revoked = list.content;
    while (list.content.size) {
        struct bytes serial;
        int64_t since_s;
        TRY(read_entry(&serial, &since_s, &list.content));
    }
    return NULL;
}

static fallible read_content(struct crl *out, struct bytes rest)
{
    uint8_t version[1];
    struct der_element element;
    TRY(der_next_unsigned(version, 1, &rest, "revocation list's version"));
    TRY(der_next(&element, &rest, DER_SEQUENCE, "revocation list's algorithm"));
    out->algorithm = element.whole;
    TRY(der_next(&element, &rest, DER_SEQUENCE, "revocation list's issuer"));
    out->issuer = element.whole;
    TRY(der_next_time(&out->this_update_s, &rest, "revocation list's date"));
    TRY_AS(der_next_time(&out->next_update_s, &rest, "date of the next list"), "RFC 5280, 5.1.2.5");
    TRY(read_entries(out, &rest));
    return check_extensions(rest);
}

fallible crl_read(struct crl *out, struct bytes der)
{
    struct crl crl = {.der = der};
    struct der_element outer, content, algorithm, bits;
    if (der.size > CRL_LIMIT)
        return error_make(ERROR_REFUSED, "a revocation list is larger than %d bytes", CRL_LIMIT);
    TRY(der_next(&outer, &der, DER_SEQUENCE, "revocation list"));
    TRY(der_end(der, "revocation list"));
    TRY(der_next(&content, &outer.content, DER_SEQUENCE, "revocation list's content"));
    TRY(read_content(&crl, content.content));
    TRY(der_next(&algorithm, &outer.content, DER_SEQUENCE, "revocation list's algorithm"));
    TRY(der_next(&bits, &outer.content, DER_BIT_STRING, "revocation list's signature"));
    TRY(der_end(outer.content, "revocation list's signature"));
    if (!bytes_equal(algorithm.whole, crl.algorithm) || bits.content.size < 2 ||
        bits.content.data[0] != 0)
        return error_make(ERROR_REFUSED, "a revocation list's signature is malformed");
    crl.signed_part = content.whole;
    crl.signature = bytes_of(bits.content.data + 1, bits.content.size - 1);
    *out = crl;
    return NULL;
}

static fallible decode_pem(struct bytes *out, const char *text, const char *what,
                           struct arena *arena)
{
    const char *begin = strstr(text, PEM_BEGIN), *end = begin ? strstr(begin, PEM_END) : NULL;
    if (!end)
        return error_hint(
            error_make(ERROR_REFUSED, "%s is no revocation list, neither DER nor PEM", what),
            "what begins with " PEM_BEGIN ", or what openssl crl -outform DER writes");
    begin += strlen(PEM_BEGIN);
    char *digits = arena_text_n(arena, begin, (size_t)(end - begin)), *to = digits;
    for (const char *from = digits; *from; from++)
        if (!strchr(" \t\r\n", *from))
            *to++ = *from;
    *to = '\0';
    return base64_decode(out, digits, what, arena);
}

fallible crl_read_file(struct crl *out, struct bytes file, const char *what, struct arena *arena)
{
    struct bytes der = file;
    if (!der_has(file, DER_SEQUENCE))
        TRY(decode_pem(&der, arena_text_n(arena, file.data, file.size), what, arena));
    TRY_AS(crl_read(out, der), "%s", what);
    return NULL;
}

static fallible find_digest(enum digest_kind *out, const struct crl *crl,
                            enum signature_algorithm algorithm, struct arena *arena)
{
    static const enum digest_kind kinds[] = {DIGEST_SHA256, DIGEST_SHA384, DIGEST_SHA512};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (bytes_equal(crl->algorithm, algorithm_der_by(algorithm, kinds[i], arena))) {
            *out = kinds[i];
            return NULL;
        }
    return error_make(ERROR_REFUSED, "a revocation list's signature algorithm does not fit its "
                                     "issuer's key");
}

fallible crl_check(const struct crl *crl, const struct x509 *issuer, struct arena *arena)
{
    enum digest_kind digest;
    struct bytes value;
    if (!issuer->may_sign_lists || !issuer->key || !bytes_equal(crl->issuer, issuer->subject))
        return error_make(ERROR_REFUSED, "'%s' did not make the revocation list, or may not",
                          issuer->subject_text);
    enum signature_algorithm algorithm = public_key_algorithm(issuer->key);
    TRY(find_digest(&digest, crl, algorithm, arena));
    TRY(algorithm_signature_read(&value, algorithm, crl->signature, arena));
    if (algorithm == SIGNATURE_ES256) { /* others do not care which of the two they write */
        uint8_t *low = (uint8_t *)arena_text_n(arena, value.data, value.size);
        signature_es256_normalise(low);
        value = bytes_of(low, value.size);
    }
    TRY_AS(signature_check_by(issuer->key, digest, crl->signed_part, value),
           "revocation list of '%s'", issuer->subject_text);
    return NULL;
}

bool crl_find(int64_t *revoked_at_s, const struct crl *crl, const struct x509 *certificate)
{
    if (!bytes_equal(crl->issuer, certificate->issuer))
        return false;
    for (struct bytes rest = crl->revoked; rest.size;) {
        struct bytes serial;
        int64_t since_s;
        struct error *error = read_entry(&serial, &since_s, &rest);
        ASSERT(!error); /* all were read before */
        if (!bytes_equal(serial, certificate->serial))
            continue;
        *revoked_at_s = since_s;
        return true;
    }
    return false;
}
