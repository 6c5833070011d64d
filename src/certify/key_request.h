/* A key for which another authority is asked for a certificate: a signer to be. */
#ifndef USTA_CERTIFY_KEY_REQUEST_H
#define USTA_CERTIFY_KEY_REQUEST_H

#include "certify/key_signer.h"

struct key_request {
    const char *ref;
    const char *key_digest; /* SHA-256 of its SubjectPublicKeyInfo, in hex */
    enum key_purpose purpose;
    int64_t asked_at_s;
};

struct key_requests {
    struct key_request *items; /* in the order in which they were made */
    size_t count;
};

/* Records that a certificate was asked for (TASK_KEEP). ERROR_CONFLICT when the ref is taken. */
fallible key_request_add(struct desk *desk, const char *ref, enum key_purpose purpose,
                         struct bytes spki, struct arena *arena);

/* *found is false when none was made under this ref; out without the time. */
fallible key_request_find(bool *found, struct key_request *out, struct db *db, const char *ref,
                          struct arena *arena);

/* Those without a certificate yet; without digests. */
fallible key_request_list(struct key_requests *out, struct db *db, struct arena *arena);

extern const struct audited key_request_audited;

#endif
