/* A signed list of what has become of certificates, for checking offline. Plain text, one line a
 * fact, in the order of the digests:
 *
 *   usta-status 1
 *   made 2026-11-22T09:53:45Z
 *   until 2026-11-29T09:53:45Z
 *   key 5f0c…e1 2026-11-20T08:00:00Z       a signer's certificate (SHA-256), revoked since
 *   code 03ab…99 issued 77de…10            code_digest; state; SHA-256 of the signed PDF
 *   code 8c41…0f revoked 1b2c…a3
 *   signature
 *   MIIHnQYJKoZI…                          CMS (cms.h) over all before "signature", base64
 *
 * Without codes or names, the list tells nothing to those who do not hold a certificate. */
#ifndef USTA_CERTIFY_STATUS_H
#define USTA_CERTIFY_STATUS_H

#include "certify/code.h"
#include "certify/signer.h"
#include "certify/trust.h"

enum { STATUS_LIMIT = 64 * 1024 * 1024 };

enum status_state { STATUS_ISSUED, STATUS_SUSPENDED, STATUS_SUPERSEDED, STATUS_REVOKED };

struct status_row {
    struct digest code, file; /* code_digest; SHA-256 of one rendering */
    enum status_state state;
};

struct status_key {
    struct digest certificate;
    int64_t revoked_at_s;
};

struct status_list {
    int64_t made_at_s, until_s;
    const struct status_key *keys;
    size_t key_count;
    const struct status_row *rows; /* by code, then by file: no two alike */
    size_t row_count;
};

/* Writes and signs the list; sorts copies of rows and keys itself. */
fallible status_write(struct bytes *out, const struct status_list *list,
                      const struct signer *signer, struct arena *arena);

/* Reads a list whose signature holds and whose signer is trusted at now_s. ERROR_REFUSED for
 * anything else, also one line out of order. Whether it is too old is status_judge's to say. */
fallible status_read(struct status_list *out, struct bytes text, const struct trust *trust,
                     int64_t now_s, struct arena *arena);

/* What the list says about a certificate that is otherwise genuine: VALID, SUSPENDED, SUPERSEDED,
 * REVOKED, UNKNOWN_CODE (no such code, or not this file), KEY_REVOKED (its signer's key was, and
 * the list does not vouch for this file), STATUS_OUT_OF_DATE, or COULD_NOT_CHECK when the list is
 * made in the future. file is NULL for a QR code, which is no file. */
struct judgement status_judge(const struct status_list *list, const struct code *code,
                              const struct digest *file, const struct x509 *signer, int64_t now_s,
                              struct arena *arena);

#endif
