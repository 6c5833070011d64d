#include "certify/x509.h"

#include "base/clock.h"
#include "certify/der.h"

#include <ctype.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

enum { STRENGTH_128_BITS = 3 }; /* a "security level" of OpenSSL */

#define DOCUMENT_SIGNING "1.3.6.1.5.5.7.3.36" /* id-kp-documentSigning, RFC 9336 */
#define TIME_STAMPING    "1.3.6.1.5.5.7.3.8"  /* id-kp-timeStamping, RFC 3161 */

static void free_x509(X509 **handle)
{
    X509_free(*handle);
}

#define SCOPED_X509 __attribute__((cleanup(free_x509))) X509 *

static fallible decode(X509 **out, struct bytes der)
{
    const uint8_t *at = der.data;
    X509 *handle = d2i_X509(NULL, &at, (long)der.size);
    if (!handle)
        return error_make(ERROR_REFUSED, "a key certificate cannot be read");
    uint8_t *again = NULL;
    int size = i2d_X509(handle, &again);
    bool same = size > 0 && bytes_equal(bytes_of(again, (size_t)size), der);
    OPENSSL_free(again);
    if (!same) {
        X509_free(handle);
        return error_make(ERROR_REFUSED, "a key certificate is not in its one DER form");
    }
    *out = handle;
    return NULL;
}

/* Where the fields stand in the bytes (RFC 5280, 4.1). */
static fallible find_fields(struct x509 *out, struct bytes der)
{
    struct der_element outer, body, element;
    TRY(der_next(&outer, &der, DER_SEQUENCE, "key certificate"));
    TRY(der_next(&body, &outer.content, DER_SEQUENCE, "key certificate's content"));
    struct bytes rest = body.content;
    TRY(der_next(&element, &rest, DER_CONTEXT_0_CONSTRUCTED, "key certificate's version"));
    TRY(der_next(&element, &rest, DER_INTEGER, "key certificate's serial number"));
    out->serial = element.whole;
    TRY(der_next(&element, &rest, DER_SEQUENCE, "key certificate's algorithm"));
    TRY(der_next(&element, &rest, DER_SEQUENCE, "key certificate's issuer"));
    out->issuer = element.whole;
    TRY(der_next(&element, &rest, DER_SEQUENCE, "key certificate's validity"));
    TRY(der_next(&element, &rest, DER_SEQUENCE, "key certificate's subject"));
    out->subject = element.whole;
    TRY(der_next(&element, &rest, DER_SEQUENCE, "key certificate's public key"));
    out->spki = element.whole;
    return NULL;
}

static fallible read_time(int64_t *out, const ASN1_TIME *time)
{
    struct tm tm;
    if (ASN1_TIME_to_tm(time, &tm) != 1)
        return error_make(ERROR_REFUSED, "a key certificate has a date that cannot be read");
    struct date date = {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
    *out = date_start_s(date) + tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec;
    return NULL;
}

static const char *take_text(BIO *memory, struct arena *arena)
{
    char *data = NULL;
    long size = BIO_get_mem_data(memory, &data);
    const char *text = arena_text_n(arena, data, size > 0 ? (size_t)size : 0);
    BIO_free(memory);
    return text;
}

/* UTF-8 stays readable, control characters are escaped: it is shown on terminals. */
static const char *name_text(const X509_NAME *name, struct arena *arena)
{
    BIO *memory = BIO_new(BIO_s_mem());
    ASSERT(memory);
    X509_NAME_print_ex(memory, name, 0, XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
    return take_text(memory, arena);
}

static const char *common_name(const X509_NAME *name, struct arena *arena)
{
    int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0)
        return "";
    BIO *memory = BIO_new(BIO_s_mem());
    ASSERT(memory);
    ASN1_STRING_print_ex(memory, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)),
                         ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT);
    return take_text(memory, arena);
}

static bool says_test(const char *text)
{
    for (const char *at = text; (at = strstr(at, "TEST")); at++) {
        bool starts = at == text || !isalnum((unsigned char)at[-1]);
        if (starts && !isalnum((unsigned char)at[4]))
            return true;
    }
    return false;
}

/* What the extended usages of a certificate say: whether there are any, marked critical or not, how
 * many, and whether one is oid. */
struct usages {
    bool given, critical, found;
    int count;
};

static struct usages usages_of(X509 *handle, const char *oid)
{
    int critical = 0;
    EXTENDED_KEY_USAGE *list = X509_get_ext_d2i(handle, NID_ext_key_usage, &critical, NULL);
    struct usages usages = {.given = list != NULL, .critical = critical == 1};
    for (int i = 0; list && i < sk_ASN1_OBJECT_num(list); i++) {
        char text[64];
        OBJ_obj2txt(text, sizeof text, sk_ASN1_OBJECT_value(list, i), 1);
        usages.found = usages.found || strcmp(text, oid) == 0;
        usages.count++;
    }
    EXTENDED_KEY_USAGE_free(list);
    return usages;
}

static bool allows_documents(X509 *handle)
{
    struct usages usages = usages_of(handle, DOCUMENT_SIGNING);
    return !usages.given || usages.found;
}

