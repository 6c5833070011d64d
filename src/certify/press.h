/* The press: everything that turns a record into a signed PDF. Opened once, used for any number of
 * certificates. Printing has no effect on the registry. */
#ifndef USTA_CERTIFY_PRESS_H
#define USTA_CERTIFY_PRESS_H

#include "base/value.h"
#include "certify/keyring.h"
#include "certify/layout.h"

struct press {
    const struct layout *layout;
    const struct signer *signer;
    const struct signer *symbols;     /* signs the offline check, with ECDSA P-256 */
    const struct signer *head_signer; /* signs the journal's heads, with head_key */
    const struct head_key *head_key;
    struct stamper *stamper; /* has each signature timestamped; NULL: nobody does */
    const char
        *language; /* the fourth of what it prints (record_make.h); NULL: the destination's */
};

/* A press that prints by layout and signs with the keys of keyring, both borrowed; no timestamps.
 */
struct press press_of(const struct layout *layout, const struct keyring *keyring);

/* The name the signer's certificate gives its subject, and whether it says TEST. */
const char *press_signer_name(const struct press *press);
bool press_is_test(const struct press *press);

/* ERROR_ENVIRONMENT unless the signer holds now and on the last day (YYYY-MM-DD) of what it would
 * sign. Nothing is drawn before that. */
fallible press_check(const struct press *press, int64_t now_s, const char *expires_day);

/* Refuses a record that could not be printed: a character that no font has, a text that does not
 * fit, facts that are too many for the QR symbol. Says the character, the text and which member of
 * the record it is for. Uses no key and makes no file. */
fallible press_proof(const struct press *press, const struct value *record, struct arena *arena);

/* Renders the record with both QR symbols and the photo it names (NULL when it names none), signs
 * it, and checks the outcome as strictly as
 * usta-verify does; ERROR_REFUSED when what came out is not genuine or says something else. The
 * time of signing is signed_at_s. A stamper that fails does not keep anybody from a certificate: it
 * is signed without a timestamp, and stamper_failure tells (a timestamp can be appended later:
 * pades_augment.h). */
fallible press_print(struct bytes *pdf, const struct press *press, const struct value *record,
                     const struct jpeg *photo, int64_t signed_at_s, struct arena *arena);

/* What the audit asks of a file that was stored: genuine to the last byte, and attaching exactly
 * this record (canonical JSON). ERROR_REFUSED saying why not. *signer (may be NULL) is whose
 * signature it has. Trust in its signer is not asked: the
 * registry knows its own keys. known (may be NULL) makes it quicker: signer.h. */
fallible press_check_file(struct x509 *signer, struct bytes pdf, const char *record,
                          const struct trust *known, struct arena *arena);

#endif
