/* The keys of a centre as the public may know them: which key stood for what, from when until when.
 * Private keys are in the keyring and never here. */
#ifndef USTA_CERTIFY_KEY_H
#define USTA_CERTIFY_KEY_H

#include "certify/keyring.h"
#include "store/audited.h"

struct key {
    int64_t id;
    const char *kind;        /* "root", "authority", "signer" or "head" */
    const char *fingerprint; /* SHA-256 in hex: of the certificate's DER; of a head key's text */
    const char *public_text; /* certificate as PEM; of a head key its verifier key (head.h) */
    int64_t from_s, until_s; /* of a head key: made at, 0 for no end */
};

struct keys {
    struct key *items;
    size_t count;
};

/* Records root, signer and head key of a keyring folder (TASK_KEEP), those that are not recorded
 * yet; *out is how many that were. */
fallible key_record_keyring(size_t *out, struct desk *desk, const char *folder,
                            struct arena *arena);

/* The same of the certificates of one chain (signer first); *count is added to. */
fallible key_record_chain(size_t *count, struct desk *desk, const struct x509 *chain, size_t length,
                          struct arena *arena);

/* ERROR_CONFLICT when a key of this fingerprint is recorded. */
fallible key_check_new(struct db *db, const char *fingerprint);

/* All, oldest first. */
fallible key_list(struct keys *out, struct db *db, struct arena *arena);

extern const struct audited key_audited;

#endif
