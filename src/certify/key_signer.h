/* The signers of a registry: which there are, from when until when, and which of them signs.
 *
 * The first comes with the registry and has no row of its own; every other is registered with a
 * ref, under which its files lie in the keyring's folder. */
#ifndef USTA_CERTIFY_KEY_SIGNER_H
#define USTA_CERTIFY_KEY_SIGNER_H

#include "assess/ids.h"
#include "certify/key.h"

/* An RSA signature is longer than a QR symbol may be: beside an RSA signer, another one with ECDSA
 * signs the symbols (docs/decisions/0026). */
enum key_purpose { KEY_DOCUMENTS, KEY_SYMBOLS };

enum key_state {
    KEY_VALID,
    KEY_NOT_YET, /* its certificate begins later */
    KEY_ENDED,
    KEY_RETIRED, /* signs no more; what it signed stays as it is */
    KEY_REVOKED, /* nothing that it signed since a moment is to be relied on */
};

struct key_signer {
    const char *ref;
    const char *fingerprint; /* of its certificate, in hex */
    const char *certificate; /* PEM */
    enum key_purpose purpose;
    enum signature_algorithm algorithm;
    int64_t from_s, until_s;
    int64_t registered_seq; /* the entry of the journal */
    const char *reason;     /* why it was retired; NULL: it was not */
    int64_t since_s;        /* since when; 0 */
    int64_t retired_seq;    /* the first entry that retired it; 0 */
};

struct key_signers {
    struct key_signer *items; /* the newest first: by the day it begins, then as registered */
    size_t count;
};

const char *key_purpose_name(enum key_purpose purpose);             /* "documents", "symbols" */
fallible key_purpose_read(enum key_purpose *out, const char *name); /* ERROR_USAGE */
const char *key_state_name(enum key_state state); /* "valid", "not_yet_valid", "ended" … */
enum key_state key_signer_state(const struct key_signer *signer, int64_t now_s);

fallible key_signer_list(struct key_signers *out, struct db *db, struct arena *arena);
fallible key_signer_find(struct key_signer *out, struct db *db, const char *ref,
                         struct arena *arena); /* ERROR_NOT_FOUND */

/* Which signs: the newest that is valid now, or the one of that ref (NULL: none was named).
 * ERROR_ENVIRONMENT, with the rule, when there is none, or the named one is not valid or for
 * something else. */
fallible key_signer_choose(struct key_signer *out, struct db *db, enum key_purpose purpose,
                           const char *ref, int64_t now_s, struct arena *arena);

/* ERROR_CONFLICT when a ref is taken, ERROR_REFUSED when it cannot be one: those of other key files
 * (root, head) neither. */
fallible key_signer_check_free(struct db *db, const char *ref, struct arena *arena);

/* Registers a signer and the authorities above it (TASK_KEEP). ERROR_CONFLICT when its certificate
 * is registered already. */
fallible key_signer_register(struct desk *desk, const char *ref, enum key_purpose purpose,
                             const struct x509 *chain, size_t count, struct arena *arena);

/* What those who check shall trust, as one PEM text: the roots, what stands between, and the
 * signers that are not revoked, so that QR codes can be checked too. */
fallible key_signer_trust(const char **pem, struct db *db, struct arena *arena);

/* For the audit: ERROR_REFUSED unless the signer that has this certificate was registered before
 * the certificate of competence was issued, valid then, and neither retired nor revoked. */
fallible key_signer_check_used(struct db *db, const struct key_signers *signers,
                               const struct x509 *own, struct certificate_id issued);

extern const struct audited key_signer_audited;

#endif
