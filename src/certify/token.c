/* Engines are what OpenSSL 3.0 has for tokens; its successor, a provider, is not in Debian 12. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "certify/token.h"

#include "base/file.h"
#include "base/text.h"

#include <openssl/crypto.h>
#include <openssl/engine.h>
#include <openssl/err.h>

#define SCHEME "pkcs11:"
#define MODULE "module-path="

static never_null struct error *bad_uri(const char *why)
{
    return error_hint(error_make(ERROR_REFUSED, "the token's URI %s", why),
                      "for example 'pkcs11:token=usta;object=signer?module-path=/usr/lib/softhsm/"
                      "libsofthsm2.so' (RFC 7512); the PIN is asked for");
}

fallible token_check_uri(const char *uri)
{
    const char *query = strchr(uri, '?');
    if (strlen(uri) > TOKEN_URI_LIMIT || !text_starts(uri, SCHEME))
        return bad_uri("does not begin with 'pkcs11:'");
    if (strstr(uri, "pin-value=") || strstr(uri, "pin-source="))
        return bad_uri("holds a PIN");
    if (query && (!text_starts(query + 1, MODULE) || strpbrk(query, "&\n")))
        return bad_uri("has a query other than 'module-path='");
    const char *object = strstr(uri, "object="), *id = strstr(uri, "id=");
    if (!object && !id)
        return bad_uri("names no key: 'object=' or 'id='");
    return NULL;
}

static void finish(ENGINE **engine)
{
    if (*engine)
        ENGINE_finish(*engine);
}

static never_null struct error *not_there(const char *what, const char *fault)
{
    ERR_clear_error();
    return error_hint(error_make(ERROR_ENVIRONMENT, "%s: %s", what, fault),
                      "look with: pkcs11-tool --module MODULE --list-objects --login");
}

/* The functional reference is the caller's; the structural one goes with it. */
static fallible start(ENGINE **out, const char *module, const char *what)
{
    ENGINE_load_builtin_engines();
    ENGINE *engine = ENGINE_by_id("pkcs11");
    if (!engine) {
        ERR_clear_error();
        return error_hint(error_make(ERROR_ENVIRONMENT, "%s: there is no engine 'pkcs11'", what),
                          "install libengine-pkcs11-openssl");
    }
    (void)ENGINE_ctrl_cmd(engine, "QUIET", 0, NULL, NULL, 0); /* what it tells, the error says */
    bool ready = (!module || ENGINE_ctrl_cmd_string(engine, "MODULE_PATH", module, 0) == 1) &&
                 ENGINE_init(engine) == 1;
    ENGINE_free(engine);
    if (!ready || (module && !file_exists(module))) /* it is loaded with the first key */
        return not_there(what, "the PKCS#11 module cannot be used");
    *out = engine;
    return NULL;
}

static bool give_pin(ENGINE *engine, const struct secret *pin)
{
    char text[SECRET_LIMIT + 1] = "";
    struct bytes bytes = secret_bytes(pin);
    memcpy(text, bytes.data, bytes.size);
    bool done = ENGINE_ctrl_cmd_string(engine, "PIN", text, 0) == 1;
    OPENSSL_cleanse(text, sizeof text);
    return done;
}

fallible token_open(struct private_key **out, const char *uri, const struct secret *pin,
                    const char *what)
{
    SCOPED_ARENA(arena);
    __attribute__((cleanup(finish))) ENGINE *engine = NULL;
    TRY(token_check_uri(uri));
    if (!pin)
        return not_there(what, "its token wants a PIN");
    const char *query = strchr(uri, '?');
    const char *module = query ? query + 1 + strlen(MODULE) : NULL;
    const char *name = query ? arena_text_n(arena, uri, (size_t)(query - uri)) : uri;
    TRY(start(&engine, module, what));
    EVP_PKEY *handle = give_pin(engine, pin) ? ENGINE_load_private_key(engine, name, NULL, NULL)
                                             : NULL;
    if (!handle)
        return not_there(what, "the token has no such key, or the PIN is wrong");
    ERR_clear_error();
    return private_key_adopt(out, handle, what);
}