static bool stamps_time_alone(X509 *handle)
{
    struct usages usages = usages_of(handle, TIME_STAMPING);
    return usages.critical && usages.found && usages.count == 1;
}

static void read_powers(struct x509 *out, X509 *handle, uint32_t flags)
{
    uint32_t usage = X509_get_key_usage(handle); /* all ones when the extension is absent */
    bool restricted = flags & EXFLAG_KUSAGE;
    out->is_authority = (flags & EXFLAG_CA) && restricted && (usage & KU_KEY_CERT_SIGN);
    out->may_sign_lists = out->is_authority && (usage & KU_CRL_SIGN);
    out->may_sign_documents = !(flags & EXFLAG_CA) && restricted &&
                              (usage & KU_DIGITAL_SIGNATURE) && (usage & KU_NON_REPUDIATION) &&
                              allows_documents(handle);
    bool signs_alone = (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) &&
                       !(usage & ~(uint32_t)(KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION));
    out->may_stamp_time = !(flags & EXFLAG_CA) && (!restricted || signs_alone) &&
                          stamps_time_alone(handle);
}

/* Authorities may have keys that documents are not signed with: then there is none to use. */
static const struct public_key *read_key(struct bytes spki, struct arena *arena)
{
    struct public_key *key = NULL;
    error_free(public_key_read(&key, spki, arena));
    return key;
}

static fallible read_content(struct x509 *out, X509 *handle, struct arena *arena)
{
    uint32_t flags = X509_get_extension_flags(handle);
    if (flags & (EXFLAG_INVALID | EXFLAG_CRITICAL))
        return error_make(ERROR_REFUSED, "a key certificate has an extension that is malformed, "
                                         "or critical and unknown");
    TRY(read_time(&out->not_before_s, X509_get0_notBefore(handle)));
    TRY(read_time(&out->not_after_s, X509_get0_notAfter(handle)));
    out->subject_text = name_text(X509_get_subject_name(handle), arena);
    out->common_name = common_name(X509_get_subject_name(handle), arena);
    out->is_root = bytes_equal(out->issuer, out->subject);
    out->is_test = says_test(out->subject_text) ||
                   says_test(name_text(X509_get_issuer_name(handle), arena));
    read_powers(out, handle, flags);
    out->key = read_key(out->spki, arena);
    return NULL;
}

fallible x509_read(struct x509 *out, struct bytes der, struct arena *arena)
{
    SCOPED_X509 handle = NULL;
    TRY(decode(&handle, der));
    struct x509 x509 = {.der = der, .fingerprint = digest_of(der)};
    TRY(find_fields(&x509, der));
    TRY(read_content(&x509, handle, arena));
    *out = x509;
    return NULL;
}

static fallible read_block(struct x509 *out, const char *label, struct bytes der, const char *what,
                           struct arena *arena)
{
    if (strcmp(label, PEM_STRING_X509) != 0)
        return error_make(ERROR_REFUSED, "%s holds a block '%.40s', not only certificates", what,
                          label);
    TRY_AS(x509_read(out, arena_bytes(arena, der), arena), "%s", what);
    return NULL;
}

/* *found tells whether there was one more block. */
static fallible read_next_block(struct x509 *out, bool *found, BIO *memory, const char *what,
                                struct arena *arena)
{
    char *label = NULL, *header = NULL;
    unsigned char *data = NULL;
    long size = 0;
    *found = PEM_read_bio(memory, &label, &header, &data, &size) == 1;
    if (!*found) {
        bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
        ERR_clear_error();
        return at_end ? NULL : error_make(ERROR_REFUSED, "%s holds a broken PEM block", what);
    }
    struct error *error = read_block(out, label, bytes_of(data, (size_t)size), what, arena);
    OPENSSL_free(label);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, (size_t)size); /* somebody may have put a key there */
    return error;
}

static fallible read_blocks(struct x509 *out, size_t *count, size_t limit, BIO *memory,
                            const char *what, struct arena *arena)
{
    for (size_t size = 0;; size++) {
        bool found;
        struct x509 x509;
        TRY(read_next_block(&x509, &found, memory, what, arena));
        if (!found && size == 0)
            return error_make(ERROR_REFUSED, "%s holds no certificate in PEM form", what);
        if (!found) {
            *count = size;
            return NULL;
        }
        if (size == limit)
            return error_make(ERROR_REFUSED, "%s holds more than %zu certificates", what, limit);
        out[size] = x509;
    }
}

fallible x509_read_pem(struct x509 **out, size_t *count, size_t limit, struct bytes pem,
                       const char *what, struct arena *arena)
{
    if (pem.size == 0 || pem.size > INT32_MAX)
        return error_make(ERROR_REFUSED, "%s holds no certificate in PEM form", what);
    BIO *memory = BIO_new_mem_buf(pem.data, (int)pem.size);
    ASSERT(memory);
    struct x509 *list = ARENA_ARRAY(arena, struct x509, limit);
    struct error *error = read_blocks(list, count, limit, memory, what, arena);
    BIO_free(memory);
    if (!error)
        *out = list;
    return error;
}

