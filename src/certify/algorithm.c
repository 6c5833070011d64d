#include "certify/algorithm.h"

#include "certify/der.h"

enum { HALF = ES256_SIZE / 2 };

struct bytes algorithm_der(enum signature_algorithm algorithm, struct arena *arena)
{
    static const char *const oids[] = {
        [SIGNATURE_ES256] = "1.2.840.10045.4.3.2",
        [SIGNATURE_RS256] = "1.2.840.113549.1.1.11",
        [SIGNATURE_ED25519] = "1.3.101.112",
    };
    struct bytes nothing = bytes_of(NULL, 0);
    struct bytes parameters = algorithm == SIGNATURE_RS256 ? DER(arena, DER_NULL, nothing)
                                                           : nothing;
    return DER(arena, DER_SEQUENCE, der_oid(oids[algorithm], arena), parameters);
}

struct bytes algorithm_sha256_der(struct arena *arena)
{
    return DER(arena, DER_SEQUENCE, der_oid("2.16.840.1.101.3.4.2.1", arena));
}

fallible algorithm_signature_der(struct bytes *out, enum signature_algorithm algorithm,
                                 struct bytes signature, struct arena *arena)
{
    if (algorithm != SIGNATURE_ES256) {
        *out = signature;
        return NULL;
    }
    if (signature.size != ES256_SIZE)
        return error_make(ERROR_REFUSED, "the signature has %zu bytes instead of %d",
                          signature.size, ES256_SIZE);
    *out = DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(signature.data, HALF), arena),
               der_unsigned(bytes_of(signature.data + HALF, HALF), arena));
    return NULL;
}

fallible algorithm_signature_read(struct bytes *out, enum signature_algorithm algorithm,
                                  struct bytes value, struct arena *arena)
{
    if (algorithm != SIGNATURE_ES256) {
        *out = value;
        return NULL;
    }
    struct der_element pair;
    uint8_t *raw = arena_alloc(arena, ES256_SIZE);
    TRY(der_next(&pair, &value, DER_SEQUENCE, "signature value"));
    TRY(der_end(value, "signature value"));
    TRY(der_next_unsigned(raw, HALF, &pair.content, "signature value r"));
    TRY(der_next_unsigned(raw + HALF, HALF, &pair.content, "signature value s"));
    TRY(der_end(pair.content, "signature value s"));
    *out = bytes_of(raw, ES256_SIZE);
    return NULL;
}
