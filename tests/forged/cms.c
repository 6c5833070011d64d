/* CMS that others accept, in the place of ours. */
#include "forged.h"

#include "certify/algorithm.h"

static struct cms cms_of(const struct workbench *bench, struct arena *arena)
{
    struct judgement judgement;
    struct pades_seal seal;
    pades_check(&judgement, &seal, bench->stamped, NULL, arena);
    assert_int_equal(judgement.verdict, VERDICT_GENUINE);
    return seal.cms;
}

/* The members of a SEQUENCE or SET, as they stand in it. */
static size_t members(struct bytes *out, size_t limit, struct bytes content)
{
    size_t count = 0;
    while (content.size) {
        struct der_element element;
        assert_true(count < limit);
        OK(der_next(&element, &content, (enum der_tag)content.data[0], "member"));
        out[count++] = element.whole;
    }
    return count;
}

static struct bytes inside(struct bytes element)
{
    struct der_element parts;
    OK(der_next(&parts, &element, (enum der_tag)element.data[0], "element"));
    return parts.content;
}

/* A CMS taken apart: all that can be changed without the signer's key. */
struct anatomy {
    struct bytes data[8], info[8];
    size_t data_count, info_count;
};

static void dissect(struct anatomy *out, const struct workbench *bench, struct arena *arena)
{
    struct bytes der, outer[2];
    struct cms cms = cms_of(bench, arena);
    OK(cms_write(&der, &cms, arena));
    assert_int_equal(members(outer, 2, inside(der)), 2);
    out->data_count = members(out->data, 8, inside(inside(outer[1])));
    out->info_count = members(out->info, 8, inside(inside(out->data[4])));
}

static struct bytes assemble(struct anatomy *anatomy, struct arena *arena)
{
    struct bytes info = der_join(DER_SEQUENCE, anatomy->info, anatomy->info_count, arena);
    anatomy->data[4] = DER(arena, DER_SET, info);
    struct bytes data = der_join(DER_SEQUENCE, anatomy->data, anatomy->data_count, arena);
    return DER(arena, DER_SEQUENCE, der_oid("1.2.840.113549.1.7.2", arena),
               DER(arena, DER_CONTEXT_0_CONSTRUCTED, data));
}

static struct bytes two_signers(const struct workbench *bench, const struct forgery *forgery,
                                struct arena *arena)
{
    struct anatomy anatomy;
    (void)forgery;
    dissect(&anatomy, bench, arena);
    struct bytes info = der_join(DER_SEQUENCE, anatomy.info, anatomy.info_count, arena);
    anatomy.data[4] = DER(arena, DER_SET, info, info);
    struct bytes data = der_join(DER_SEQUENCE, anatomy.data, anatomy.data_count, arena);
    return with_cms(bench->stamped,
                    DER(arena, DER_SEQUENCE, der_oid("1.2.840.113549.1.7.2", arena),
                        DER(arena, DER_CONTEXT_0_CONSTRUCTED, data)),
                    arena);
}

/* BER: a length that is written longer than it must be, or not at all. */
static struct bytes ber(const struct workbench *bench, const struct forgery *forgery,
                        struct arena *arena)
{
    struct anatomy anatomy;
    dissect(&anatomy, bench, arena);
    struct bytes content = inside(assemble(&anatomy, arena));
    static const uint8_t indefinite[] = {0x30, 0x80}, end[] = {0, 0};
    const uint8_t longer[] = {0x30, 0x83, 0, (uint8_t)(content.size >> 8), (uint8_t)content.size};
    struct bytes head = forgery->number ? bytes_of(indefinite, 2) : bytes_of(longer, 5);
    struct bytes der = forged_joined(head, content, arena);
    return with_cms(bench->stamped,
                    forgery->number ? forged_joined(der, bytes_of(end, 2), arena) : der, arena);
}

