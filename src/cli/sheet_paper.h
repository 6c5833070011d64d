/* usta sheet …: sheets that are marked on paper */
#ifndef USTA_CLI_SHEET_PAPER_H
#define USTA_CLI_SHEET_PAPER_H

#include "cli/call.h"

/* print SITTING|ATTEMPT… FILE.pdf: one PDF of mark sheets, one for each attempt and examiner:
 * {"file", "language", "sheets":[{"attempt", "examiner", "duty", "lines"}]}. */
fallible cli_sheet_print(struct call *call);

#endif
