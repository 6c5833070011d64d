#include "certify/pkcs12.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>

/* What PKCS12_parse gives, closed at the end of the block; the key goes to whoever adopts it. */
struct parsed {
    EVP_PKEY *key;
    X509 *own;
    STACK_OF(X509) * others;
};

static void parsed_close(struct parsed *parsed)
{
    EVP_PKEY_free(parsed->key);
    X509_free(parsed->own);
    sk_X509_pop_free(parsed->others, X509_free);
}

static bool parse(struct parsed *out, PKCS12 *file, const struct secret *passphrase)
{
    char text[SECRET_LIMIT + 1] = "";
    struct bytes bytes = secret_bytes(passphrase);
    memcpy(text, bytes.data, bytes.size);
    bool done = PKCS12_parse(file, text, &out->key, &out->own, &out->others) == 1;
    OPENSSL_cleanse(text, sizeof text);
    ERR_clear_error();
    return done;
}

static fallible open_file(struct parsed *out, struct bytes file, const struct secret *passphrase,
                          const char *what)
{
    const uint8_t *at = file.data;
    PKCS12 *handle = d2i_PKCS12(NULL, &at, (long)file.size);
    ERR_clear_error();
    if (!handle)
        return error_hint(error_make(ERROR_REFUSED, "%s is no PKCS #12 file", what),
                          "openssl pkcs12 -info -in FILE tells what it is");
    bool done = parse(out, handle, passphrase);
    PKCS12_free(handle);
    if (!done)
        return error_hint(
            error_make(ERROR_REFUSED, "%s: wrong passphrase, or a cipher of old", what),
            "make it anew: openssl pkcs12 -export, of version 3");
    if (!out->key || !out->own)
        return error_hint(error_make(ERROR_REFUSED, "%s holds no key with a certificate", what),
                          "openssl pkcs12 -export -inkey KEY -in CERTIFICATE -certfile CHAIN");
    return NULL;
}

static fallible read_certificate(struct x509 *out, X509 *handle, struct arena *arena)
{
    uint8_t *der = NULL;
    int size = i2d_X509(handle, &der);
    ASSERT(size > 0);
    struct bytes copy = arena_bytes(arena, bytes_of(der, (size_t)size));
    OPENSSL_free(der);
    return x509_read(out, copy, arena);
}

/* Each next one issued the one before. */
static size_t follow(struct x509 *chain, const struct x509 *others, size_t other_count)
{
    size_t count = 1;
    while (count < X509_CHAIN_LIMIT && !chain[count - 1].is_root) {
        size_t at = 0;
        while (at < other_count && !bytes_equal(others[at].subject, chain[count - 1].issuer))
            at++;
        if (at == other_count)
            break;
        chain[count++] = others[at];
    }
    return count;
}

static fallible read_chain(struct x509 **chain, size_t *count, const struct parsed *parsed,
                           struct arena *arena)
{
    int other_count = parsed->others ? sk_X509_num(parsed->others) : 0;
    struct x509 *others = ARENA_ARRAY(arena, struct x509, (size_t)other_count + 1);
    struct x509 *list = ARENA_ARRAY(arena, struct x509, X509_CHAIN_LIMIT);
    for (int i = 0; i < other_count; i++)
        TRY(read_certificate(&others[i], sk_X509_value(parsed->others, i), arena));
    TRY(read_certificate(&list[0], parsed->own, arena));
    *count = follow(list, others, (size_t)other_count);
    *chain = list;
    return NULL;
}

fallible pkcs12_read(struct private_key **key, struct x509 **chain, size_t *count,
                     struct bytes file, const struct secret *passphrase, const char *what,
                     struct arena *arena)
{
    __attribute__((cleanup(parsed_close))) struct parsed parsed = {0};
    TRY(open_file(&parsed, file, passphrase, what));
    TRY(read_chain(chain, count, &parsed, arena));
    EVP_PKEY *handle = parsed.key;
    parsed.key = NULL;
    return private_key_adopt(key, handle, what);
}
