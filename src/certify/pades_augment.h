/* What may be appended to a signed certificate later, so that it can be judged for longer (PAdES,
 * ETSI EN 319 142-1, baselines T, LT and LTA; pades.h has the shapes). Each is one more update with
 * exactly one way to write it: the checker writes it again and compares (pades_check.h). Nothing of
 * the file is changed, and nothing that shows is added. */
#ifndef USTA_CERTIFY_PADES_AUGMENT_H
#define USTA_CERTIFY_PADES_AUGMENT_H

#include "certify/pades_hole.h"
#include "certify/pdf_file.h"
#include "certify/stamper.h"

/* A document timestamp before it is there. */
struct pades_stamp_draft {
    struct bytes file; /* complete, zeros where the timestamp will stand */
    struct pades_hole hole;
    struct digest imprint; /* what is to be stamped */
};

/* Appends a document timestamp's update to a signed file. ERROR_REFUSED when it has no form. */
fallible pades_stamp_prepare(struct pades_stamp_draft *out, const struct pdf_file *file,
                             struct arena *arena);

/* The same and the timestamp in it. ERROR_ENVIRONMENT when there is none to be had. */
fallible pades_stamp(struct bytes *out, const struct pdf_file *file, struct stamper *stamper,
                     struct arena *arena);

struct pades_validation {
    const struct bytes *certificates, *crls; /* in DER: those that the file does not have yet */
    size_t certificate_count, crl_count;
};

/* Appends validation data. ERROR_REFUSED when it is too much. */
fallible pades_validation_add(struct bytes *out, const struct pdf_file *file,
                              const struct pades_validation *data, struct arena *arena);

/* The same read back: the streams that revision (counted from 0) added to lists of validation data.
 * Unverified; ERROR_REFUSED when they are not where pades_validation_add puts them. */
fallible pades_validation_read(struct pades_validation *out, const struct pdf_file *file,
                               size_t revision, struct arena *arena);

/* Whether revision changed what the catalog says of validation data. */
bool pades_validation_changed(const struct pdf_file *file, size_t revision);

#endif
