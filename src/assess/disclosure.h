/* A disclosure: a candidate was handed all that is kept about them (certify/dossier.h makes it). */
#ifndef USTA_ASSESS_DISCLOSURE_H
#define USTA_ASSESS_DISCLOSURE_H

#include "assess/ids.h"
#include "base/digest.h"
#include "store/audited.h"

/* Notes that a file with this digest was made for the candidate (task TASK_ENROL). */
fallible disclosure_make(struct desk *desk, struct candidate_id candidate,
                         const struct digest *digest);

extern const struct audited disclosure_audited;

#endif
