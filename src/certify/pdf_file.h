/* Reading a whole PDF file, strictly (ISO 32000-1, 7.5): a header, then objects one after the
 * other, a classic table of cross-references, a trailer, and the end; then perhaps
 * incremental updates (7.5.6) of the same make, a few at most. Every byte of the file belongs to
 * exactly one of these: there is no room for an object that no table lists, for two readings of one
 * place, or for anything behind the last %%EOF. What Usta itself writes passes; most other PDF
 * files do not, nor should they. */
#ifndef USTA_CERTIFY_PDF_FILE_H
#define USTA_CERTIFY_PDF_FILE_H

#include "certify/pdf_value.h"

enum {
    PDF_FILE_LIMIT = 4 * 1024 * 1024,
    PDF_OBJECTS_LIMIT = 20000,
    PDF_REVISIONS_LIMIT = 10,
};

struct pdf_object {
    int64_t number;         /* 0: there is no such object */
    size_t start, end;      /* from its number to behind its endobj */
    struct pdf_value value; /* of a stream, its dictionary */
    bool is_stream;
    struct bytes stream; /* as it stands in the file, not unfiltered */
};

struct pdf_revision {
    size_t start, table_at, end; /* its objects begin, its table begins, behind its %%EOF */
    struct pdf_value trailer;
    const struct pdf_object *objects; /* those of this revision alone, as they stand in the file */
    size_t count;
};

struct pdf_file {
    struct bytes bytes;
    struct pdf_revision revisions[PDF_REVISIONS_LIMIT];
    size_t revision_count;
};

/* Reads bytes, which the result points into. ERROR_REFUSED naming what is wrong and where. */
fallible pdf_file_read(struct pdf_file *out, struct bytes bytes, struct arena *arena);

/* The file as it was up to its revision count-1; points into file. */
struct pdf_file pdf_file_beginning(const struct pdf_file *file, size_t count);

/* The object of a number as the newest of the first count revisions has it, NULL for none. */
const struct pdf_object *pdf_file_object(const struct pdf_file *file, size_t count, int64_t number);

/* The object a reference leads to, or NULL when value is NULL, no reference, or leads nowhere. */
const struct pdf_object *pdf_file_follow(const struct pdf_file *file, size_t count,
                                         const struct pdf_value *value);

/* The document's catalog and first page, by the trailer of revision count-1. ERROR_REFUSED. */
fallible pdf_file_catalog(const struct pdf_object **out, const struct pdf_file *file, size_t count);
fallible pdf_file_first_page(const struct pdf_object **out, const struct pdf_file *file,
                             size_t count);

#endif