static struct bytes reordered(const struct workbench *bench, const struct forgery *forgery,
                              struct arena *arena)
{
    struct anatomy anatomy;
    struct bytes list[4];
    (void)forgery;
    dissect(&anatomy, bench, arena);
    size_t count = members(list, 4, inside(anatomy.info[3]));
    struct bytes first = list[0];
    list[0] = list[count - 1];
    list[count - 1] = first;
    anatomy.info[3] = der_join(DER_CONTEXT_0_CONSTRUCTED, list, count, arena);
    return with_cms(bench->stamped, assemble(&anatomy, arena), arena);
}

/* One member of the signer info (number 0…) or of the signed data (number 10…) is another. */
static struct bytes member_changed(const struct workbench *bench, const struct forgery *forgery,
                                   struct arena *arena)
{
    struct anatomy anatomy;
    struct bytes member;
    dissect(&anatomy, bench, arena);
    OK(hex_decode(&member, forgery->to, "member", arena));
    struct bytes *at = forgery->number < 10 ? &anatomy.info[forgery->number]
                                            : &anatomy.data[forgery->number - 10];
    *at = member;
    if (forgery->number < 10 && (size_t)forgery->number == anatomy.info_count)
        anatomy.info_count++;
    return with_cms(bench->stamped, assemble(&anatomy, arena), arena);
}

/* The content is in the CMS as well: another one than the file's. */
static struct bytes cms_in_cms(const struct workbench *bench, const struct forgery *forgery,
                               struct arena *arena)
{
    struct anatomy anatomy;
    (void)forgery;
    dissect(&anatomy, bench, arena);
    struct bytes inner = DER(arena, DER_OCTET_STRING, bytes_of_text("Level reached: 3"));
    anatomy.data[2] = DER(arena, DER_SEQUENCE, der_oid("1.2.840.113549.1.7.1", arena),
                          DER(arena, DER_CONTEXT_0_CONSTRUCTED, inner));
    return with_cms(bench->stamped, assemble(&anatomy, arena), arena);
}

/* s becomes n−s: a second signature that anybody can compute from the first. */
static struct bytes flipped(const struct workbench *bench, const struct forgery *forgery,
                            struct arena *arena)
{
    static const char order[] = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    struct cms cms = cms_of(bench, arena);
    struct bytes n, der;
    (void)forgery;
    OK(hex_decode(&n, order, "order", arena));
    uint8_t *signature = (uint8_t *)arena_text_n(arena, cms.signature.data, cms.signature.size);
    int borrow = 0;
    for (int i = 31; i >= 0; i--) {
        int difference = n.data[i] - signature[32 + i] - borrow;
        borrow = difference < 0;
        signature[32 + i] = (uint8_t)difference;
    }
    cms.signature = bytes_of(signature, ES256_SIZE);
    OK(cms_write(&der, &cms, arena));
    return with_cms(bench->stamped, der, arena);
}

/* Another certificate for the same key, issued by the same root: other powers, other dates. */
static struct bytes other_certificate(const struct workbench *bench, const struct forgery *forgery,
                                      struct arena *arena)
{
    struct bytes pem, der;
    struct x509 *swapped;
    size_t count;
    const char *keys = bench->fixture.keys;
    struct cms cms = cms_of(bench, arena);
    struct x509 chain[2] = {cms.chain[0], cms.chain[1]};
    (void)forgery;
    PEER_SAYS(
        "",
        "cd %s && openssl x509 -in signer.pem -noout -pubkey >same.pub && printf "
        "'basicConstraints=critical,CA:FALSE\\nkeyUsage=critical,digitalSignature,"
        "nonRepudiation\\n' >same.ext && TZ=UTC faketime -f '%s' openssl x509 -new "
        "-force_pubkey same.pub -subj /C=KG/O=Swapped/CN=swapped -CA root.pem -CAkey root.key "
        "-passin 'pass:" TEST_PASSPHRASE "' -days 3000 -extfile same.ext -out same.pem",
        keys, faked(TEST_NOW_S, arena));
    OK(file_read(&pem, path_join(arena, keys, "same.pem"), 100000, arena));
    OK(x509_read_pem(&swapped, &count, 1, pem, "same.pem", arena));
    assert_true(bytes_equal(swapped[0].spki, chain[0].spki));
    chain[0] = swapped[0];
    cms.chain = chain;
    OK(cms_write(&der, &cms, arena));
    return with_cms(bench->stamped, der, arena);
}

