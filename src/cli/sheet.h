/* usta sheet … */
#ifndef USTA_CLI_SHEET_H
#define USTA_CLI_SHEET_H

#include "cli/call.h"

/* import FILE…: takes in what tablets wrote (assess/event.h), all files or none:
 * {"batches":[{"file", "device", "stored", "duplicate", "rejected", "rejections":[{"id", "seq",
 * "reason", "hint" or null}]}]}: how many events of each kind. Those that make no sense are kept
 * without effect, and the exit code is 1. */
fallible cli_sheet_import(struct call *call);

/* list SITTING: {"sheets":[{"attempt", "examiner", "duty", "expected", "state", "events"}]}: who
 * has which sheet and how far it is, without a mark. */
fallible cli_sheet_list(struct call *call);

/* show ATTEMPT EXAMINER: everything on it (assess/sheet_show.h). */
fallible cli_sheet_show(struct call *call);

#endif
