#include "certify/cms.h"

#include "certify/algorithm.h"
#include "certify/chain.h"
#include "certify/der.h"
#include "certify/signer_info.h"

#define ID_DATA             "1.2.840.113549.1.7.1"
#define ID_SIGNED_DATA      "1.2.840.113549.1.7.2"
#define CONTENT_TYPE        "1.2.840.113549.1.9.3"
#define MESSAGE_DIGEST      "1.2.840.113549.1.9.4"
#define SIGNING_CERTIFICATE "1.2.840.113549.1.9.16.2.47"
#define SIGNATURE_TIMESTAMP "1.2.840.113549.1.9.16.2.14"

static const uint8_t one[1] = {1};

static struct bytes attribute(const char *oid, struct bytes value, struct arena *arena)
{
    return DER(arena, DER_SEQUENCE, der_oid(oid, arena), DER(arena, DER_SET, value));
}

/* SigningCertificateV2 with one ESSCertIDv2: SHA-256 is its default, so it is not written, and
 * issuerSerial is only a hint (RFC 5035, 4). */
static struct bytes signing_certificate(const struct x509 *signer, struct arena *arena)
{
    struct bytes hash = DER(arena, DER_OCTET_STRING, digest_bytes(&signer->fingerprint));
    struct bytes list = DER(arena, DER_SEQUENCE, DER(arena, DER_SEQUENCE, hash));
    return DER(arena, DER_SEQUENCE, list);
}

/* RFC 5652, 5.4: what is signed has the tag of a SET, what is sent that of [0]. */
static struct bytes attributes(enum der_tag tag, const struct digest *content,
                               const struct x509 *signer, struct arena *arena)
{
    struct bytes list[] = {
        attribute(CONTENT_TYPE, der_oid(ID_DATA, arena), arena),
        attribute(MESSAGE_DIGEST, DER(arena, DER_OCTET_STRING, digest_bytes(content)), arena),
        attribute(SIGNING_CERTIFICATE, signing_certificate(signer, arena), arena),
    };
    return der_set_of(tag, list, 3, arena);
}

struct bytes cms_message(const struct digest *content, const struct x509 *signer,
                         struct arena *arena)
{
    return attributes(DER_SET, content, signer, arena);
}

static struct bytes unsigned_attributes(const struct cms *cms, struct arena *arena)
{
    if (!cms->timestamp.size)
        return bytes_of(NULL, 0);
    return DER(arena, DER_CONTEXT_1_CONSTRUCTED,
               attribute(SIGNATURE_TIMESTAMP, cms->timestamp, arena));
}

static fallible signer_info(struct bytes *out, const struct cms *cms, struct arena *arena)
{
    const struct x509 *signer = &cms->chain[0];
    struct bytes value;
    TRY(algorithm_signature_der(&value, cms->algorithm, cms->signature, arena));
    *out = DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(one, 1), arena),
               DER(arena, DER_SEQUENCE, signer->issuer, signer->serial),
               algorithm_sha256_der(arena),
               attributes(DER_CONTEXT_0_CONSTRUCTED, &cms->content, signer, arena),
               algorithm_der(cms->algorithm, arena), DER(arena, DER_OCTET_STRING, value),
               unsigned_attributes(cms, arena));
    return NULL;
}

fallible cms_write(struct bytes *der, const struct cms *cms, struct arena *arena)
{
    struct bytes info;
    TRY(signer_info(&info, cms, arena));
    struct bytes data = DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(one, 1), arena),
                            DER(arena, DER_SET, algorithm_sha256_der(arena)),
                            DER(arena, DER_SEQUENCE, der_oid(ID_DATA, arena)),
                            chain_der(cms->chain, cms->chain_count, arena),
                            DER(arena, DER_SET, info));
    *der = DER(arena, DER_SEQUENCE, der_oid(ID_SIGNED_DATA, arena),
               DER(arena, DER_CONTEXT_0_CONSTRUCTED, data));
    return NULL;
}

