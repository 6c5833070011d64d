/* A certificate's signature is PAdES baseline B and nothing more (ETSI EN 319 142-1, 6.3; EN 319
 * 122-1): a rule a clause, read without the code that wrote it, for both algorithms. Each rule
 * proves itself on a signature by openssl, or on a file, that breaks it. */
#include "certify/algorithm.h"
#include "certify/der.h"
#include "certify/pades_hole.h"

#include "base/buffer.h"
#include "sample.h"

/* A signature taken apart. */
struct specimen {
    const char *file;           /* the PDF as text; a NUL becomes a space */
    struct bytes attributes[8]; /* of the signer, in the order they stand */
    size_t attribute_count;
    size_t certificates, signers;
    bool has_unsigned;
    struct bytes content, digest; /* encapContentInfo; the signer's digest algorithm */
    const struct x509 *signer;
    struct arena *arena;
};

static struct bytes next(struct bytes *rest, struct bytes *whole)
{
    struct der_element element;
    OK(der_next(&element, rest, (enum der_tag)rest->data[0], "element"));
    if (whole)
        *whole = element.whole;
    return element.content;
}

static size_t count_in(struct bytes content)
{
    size_t count = 0;
    for (; content.size; count++)
        next(&content, NULL);
    return count;
}

static void read_signer(struct specimen *out, struct bytes info)
{
    for (int i = 0; i < 2; i++) /* version, whose */
        next(&info, NULL);
    next(&info, &out->digest);
    struct bytes attributes = next(&info, NULL);
    while (attributes.size)
        next(&attributes, &out->attributes[out->attribute_count++]);
    next(&info, NULL);
    next(&info, NULL);
    out->has_unsigned = info.size > 0;
}

static void read_cms(struct specimen *out, struct bytes der)
{
    struct bytes all = next(&der, NULL);
    next(&all, NULL);
    struct bytes wrapped = next(&all, NULL), data = next(&wrapped, NULL);
    next(&data, NULL);
    next(&data, NULL);
    next(&data, &out->content);
    out->certificates = count_in(next(&data, NULL));
    struct bytes signers = next(&data, NULL);
    out->signers = count_in(signers);
    read_signer(out, next(&signers, NULL));
}

static struct specimen specimen_of(struct bytes pdf, struct bytes der, const struct x509 *signer,
                                   struct arena *arena)
{
    struct specimen specimen = {.signer = signer, .arena = arena};
    char *text = arena_text_n(arena, pdf.data, pdf.size);
    for (size_t i = 0; i < pdf.size; i++)
        if (!text[i])
            text[i] = ' ';
    specimen.file = text;
    read_cms(&specimen, der);
    return specimen;
}

/* The values of the attribute of a type, empty when there is none. */
static struct bytes attribute(const struct specimen *specimen, const char *oid)
{
    struct bytes wanted = der_oid(oid, specimen->arena), whole;
    for (size_t i = 0; i < specimen->attribute_count; i++) {
        struct bytes pair = specimen->attributes[i];
        pair = next(&pair, NULL);
        next(&pair, &whole);
        if (bytes_equal(whole, wanted))
            return next(&pair, NULL);
    }
    return bytes_of(NULL, 0);
}

static bool says(const struct specimen *specimen, const char *text)
{
    return strstr(specimen->file, text) != NULL;
}

static bool content_type(const struct specimen *specimen)
{
    return bytes_equal(attribute(specimen, "1.2.840.113549.1.9.3"),
                       der_oid("1.2.840.113549.1.7.1", specimen->arena));
}

static bool message_digest(const struct specimen *specimen)
{
    return attribute(specimen, "1.2.840.113549.1.9.4").size == DIGEST_SIZE + 2;
}

/* ESSCertIDv2 of the signer's certificate by SHA-256, which is not named (RFC 5035, 4). */
static bool signing_certificate(const struct specimen *specimen)
{
    struct bytes value = attribute(specimen, "1.2.840.113549.1.9.16.2.47");
    if (!value.size)
        return false;
    struct bytes outer = next(&value, NULL), list = next(&outer, NULL), id = next(&list, NULL);
    return list.size == 0 &&
           bytes_equal(next(&id, NULL), digest_bytes(&specimen->signer->fingerprint));
}

static bool no_signing_time(const struct specimen *specimen)
{
    return attribute(specimen, "1.2.840.113549.1.9.5").size == 0;
}

static bool nothing_else_is_signed(const struct specimen *specimen)
{
    return specimen->attribute_count == 3 && !specimen->has_unsigned;
}

static bool detached(const struct specimen *specimen)
{
    struct bytes content = specimen->content;
    return bytes_equal(next(&content, NULL), der_oid("1.2.840.113549.1.7.1", specimen->arena));
}

static bool one_signer_and_its_chain(const struct specimen *specimen)
{
    return specimen->signers == 1 && specimen->certificates == 2;
}

static bool sha256(const struct specimen *specimen)
{
    return algorithm_is_sha256(specimen->digest, specimen->arena);
}

static bool sub_filter(const struct specimen *specimen)
{
    return says(specimen, "/SubFilter /ETSI.CAdES.detached") &&
           says(specimen, "/Filter /Adobe.PPKLite");
}

static bool date_in_the_dictionary(const struct specimen *specimen)
{
    return says(specimen, "/M (D:20261122095345Z)");
}

static bool no_certificate_in_the_dictionary(const struct specimen *specimen)
{
    return !says(specimen, "/Cert ") && !says(specimen, "/Cert[");
}

