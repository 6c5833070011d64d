/* Erasing a candidate: what says who somebody is goes, what the centre did stays (decision 0013).
 *
 * Overwritten, in all revisions: both names, day and month of birth, document number, day of
 * consent, extra time, why facts were corrected; every reason of a move, settlement, review,
 * decision and proposed revocation; texts and reasons of examiners' events; what was typed of
 * sheets on paper; the holder in certificate records; the PDFs; the photos. With each goes the salt
 * of its row, so that the commitment in the journal can no longer be tried out. Kept: the centre's
 * own number (BSK-001), year of birth, sex, region, languages, destination; marks, results,
 * decisions, and that certificates were issued and ended. */
#ifndef USTA_CERTIFY_ERASE_H
#define USTA_CERTIFY_ERASE_H

#include "assess/candidate.h"
#include "assess/erasure.h"
#include "certify/audited.h"

/* Erases a candidate's data (TASK_KEEP), inside the open transaction; db_compact afterwards takes
 * it from free pages and the log. ERROR_REFUSED, saying what would have to come first: no reason,
 * or one with the candidate's name or document number; an attempt that has not ended; a result that
 * waits for a decision, a grant for its certificate; a certificate that still holds.
 * ERROR_CONFLICT when it was done already. */
fallible erase_candidate(struct desk *desk, const struct candidate *candidate, const char *reason);

/* The entries whose rows are of somebody erased, so that their facts may be gone. */
fallible erase_scope(struct audited_marks *out, struct db *db, struct arena *arena);

/* The audit's look at what is left of the overwritten rows: it is what the end of each erasure
 * says. ERROR_REFUSED naming the first that is not. */
fallible erase_audit(int64_t *erasures, struct db *db);

#endif
