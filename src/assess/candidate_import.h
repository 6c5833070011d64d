/* Candidates from a CSV file (csv.h), as a registrar keeps them in a spreadsheet: all of them, or
 * none and a list of everything that is wrong.
 *
 * The header names the columns, in any order (candidate_column.h): ref, every fact of facts.h
 * (name_latin … consent_day; destination may be left out), and optionally extra_time_percent and
 * compared_with (refs of others whose documents were compared, with spaces between: duplicate.h).
 * Space around a cell is dropped; an empty destination is not known, an empty extra_time_percent 0.
 * A row may end before its last columns where these may be empty.
 *
 * A day is YYYY-MM-DD, or in local order with the year of four digits last (23.04.1998, 4/23/1998)
 * when it can be read in one way only: 03.04.1998 is refused. So is 35908, a day as spreadsheets
 * count them: from 1900, or from 1904. */
#ifndef USTA_ASSESS_CANDIDATE_IMPORT_H
#define USTA_ASSESS_CANDIDATE_IMPORT_H

#include "base/findings.h"
#include "store/desk.h"

enum { CANDIDATE_IMPORT_SIZE_LIMIT = 4 * 1024 * 1024 };

enum import_rule {
    IMPORT_UNKNOWN_COLUMN,
    IMPORT_MISSING_COLUMN,
    IMPORT_CELL_COUNT,
    IMPORT_FACT,
    IMPORT_AMBIGUOUS_DAY,
    IMPORT_NOT_ENROLLED,
    IMPORT_REPEATED,
    IMPORT_RULE_COUNT,
};
extern const struct rule import_rules[IMPORT_RULE_COUNT]; /* E71 … E77 */

/* Enrols every row (task TASK_ENROL). *out is how many. ERROR_REFUSED when the file is no CSV, and
 * when there are findings, which lie at row:column as a spreadsheet shows them, under name; rows
 * before them may have been enrolled by then, so the caller must roll back. */
fallible candidate_import(size_t *out, struct desk *desk, struct bytes file, const char *name,
                          struct findings *findings, struct arena *arena);

/* The day of a cell as YYYY-MM-DD, the text itself when it is not written in local order (whoever
 * checks it will say what is wrong), NULL when it can be read in two ways. */
const char *import_day(const char *text, struct arena *arena);

#endif
