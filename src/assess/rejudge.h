/* The audit's own judgement of what the centre decided: nothing that is stored is believed, all of
 * it is derived again from the events and the published rubrics. The rows themselves are held
 * against the journal by audited_check (store/audited.h). */
#ifndef USTA_ASSESS_REJUDGE_H
#define USTA_ASSESS_REJUDGE_H

#include "store/db.h"

struct rejudged {
    int64_t devices, events, sheets, seals, results, decisions; /* found in order */
};

/* ERROR_REFUSED naming the first that does not fit:
 *   - of every device: its events without gaps, each hash that of its content, each prev the hash
 * of the one before, each row what its event says, each part of a delivery that binds it
 *   - of every sheet: its events are its examiner's, of its attempt, from its device; every seal
 * has the digest of the events up to it, and only a sheet with seals is sealed
 *   - of every final attempt: its result, equal to the last byte to the one computed again; and no
 *     result of any other
 *   - of every decision: rests on results of its candidate and on the units of its scheme; granted
 *     only with all of them competent and banked on its day; not by anybody who had a part in the
 *     attempts; no second granted one while another was live */
fallible assess_rejudge(struct rejudged *out, struct db *db);

#endif
