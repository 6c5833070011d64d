/* The signed head of the journal, in the format of transparency logs (C2SP tlog-checkpoint and
 * signed-note): three lines, an empty one, and a line for each signature.
 *
 *   usta.example/bishkek
 *   1203
 *   y8Wr6x0tX…=
 *
 *   — usta.example/bishkek Az3grl…=
 *
 * A note's key is named after the log. Its public text is the "verifier key" of signed-note:
 * name+8 hex digits+base64 of 0x01 and the key. */
#ifndef USTA_CERTIFY_HEAD_H
#define USTA_CERTIFY_HEAD_H

#include "certify/signer.h"
#include "store/journal.h"

enum { HEAD_KEY_SIZE = 32, HEAD_ID_SIZE = 4, HEAD_LIMIT = 16 * 1024 };

struct head_key {
    const char *name; /* of the log; no spaces, no plus, not empty */
    uint8_t raw[HEAD_KEY_SIZE];
    uint8_t id[HEAD_ID_SIZE]; /* of name and key together */
};

/* From the SubjectPublicKeyInfo of an Ed25519 key (RFC 8410, 4); ERROR_REFUSED for a name or key of
 * another form. */
fallible head_key_make(struct head_key *out, const char *name, struct bytes spki,
                       struct arena *arena);

char *head_key_text(const struct head_key *key, struct arena *arena);
fallible head_key_read(struct head_key *out, const char *text, struct arena *arena);

/* The note over head with one signature, by a signer whose key is key's (asserted: it is checked
 * before the note is given out). */
fallible head_sign(const char **note, const struct journal_head *head, const struct head_key *key,
                   const struct signer *signer, struct arena *arena);

/* ERROR_REFUSED unless note is a checkpoint of key's log and carries a signature by key; signatures
 * of others (witnesses) may stand beside it. */
fallible head_check(struct journal_head *out, struct bytes note, const struct head_key *key,
                    struct arena *arena);

#endif
