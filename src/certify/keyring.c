#include "certify/keyring.h"

#include "base/file.h"
#include "certify/private_key.h"
#include "certify/trust.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { KEY_FILE_LIMIT = 64 * 1024, OTHERS_MAY = 077 };

struct keyring {
    struct arena *arena;
    struct private_key *signer_key, *head_key;
    struct signer signer, head_signer;
    struct head_key head;
    struct trust known;
};

void keyring_close(struct keyring *keyring)
{
    if (!keyring)
        return;
    private_key_close(keyring->signer_key);
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

static fallible open_key(struct private_key **out, const char *path,
                         const struct secret *passphrase, const char *what)
{
    SCOPED_ARENA(arena);
    struct bytes pem;
    TRY(check_private(path));
    TRY(read_file(&pem, path, arena));
    return private_key_decrypt(out, pem, passphrase, what);
}

static fallible read_chain(struct x509 **chain, size_t *count, const char *path,
                           struct arena *arena)
{
    struct bytes pem;
    TRY(read_file(&pem, path, arena));
    struct error *error = x509_read_pem(chain, count, X509_CHAIN_LIMIT, pem, "signer's certificate",
                                        arena);
    if (error)
        return environment_error(error, path);
    const struct x509 *list = *chain;
    if (!list[0].may_sign_documents)
        return error_hint(error_make(ERROR_ENVIRONMENT,
                                     "the first certificate in '%s' is not one for signing "
                                     "documents",
                                     path),
                          "%s", put_back);
    for (size_t i = 0; i + 1 < *count; i++)
        if (!bytes_equal(list[i].issuer, list[i + 1].subject))
            return error_hint(error_make(ERROR_ENVIRONMENT,
                                         "certificate %zu in '%s' did not issue the one before it",
                                         i + 2, path),
                              "%s", put_back);
    if (!list[*count - 1].is_root)
        return error_hint(
            error_make(ERROR_ENVIRONMENT, "the last certificate in '%s' is no root", path),
            "put the whole chain into the file: the signer first, the root last");
    return NULL;
}

fallible keyring_read_chain(struct x509 **chain, size_t *count, const char *folder,
                            struct arena *arena)
{
    return read_chain(chain, count, path_join(arena, folder, "signer.pem"), arena);
}

static fallible sign_with(const struct signer *signer, struct signature *out, struct bytes message)
{
    return private_key_sign(out, signer->context, message);
}

static struct signer signer_of(const struct private_key *key, struct arena *arena)
{
    return (struct signer){
        .sign = sign_with,
        .algorithm = private_key_algorithm(key),
        .signature_size = private_key_signature_size(key),
        .spki = private_key_spki(key, arena),
        .context = key,
    };
}

static fallible open_signer(struct keyring *keyring, const char *folder,
                            const struct secret *passphrase)
{
    const char *path = path_join(keyring->arena, folder, "signer.key");
    TRY(open_key(&keyring->signer_key, path, passphrase, "signer's key"));
    struct signer signer = signer_of(keyring->signer_key, keyring->arena);
    if (!bytes_equal(signer.spki, keyring->signer.chain[0].spki))
        return error_hint(error_make(ERROR_ENVIRONMENT,
                                     "the key '%s' is not that of the signer's certificate", path),
                          "%s", put_back);
    signer.chain = keyring->signer.chain;
    signer.chain_count = keyring->signer.chain_count;
    signer.known = &keyring->known;
    keyring->signer = signer;
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
    keyring->head_signer = signer_of(keyring->head_key, keyring->arena);
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
static fallible open_public(struct keyring *keyring, const char *folder)
{
    struct x509 *chain;
    TRY(keyring_read_chain(&chain, &keyring->signer.chain_count, folder, keyring->arena));
    keyring->signer.chain = chain;
    struct error *error = trust_of_chain(&keyring->known, chain, keyring->signer.chain_count,
                                         keyring->arena);
    if (error)
        return environment_error(error, folder);
    return keyring_read_head_key(&keyring->head, folder, keyring->arena);
}

fallible keyring_open(struct keyring **out, const char *folder, const struct secret *passphrase)
{
    SCOPED_KEYRING keyring = keyring_make();
    TRY(open_public(keyring, folder));
    TRY(open_signer(keyring, folder, passphrase));
    TRY(open_head(keyring, folder, passphrase));
    *out = keyring;
    keyring = NULL;
    return NULL;
}

const struct signer *keyring_signer(const struct keyring *keyring)
{
    return &keyring->signer;
}

const struct signer *keyring_head_signer(const struct keyring *keyring)
{
    return &keyring->head_signer;
}

const struct head_key *keyring_head_key(const struct keyring *keyring)
{
    return &keyring->head;
}

fallible keyring_trust(const char **pem, const char *folder, struct arena *arena)
{
    struct x509 *chain;
    size_t count;
    TRY(keyring_read_chain(&chain, &count, folder, arena));
    const struct x509 *root = &chain[count - 1];
    *pem = arena_format(arena, "%s\n%s\n%s\n%s", root->subject_text, x509_pem(root, arena),
                        chain[0].subject_text, x509_pem(&chain[0], arena));
    return NULL;
}
