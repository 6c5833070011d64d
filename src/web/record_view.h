/* The record of a certificate as its page shows it: every fact that is printed, in the reader's
 * language. */
#ifndef USTA_WEB_RECORD_VIEW_H
#define USTA_WEB_RECORD_VIEW_H

#include "assess/scheme.h"
#include "web/pages.h"

/* Who reads it. */
struct reader_of {
    const struct pages *pages;
    const char *language;
    const struct scheme *scheme; /* says titles in a language that the record has not; or NULL */
};

/* Sets in data what certificate.html names. A text that is there neither in the reader's language
 * nor in the scheme's is in English; each says as `tag` which it is. */
fallible record_view(struct value *data, const struct value *record, const struct reader_of *reader,
                     struct arena *arena);

#endif
