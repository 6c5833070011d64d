#include "certify/keyring.h"

#include "base/file.h"
#include "certify/private_key.h"
#include "certify/token.h"
#include "certify/trust.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { KEY_FILE_LIMIT = 64 * 1024, OTHERS_MAY = 077 };

/* A signer with its key. */
struct holder {
    const char *ref; /* NULL: there is none */
    struct private_key *key;
    struct signer signer;
    struct trust known;
};

struct keyring {
    struct arena *arena;
    struct holder documents, symbols;
    struct private_key *head_key;
    struct signer head_signer;
    struct head_key head;
};

void keyring_close(struct keyring *keyring)
{
    if (!keyring)
        return;
    private_key_close(keyring->documents.key);
    private_key_close(keyring->symbols.key);
    private_key_close(keyring->head_key);
    arena_close(keyring->arena);
    free(keyring);
}

void keyring_cleanup(struct keyring **keyring)
{
    keyring_close(*keyring);
}

static struct keyring *keyring_make(void)
{
    struct keyring *keyring = calloc(1, sizeof *keyring);
    if (!keyring)
        abort();
    keyring->arena = arena_open();
    return keyring;
}

static const char put_back[] = "put back what belongs to this registry, from a backup";

/* Whatever is wrong with a key, it is the environment that must be mended. */
static fallible environment_error(struct error *error, const char *path)
{
    SCOPED_ERROR fault = error;
    struct error *made = error_make(ERROR_ENVIRONMENT, "%s (%s)", error_message(fault), path);
    const char *hint = error_hint_text(fault);
    return error_hint(made, "%s", hint ? hint : put_back);
}

static fallible read_file(struct bytes *out, const char *path, struct arena *arena)
{
    struct error *error = file_read(out, path, KEY_FILE_LIMIT, arena);
    if (!error)
        return NULL;
    bool missing = error_code(error) == ERROR_NOT_FOUND;
    error_free(error);
    if (!missing)
        return error_make(ERROR_ENVIRONMENT, "cannot read '%s'", path);
    return error_hint(error_make(ERROR_ENVIRONMENT, "key file '%s' is missing", path),
                      "put it back from a backup of this registry (usta backup)");
}

static fallible check_private(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || !(status.st_mode & OTHERS_MAY))
        return NULL; /* a missing file is said when it is read */
    return error_hint(error_make(ERROR_ENVIRONMENT, "others may read the key file '%s'", path),
                      "chmod 600 '%s'", path);
}

const char *keyring_file(const char *folder, const char *ref, const char *ending,
                         struct arena *arena)
{
    return path_join(arena, folder, arena_format(arena, "%s%s", ref, ending));
}

bool keyring_needs_pin(const char *folder, const char *ref)
{
    SCOPED_ARENA(arena);
    return ref && file_exists(keyring_file(folder, ref, ".uri", arena));
}

static fallible open_key(struct private_key **out, const char *path,
                         const struct secret *passphrase, const char *what)
{
    SCOPED_ARENA(arena);
    struct bytes pem;
    TRY(check_private(path));
    TRY(read_file(&pem, path, arena));
    return private_key_decrypt(out, pem, passphrase, what);
}

fallible keyring_read_chain(struct x509 **chain, size_t *count, const char *folder, const char *ref,
                            struct arena *arena)
{
    const char *path = keyring_file(folder, ref, ".pem", arena);
    struct bytes pem;
    TRY(read_file(&pem, path, arena));
    struct error *error = x509_read_pem(chain, count, X509_CHAIN_LIMIT, pem, "signer's certificate",
                                        arena);
    if (!error)
        error = signer_check_fit(*chain, *count);
    return error ? environment_error(error, path) : NULL;
}

static fallible open_token(struct private_key **out, const char *path, const struct secret *pin,
                           const char *what)
{
    SCOPED_ARENA(arena);
    struct bytes uri;
    TRY(check_private(path));
    TRY(read_file(&uri, path, arena));
    if (uri.size && uri.data[uri.size - 1] == '\n')
        uri.size--;
    return token_open(out, arena_text_n(arena, uri.data, uri.size), pin, what);
}

fallible keyring_open_key(struct private_key **out, const char *folder, const char *ref,
                          const struct keyring_access *access)
{
    SCOPED_ARENA(arena);
    static const char what[] = "signer's key";
    if (keyring_needs_pin(folder, ref))
        return open_token(out, keyring_file(folder, ref, ".uri", arena), access->pin, what);
    return open_key(out, keyring_file(folder, ref, ".key", arena), access->passphrase, what);
}