/* The pieces of a CMS as they were found. */
struct pieces {
    struct bytes certificates, timestamp;
    struct signer_info signer;
};

/* Behind the signature: nothing, or one attribute, whose name is compared when all is written
 * again. */
static fallible find_timestamp(struct pieces *out, struct bytes rest)
{
    struct der_element all, pair, element, values;
    out->timestamp = bytes_of(NULL, 0);
    if (!rest.size)
        return NULL;
    TRY(der_next(&all, &rest, DER_CONTEXT_1_CONSTRUCTED, "unsigned attributes"));
    TRY(der_end(rest, "signer info"));
    TRY(der_next(&pair, &all.content, DER_SEQUENCE, "unsigned attribute"));
    TRY(der_end(all.content, "the one unsigned attribute"));
    TRY(der_next(&element, &pair.content, DER_OID, "unsigned attribute's type"));
    TRY(der_next(&values, &pair.content, DER_SET, "unsigned attribute's values"));
    TRY(der_next(&element, &values.content, DER_SEQUENCE, "signature timestamp"));
    out->timestamp = element.whole;
    return NULL;
}

static fallible find_pieces(struct pieces *out, struct bytes der)
{
    struct der_element outer, wrapped, data, element;
    TRY(der_next(&outer, &der, DER_SEQUENCE, "content info"));
    TRY_AS(der_end(der, "content info"), "RFC 5652, 3");
    TRY(der_next(&element, &outer.content, DER_OID, "content type"));
    TRY(der_next(&wrapped, &outer.content, DER_CONTEXT_0_CONSTRUCTED, "content"));
    TRY(der_next(&data, &wrapped.content, DER_SEQUENCE, "signed data"));
    struct bytes rest = data.content;
    TRY(der_next(&element, &rest, DER_INTEGER, "version"));
    TRY(der_next(&element, &rest, DER_SET, "digest algorithms"));
    TRY(der_next(&element, &rest, DER_SEQUENCE, "encapsulated content"));
    TRY(der_next(&element, &rest, DER_CONTEXT_0_CONSTRUCTED, "certificates"));
    out->certificates = element.content;
    TRY(der_next(&element, &rest, DER_SET, "signer infos"));
    TRY(signer_info_find(&out->signer, element.content));
    return find_timestamp(out, out->signer.rest);
}

static fallible read_algorithm(enum signature_algorithm *out, struct bytes der, struct arena *arena)
{
    static const enum signature_algorithm known[] = {SIGNATURE_ES256, SIGNATURE_RS256};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (bytes_equal(der, algorithm_der(known[i], arena))) {
            *out = known[i];
            return NULL;
        }
    return error_make(ERROR_REFUSED, "the signature algorithm is neither ECDSA nor RSA with "
                                     "SHA-256 as the profile writes it");
}

/* The one attribute whose value is not known beforehand; what else stands there is compared. */
static fallible read_digest(struct digest *out, struct bytes rest, struct arena *arena)
{
    struct bytes wanted = der_oid(MESSAGE_DIGEST, arena);
    while (rest.size) {
        struct der_element pair, oid, values, value;
        TRY(der_next(&pair, &rest, DER_SEQUENCE, "signed attribute"));
        TRY(der_next(&oid, &pair.content, DER_OID, "signed attribute's type"));
        if (!bytes_equal(oid.whole, wanted))
            continue;
        TRY(der_next(&values, &pair.content, DER_SET, "message digest"));
        TRY(der_next(&value, &values.content, DER_OCTET_STRING, "message digest"));
        if (value.content.size != DIGEST_SIZE)
            return error_make(ERROR_REFUSED, "the message digest has %zu bytes instead of %d",
                              value.content.size, DIGEST_SIZE);
        memcpy(out->data, value.content.data, DIGEST_SIZE);
        return NULL;
    }
    return error_make(ERROR_REFUSED, "RFC 5652, 11.2: the message digest is missing");
}

