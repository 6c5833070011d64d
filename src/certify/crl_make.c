#include "certify/crl_make.h"

#include "base/buffer.h"
#include "certify/algorithm.h"
#include "certify/der.h"
#include "certify/issuing.h"

static struct bytes number_der(int64_t number, struct arena *arena)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(number >> (56 - 8 * i));
    return der_unsigned(bytes_of(bytes, sizeof bytes), arena);
}

static struct bytes entry_der(const struct crl_entry *entry, struct arena *arena)
{
    uint8_t code[1] = {(uint8_t)entry->reason};
    struct bytes reason = DER(arena, DER_ENUMERATED, bytes_of(code, 1));
    struct bytes extension = x509_extension("2.5.29.21", false, reason, arena);
    return DER(arena, DER_SEQUENCE, entry->serial, x509_time(entry->since_s, arena),
               DER(arena, DER_SEQUENCE, extension));
}

/* Left out when there is none (5.1.2.6). */
static struct bytes entries_der(const struct crl_content *content, struct arena *arena)
{
    if (content->count == 0)
        return bytes_of(NULL, 0);
    struct bytes *parts = ARENA_ARRAY(arena, struct bytes, content->count);
    for (size_t i = 0; i < content->count; i++)
        parts[i] = entry_der(&content->entries[i], arena);
    return der_join(DER_SEQUENCE, parts, content->count, arena);
}

static fallible extensions_der(struct bytes *out, int64_t number, struct bytes issuer_spki,
                               struct arena *arena)
{
    struct bytes id;
    TRY(x509_key_identifier(&id, issuer_spki, arena));
    struct bytes authority = DER(arena, DER_SEQUENCE, DER(arena, DER_CONTEXT_0, id));
    struct bytes list = DER(arena, DER_SEQUENCE,
                            x509_extension("2.5.29.35", false, authority, arena),
                            x509_extension("2.5.29.20", false, number_der(number, arena), arena));
    *out = DER(arena, DER_CONTEXT_0_CONSTRUCTED, list);
    return NULL;
}

fallible crl_make(struct bytes *der, const struct crl_content *content, const struct signer *issuer,
                  struct arena *arena)
{
    static const uint8_t second[1] = {1}; /* version v2 is written 1 */
    struct bytes extensions;
    TRY(extensions_der(&extensions, content->number, issuer->spki, arena));
    struct bytes list = DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(second, 1), arena),
                            algorithm_der(issuer->algorithm, arena), content->issuer,
                            x509_time(content->made_at_s, arena),
                            x509_time(content->until_s, arena), entries_der(content, arena),
                            extensions);
    return x509_sign(der, list, issuer, arena);
}
