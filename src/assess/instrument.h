/* What a centre measures with, by the short name that is written on it. When it was held against a
 * reference is in calibration.h. */
#ifndef USTA_ASSESS_INSTRUMENT_H
#define USTA_ASSESS_INSTRUMENT_H

#include "assess/ids.h"
#include "store/audited.h"

struct instrument {
    int64_t id;
    const char *ref; /* "probe-3" */
    struct centre_id centre;
    const char *centre_ref;
    const char *kind;     /* as rubrics name it: "probe", "scale" */
    const char *quantity; /* "temperature", "mass" … as in rubrics */
    const char *unit;     /* UCUM: "Cel", "g" … */
    int64_t retired_s;    /* 0: in use */
};

struct instruments {
    struct instrument *items;
    size_t count;
};

/* Adds one (task TASK_CALIBRATE); id, centre and retired_s are not read. ERROR_REFUSED for a ref, a
 * kind, a quantity or a unit that rubrics do not know, ERROR_NOT_FOUND for an unknown centre,
 * ERROR_CONFLICT for a ref that is taken. */
fallible instrument_add(struct desk *desk, const struct instrument *instrument);

/* Takes it out of use for good (TASK_CALIBRATE), with a reason. ERROR_CONFLICT when it is already.
 */
fallible instrument_retire(struct desk *desk, const struct instrument *instrument,
                           const char *reason);

/* ERROR_NOT_FOUND naming the ref. */
fallible instrument_find(struct instrument *out, struct db *db, const char *ref,
                         struct arena *arena);

/* All, by centre and ref, retired ones too; of one centre when it is given (n not 0). */
fallible instrument_list(struct instruments *out, struct db *db, struct centre_id centre,
                         struct arena *arena);

extern const struct audited instrument_audited, instrument_retirement_audited;

#endif
