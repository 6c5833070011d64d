/* The columns of a table of candidates (candidate_import.h): what each is called, in the languages
 * of the registrars, and whether a table may do without it. */
#ifndef USTA_ASSESS_CANDIDATE_COLUMN_H
#define USTA_ASSESS_CANDIDATE_COLUMN_H

#include "assess/facts.h"

/* The facts of facts.h, in their order, then what else a row says. */
enum candidate_column {
    COLUMN_REF = FACT_COUNT,
    COLUMN_EXTRA_TIME, /* percent */
    COLUMN_COMPARED,   /* refs of similar people whose documents were compared, spaces between */
    COLUMN_COUNT,
};

/* Its name as a program writes it: "name_latin". */
const char *candidate_column_name(size_t column);

/* What it is called in a language: "en", "ru" or "ky". ERROR_USAGE for another. The Russian and
 * Kyrgyz names are a draft that no native speaker has reviewed. */
fallible candidate_column_title(const char **out, size_t column, const char *language);

/* The column of a name or of a title in any language, COLUMN_COUNT for none. Capital letters,
 * spaces and punctuation make no difference, nor does ё for е, or ү, ө and ң for у, о and н. */
size_t candidate_column_of(const char *header, struct arena *arena);

/* False for the destination, extra time and compared_with. */
bool candidate_column_needed(size_t column);

/* An empty table whose header is in a language, as its spreadsheets open it without asking: with a
 * byte order mark, commas (en) or semicolons (ru, ky), CRLF. ERROR_USAGE as above. */
fallible candidate_template(struct bytes *out, const char *language, struct arena *arena);

#endif
