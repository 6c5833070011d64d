/* What a document says about itself: title, language, dates, identity, colour space, and files it
 * carries (ISO 32000-1, 14.3; ISO 19005-3, 6.6 and 6.8). Everything comes from the caller. */
#ifndef USTA_CERTIFY_PDF_METADATA_H
#define USTA_CERTIFY_PDF_METADATA_H

#include "base/digest.h"
#include "certify/pdf.h"

struct document_facts {
    const char *title, *subject, *author;
    const char *language;   /* BCP 47, of what is not marked otherwise */
    int64_t made_at_s;      /* creation and modification, from the record */
    struct digest identity; /* its first 16 bytes are the file's ID */
};

/* Info dictionary, XMP (escaped), ID, Lang, output intent, and that viewers show the title. */
void pdf_metadata_add(struct pdf *pdf, const struct document_facts *facts, struct arena *arena);

struct attachment {
    const char *name;        /* ASCII: "certificate.json" */
    const char *media_type;  /* "application/json" */
    const char *description; /* UTF-8 */
    struct bytes bytes;
};

/* An embedded file that holds the data the document was made from (AFRelationship Data). */
void pdf_attachment_add(struct pdf *pdf, const struct attachment *attachment, int64_t made_at_s,
                        struct arena *arena);

#endif