static bool no_permissions(const struct specimen *specimen)
{
    return !says(specimen, "/DocMDP") && !says(specimen, "/Perms") && !says(specimen, "/Reference");
}

static const struct rule {
    const char *clause;
    bool (*holds)(const struct specimen *specimen);
    const char *options;   /* for openssl cms, which then breaks it; NULL: the file does */
    const char *from, *to; /* what is changed in the file then */
} rules[] = {
    {"content-type is id-data", content_type, "-econtent_type 1.2.3.4 -nodetach", NULL, NULL},
    {"message-digest", message_digest, "-md sha512", NULL, NULL},
    {"signing-certificate-v2", signing_certificate, "", NULL, NULL},
    {"no signing-time", no_signing_time, "-cades", NULL, NULL},
    {"no other attribute", nothing_else_is_signed, "-cades", NULL, NULL},
    {"detached", detached, "-nodetach", NULL, NULL},
    {"one signer, its chain", one_signer_and_its_chain, "-nocerts -certfile root.pem", NULL, NULL},
    {"SHA-256", sha256, "-md sha512", NULL, NULL},
    {"SubFilter", sub_filter, NULL, "ETSI.CAdES.detached", "adbe.pkcs7.detached"},
    {"M", date_in_the_dictionary, NULL, "/M (D:20261122", "/N (D:20261122"},
    {"no Cert", no_certificate_in_the_dictionary, NULL, "/Filter", "/Cert <00> /Filter"},
    {"no DocMDP", no_permissions, NULL, "/Filter",
     "/Reference [ << /TransformMethod /DocMDP >> ] /Filter"},
};

static struct bytes der_of(struct bytes pdf, struct arena *arena)
{
    struct bytes der;
    struct pades_hole hole = {0};
    const uint8_t *at = memmem(pdf.data, pdf.size, "/Contents <30", strlen("/Contents <30"));
    assert_non_null(at);
    hole.at = (size_t)(at - pdf.data) + strlen("/Contents ");
    hole.end = hole.at + 1;
    while (pdf.data[hole.end - 1] != '>')
        hole.end++;
    OK(pades_hole_read(&der, pdf, &hole, arena));
    return der;
}

static void every_rule_holds(const struct signer *signer, struct arena *arena)
{
    struct pades_request request = sample_request();
    struct bytes pdf = sign_pdf(sample_pdf(false, arena), &request, signer, arena);
    struct specimen specimen = specimen_of(pdf, der_of(pdf, arena), &signer->chain[0], arena);
    for (size_t i = 0; i < COUNT(rules); i++)
        if (!rules[i].holds(&specimen))
            fail_msg("%s: %s", signature_algorithm_name(signer->algorithm), rules[i].clause);
}

static void holds_for_ecdsa(void **state)
{
    const struct fixture *fixture = *state;
    every_rule_holds(fixture->signer, fixture->arena);
}

static void holds_for_rsa(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    SCOPED_KEYRING keyring = test_keyring(path_join(arena, fixture->folder, "rsa"),
                                          SIGNATURE_RS256);
    every_rule_holds(keyring_signer(keyring), arena);
}

/* What openssl signs when asked so. */
static struct bytes signed_by_openssl(const struct fixture *fixture, const char *options,
                                      struct arena *arena)
{
    struct bytes der;
    PEER_SAYS("",
              "cd %s && echo content >content && openssl cms -sign -binary %s -in content -signer "
              "signer.pem -inkey signer.key -passin 'pass:" TEST_PASSPHRASE
              "' -outform DER -out der",
              fixture->keys, options);
    OK(file_read(&der, path_join(arena, fixture->keys, "der"), 100000, arena));
    return der;
}

static struct bytes changed(struct bytes pdf, const char *from, const char *to, struct arena *arena)
{
    const uint8_t *at = memmem(pdf.data, pdf.size, from, strlen(from));
    assert_non_null(at);
    for (const uint8_t *later = at; later; /* the signature's stands last */
         later = memmem(later + 1, pdf.size - (size_t)(later + 1 - pdf.data), from, strlen(from)))
        at = later;
    size_t before = (size_t)(at - pdf.data), after = before + strlen(from);
    struct buffer out = buffer_make(arena, pdf.size + strlen(to));
    buffer_add(&out, bytes_of(pdf.data, before));
    buffer_add_text(&out, to);
    buffer_add(&out, bytes_of(pdf.data + after, pdf.size - after));
    return bytes_of(out.data, out.size);
}

static void every_rule_finds_what_breaks_it(void **state)
{
    const struct fixture *fixture = *state;
    for (size_t i = 0; i < COUNT(rules); i++) {
        SCOPED_ARENA(arena);
        const struct rule *rule = &rules[i];
        struct bytes pdf = sample_signed(fixture->signer, arena), der = der_of(pdf, arena);
        if (rule->options)
            der = signed_by_openssl(fixture, rule->options, arena);
        else
            pdf = changed(pdf, rule->from, rule->to, arena);
        struct specimen specimen = specimen_of(pdf, der, &fixture->signer->chain[0], arena);
        if (rule->holds(&specimen))
            fail_msg("'%s' does not find what breaks it", rule->clause);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_for_ecdsa),
        cmocka_unit_test(holds_for_rsa),
        cmocka_unit_test(every_rule_finds_what_breaks_it),
    };
    return cmocka_run_group_tests_name("certify/baseline", tests, open_fixture, close_fixture);
}
