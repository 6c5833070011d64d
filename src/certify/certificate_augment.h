/* Making a certificate's file last: a document timestamp, the data it is validated with, and a
 * timestamp over both are appended (PAdES baselines T, LT, LTA: pades.h), each a revision that is
 * stored beside those before (certificate_revision.h). No key of ours is used. */
#ifndef USTA_CERTIFY_CERTIFICATE_AUGMENT_H
#define USTA_CERTIFY_CERTIFICATE_AUGMENT_H

#include "certify/certificate_revision.h"
#include "certify/pades_additions.h"

struct augment_request {
    enum pades_level level;  /* T, LT or LTA */
    struct stamper *stamper; /* NULL: none; then a level that needs a timestamp is refused */
    const struct crl *crls;  /* revocation lists to choose from */
    size_t crl_count;
};

/* What became of it. */
struct augmented {
    enum pades_level before, after;
    size_t added; /* revisions */
};

/* Appends what is missing and stores it: nothing when the level is reached already, or passed.
 * Begins and ends its own transaction, at the end (TASK_ISSUE): nobody waits while an authority is
 * asked. Everything is stored, or nothing. ERROR_REFUSED when it is not issued, was revoked, or a
 * revocation list is missing or too old; ERROR_ENVIRONMENT when the authority fails; ERROR_CONFLICT
 * when somebody else augmented it meanwhile. */
fallible certificate_augment(struct augmented *out, struct desk *desk,
                             const struct certificate *certificate,
                             const struct augment_request *request, struct arena *arena);

/* What augmenting a file alone comes to: each revision in turn. */
struct augmented_files {
    struct bytes items[3];
    size_t count;
    enum pades_level before, after;
};

/* ERROR_REFUSED also when pdf is not genuine (pades_check.h). */
fallible certificate_augment_file(struct augmented_files *out, struct bytes pdf,
                                  const struct augment_request *request, struct arena *arena);

#endif
