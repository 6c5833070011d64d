#include "certify/keyring_add.h"

#include "base/file.h"
#include "certify/token.h"

#include <unistd.h>

enum { SECRET_MODE = 0600 };

static const char *const endings[] = {".pem", ".csr", ".key", ".uri"};

enum { PUBLIC_ENDINGS = 1, ENDINGS = sizeof endings / sizeof *endings };

static fallible check_no_files(const char *folder, const char *ref)
{
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < ENDINGS; i++) {
        const char *path = keyring_file(folder, ref, endings[i], arena);
        if (file_exists(path))
            return error_hint(error_make(ERROR_CONFLICT, "there is a file '%s' already", path),
                              "keys are never overwritten; take another name, or move it away");
    }
    return NULL;
}

void keyring_forget(const char *folder, const char *ref, bool with_key)
{
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < (with_key ? ENDINGS : PUBLIC_ENDINGS); i++)
        (void)unlink(keyring_file(folder, ref, endings[i], arena));
}

static fallible write_chain(const char *folder, const char *ref, const struct x509 *chain,
                            size_t count, struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_format(arena, "%s%s", text, x509_pem(&chain[i], arena));
    return key_owner_write_text(folder, arena_format(arena, "%s.pem", ref), text, arena);
}

fallible keyring_open_authority(struct key_owner *out, const char *folder,
                                const struct secret *passphrase, struct arena *arena)
{
    enum { CERTIFICATE_LIMIT = 64 * 1024 };
    struct bytes pem;
    struct x509 *root;
    size_t count;
    struct private_key *key;
    const struct keyring_access access = {.passphrase = passphrase};
    const char *path = keyring_file(folder, "root", ".pem", arena);
    TRY_AS(keyring_open_key(&key, folder, "root", &access), "the centre's own authority");
    *out = key_owner_of(key, arena);
    TRY(file_read(&pem, path, CERTIFICATE_LIMIT, arena));
    TRY(x509_read_pem(&root, &count, 1, pem, path, arena));
    if (!root->is_authority || !bytes_equal(root->spki, out->signer.spki))
        return error_hint(
            error_make(ERROR_ENVIRONMENT, "'%s' is not the authority of 'root.key'", path),
            "put back what belongs to this registry, from a backup");
    out->x509 = *root;
    out->signer.chain = root;
    out->signer.chain_count = 1;
    return NULL;
}

/* A new key, or the one in the token; nothing is written yet. */
static fallible find_key(struct key_owner *out, const struct keyring_order *order,
                         struct arena *arena)
{
    struct private_key *key;
    if (!order->uri)
        return key_owner_make(out, order->algorithm, arena);
    TRY(token_check_uri(order->uri));
    TRY(token_open(&key, order->uri, order->access.pin, "signer's key"));
    *out = key_owner_of(key, arena);
    return NULL;
}

static fallible write_key(const struct key_owner *owner, const struct keyring_order *order,
                          struct arena *arena)
{
    if (!order->uri)
        return key_owner_write(owner, order->folder, order->ref, order->access.passphrase, arena);
    const char *text = arena_format(arena, "%s\n", order->uri);
    return file_write(keyring_file(order->folder, order->ref, ".uri", arena), bytes_of_text(text),
                      SECRET_MODE);
}

static fallible check_period(const struct keyring_order *order, const struct x509 *root,
                             struct arena *arena)
{
    if (order->from_s >= root->not_before_s && order->until_s <= root->not_after_s)
        return NULL;
    return error_hint(
        error_make(ERROR_REFUSED,
                   "the centre's authority is valid from %s until %s, the signer would "
                   "be until %s",
                   instant_text(root->not_before_s, arena), instant_text(root->not_after_s, arena),
                   instant_text(order->until_s, arena)),
        "no signer outlasts its authority (RFC 5280, 6.1): give it fewer --years");
}

static fallible certify(struct key_owner *owner, const struct key_owner *root,
                        const struct keyring_order *order, struct arena *arena)
{
    struct x509_name name = order->subject;
    if (root->x509.is_test) {
        name.organization = arena_format(arena, "TEST %s", name.organization);
        name.common_name = arena_format(arena, "TEST %s", name.common_name);
    }
    struct x509_request request = {
        .issuer = root->x509.subject, .from_s = order->from_s, .until_s = order->until_s};
    TRY(x509_name_der(&request.subject, &name, arena));
    return key_owner_certify(owner, root, &request, order->random, arena);
}

fallible keyring_make(const struct keyring_order *order, struct arena *arena)
{
    SCOPED_KEY_OWNER root = {0}, owner = {0};
    TRY(check_no_files(order->folder, order->ref));
    TRY(keyring_open_authority(&root, order->folder, order->access.passphrase, arena));
    TRY(check_period(order, &root.x509, arena));
    TRY(find_key(&owner, order, arena));
    TRY(certify(&owner, &root, order, arena));
    const struct x509 chain[2] = {owner.x509, root.x509};
    TRY(signer_check_fit(chain, 2));
    TRY(write_key(&owner, order, arena));
    return write_chain(order->folder, order->ref, chain, 2, arena);
}

fallible keyring_ask(const char **csr, struct bytes *spki, const struct keyring_order *order,
                     struct arena *arena)
{
    struct bytes subject;
    SCOPED_KEY_OWNER owner = {0};
    TRY(check_no_files(order->folder, order->ref));
    TRY(x509_name_der(&subject, &order->subject, arena));
    TRY(find_key(&owner, order, arena));
    TRY(x509_ask(csr, subject, &owner.signer, arena));
    TRY(write_key(&owner, order, arena));
    *spki = owner.signer.spki;
    return key_owner_write_text(order->folder, arena_format(arena, "%s.csr", order->ref), *csr,
                                arena);
}

static fallible check_answer(const struct private_key *key, const struct x509 *chain, size_t count,
                             struct arena *arena)
{
    TRY(signer_check_fit(chain, count));
    if (bytes_equal(private_key_spki(key, arena), chain[0].spki))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "the certificate of '%s' is for another key",
                                 chain[0].subject_text),
                      "import what the authority made of this request: REF.csr among the keys");
}

fallible keyring_install(const struct keyring_order *order, const struct x509 *chain, size_t count,
                         struct arena *arena)
{
    SCOPED_KEY_OWNER owner = {0};
    TRY(order->uri ? check_no_files(order->folder, order->ref) : NULL);
    TRY(order->uri ? find_key(&owner, order, arena)
                   : keyring_open_key(&owner.key, order->folder, order->ref, &order->access));
    TRY(check_answer(owner.key, chain, count, arena));
    TRY(order->uri ? write_key(&owner, order, arena) : NULL);
    return write_chain(order->folder, order->ref, chain, count, arena);
}

fallible keyring_take(const struct keyring_order *order, const struct private_key *key,
                      const struct x509 *chain, size_t count, struct arena *arena)
{
    struct bytes pem;
    TRY(check_no_files(order->folder, order->ref));
    TRY(check_answer(key, chain, count, arena));
    TRY(private_key_encrypt(&pem, key, order->access.passphrase, arena));
    TRY(file_write(keyring_file(order->folder, order->ref, ".key", arena), pem, SECRET_MODE));
    return write_chain(order->folder, order->ref, chain, count, arena);
}
