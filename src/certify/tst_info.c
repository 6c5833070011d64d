#include "certify/tst_info.h"

#include "base/clock.h"
#include "certify/algorithm.h"
#include "certify/der.h"

enum { VERSION = 1, WHOLE_SECONDS = 14 };

struct bytes tst_info_imprint_der(const struct digest *imprint, struct arena *arena)
{
    return DER(arena, DER_SEQUENCE, algorithm_sha256_der(arena),
               DER(arena, DER_OCTET_STRING, digest_bytes(imprint)));
}

static fallible read_imprint(struct digest *out, struct bytes *rest, struct arena *arena)
{
    struct der_element imprint, name, value;
    TRY(der_next(&imprint, rest, DER_SEQUENCE, "timestamp's imprint"));
    TRY(der_next(&name, &imprint.content, DER_SEQUENCE, "imprint's algorithm"));
    TRY(der_next(&value, &imprint.content, DER_OCTET_STRING, "imprint"));
    TRY(der_end(imprint.content, "imprint"));
    if (!algorithm_is_sha256(name.whole, arena) || value.content.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "the timestamp's imprint is not one by SHA-256");
    memcpy(out->data, value.content.data, DIGEST_SIZE);
    return NULL;
}

/* YYYYMMDDhhmmss, perhaps parts of a second, Z (X.690, 11.7). */
static fallible read_time(int64_t *out, struct bytes *rest)
{
    SCOPED_ARENA(arena);
    struct der_element time;
    TRY(der_next(&time, rest, DER_GENERALIZED_TIME, "timestamp's time"));
    const char *text = arena_text_n(arena, time.content.data, time.content.size);
    size_t digits = strspn(text, "0123456789");
    const char *end = text + digits;
    if (*end == '.')
        end += 1 + strspn(end + 1, "0123456789");
    if (digits != WHOLE_SECONDS || strcmp(end, "Z") != 0 || strlen(text) != time.content.size)
        return error_make(ERROR_REFUSED, "the timestamp's time '%.40s' is not one in UTC", text);
    return instant_parse_compact(out, arena_format(arena, "%.*sZ", WHOLE_SECONDS, text),
                                 "timestamp's time");
}

/* Behind the time: accuracy, ordering, nonce, the authority's name, extensions; each may be left
 * out. Only the nonce is ours to look at. */
static fallible read_options(struct tst_info *out, struct bytes rest)
{
    static const enum der_tag tags[] = {DER_SEQUENCE, DER_BOOLEAN, DER_INTEGER,
                                        DER_CONTEXT_0_CONSTRUCTED, DER_CONTEXT_1_CONSTRUCTED};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct der_element option;
        if (!der_has(rest, tags[i]))
            continue;
        TRY(der_next(&option, &rest, tags[i], "option of a timestamp"));
        if (tags[i] == DER_INTEGER)
            out->nonce = option.whole;
    }
    return der_end(rest, "timestamp");
}

fallible tst_info_read(struct tst_info *out, struct bytes der, struct arena *arena)
{
    struct tst_info info = {.der = der};
    struct der_element all, element;
    uint8_t version[1];
    TRY(der_next(&all, &der, DER_SEQUENCE, "timestamp"));
    TRY(der_end(der, "timestamp"));
    struct bytes rest = all.content;
    TRY(der_next_unsigned(version, 1, &rest, "timestamp's version"));
    if (version[0] != VERSION)
        return error_make(ERROR_REFUSED, "the timestamp has version %d instead of %d", version[0],
                          VERSION);
    TRY(der_next(&element, &rest, DER_OID, "timestamp's policy"));
    info.policy = element.whole;
    TRY(read_imprint(&info.imprint, &rest, arena));
    TRY(der_next(&element, &rest, DER_INTEGER, "timestamp's serial number"));
    TRY(read_time(&info.at_s, &rest));
    TRY(read_options(&info, rest));
    *out = info;
    return NULL;
}
