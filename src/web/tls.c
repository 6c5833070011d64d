#include "web/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>

struct tls {
    SSL_CTX *context;
};

void tls_close(struct tls *tls)
{
    if (!tls)
        return;
    SSL_CTX_free(tls->context);
    free(tls);
}

static fallible fault(const char *path)
{
    const char *why = ERR_reason_error_string(ERR_peek_last_error());
    struct error *error = error_make(ERROR_ENVIRONMENT, "cannot use '%s' for TLS: %s", path,
                                     why ? why : "it does not fit");
    ERR_clear_error();
    return error_hint(error, "a certificate chain and its unencrypted key, each in a PEM file");
}

static struct tls *make(void)
{
    struct tls *tls = calloc(1, sizeof *tls);
    if (!tls || !(tls->context = SSL_CTX_new(TLS_server_method())))
        abort();
    ASSERT(SSL_CTX_set_min_proto_version(tls->context, TLS1_2_VERSION) == 1);
    SSL_CTX_set_options(tls->context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                          SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(tls->context, SSL_MODE_RELEASE_BUFFERS); /* idle connections stay small */
    ASSERT(SSL_CTX_set_cipher_list(tls->context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1);
    return tls;
}

static fallible load(struct tls *tls, const char *certificate, const char *key)
{
    if (SSL_CTX_use_certificate_chain_file(tls->context, certificate) != 1)
        return fault(certificate);
    if (SSL_CTX_use_PrivateKey_file(tls->context, key, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(tls->context) != 1)
        return fault(key);
    return NULL;
}

fallible tls_open(struct tls **out, const char *certificate, const char *key)
{
    struct tls *tls = make();
    struct error *error = load(tls, certificate, key);
    if (error)
        tls_close(tls);
    else
        *out = tls;
    return error;
}

struct ssl_st *tls_session(struct tls *tls)
{
    SSL *session = SSL_new(tls->context);
    if (!session)
        abort();
    return session;
}
