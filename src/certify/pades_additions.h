/* What updates after a signature add, read and checked: document timestamps and validation data
 * (pades.h), each exactly as pades_augment.h writes it. */
#ifndef USTA_CERTIFY_PADES_ADDITIONS_H
#define USTA_CERTIFY_PADES_ADDITIONS_H

#include "certify/pdf_file.h"
#include "certify/validation.h"

/* The names of ETSI EN 319 142-1, 6: what a file can be judged by. */
enum pades_level {
    PADES_B,   /* a signature */
    PADES_T,   /* a timestamp says when it was there */
    PADES_LT,  /* and what it rests on is kept with it */
    PADES_LTA, /* and that is timestamped too */
};

const char *pades_level_name(enum pades_level level);               /* "B", "T", "LT", "LTA" */
fallible pades_level_read(enum pades_level *out, const char *name); /* ERROR_USAGE */

/* Reads the revisions from the third on, into what is known of the file so far: the signature, and
 * its own timestamp if it has one. ERROR_REFUSED unless every byte of every revision is as it would
 * be written again, each timestamp holds (timestamp_check), comes no earlier than the one before
 * (authorities' clocks may be ten minutes apart), and the validation data are those that are needed
 * (validation_check). */
fallible pades_additions_read(struct validation *validation, enum pades_level *level,
                              const struct pdf_file *file, struct arena *arena);

#endif
