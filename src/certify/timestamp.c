#include "certify/timestamp.h"

#include "certify/algorithm.h"
#include "certify/chain.h"
#include "certify/der.h"
#include "certify/signer_info.h"

#define ID_SIGNED_DATA         "1.2.840.113549.1.7.2"
#define ID_TST_INFO            "1.2.840.113549.1.9.16.1.4"
#define CONTENT_TYPE           "1.2.840.113549.1.9.3"
#define MESSAGE_DIGEST         "1.2.840.113549.1.9.4"
#define SIGNING_CERTIFICATE_V2 "1.2.840.113549.1.9.16.2.47"

enum { SENT_CERTIFICATES_LIMIT = 8 };

/* Where the parts of a SignedData stand. */
struct pieces {
    struct bytes info, certificates;
    struct signer_info signer;
};

/* Unsigned attributes may stand behind the signature, which nobody vouches for. */
static fallible find_signer(struct pieces *out, struct bytes infos)
{
    struct der_element element;
    TRY(signer_info_find(&out->signer, infos));
    struct bytes rest = out->signer.rest;
    if (der_has(rest, DER_CONTEXT_1_CONSTRUCTED))
        TRY(der_next(&element, &rest, DER_CONTEXT_1_CONSTRUCTED, "unsigned attributes"));
    return der_end(rest, "signer info");
}

static fallible find_info(struct pieces *out, struct bytes content, struct arena *arena)
{
    struct der_element type, wrapped, info;
    TRY(der_next(&type, &content, DER_OID, "content type"));
    if (!bytes_equal(type.whole, der_oid(ID_TST_INFO, arena)))
        return error_make(ERROR_REFUSED, "what was sent is signed, but no timestamp");
    TRY(der_next(&wrapped, &content, DER_CONTEXT_0_CONSTRUCTED, "timestamp"));
    TRY(der_end(content, "timestamp"));
    TRY(der_next(&info, &wrapped.content, DER_OCTET_STRING, "timestamp"));
    out->info = info.content;
    return der_end(wrapped.content, "timestamp");
}

static fallible find_pieces(struct pieces *out, struct bytes der, struct arena *arena)
{
    struct der_element outer, wrapped, data, element;
    TRY(der_next(&outer, &der, DER_SEQUENCE, "timestamp"));
    TRY(der_end(der, "timestamp"));
    TRY(der_next(&element, &outer.content, DER_OID, "content type"));
    if (!bytes_equal(element.whole, der_oid(ID_SIGNED_DATA, arena)))
        return error_make(ERROR_REFUSED, "what was sent is not signed data");
    TRY(der_next(&wrapped, &outer.content, DER_CONTEXT_0_CONSTRUCTED, "content"));
    TRY(der_next(&data, &wrapped.content, DER_SEQUENCE, "signed data"));
    struct bytes rest = data.content;
    TRY(der_next(&element, &rest, DER_INTEGER, "version"));
    TRY(der_next(&element, &rest, DER_SET, "digest algorithms"));
    TRY(der_next(&element, &rest, DER_SEQUENCE, "encapsulated content"));
    TRY(find_info(out, element.content, arena));
    TRY(der_next(&element, &rest, DER_CONTEXT_0_CONSTRUCTED, "certificates"));
    out->certificates = element.content;
    if (der_has(rest, DER_CONTEXT_1_CONSTRUCTED))
        TRY(der_next(&element, &rest, DER_CONTEXT_1_CONSTRUCTED, "revocation lists"));
    TRY(der_next(&element, &rest, DER_SET, "signer infos"));
    TRY(find_signer(out, element.content));
    return der_end(rest, "signed data");
}

static fallible read_parts(struct timestamp *out, const struct pieces *pieces,
                           const struct public_key *key, struct arena *arena)
{
    TRY(tst_info_read(&out->info, pieces->info, arena));
    TRY(algorithm_digest_read(&out->digest, pieces->signer.digest, arena));
    if (!key)
        return error_make(ERROR_REFUSED, "the authority's key is weak, or neither RSA nor ECDSA "
                                         "P-256");
    enum signature_algorithm algorithm = public_key_algorithm(key);
    if (!algorithm_is(pieces->signer.algorithm, algorithm, out->digest, arena))
        return error_make(ERROR_REFUSED,
                          "the timestamp's signature algorithm does not fit a key "
                          "for %s and its digest",
                          signature_algorithm_name(algorithm));
    out->attributes = pieces->signer.attributes;
    return algorithm_signature_read(&out->signature, algorithm, pieces->signer.signature, arena);
}

static struct bytes signature_value(const struct timestamp *timestamp,
                                    enum signature_algorithm algorithm, struct arena *arena)
{
    struct bytes value = {0};
    struct error *error = algorithm_signature_der(&value, algorithm, timestamp->signature, arena);
    ASSERT(!error); /* it was read from one */
    return DER(arena, DER_OCTET_STRING, value);
}

