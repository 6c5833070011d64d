/* A certificate signed by itself, for the centre's own network. */
#include "base/buffer.h"
#include "base/file.h"
#include "web/address.h"
#include "web/tls.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

enum { SECONDS_A_DAY = 86400, SERIAL_BITS = 120, NAMES_LIMIT = 4096 };

/* RFC 5280, 4.2.1.6, as OpenSSL's configuration writes it. */
static fallible names_text(const char **out, const char *const *names, struct arena *arena)
{
    struct buffer list = buffer_make(arena, NAMES_LIMIT);
    for (size_t i = 0; names[i]; i++) {
        if (strpbrk(names[i], ",\n"))
            return error_make(ERROR_USAGE, "'%s' is no name of a server", names[i]);
        buffer_add_format(&list, "%s%s:%s", i ? "," : "", address_good(names[i]) ? "IP" : "DNS",
                          names[i]);
    }
    *out = buffer_text(&list);
    return NULL;
}

static bool add_extension(X509 *certificate, int nid, const char *value)
{
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, nid, value);
    bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

static bool number_it(X509 *certificate)
{
    BIGNUM *serial = BN_new();
    bool done = serial && BN_rand(serial, SERIAL_BITS, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
                BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(certificate));
    BN_free(serial);
    return done;
}

static bool fill(X509 *certificate, EVP_PKEY *key, const char *names, int64_t now_s)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    return X509_set_version(certificate, X509_VERSION_3) == 1 && number_it(certificate) &&
           ASN1_TIME_set(X509_getm_notBefore(certificate), now_s - SECONDS_A_DAY) &&
           ASN1_TIME_set(X509_getm_notAfter(certificate),
                         now_s + (int64_t)TLS_DAYS * SECONDS_A_DAY) &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)"Usta", -1,
                                      -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1 &&
           add_extension(certificate, NID_subject_alt_name, names) &&
           add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
           add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

/* What was written into memory, as a file. */
static fallible write_memory(const char *path, BIO *memory, mode_t mode)
{
    char *data;
    long size = BIO_get_mem_data(memory, &data);
    return file_write(path, bytes_of(data, (size_t)size), mode);
}

static fallible write_both(const char *folder, X509 *certificate, EVP_PKEY *key,
                           struct arena *arena)
{
    BIO *public_half = BIO_new(BIO_s_mem()), *private_half = BIO_new(BIO_s_secmem());
    struct error *error = NULL;
    if (!public_half || !private_half || PEM_write_bio_X509(public_half, certificate) != 1 ||
        PEM_write_bio_PrivateKey(private_half, key, NULL, NULL, 0, NULL, NULL) != 1)
        error = error_make(ERROR_ENVIRONMENT, "cannot write the server's certificate");
    if (!error)
        error = write_memory(path_join(arena, folder, "key.pem"), private_half, 0600);
    if (!error) /* last: where it is, both are */
        error = write_memory(path_join(arena, folder, "certificate.pem"), public_half, 0644);
    BIO_free(public_half);
    BIO_free(private_half);
    return error;
}

fallible tls_make(const char *folder, const char *const *names, const struct clock *clock)
{
    SCOPED_ARENA(arena);
    const char *list;
    if (file_exists(path_join(arena, folder, "certificate.pem")))
        return NULL;
    TRY(names_text(&list, names, arena));
    TRY(folder_make_private(folder));
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = X509_new();
    struct error *error = key && certificate && fill(certificate, key, list, clock_now_s(clock))
                              ? write_both(folder, certificate, key, arena)
                              : error_make(ERROR_ENVIRONMENT,
                                           "cannot make the server's certificate for "
                                           "'%s'",
                                           list);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return error;
}
