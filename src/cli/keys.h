/* The keys a command signs with. */
#ifndef USTA_CLI_KEYS_H
#define USTA_CLI_KEYS_H

#include "certify/keyring.h"
#include "cli/call.h"

enum keys_use {
    KEYS_HEAD,         /* the journal's head alone */
    KEYS_DOCUMENTS,    /* also a signer: the newest valid one, or --signer REF */
    KEYS_CERTIFICATES, /* with RSA also one of symbols: the newest valid one, or --symbols REF */
};

/* The passphrase from --passphrase-fd, else $USTA_KEY_PASSPHRASE, else asked for on the terminal;
 * again for a new one, which is asked for twice. ERROR_ENVIRONMENT, saying what can be done, when
 * there is none of these. */
fallible keys_passphrase(struct secret **out, const struct call *call, bool again);

/* The PIN of a token likewise, from --pin-fd or $USTA_KEY_PIN. */
fallible keys_pin(struct secret **out, const struct call *call);

/* Chooses who signs (key_signer.h), then opens the keyring of the call's registry. */
fallible keys_open(struct keyring **out, const struct call *call, enum keys_use use);

/* A head of the call's journal as a signed note, by its registry's head key. ERROR_ENVIRONMENT also
 * when the clock stands before the journal. */
fallible keys_sign_head(const char **note, const struct call *call,
                        const struct journal_head *head);

/* The journal's head in a signed note (a file), by the head key in folder (keyring.h): what the
 * world has seen. */
fallible keys_published_head(struct journal_head *out, const char *note_path, const char *folder,
                             struct arena *arena);

/* Writes what those who check shall trust of a registry. */
fallible keys_write_trust(struct db *db, const char *path, struct arena *arena);

/* ES256 or RS256 of --algorithm; ES256 when it was not given. ERROR_USAGE. */
fallible keys_algorithm(enum signature_algorithm *out, const struct call *call);

#endif