static struct bytes signer_info(const struct timestamp *timestamp, struct arena *arena)
{
    static const uint8_t one[1] = {1};
    const struct x509 *own = &timestamp->chain[0];
    enum signature_algorithm algorithm = public_key_algorithm(own->key);
    return DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(one, 1), arena),
               DER(arena, DER_SEQUENCE, own->issuer, own->serial),
               algorithm_digest_der(timestamp->digest, arena),
               DER(arena, DER_CONTEXT_0_CONSTRUCTED, timestamp->attributes),
               algorithm_der_by(algorithm, timestamp->digest, arena),
               signature_value(timestamp, algorithm, arena));
}

struct bytes timestamp_der(const struct timestamp *timestamp, struct arena *arena)
{
    static const uint8_t three[1] = {3};
    struct bytes info = DER(arena, DER_OCTET_STRING, timestamp->info.der);
    struct bytes content = DER(arena, DER_SEQUENCE, der_oid(ID_TST_INFO, arena),
                               DER(arena, DER_CONTEXT_0_CONSTRUCTED, info));
    struct bytes digest = algorithm_digest_der(timestamp->digest, arena);
    struct bytes data = DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(three, 1), arena),
                            DER(arena, DER_SET, digest), content,
                            chain_der(timestamp->chain, timestamp->chain_count, arena),
                            DER(arena, DER_SET, signer_info(timestamp, arena)));
    return DER(arena, DER_SEQUENCE, der_oid(ID_SIGNED_DATA, arena),
               DER(arena, DER_CONTEXT_0_CONSTRUCTED, data));
}

fallible timestamp_read(struct timestamp *out, struct bytes der, struct arena *arena)
{
    struct pieces pieces;
    struct timestamp timestamp = {0};
    TRY(find_pieces(&pieces, der, arena));
    TRY(chain_read(&timestamp.chain, &timestamp.chain_count, pieces.certificates,
                   pieces.signer.issuer_and_serial, NULL, arena));
    TRY(read_parts(&timestamp, &pieces, timestamp.chain[0].key, arena));
    if (!bytes_equal(der, timestamp_der(&timestamp, arena)))
        return error_make(ERROR_REFUSED, "the timestamp is not written as the profile wants it "
                                         "(RFC 3161, 2.4.2; X.690, 10)");
    *out = timestamp;
    return NULL;
}

static const struct x509 *find_issuer(const struct x509 *below, const struct x509 *list,
                                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (chain_is_issuer(&list[i], below))
            return &list[i];
    return NULL;
}

/* From the authority upwards, by the certificates sent, to the first root that is trusted. */
static fallible complete_chain(struct timestamp *out, const struct x509 *sent, size_t sent_count,
                               struct bytes issuer_and_serial, const struct trust *roots,
                               struct arena *arena)
{
    struct x509 *chain = ARENA_ARRAY(arena, struct x509, X509_CHAIN_LIMIT);
    const struct x509 *next = NULL;
    for (size_t i = 0; i < sent_count && !next; i++)
        if (chain_is_named(&sent[i], issuer_and_serial))
            next = &sent[i];
    if (!next)
        return error_make(ERROR_REFUSED, "the authority's certificate was not sent");
    for (size_t count = 0; next && count < X509_CHAIN_LIMIT;) {
        chain[count++] = *next;
        out->chain = chain;
        out->chain_count = count;
        if (next->is_root)
            return NULL;
        const struct x509 *root = find_issuer(next, roots->roots, roots->root_count);
        next = root ? root : find_issuer(next, sent, sent_count);
    }
    return error_make(ERROR_REFUSED, "the authority '%s' leads to no root that was given",
                      chain[0].subject_text);
}

fallible timestamp_take(struct timestamp *out, struct bytes token, const struct trust *roots,
                        struct arena *arena)
{
    struct pieces pieces;
    size_t sent_count;
    struct timestamp timestamp = {0};
    struct x509 *sent = ARENA_ARRAY(arena, struct x509, SENT_CERTIFICATES_LIMIT);
    TRY(find_pieces(&pieces, token, arena));
    TRY(chain_certificates(sent, &sent_count, SENT_CERTIFICATES_LIMIT, pieces.certificates, NULL,
                           arena));
    TRY(complete_chain(&timestamp, sent, sent_count, pieces.signer.issuer_and_serial, roots,
                       arena));
    TRY(read_parts(&timestamp, &pieces, timestamp.chain[0].key, arena));
    if (public_key_algorithm(timestamp.chain[0].key) == SIGNATURE_ES256) {
        uint8_t *low = (uint8_t *)arena_text_n(arena, timestamp.signature.data, ES256_SIZE);
        signature_es256_normalise(low);
        timestamp.signature = bytes_of(low, ES256_SIZE);
    }
    *out = timestamp;
    return NULL;
}

