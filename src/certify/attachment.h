/* The record inside a certificate: the JSON file that says what the page says. */
#ifndef USTA_CERTIFY_ATTACHMENT_H
#define USTA_CERTIFY_ATTACHMENT_H

#include "base/value.h"
#include "certify/pdf_file.h"

#define ATTACHMENT_NAME "certificate.json"
enum { ATTACHMENT_LIMIT = 256 * 1024 };

/* The bytes of the one file embedded in a PDF (ISO 32000-1, 7.11.4), in its original state without
 * the signing update. ERROR_REFUSED when there is none, another one, one that is larger
 * than ATTACHMENT_LIMIT, or compressed otherwise than by Flate to what Params says its Size is. */
fallible attachment_read(struct bytes *out, const struct pdf_file *file, struct arena *arena);

#endif