char *x509_pem(const struct x509 *x509, struct arena *arena)
{
    BIO *memory = BIO_new(BIO_s_mem());
    ASSERT(memory &&
           PEM_write_bio(memory, PEM_STRING_X509, "", x509->der.data, (long)x509->der.size) > 0);
    char *data = NULL;
    long size = BIO_get_mem_data(memory, &data);
    char *text = arena_text_n(arena, data, (size_t)size);
    BIO_free(memory);
    return text;
}

bool x509_equal(const struct x509 *a, const struct x509 *b)
{
    return bytes_equal(a->der, b->der);
}

/* What X509_verify_cert works on, closed at the end of the block. */
struct path {
    X509 *leaf;
    STACK_OF(X509) * others, *roots;
    X509_STORE *store;
    X509_STORE_CTX *context;
};

static void path_close(struct path *path)
{
    X509_STORE_CTX_free(path->context);
    X509_STORE_free(path->store);
    sk_X509_pop_free(path->others, X509_free);
    sk_X509_pop_free(path->roots, X509_free);
    X509_free(path->leaf);
}

static fallible push_all(STACK_OF(X509) * stack, const struct x509 *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        X509 *handle = NULL;
        TRY(decode(&handle, list[i].der));
        ASSERT(sk_X509_push(stack, handle) > 0);
    }
    return NULL;
}

static fallible path_open(struct path *path, const struct x509 *chain, size_t chain_count,
                          const struct x509 *roots, size_t root_count)
{
    path->others = sk_X509_new_null();
    path->roots = sk_X509_new_null();
    path->store = X509_STORE_new();
    path->context = X509_STORE_CTX_new();
    ASSERT(path->others && path->roots && path->store && path->context);
    TRY(decode(&path->leaf, chain[0].der));
    TRY(push_all(path->others, chain + 1, chain_count - 1));
    TRY(push_all(path->roots, roots, root_count));
    ASSERT(X509_STORE_CTX_init(path->context, path->store, path->leaf, path->others) == 1);
    X509_STORE_CTX_set0_trusted_stack(path->context, path->roots);
    return NULL;
}

static void set_rules(X509_STORE_CTX *context, int64_t at_s)
{
    X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE);
    X509_VERIFY_PARAM_set_time(rules, (time_t)at_s);
    X509_VERIFY_PARAM_set_depth(rules, X509_CHAIN_LIMIT);
    X509_VERIFY_PARAM_set_auth_level(rules, STRENGTH_128_BITS);
}

static fallible path_error(int fault)
{
    switch (fault) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return error_make(ERROR_NOT_FOUND, "the signer's certificate leads to no trusted root");
    default:
        return error_make(ERROR_REFUSED, "the signer's certificate does not hold: %s",
                          X509_verify_cert_error_string(fault));
    }
}

static fallible find_root(size_t *out, X509_STORE_CTX *context, const struct x509 *roots,
                          size_t count)
{
    STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
    X509 *last = sk_X509_value(chain, sk_X509_num(chain) - 1);
    uint8_t *der = NULL;
    int size = i2d_X509(last, &der);
    ASSERT(size > 0);
    size_t found = count;
    for (size_t i = 0; i < count; i++)
        if (bytes_equal(roots[i].der, bytes_of(der, (size_t)size)))
            found = i;
    OPENSSL_free(der);
    ASSERT(found < count);
    *out = found;
    return NULL;
}

static fallible check_path(size_t *root, const struct x509 *chain, size_t chain_count,
                           const struct x509 *roots, size_t root_count, int64_t at_s)
{
    __attribute__((cleanup(path_close))) struct path path = {0};
    TRY(path_open(&path, chain, chain_count, roots, root_count));
    set_rules(path.context, at_s);
    if (X509_verify_cert(path.context) != 1)
        return path_error(X509_STORE_CTX_get_error(path.context));
    return find_root(root, path.context, roots, root_count);
}

fallible x509_check_chain(size_t *root, const struct x509 *chain, size_t chain_count,
                          const struct x509 *roots, size_t root_count, int64_t at_s)
{
    ASSERT(chain_count >= 1);
    if (!chain[0].may_sign_documents)
        return error_make(ERROR_REFUSED, "the signer's certificate is not one for documents");
    return check_path(root, chain, chain_count, roots, root_count, at_s);
}

fallible x509_check_time_chain(size_t *root, const struct x509 *chain, size_t chain_count,
                               const struct x509 *roots, size_t root_count, int64_t at_s)
{
    ASSERT(chain_count >= 1);
    if (!chain[0].may_stamp_time)
        return error_make(ERROR_REFUSED, "the signer's certificate is not one for timestamps alone "
                                         "(RFC 3161, 2.3)");
    return check_path(root, chain, chain_count, roots, root_count, at_s);
}

void key_id(uint8_t out[static KID_SIZE], struct bytes spki)
{
    struct digest digest = digest_of(spki);
    memcpy(out, digest.data, KID_SIZE);
}
