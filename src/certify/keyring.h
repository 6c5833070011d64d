/* The keys of a centre: a folder, by default "keys" in the registry, readable by its owner only.
 *
 *   root.key   root.pem     the centre's own authority: it issues signers
 *   signer.key signer.pem   what certificates are signed with; signer.pem holds the chain, root
 * last head.key   head.pub     what the journal's heads are signed with (Ed25519), and its public
 * text
 *
 * The .key files are encrypted with one passphrase (private_key.h). keyring_create makes all of
 * them for trials, marked TEST; a real signer's certificate and key take the place of signer.*. */
#ifndef USTA_CERTIFY_KEYRING_H
#define USTA_CERTIFY_KEYRING_H

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "certify/head.h"

enum {
    KEYRING_ROOT_YEARS = 20,
    KEYRING_SIGNER_YEARS = 10, /* the default */
    KEYRING_PASSPHRASE_LEAST = 12,
};

struct keyring_request {
    const char *country;                /* "KG" */
    const char *centre;                 /* its name; the subjects say "TEST" before it */
    const char *journal;                /* name of the journal: see head.h */
    enum signature_algorithm algorithm; /* of root and signer: ES256 or RS256 */
    int signer_years;                   /* 1…KEYRING_ROOT_YEARS */
};

/* Makes the folder with all keys, or nothing. ERROR_CONFLICT when it holds something already,
 * ERROR_REFUSED for a passphrase under KEYRING_PASSPHRASE_LEAST bytes or a name that cannot stand
 * in a certificate, ERROR_ENVIRONMENT when it cannot be written. */
fallible keyring_create(const char *folder, const struct keyring_request *request,
                        const struct secret *passphrase, const struct clock *clock,
                        struct random *random);

struct keyring;

void keyring_close(struct keyring *keyring); /* wipes the keys; NULL does nothing */
void keyring_cleanup(struct keyring **keyring);
#define SCOPED_KEYRING __attribute__((cleanup(keyring_cleanup))) struct keyring *

/* Opens the signer's and the head's keys. ERROR_ENVIRONMENT, with a hint, for a missing file, one
 * that others may read, a wrong passphrase, a weak key, a key that is not its certificate's, or a
 * certificate that is not fit to sign documents. Dates are judged by signer_check, when it is known
 * what shall be signed. */
fallible keyring_open(struct keyring **out, const char *folder, const struct secret *passphrase);

/* All borrowed until the keyring closes. */
const struct signer *keyring_signer(const struct keyring *keyring);
const struct signer *keyring_head_signer(const struct keyring *keyring);
const struct head_key *keyring_head_key(const struct keyring *keyring);

/* Without a passphrase: the signer's chain, and what those who check shall trust as one PEM text
 * (the root, then the signer so that QR codes can be checked too). ERROR_ENVIRONMENT as above. */
fallible keyring_read_chain(struct x509 **chain, size_t *count, const char *folder,
                            struct arena *arena);
fallible keyring_trust(const char **pem, const char *folder, struct arena *arena);
fallible keyring_read_head_key(struct head_key *out, const char *folder, struct arena *arena);

#endif
