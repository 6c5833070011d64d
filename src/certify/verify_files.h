/* Checking files, or what a QR code says, one after another: all that usta-verify does, and `usta
 * verify` alike. */
#ifndef USTA_CERTIFY_VERIFY_FILES_H
#define USTA_CERTIFY_VERIFY_FILES_H

#include "base/clock.h"
#include "base/value.h"

struct verify_request {
    const char *trust;      /* PEM file with the issuers to trust; NULL or "": nobody is trusted */
    const char *time_trust; /* PEM file with the roots of authorities for timestamps; likewise */
    const char *status;     /* file with a signed status list; NULL: none */
    const char *language;   /* of the words: verify_language (verify_text.h) */
    const char *qr;         /* the text of a QR code, judged before the files; NULL: none */
    const char *const *files;
    size_t file_count;
};

struct verify_answer {
    const char *text;    /* every verification in words (verify_text) */
    struct value *value; /* an array with each of them (verify_value) */
    int exit_code;       /* the worst of them: 0, 1 or 5 */
};

/* A file that cannot be read is a verdict too (could_not_check). ERROR_ENVIRONMENT when trust or
 * status cannot be relied on: then nothing is checked. */
fallible verify_files(struct verify_answer *out, const struct verify_request *request,
                      const struct clock *clock, struct arena *arena);

#endif