static fallible open_holder(struct holder *holder, const char *folder,
                            const struct keyring_access *access, struct arena *arena)
{
    if (!holder->ref)
        return NULL;
    TRY(keyring_open_key(&holder->key, folder, holder->ref, access));
    struct signer signer = private_key_signer(holder->key, arena);
    if (!bytes_equal(signer.spki, holder->signer.chain[0].spki))
        return error_hint(error_make(ERROR_ENVIRONMENT,
                                     "the key of '%s' is not that of the signer's certificate",
                                     holder->ref),
                          "%s", put_back);
    signer.chain = holder->signer.chain;
    signer.chain_count = holder->signer.chain_count;
    signer.known = &holder->known;
    holder->signer = signer;
    return NULL;
}

fallible keyring_read_head_key(struct head_key *out, const char *folder, struct arena *arena)
{
    const char *path = path_join(arena, folder, "head.pub");
    struct bytes text;
    TRY(read_file(&text, path, arena));
    if (text.size && text.data[text.size - 1] == '\n')
        text.size--;
    struct error *error = head_key_read(out, arena_text_n(arena, text.data, text.size), arena);
    return error ? environment_error(error, path) : NULL;
}

static fallible open_head(struct keyring *keyring, const char *folder,
                          const struct secret *passphrase)
{
    const char *path = path_join(keyring->arena, folder, "head.key");
    TRY(open_key(&keyring->head_key, path, passphrase, "key of the journal's head"));
    keyring->head_signer = private_key_signer(keyring->head_key, keyring->arena);
    struct head_key own;
    struct error *error = head_key_make(&own, keyring->head.name, keyring->head_signer.spki,
                                        keyring->arena);
    if (error)
        return environment_error(error, path);
    if (memcmp(own.raw, keyring->head.raw, HEAD_KEY_SIZE) != 0)
        return error_hint(
            error_make(ERROR_ENVIRONMENT, "the key '%s' is not that of 'head.pub'", path), "%s",
            put_back);
    return NULL;
}

/* First, because it costs nothing: each key takes the better part of a second to decrypt. */
static fallible open_public(struct holder *holder, const char *folder, struct arena *arena)
{
    struct x509 *chain;
    if (!holder->ref)
        return NULL;
    TRY(keyring_read_chain(&chain, &holder->signer.chain_count, folder, holder->ref, arena));
    holder->signer.chain = chain;
    struct error *error = trust_of_chain(&holder->known, chain, holder->signer.chain_count, arena);
    return error ? environment_error(error, keyring_file(folder, holder->ref, ".pem", arena))
                 : NULL;
}

static fallible open_all(struct keyring *keyring, const char *folder,
                         const struct keyring_choice *choice)
{
    keyring->documents.ref = choice->documents;
    keyring->symbols.ref = choice->symbols;
    TRY(open_public(&keyring->documents, folder, keyring->arena));
    TRY(open_public(&keyring->symbols, folder, keyring->arena));
    TRY(keyring_read_head_key(&keyring->head, folder, keyring->arena));
    TRY(open_holder(&keyring->documents, folder, &choice->access, keyring->arena));
    TRY(open_holder(&keyring->symbols, folder, &choice->access, keyring->arena));
    return open_head(keyring, folder, choice->access.passphrase);
}

fallible keyring_open_chosen(struct keyring **out, const char *folder,
                             const struct keyring_choice *choice)
{
    struct keyring *keyring = keyring_make();
    struct error *error = open_all(keyring, folder, choice);
    if (error)
        keyring_close(keyring);
    else
        *out = keyring;
    return error;
}

fallible keyring_open(struct keyring **out, const char *folder, const struct secret *passphrase)
{
    const struct keyring_choice choice = {.documents = KEYRING_FIRST,
                                          .access = {.passphrase = passphrase}};
    return keyring_open_chosen(out, folder, &choice);
}

const struct signer *keyring_signer(const struct keyring *keyring)
{
    return &keyring->documents.signer;
}

const struct signer *keyring_symbols(const struct keyring *keyring)
{
    return keyring->symbols.ref ? &keyring->symbols.signer : &keyring->documents.signer;
}

const struct signer *keyring_head_signer(const struct keyring *keyring)
{
    return &keyring->head_signer;
}

const struct head_key *keyring_head_key(const struct keyring *keyring)
{
    return &keyring->head;
}