/* The true signature of another file of the same signer. */
static struct bytes of_another_file(const struct workbench *bench, const struct forgery *forgery,
                                    struct arena *arena)
{
    struct bytes der;
    struct digest other = digest_of(bytes_of_text("another file"));
    (void)forgery;
    OK(cms_sign(&der, &other, bench->fixture.signer, arena));
    return with_cms(bench->stamped, der, arena);
}

/* A timestamp where there is no room for one, from an authority that is good. */
static struct bytes trailing(const struct workbench *bench, const struct forgery *forgery,
                             struct arena *arena)
{
    struct anatomy anatomy;
    dissect(&anatomy, bench, arena);
    struct bytes more;
    OK(hex_decode(&more, forgery->to, "more", arena));
    return with_cms(bench->stamped, forged_joined(assemble(&anatomy, arena), more, arena), arena);
}

static const struct forgery list[] = {
    {"cms, two signers", two_signers, VERDICT_BAD_SIGNATURE, NULL, NULL, 0},
    {"cms, length longer than needed", ber, VERDICT_BAD_SIGNATURE, NULL, NULL, 0},
    {"cms, length not said", ber, VERDICT_BAD_SIGNATURE, NULL, NULL, 1},
    {"cms, attributes reordered", reordered, VERDICT_BAD_SIGNATURE, NULL, NULL, 0},
    {"cms, version of the signer", member_changed, VERDICT_BAD_SIGNATURE, NULL, "020103", 0},
    {"cms, digest by SHA-1", member_changed, VERDICT_BAD_SIGNATURE, NULL, "300906052b0e03021a0500",
     2},
    {"cms, digest with parameters", member_changed, VERDICT_BAD_SIGNATURE, NULL,
     "300d06096086480165030402010500", 2},
    {"cms, no signed attributes", member_changed, VERDICT_BAD_SIGNATURE, NULL, "", 3},
    {"cms, empty signed attributes", member_changed, VERDICT_BAD_SIGNATURE, NULL, "a000", 3},
    {"cms, signature of nothing", member_changed, VERDICT_BAD_SIGNATURE, NULL, "0400", 5},
    {"cms, signature of zeros", member_changed, VERDICT_BAD_SIGNATURE, NULL,
     "0408300602010002010000", 5},
    {"cms, unknown unsigned attribute", member_changed, VERDICT_BAD_SIGNATURE, NULL,
     "a10d300b06032a030431040c026869", 6},
    {"cms, empty unsigned attributes", member_changed, VERDICT_BAD_SIGNATURE, NULL, "a100", 6},
    {"cms, version of the data", member_changed, VERDICT_BAD_SIGNATURE, NULL, "020103", 10},
    {"cms, no digest algorithms", member_changed, VERDICT_BAD_SIGNATURE, NULL, "3100", 11},
    {"cms, no certificates", member_changed, VERDICT_BAD_SIGNATURE, NULL, "a000", 13},
    {"cms, CMS in CMS", cms_in_cms, VERDICT_BAD_SIGNATURE, NULL, NULL, 0},
    {"cms, n minus s", flipped, VERDICT_BAD_SIGNATURE, NULL, NULL, 0},
    {"cms, another certificate of the same key", other_certificate, VERDICT_BAD_SIGNATURE, NULL,
     NULL, 0},
    {"cms, signature of another file", of_another_file, VERDICT_ALTERED, NULL, NULL, 0},
    {"cms, something behind it", trailing, VERDICT_BAD_SIGNATURE, NULL, "3003020101", 0},
};

const struct forgeries forged_cms = {list, COUNT(list)};
