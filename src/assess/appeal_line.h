/* A line that was marked again on appeal, from the evidence. It counts, in the place of what the
 * examiners and the lead said, once the appeal has led to a new result. */
#ifndef USTA_ASSESS_APPEAL_LINE_H
#define USTA_ASSESS_APPEAL_LINE_H

#include "assess/settlement.h"

/* For appeal_mark alone: writes the line; mark is canonical JSON. */
fallible appeal_line_write(struct desk *desk, struct appeal_id appeal,
                           const struct settlement *line, struct arena *arena);

/* Those of one appeal, oldest first. */
fallible appeal_line_list(struct settlements *out, struct db *db, struct appeal_id appeal,
                          struct arena *arena);

/* Puts into settlements what an appeal says, and what the answered ones before it say; appeal 0:
 * nothing. */
fallible appeal_line_overlay(struct settlements *settlements, struct db *db,
                             struct attempt_id attempt, struct appeal_id appeal,
                             struct arena *arena);

extern const struct audited appeal_line_audited;

#endif
