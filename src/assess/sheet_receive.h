/* Taking in what a tablet hands over: every event exactly once, in the order of its device, each
 * with its effect in the same transaction (screens.md, "Offline protocol").
 *
 * What an event may do (everything else is refused, with the rule and what would be legal):
 *   - open: a first, second or third examiner of the attempt, who still may be it
 *     (assignment_check), by the rubric that the sitting froze; of an attempt that is assigned (the
 *     examiner saw the candidate: it becomes checked_in), checked_in or later, and not absent,
 *     abandoned or void. A first or second sheet makes the attempt running. A third sheet only when
 *     the two before left lines apart.
 *   - mark: on an own open sheet, from the tablet that opened it: the first has every line, the
 *     second those with raters of 2 or more (of a sampled attempt every line), the third those with
 *     3 and those the agreement asks a third for; a reading where the rubric gives
 *     calibration_max_hours names an instrument in calibration (calibration.h)
 *   - undo: of a mark or note of the same open sheet, once
 *   - note: on an own open sheet
 *   - stop: a stops_attempt line that is marked below its pass
 *   - seal: every line of the sheet is marked; of a stopped attempt the rest may be missing: the
 *     first examiner's own stop, which the others' sheets follow once it is sealed
 *   - second_look: on an own sealed sheet, once a line, when all sheets are sealed and the
 *     agreement asks for it (or for a third, whose sheet is sealed already)
 *
 * A seal makes the sheet sealed, the first examiner's makes the attempt finished or stopped_unsafe,
 * the last expected one makes it marked. */
#ifndef USTA_ASSESS_SHEET_RECEIVE_H
#define USTA_ASSESS_SHEET_RECEIVE_H

#include "assess/delivery.h"
#include "assess/event.h"
#include "assess/shelf.h"

/* What became of one event: the same however often it is sent. */
struct receipt {
    const char *id;
    int64_t seq;
    bool duplicate;      /* it was here before */
    const char *refused; /* why it has no effect; NULL: it has */
    const char *hint;    /* what would be legal; NULL for none, and of duplicates */
    int64_t journal_seq; /* the entry of the journal that binds it */
};

struct receipts {
    const struct receipt *items; /* one for each event of the batch, in its order */
    size_t count;
    size_t stored, duplicate, refused; /* each event counts once: new and with effect, known before,
                                          new and without */
};

/* Takes a batch in, whole or not at all. An examiner may hand over what is all their own
 * (TASK_EXAMINE for each unit), and from the enrolled tablet itself what others wrote who signed in
 * on it; a registrar what anybody wrote (TASK_PLAN): else ERROR_REFUSED.
 * ERROR_CONFLICT for a gap, with the seq to resend from in the hint, and for a seq that the device
 * used for another event; ERROR_REFUSED for a known id with other content, and for a first event
 * whose prev is not the hash of the device's last. An event that makes no sense is kept without
 * effect and stops nothing: its receipt says why. What the shelf holds need not be read again:
 * whoever takes in many batches keeps one. */
fallible sheet_receive(struct receipts *out, struct desk *desk, const struct event_batch *batch,
                       struct shelf *shelf, struct arena *arena);

/* The seq a device has to send next: 1 for one never seen. */
fallible sheet_next_seq(int64_t *out, struct db *db, const char *device);

/* "stored", "duplicate", "rejected": the words of the protocol. */
const char *receipt_status(const struct receipt *receipt);

#endif
