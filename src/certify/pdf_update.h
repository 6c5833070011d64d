/* An incremental update while it is written (ISO 32000-1, 7.5.6): the file as it is, whatever
 * objects are added or replaced, their table and a trailer. What is there is never rewritten. */
#ifndef USTA_CERTIFY_PDF_UPDATE_H
#define USTA_CERTIFY_PDF_UPDATE_H

#include "base/buffer.h"
#include "certify/pdf_file.h"

enum { PDF_UPDATE_LIMIT = 64 };

struct pdf_update {
    struct buffer out; /* the whole file */
    const struct pdf_file *file;
    const struct pdf_object *catalog, *page; /* as the file has them now; the first page */
    int64_t next;                            /* number of the next new object */
    struct {
        int64_t number;
        size_t at;
    } objects[PDF_UPDATE_LIMIT];
    size_t count;
};

/* Begins behind a file, which is borrowed. ERROR_REFUSED when it has no catalog or page. */
fallible pdf_update_begin(struct pdf_update *out, const struct pdf_file *file, struct arena *arena);

/* The number of one more object; whoever asks writes that object. */
int64_t pdf_update_new(struct pdf_update *update);

/* Around what an object is: at most PDF_UPDATE_LIMIT in an update. */
void pdf_update_object(struct pdf_update *update, int64_t number);
void pdf_update_object_end(struct pdf_update *update);

/* A dictionary's opening brackets and its entries as they stand in the file, without those named
 * (the list ends with NULL): whoever calls adds entries and closes it. */
void pdf_update_open(struct pdf_update *update, const struct pdf_value *dictionary,
                     const char *const *without);

/* The first page as it is, with one annotation more. ERROR_REFUSED when its annotations are no
 * list. */
fallible pdf_update_page(struct pdf_update *update, int64_t annotation);

/* Table and trailer: all entries of the trailer before but those an update changes. */
void pdf_update_end(struct pdf_update *update);

#endif
