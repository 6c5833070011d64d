/* A key with its certificate, while they are made and written to files. */
#ifndef USTA_CERTIFY_KEY_OWNER_H
#define USTA_CERTIFY_KEY_OWNER_H

#include "base/random.h"
#include "certify/issuing.h"
#include "certify/private_key.h"

struct key_owner {
    struct private_key *key;
    struct signer signer;
    struct x509 x509; /* once it is certified */
};

void key_owner_close(struct key_owner *owner);
#define SCOPED_KEY_OWNER __attribute__((cleanup(key_owner_close))) struct key_owner

/* A new key, or one that somebody opened; it belongs to *out. */
fallible key_owner_make(struct key_owner *out, enum signature_algorithm algorithm,
                        struct arena *arena);
struct key_owner key_owner_of(struct private_key *key, struct arena *arena);

/* Has issuer (for a root: owner itself) certify the owner's key. Keys and serial number of the
 * request are filled in here. ERROR_REFUSED as x509_issue. */
fallible key_owner_certify(struct key_owner *owner, const struct key_owner *issuer,
                           struct x509_request *request, struct random *random,
                           struct arena *arena);

/* Writes the key, encrypted, to "NAME.key" in a folder, and a text to a file for everybody. */
fallible key_owner_write(const struct key_owner *owner, const char *folder, const char *name,
                         const struct secret *passphrase, struct arena *arena);
fallible key_owner_write_text(const char *folder, const char *file, const char *text,
                              struct arena *arena);

#endif
