/* The keys of a centre: a folder, by default "keys" in the registry, readable by its owner only.
 *
 *   root.key   root.pem     the centre's own authority: it issues signers
 *   signer.key signer.pem   what certificates are signed with, at first; signer.pem holds the
 * chain, root last REF.key    REF.pem      a further signer; one whose key is in a token has its
 * URI (token.h) in REF.uri                 REF.uri instead of a key REF.csr                 what an
 * authority is asked to certify, before there is a REF.pem head.key   head.pub     what the
 * journal's heads are signed with (Ed25519), and its public text
 *
 * The .key files are encrypted with one passphrase (private_key.h). keyring_create makes the first
 * of them for trials, marked TEST; keyring_add.h makes and takes in further ones. Which of them
 * sign is chosen by key_signer.h. */
#ifndef USTA_CERTIFY_KEYRING_H
#define USTA_CERTIFY_KEYRING_H

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "certify/head.h"

#include <stdbool.h>

#define KEYRING_FIRST "signer" /* what the signer of keyring_create is called */

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

struct keyring_access {
    const struct secret *passphrase; /* of the .key files */
    const struct secret *pin;        /* of a token; NULL when no key is in one */
};

/* Whose keys are opened; NULL: nobody's. */
struct keyring_choice {
    const char *documents, *symbols;
    struct keyring_access access;
};

/* Opens the chosen signers' and the head's keys. ERROR_ENVIRONMENT, with a hint, for a missing
 * file, one that others may read, a wrong passphrase or PIN, a weak key, a key that is not its
 * certificate's, or a certificate that is not fit to sign documents (signer_check_fit). Dates are
 * judged by signer_check, when it is known what shall be signed. */
fallible keyring_open_chosen(struct keyring **out, const char *folder,
                             const struct keyring_choice *choice);

/* The same with the first signer. */
fallible keyring_open(struct keyring **out, const char *folder, const struct secret *passphrase);

/* The same time of the same day so many years later, of a leap day the day before. */
int64_t keyring_years_later(int64_t instant_s, int years);

/* All borrowed until the keyring closes. Who signs the symbols is who signs the documents, when
 * nobody else was chosen. */
const struct signer *keyring_signer(const struct keyring *keyring);
const struct signer *keyring_symbols(const struct keyring *keyring);
const struct signer *keyring_head_signer(const struct keyring *keyring);
const struct head_key *keyring_head_key(const struct keyring *keyring);

/* Without a passphrase. ERROR_ENVIRONMENT as above. */
fallible keyring_read_chain(struct x509 **chain, size_t *count, const char *folder, const char *ref,
                            struct arena *arena);
fallible keyring_read_head_key(struct head_key *out, const char *folder, struct arena *arena);

/* Whether the key of ref (may be NULL) is in a token. */
bool keyring_needs_pin(const char *folder, const char *ref);

/* "FOLDER/REF.pem", for the ending ".pem". */
const char *keyring_file(const char *folder, const char *ref, const char *ending,
                         struct arena *arena);

/* The key of one signer, whether it has a certificate yet or not. Errors as above. */
struct private_key;
fallible keyring_open_key(struct private_key **out, const char *folder, const char *ref,
                          const struct keyring_access *access);

#endif
