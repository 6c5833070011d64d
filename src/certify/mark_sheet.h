/* Mark sheets on paper: the twin of what a tablet shows (screens.md, E12), with the same ids, the
 * digest of the rubric, and a QR symbol that says whose sheet it is. Printing has no effect. */
#ifndef USTA_CERTIFY_MARK_SHEET_H
#define USTA_CERTIFY_MARK_SHEET_H

#include "assess/sheet_form.h"
#include "certify/layout.h"

/* What the symbol says: "USTA-SHEET/1 ATTEMPT DUTY DIGEST", the digest cut to
 * MARK_SHEET_DIGEST_SIZE digits. No name of a person is in it. */
enum { MARK_SHEET_DIGEST_SIZE = 16 };
char *mark_sheet_code(const struct sheet_form *form, struct arena *arena);

/* The facts of a sheet for a layout (certificates/sheet.yaml), with the texts of the rubric in
 * language, else in its source language:
 *   {"attempt", "rubric", "digest", "digest_short", "unit", "day", "printed", "minutes",
 *    "extra_time_percent" or null, "candidate": {"ref", "name_latin", "name_cyrillic"},
 *    "examiner": {"ref", "name"}, "duty", "centre",
 *    "rows": [{"section", "title"} or {"id", "title", "guide" or null, "critical", "stops",
 *      and those that apply of "checks": [{"value"}], "levels": [{"id", "title"}],
 *      "readings": [{"number", "unit", "part"?}], "reasons": [{"reason"}]}]}
 * printed is today, YYYY-MM-DD. ERROR_REFUSED when the rubric has no such language. */
fallible mark_sheet_record(struct value **out, struct db *db, const struct sheet_form *form,
                           const char *language, const char *printed, struct arena *arena);

/* All sheets as one PDF. layout is opened in language; count is 1 or more. */
fallible mark_sheet_print(struct bytes *pdf, const struct layout *layout, struct db *db,
                          const struct sheet_forms *forms, const char *language,
                          const char *printed, struct arena *arena);

#endif
