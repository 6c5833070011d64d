#include "certify/algorithm.h"

#include "certify/der.h"

enum { HALF = ES256_SIZE / 2 };

static const char *const digest_oids[] = {
    [DIGEST_SHA256] = "2.16.840.1.101.3.4.2.1",
    [DIGEST_SHA384] = "2.16.840.1.101.3.4.2.2",
    [DIGEST_SHA512] = "2.16.840.1.101.3.4.2.3",
};

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

struct bytes algorithm_digest_der(enum digest_kind digest, struct arena *arena)
{
    return DER(arena, DER_SEQUENCE, der_oid(digest_oids[digest], arena));
}

struct bytes algorithm_sha256_der(struct arena *arena)
{
    return algorithm_digest_der(DIGEST_SHA256, arena);
}

struct bytes algorithm_der_by(enum signature_algorithm algorithm, enum digest_kind digest,
                              struct arena *arena)
{
    static const char *const rsa[] = {"1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12",
                                      "1.2.840.113549.1.1.13"};
    if (algorithm != SIGNATURE_RS256)
        return algorithm_der(algorithm, arena);
    return DER(arena, DER_SEQUENCE, der_oid(rsa[digest], arena),
               DER(arena, DER_NULL, bytes_of(NULL, 0)));
}

fallible algorithm_digest_read(enum digest_kind *out, struct bytes der, struct arena *arena)
{
    struct bytes null = DER(arena, DER_NULL, bytes_of(NULL, 0));
    for (size_t i = 0; i < sizeof digest_oids / sizeof *digest_oids; i++) {
        struct bytes oid = der_oid(digest_oids[i], arena);
        if (!bytes_equal(der, DER(arena, DER_SEQUENCE, oid)) &&
            !bytes_equal(der, DER(arena, DER_SEQUENCE, oid, null)))
            continue;
        *out = (enum digest_kind)i;
        return NULL;
    }
    return error_make(ERROR_REFUSED, "the digest is none of SHA-256, SHA-384 and SHA-512");
}

bool algorithm_is_sha256(struct bytes der, struct arena *arena)
{
    enum digest_kind kind = DIGEST_SHA512;
    SCOPED_ERROR other = algorithm_digest_read(&kind, der, arena);
    return !other && kind == DIGEST_SHA256;
}

bool algorithm_is(struct bytes der, enum signature_algorithm algorithm, enum digest_kind digest,
                  struct arena *arena)
{
    struct bytes alone = DER(arena, DER_SEQUENCE, der_oid("1.2.840.113549.1.1.1", arena),
                             DER(arena, DER_NULL, bytes_of(NULL, 0)));
    if (bytes_equal(der, algorithm_der_by(algorithm, digest, arena)))
        return true;
    return algorithm == SIGNATURE_RS256 && bytes_equal(der, alone);
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
