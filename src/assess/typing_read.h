/* What a clerk types from a sheet that was marked on paper: a CSV file (csv.h) with the columns
 * criterion and mark, as typing_form makes it. A row for each line of the sheet:
 *   a check    yes or no
 *   levels     the level's id
 *   a measure  its readings with spaces between: 82.1 83.0; pairs of a share as part/whole; behind
 *              them, where they were read on an instrument that is calibrated, @INSTRUMENT
 *   any line   na REASON, for a reason that the rubric lists
 * and before them the rows rubric (ID@VERSION) and digest (16 or more digits of the rubric's
 * structure digest), as the sheet has them, started and ended (HH:MM, local time of the sitting's
 * day), and stop, when the attempt was stopped: the line, a space, and the reason; then lines may
 * be empty. The columns allowed and title are for the eye. Space around a cell is dropped. */
#ifndef USTA_ASSESS_TYPING_READ_H
#define USTA_ASSESS_TYPING_READ_H

#include "assess/sheet_form.h"
#include "base/findings.h"
#include "base/value.h"

enum { TYPING_SIZE_LIMIT = 256 * 1024 };

enum typing_rule {
    TYPING_COLUMN,
    TYPING_ROW,
    TYPING_OTHER_RUBRIC,
    TYPING_TIME,
    TYPING_MARK,
    TYPING_MISSING,
    TYPING_RULE_COUNT,
};
extern const struct rule typing_rules[TYPING_RULE_COUNT]; /* E81 … E86 */

/* An empty table for this sheet, with rubric and digest filled in; titles in language, else in the
 * rubric's source language. */
fallible typing_form(struct bytes *out, const struct sheet_form *form, const char *language,
                     struct arena *arena);

/* The content of such a file: {"rubric", "started":"HH:MM", "ended", "stop": null or {"criterion",
 * "reason"}, "marks": {"A1": {"check":true}, "B1": {"readings":["82.1"], "instrument":"probe-1"},
 * …}}, so that the same marks give the same canonical
 * JSON. ERROR_REFUSED when the file is no CSV, and when there are findings. */
fallible typing_read(struct value **out, const struct sheet_form *form, struct bytes file,
                     const char *name, struct findings *findings, struct arena *arena);

#endif
