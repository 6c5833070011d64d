/* The keys a command signs with. */
#ifndef USTA_CLI_KEYS_H
#define USTA_CLI_KEYS_H

#include "certify/keyring.h"
#include "cli/call.h"

/* The passphrase from --passphrase-fd, else $USTA_KEY_PASSPHRASE, else asked for on the terminal;
 * again for a new one, which is asked for twice. ERROR_ENVIRONMENT, saying what can be done, when
 * there is none of these. */
fallible keys_passphrase(struct secret **out, const struct call *call, bool again);

/* Opens the keyring of the call's registry with it. */
fallible keys_open(struct keyring **out, const struct call *call);

/* A head of the call's journal as a signed note, by its registry's head key. ERROR_ENVIRONMENT also
 * when the clock stands before the journal. */
fallible keys_sign_head(const char **note, const struct call *call,
                        const struct journal_head *head);

/* The journal's head in a signed note (a file), by the head key in folder (keyring.h): what the
 * world has seen. */
fallible keys_published_head(struct journal_head *out, const char *note_path, const char *folder,
                             struct arena *arena);

#endif