static fallible read_parts(struct cms *out, struct bytes der, const struct trust *known,
                           struct arena *arena)
{
    struct pieces pieces;
    TRY(find_pieces(&pieces, der));
    TRY(chain_read(&out->chain, &out->chain_count, pieces.certificates,
                   pieces.signer.issuer_and_serial, known, arena));
    TRY(read_digest(&out->content, pieces.signer.attributes, arena));
    TRY(read_algorithm(&out->algorithm, pieces.signer.algorithm, arena));
    out->timestamp = pieces.timestamp;
    return algorithm_signature_read(&out->signature, out->algorithm, pieces.signer.signature,
                                    arena);
}

fallible cms_read(struct cms *out, struct bytes der, const struct trust *known, struct arena *arena)
{
    struct cms cms;
    struct bytes again;
    TRY(read_parts(&cms, der, known, arena));
    TRY(cms_write(&again, &cms, arena));
    if (!bytes_equal(der, again))
        return error_make(ERROR_REFUSED, "the CMS is not written as the profile wants it "
                                         "(ETSI EN 319 142-1, 6.3; X.690, 10)");
    *out = cms;
    return NULL;
}

struct digest cms_imprint(const struct cms *cms, struct arena *arena)
{
    struct bytes value = {0};
    struct error *error = algorithm_signature_der(&value, cms->algorithm, cms->signature, arena);
    ASSERT(!error); /* it was read from one, or made */
    return digest_of(value);
}

fallible cms_check(const struct cms *cms, struct arena *arena)
{
    const struct public_key *key = cms->chain[0].key;
    if (!key || public_key_algorithm(key) != cms->algorithm)
        return error_make(ERROR_REFUSED, "the signer's key is not one for %s signatures",
                          signature_algorithm_name(cms->algorithm));
    struct bytes message = cms_message(&cms->content, &cms->chain[0], arena);
    return signature_check(key, message, cms->signature);
}

fallible cms_check_chain(const struct cms *cms, int64_t at_s)
{
    size_t root;
    const struct x509 *own_root = &cms->chain[cms->chain_count - 1];
    return x509_check_chain(&root, cms->chain, cms->chain_count, own_root, 1, at_s);
}

static fallible sign(struct cms *out, struct signature *signature, const struct digest *content,
                     const struct signer *signer, struct arena *arena)
{
    TRY(signer_sign(signature, signer, cms_message(content, &signer->chain[0], arena)));
    *out = (struct cms){.content = *content,
                        .chain = signer->chain,
                        .chain_count = signer->chain_count,
                        .algorithm = signer->algorithm,
                        .signature = signature_bytes(signature)};
    return NULL;
}

fallible cms_sign(struct bytes *der, const struct digest *content, const struct signer *signer,
                  struct arena *arena)
{
    struct cms cms;
    struct signature signature;
    TRY(sign(&cms, &signature, content, signer, arena));
    return cms_write(der, &cms, arena);
}

fallible cms_sign_stamped(struct bytes *der, const struct digest *content,
                          const struct signer *signer, struct stamper *stamper, struct arena *arena)
{
    struct cms cms;
    struct signature signature;
    TRY(sign(&cms, &signature, content, signer, arena));
    struct digest imprint = cms_imprint(&cms, arena);
    TRY_AS(stamper_stamp(&cms.timestamp, stamper, &imprint, arena), "timestamp the signature");
    return cms_write(der, &cms, arena);
}

size_t cms_size_most(const struct signer *signer, struct arena *arena)
{
    uint8_t *longest = arena_alloc(arena, signer->signature_size);
    memset(longest, 0xff, signer->signature_size); /* as DER numbers these take one byte more */
    struct digest content = {{0}};
    struct cms cms = {.content = content,
                      .chain = signer->chain,
                      .chain_count = signer->chain_count,
                      .algorithm = signer->algorithm,
                      .signature = bytes_of(longest, signer->signature_size)};
    struct bytes der = {0};
    struct error *error = cms_write(&der, &cms, arena);
    ASSERT(!error);
    return der.size;
}