/* The one value of the attribute of this kind; ERROR_REFUSED when it is not there exactly once. */
static fallible find_attribute(struct bytes *out, struct bytes rest, const char *kind,
                               struct arena *arena)
{
    struct bytes wanted = der_oid(kind, arena);
    size_t found = 0;
    while (rest.size) {
        struct der_element pair, oid, values;
        TRY(der_next(&pair, &rest, DER_SEQUENCE, "signed attribute"));
        TRY(der_next(&oid, &pair.content, DER_OID, "signed attribute's type"));
        TRY(der_next(&values, &pair.content, DER_SET, "signed attribute's values"));
        TRY(der_end(pair.content, "signed attribute"));
        if (!bytes_equal(oid.whole, wanted))
            continue;
        *out = values.content;
        found++;
    }
    if (found != 1)
        return error_make(ERROR_REFUSED, "the timestamp has %zu signed attributes %s instead of 1",
                          found, kind);
    return NULL;
}

static fallible check_known(struct bytes rest, struct arena *arena)
{
    static const char *const known[] = {
        CONTENT_TYPE,
        MESSAGE_DIGEST,
        SIGNING_CERTIFICATE_V2,
        "1.2.840.113549.1.9.5",       /* signingTime */
        "1.2.840.113549.1.9.16.2.12", /* signingCertificate, by SHA-1 */
        "1.2.840.113549.1.9.52",      /* cmsAlgorithmProtection */
    };
    while (rest.size) {
        struct der_element pair, oid;
        bool is_known = false;
        TRY(der_next(&pair, &rest, DER_SEQUENCE, "signed attribute"));
        TRY(der_next(&oid, &pair.content, DER_OID, "signed attribute's type"));
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            is_known = is_known || bytes_equal(oid.whole, der_oid(known[i], arena));
        if (!is_known)
            return error_make(ERROR_REFUSED, "the timestamp has a signed attribute that is not "
                                             "known");
    }
    return NULL;
}

static fallible check_content(const struct timestamp *timestamp, struct arena *arena)
{
    struct bytes type, digest;
    struct der_element value;
    TRY(find_attribute(&type, timestamp->attributes, CONTENT_TYPE, arena));
    if (!bytes_equal(type, der_oid(ID_TST_INFO, arena)))
        return error_make(ERROR_REFUSED, "the timestamp is signed as something else");
    TRY(find_attribute(&digest, timestamp->attributes, MESSAGE_DIGEST, arena));
    TRY(der_next(&value, &digest, DER_OCTET_STRING, "message digest"));
    TRY(der_end(digest, "message digest"));
    if (!bytes_equal(value.content, digest_by(timestamp->digest, timestamp->info.der, arena)))
        return error_make(ERROR_REFUSED, "the timestamp is not what its authority signed");
    return NULL;
}

/* The first ESSCertIDv2 names the certificate of the signer (RFC 5816, 2.2.1). */
static fallible check_certificate(const struct timestamp *timestamp, struct arena *arena)
{
    struct bytes value;
    struct der_element outer, list, id, algorithm, hash;
    enum digest_kind digest = DIGEST_SHA256;
    TRY(find_attribute(&value, timestamp->attributes, SIGNING_CERTIFICATE_V2, arena));
    TRY(der_next(&outer, &value, DER_SEQUENCE, "signingCertificateV2"));
    TRY(der_next(&list, &outer.content, DER_SEQUENCE, "signingCertificateV2"));
    TRY(der_next(&id, &list.content, DER_SEQUENCE, "signingCertificateV2"));
    if (der_has(id.content, DER_SEQUENCE)) {
        TRY(der_next(&algorithm, &id.content, DER_SEQUENCE, "digest of a certificate"));
        TRY(algorithm_digest_read(&digest, algorithm.whole, arena));
    }
    TRY(der_next(&hash, &id.content, DER_OCTET_STRING, "digest of a certificate"));
    if (!bytes_equal(hash.content, digest_by(digest, timestamp->chain[0].der, arena)))
        return error_make(ERROR_REFUSED, "the timestamp names another certificate than its "
                                         "authority's");
    return NULL;
}

fallible timestamp_check(const struct timestamp *timestamp, const struct digest *imprint,
                         struct arena *arena)
{
    size_t root;
    const struct x509 *chain = timestamp->chain;
    struct bytes message = DER(arena, DER_SET, timestamp->attributes);
    if (!digest_equal(&timestamp->info.imprint, imprint))
        return error_make(ERROR_REFUSED, "the timestamp stamps something else");
    TRY(check_known(timestamp->attributes, arena));
    TRY(check_content(timestamp, arena));
    TRY(check_certificate(timestamp, arena));
    TRY(signature_check_by(chain[0].key, timestamp->digest, message, timestamp->signature));
    SCOPED_ERROR fault = x509_check_time_chain(&root, chain, timestamp->chain_count,
                                               &chain[timestamp->chain_count - 1], 1,
                                               timestamp->info.at_s);
    return fault ? error_make(ERROR_REFUSED, "%s", error_message(fault)) : NULL;
}
