/* A sheet for people to read, when they may (workflow, rule 3). */
#ifndef USTA_ASSESS_SHEET_SHOW_H
#define USTA_ASSESS_SHEET_SHOW_H

#include "assess/attempt.h"
#include "base/value.h"

/* Everything one examiner wrote on a sheet: {"attempt", "examiner", "duty", "state", "device",
 * "seals":[{"revision", "events", "digest", "at"}], "entries":[{"event", "kind", "at", "criterion",
 * "says" (the mark), "reason", "text", "undone"}]} with the keys that apply. The examiner sees the
 * own sheet at any time; anybody else needs a role, and all expected sheets sealed: ERROR_REFUSED
 * saying which are not. ERROR_NOT_FOUND when that examiner has opened none. */
fallible sheet_show(struct value **out, const struct desk *viewer, const struct attempt *attempt,
                    const char *examiner, struct arena *arena);

/* Who has which sheet of an attempt and how far it is, without a mark: {"attempt", "state",
 * "sheets":[{"examiner", "duty", "expected", "state" ("not opened", "open", "sealed"),
 * "events"}]}. */
fallible sheet_board(struct value **out, struct db *db, const struct attempt *attempt,
                     struct arena *arena);

#endif
