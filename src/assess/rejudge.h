/* The audit's own judgement of what the centre decided: nothing that is stored is believed, all of
 * it is derived again from the events and the published rubrics. The rows themselves are held
 * against the journal by audited_check (store/audited.h), states by machine_audit (machine.h). */
#ifndef USTA_ASSESS_REJUDGE_H
#define USTA_ASSESS_REJUDGE_H

#include "store/db.h"

struct rejudged {
    /* found in order */
    int64_t draws, devices, events, sheets, seals, results, looks, typings, decisions, appeals;
    int64_t erased; /* events of them, in which words were erased by right */
};

/* ERROR_REFUSED naming the first that does not fit:
 *   - of every sitting that was opened: its draw, drawn again (draw.h)
 *   - of every device: its events without gaps, each hash that of its content, each prev the hash
 *     of the one before, each row what its event says, all of them in deliveries whose digest is
 *     that of the events
 *   - of every sheet: its events are its examiner's, of its attempt, from its device; every seal
 *     has the digest of the events up to it, the last one that of all; a sheet with seals is
 *     sealed, and no other
 *   - of every reading: by an instrument of the sitting's centre that suits the line and was in
 *     calibration then
 *   - of every sheet that came on paper: two people typed what its events say (typing.h)
 *   - of every look at a conflict of interest: by a verifier without part in the attempt, at a
 *     relationship that was declared by then
 *   - of every attempt: final exactly when it has a result, and that equal to the last byte to the
 *     one computed again; those that replace another by the lines marked again on their appeal, or
 *     void
 *   - of every decision: it rests on the newest results of its candidate in the units of its
 *     scheme; granted only with all of them competent and banked on its day; by a certifier who had
 *     no part in the attempts; with a reason unless granted; no second granted one while another
 *     was live; on the same results, or in the place of another, only as an appeal or a replaced
 *     result allows, by another person
 *   - of every appeal: taken in in time, or late by a certifier with a reason; handled by people
 *     with the role and without part in what it is about; upheld with one remedy by who upheld it,
 *     remitted with at most one by another person, else with none */
fallible assess_rejudge(struct rejudged *out, struct db *db);

#endif
