/* Text strings of PDF (ISO 32000-1, 7.9.2.2) and their dates (7.9.4). */
#ifndef USTA_CERTIFY_PDF_TEXT_H
#define USTA_CERTIFY_PDF_TEXT_H

#include "base/buffer.h"
#include "certify/pdf_value.h"

/* Adds UTF-8 text as a string: printable ASCII in parentheses, else UTF-16 in hexadecimal. */
void pdf_text_add(struct buffer *out, const char *text);

/* The UTF-8 of a string value written like that; ERROR_REFUSED naming what else. */
fallible pdf_text_read(const char **out, const struct pdf_value *value, const char *what,
                       struct arena *arena);

/* D:20261122095345Z */
char *pdf_date(int64_t instant_s, struct arena *arena);
fallible pdf_date_read(int64_t *out, const struct pdf_value *value, const char *what);

#endif
