/* usta sheet …: sheets that are marked on paper */
#ifndef USTA_CLI_SHEET_PAPER_H
#define USTA_CLI_SHEET_PAPER_H

#include "cli/call.h"

/* print SITTING|ATTEMPT… FILE.pdf: one PDF of mark sheets, one for each attempt and examiner:
 * {"file", "language", "sheets":[{"attempt", "examiner", "duty", "lines"}]}. */
fallible cli_sheet_print(struct call *call);

/* form ATTEMPT EXAMINER FILE.csv: an empty table to type a sheet into (assess/typing_read.h):
 * {"file", "lines"}. */
fallible cli_sheet_form(struct call *call);

/* type ATTEMPT EXAMINER FILE.csv: what somebody typed from paper (assess/typing.h): {"attempt",
 * "examiner", "entered", "device" and "typed_first_by" or null, "differences": ["A1", …]}. The exit
 * code is 1 when there are differences; the typing is kept all the same. */
fallible cli_sheet_type(struct call *call);

#endif
