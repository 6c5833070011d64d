/* What a sheet says: a fold over its events, in their order. An undone event has no effect; a mark
 * replaces the examiner's earlier one of the line. */
#ifndef USTA_ASSESS_SHEET_MARKS_H
#define USTA_ASSESS_SHEET_MARKS_H

#include "assess/attempt.h"
#include "assess/event.h"
#include "assess/mark.h"
#include "assess/sheet.h"

struct sheet_entry {
    struct event event;
    bool undone;
    struct mark mark; /* of a mark or second look */
};

struct sheet_marks {
    const struct sheet_entry *entries; /* every event with effect */
    size_t entry_count;
    const struct mark *marks; /* what stands at sealing, one a line */
    size_t mark_count;
    const struct mark *second_looks; /* latest last */
    size_t second_look_count;
    const struct criterion *stopped_at; /* whose stop stands: its line is still below its pass */
    const char *stop_reason;
    struct digest digest; /* SHA-256 over the hashes (hexadecimal) of the events, in order */
};

/* ERROR_REFUSED, naming the event, when a stored event does not fit its sheet: for the audit;
 * sheet_receive.h lets none in. */
fallible sheet_marks_read(struct sheet_marks *out, struct db *db, const struct sheet *sheet,
                          const struct attempt *attempt, const struct rubric *rubric,
                          struct arena *arena);

/* The digest of a seal over the first count events. */
struct digest sheet_marks_digest(const struct sheet_marks *marks, size_t count,
                                 struct arena *arena);

/* What stands of a line at sealing, NULL when nothing does. */
const struct mark *sheet_mark_of(const struct sheet_marks *marks,
                                 const struct criterion *criterion);

/* The event of that id, NULL when the sheet has none. */
const struct sheet_entry *sheet_entry_of(const struct sheet_marks *marks, const char *event);

#endif
