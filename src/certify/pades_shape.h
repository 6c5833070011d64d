/* Whether a PDF has the shape of pades.h: a file and an update that adds one signature to it and
 * changes nothing else. What is found here is unverified until the signature held. */
#ifndef USTA_CERTIFY_PADES_SHAPE_H
#define USTA_CERTIFY_PADES_SHAPE_H

#include "certify/pdf_file.h"

struct pades_shape {
    struct pdf_file file; /* given */
    const struct pdf_object *catalog, *page, *field, *signature;
    const struct pdf_value *unverified_range, *unverified_contents;
};

/* Finds the field and the signature of shape->file. ERROR_REFUSED naming what is missing, or
 * different from what pades_sign.h writes. */
fallible pades_shape_read(struct pades_shape *shape);

/* ERROR_REFUSED unless the update replaces the catalog, adding the form, and the first page, adding
 * the field's widget, adds the three objects of a signature, and changes nothing else. */
fallible pades_shape_check(const struct pades_shape *shape);

#endif
