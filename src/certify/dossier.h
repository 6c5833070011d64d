/* A dossier: all that is kept about one candidate, for the candidate. It is a folder:
 *     dossier.json   {"usta_dossier":1, "candidate":"BSK-001", "at":…, "rows":[ROW…],
 *                     "results":[…], "events":[…], "files":[…]}
 *     CODE.pdf       every certificate as it was signed
 * A ROW is what an act left: {"noun":"candidate_facts", "act":"candidate.described", "facts":{…},
 * "salt":"32 hexadecimal digits", "entry":"the journal's entry, letter by letter"}. Whoever holds
 * it can check that SHA-256(salt ‖ canonical JSON of facts) is "sealed" in the entry, and that
 * SHA-256(0x00 ‖ entry) is a leaf of the journal (journal.h). Rows come from one table of nouns and
 * one view (personal, migration 0013), so that no noun is forgotten: a test looks. */
#ifndef USTA_CERTIFY_DOSSIER_H
#define USTA_CERTIFY_DOSSIER_H

#include "assess/candidate.h"

/* Writes it into an empty folder and gives the digest of dossier.json. ERROR_REFUSED when the
 * candidate was erased. */
fallible dossier_write(struct digest *out, const char *folder, struct db *db,
                       const struct candidate *candidate, int64_t at_s);

#endif
