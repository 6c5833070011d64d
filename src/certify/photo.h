/* The photo of a candidate, for the certificate; nobody has to have one. It is kept as jpeg_clean
 * left it. A candidate may get another or none from then on; a certificate names the one it shows
 * by its SHA-256 (certificate_record.h), so that the same record shows the same picture. Erasing a
 * candidate (erase.h) overwrites all of them. */
#ifndef USTA_CERTIFY_PHOTO_H
#define USTA_CERTIFY_PHOTO_H

#include "assess/candidate.h"
#include "certify/jpeg.h"

/* The candidate's photo from now on (TASK_ENROL). ERROR_REFUSED as jpeg_clean, ERROR_CONFLICT when
 * it is the same that is there. */
fallible photo_set(struct jpeg *out, struct desk *desk, const struct candidate *candidate,
                   struct bytes file, struct arena *arena);

/* The candidate has none from now on (TASK_ENROL). ERROR_NOT_FOUND when there is none. */
fallible photo_remove(struct desk *desk, const struct candidate *candidate);

/* The SHA-256 of the photo there is now; *is_there is false when there is none. */
fallible photo_now(struct digest *out, bool *is_there, struct db *db,
                   struct candidate_id candidate);

/* The photo of this candidate that a certificate's record (JSON) names, though there may be a newer
 * one; NULL when it names none. ERROR_NOT_FOUND when it was erased. */
fallible photo_of_record(const struct jpeg **out, struct db *db, struct candidate_id candidate,
                         const char *record, struct arena *arena);

extern const struct audited photo_audited;

#endif
