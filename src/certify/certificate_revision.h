/* The revisions of a certificate's file: what was signed is the first, and what is appended to it
 * later (pades_augment.h) makes each next one. A row holds the bytes that its revision adds, with
 * length and hash of the whole file up to there, so what is stored is never written again
 * (docs/decisions/0005, 0025). */
#ifndef USTA_CERTIFY_CERTIFICATE_REVISION_H
#define USTA_CERTIFY_CERTIFICATE_REVISION_H

#include "certify/certificate.h"

struct certificate_revision {
    int64_t number; /* from 1 */
    int64_t size;   /* bytes of the whole file */
    struct digest digest;
    int64_t at_s;     /* stored at */
    struct bytes pdf; /* the whole file; empty once it was erased */
};

struct certificate_revisions {
    struct certificate_revision *items;
    size_t count;
};

/* All of a certificate, oldest first. ERROR_REFUSED when length or hash of one are not those of its
 * bytes. */
fallible certificate_revision_list(struct certificate_revisions *out, struct db *db,
                                   const struct certificate *certificate, struct arena *arena);

/* Stores pdf as the next revision, in an act of its own. ERROR_CONFLICT unless it begins with all
 * bytes of the newest one, and adds some: whoever made it worked on what is there. */
fallible certificate_revision_add(struct desk *desk, const struct certificate *certificate,
                                  struct bytes pdf, struct arena *arena);

extern const struct audited certificate_revision_audited;

#endif
