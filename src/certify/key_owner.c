#include "certify/key_owner.h"

#include "base/file.h"

enum { KEY_MODE = 0600, PUBLIC_MODE = 0644 };

void key_owner_close(struct key_owner *owner)
{
    private_key_close(owner->key);
}

struct key_owner key_owner_of(struct private_key *key, struct arena *arena)
{
    return (struct key_owner){.key = key, .signer = private_key_signer(key, arena)};
}

fallible key_owner_make(struct key_owner *out, enum signature_algorithm algorithm,
                        struct arena *arena)
{
    struct private_key *key;
    TRY(private_key_make(&key, algorithm));
    *out = key_owner_of(key, arena);
    return NULL;
}

fallible key_owner_certify(struct key_owner *owner, const struct key_owner *issuer,
                           struct x509_request *request, struct random *random, struct arena *arena)
{
    request->spki = owner->signer.spki;
    request->issuer_spki = issuer->signer.spki;
    TRY(random_fill(random, request->serial, sizeof request->serial));
    struct bytes der;
    TRY(x509_issue(&der, request, &issuer->signer, arena));
    return x509_read(&owner->x509, der, arena);
}

fallible key_owner_write(const struct key_owner *owner, const char *folder, const char *name,
                         const struct secret *passphrase, struct arena *arena)
{
    struct bytes pem;
    TRY(private_key_encrypt(&pem, owner->key, passphrase, arena));
    return file_write(path_join(arena, folder, arena_format(arena, "%s.key", name)), pem, KEY_MODE);
}

fallible key_owner_write_text(const char *folder, const char *file, const char *text,
                              struct arena *arena)
{
    return file_write(path_join(arena, folder, file), bytes_of_text(text), PUBLIC_MODE);
}
