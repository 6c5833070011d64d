/* Reading the values of which a PDF is made (ISO 32000-1, 7.3), strictly: what Usta's own writers
 * never write (comments between values, generations other than 0, a key given twice) is refused. */
#ifndef USTA_CERTIFY_PDF_VALUE_H
#define USTA_CERTIFY_PDF_VALUE_H

#include "base/arena.h"

#include <stdbool.h>

enum pdf_kind {
    PDF_NULL,
    PDF_BOOLEAN,
    PDF_INTEGER,
    PDF_REAL,
    PDF_NAME,
    PDF_STRING,     /* in parentheses */
    PDF_HEX_STRING, /* in angle brackets */
    PDF_ARRAY,
    PDF_DICTIONARY,
    PDF_REFERENCE,
};

struct pdf_value {
    enum pdf_kind kind;
    size_t start, end; /* where it stands in the file, end exclusive */
    int64_t number;    /* of integers; 0 or 1 of booleans; the object's number of references */
    struct bytes text; /* of names (without the slash) and strings, decoded */
    const struct pdf_value *items; /* of arrays; of dictionaries key, value, key, value… */
    size_t count;                  /* of arrays the members; of dictionaries the pairs */
};

struct pdf_cursor {
    struct bytes file;
    size_t at;
};

/* Reads the value at the cursor (white space before it is skipped) and moves behind it.
 * ERROR_REFUSED naming the byte. */
fallible pdf_value_read(struct pdf_value *out, struct pdf_cursor *cursor, struct arena *arena);

void pdf_skip_space(struct pdf_cursor *cursor);

/* Moves behind text when it stands at the cursor. */
bool pdf_skip_text(struct pdf_cursor *cursor, const char *text);

/* Moves behind a number of 1 to 10 digits, as *out; false when there is none. */
bool pdf_skip_number(int64_t *out, struct pdf_cursor *cursor);

/* The value of a key, NULL when there is none or value is no dictionary. */
const struct pdf_value *pdf_value_get(const struct pdf_value *value, const char *key);

/* Whether a key (the text of a name) is one of a list that ends with NULL. */
bool pdf_key_is_among(struct bytes key, const char *const *keys);

bool pdf_value_is_name(const struct pdf_value *value, const char *name); /* NULL is none */
struct bytes pdf_value_bytes(const struct pdf_value *value, struct bytes file);

/* ERROR_REFUSED naming the byte: for whoever reads on. */
never_null struct error *pdf_fault(size_t at, const char *what);

#endif
