/* The rubric version that each unit of a sitting is marked by, frozen when it opens (workflow,
 * rule 5). */
#ifndef USTA_ASSESS_SITTING_RUBRIC_H
#define USTA_ASSESS_SITTING_RUBRIC_H

#include "assess/rubric.h"
#include "assess/sitting.h"

/* For sitting_open alone. */
fallible sitting_rubric_freeze(struct desk *desk, struct sitting_id sitting, const char *unit,
                               struct rubric_version_id version);

/* ERROR_REFUSED while the sitting is only planned, ERROR_NOT_FOUND for a unit it does not test. */
fallible sitting_rubric_version(struct rubric_version_id *out, struct db *db,
                                const struct sitting *sitting, const char *unit);

/* The same, read from the registry. */
fallible sitting_rubric(const struct rubric **out, struct db *db, const struct sitting *sitting,
                        const char *unit, struct arena *arena);

extern const struct audited sitting_rubric_audited;

#endif
