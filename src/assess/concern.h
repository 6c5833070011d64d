/* A concern: an alarm of the quality report that somebody looks into. It is opened with the figure
 * as it stood, and closed by a verifier with a finding. It never changes a result: what has to
 * follow for candidates goes the ways that there are for it (another examiner, a new rubric
 * version, an appeal). */
#ifndef USTA_ASSESS_CONCERN_H
#define USTA_ASSESS_CONCERN_H

#include "assess/quality.h"

struct concern {
    int64_t id;
    const char *alarm;            /* its name (alarm.h) */
    struct quality_window window; /* of the report that rang it */
    int64_t n;
    const char *figure, *bound;    /* as the report said them then */
    struct person_id examiners[2]; /* whom it is about; 0 for none */
    const char *reason;
    const char *state; /* "open", "closed" */
    int64_t at_s;
    const char *by;        /* ref of who opened it */
    const char *finding;   /* NULL while it is open */
    const char *closed_by; /* ref; NULL likewise */
};

struct concerns {
    struct concern *items;
    size_t count;
};

/* Opens one (task TASK_RAISE, of the window's unit). ERROR_NOT_FOUND when no such alarm rings in
 * that window, ERROR_CONFLICT when a concern about it is open already, ERROR_REFUSED without a
 * reason, and fails as quality_gather. */
fallible concern_open(struct concern *out, struct desk *desk, const char *alarm,
                      const struct quality_window *window, const char *reason, struct arena *arena);

/* Closes it (TASK_VERIFY, of its unit). ERROR_REFUSED when it is closed, without a finding, or for
 * an examiner whom it is about. */
fallible concern_close(struct desk *desk, const struct concern *concern, const char *finding);

/* The concern of an id (task TASK_WATCH, of its unit). ERROR_NOT_FOUND. */
fallible concern_find(struct concern *out, struct desk *desk, int64_t id, struct arena *arena);

/* All, oldest first (TASK_WATCH). */
fallible concern_list(struct concerns *out, struct desk *desk, struct arena *arena);

extern const struct audited concern_audited;

#endif
