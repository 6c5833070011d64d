/* An incident: something that happened on a day of testing and that whoever reads a result later
 * should know. Records are only added; none is changed or taken back. */
#ifndef USTA_ASSESS_INCIDENT_H
#define USTA_ASSESS_INCIDENT_H

#include "assess/attempt.h"

enum incident_kind {
    INCIDENT_ACCIDENT,    /* somebody was hurt, or nearly */
    INCIDENT_SUPPLY,      /* no power, water, gas */
    INCIDENT_EQUIPMENT,   /* a stove, scale or tablet failed */
    INCIDENT_INGREDIENTS, /* missing or spoilt */
    INCIDENT_DISTURBANCE, /* noise, a visitor, a late start */
    INCIDENT_HELP,        /* somebody helped the candidate */
    INCIDENT_MISCONDUCT,  /* of a candidate or of staff */
    INCIDENT_COMPLAINT,   /* made on the day */
    INCIDENT_OTHER,
    INCIDENT_COUNT,
};

const char *incident_kind_name(enum incident_kind kind); /* "accident", "supply", … */
fallible incident_kind_read(enum incident_kind *out, const char *name); /* ERROR_USAGE */

struct incident {
    int64_t id;
    struct sitting_id sitting;
    struct attempt_id attempt; /* 0: the whole sitting */
    const char *about;         /* name of the attempt, else ref of the sitting */
    enum incident_kind kind;
    const char *note;
    const char *by; /* ref of who reported it */
    int64_t at_s;
};

struct incidents {
    struct incident *items;
    size_t count;
};

/* Reports an incident of a sitting, or (attempt not NULL) of one of its attempts (task
 * TASK_REPORT). ERROR_REFUSED while the sitting is only planned, and without a note. */
fallible incident_report(struct desk *desk, const struct sitting *sitting,
                         const struct attempt *attempt, enum incident_kind kind, const char *note);

/* Of a sitting and all its attempts, oldest first; with an attempt, of that one and of the whole
 * sitting. */
fallible incident_list(struct incidents *out, struct db *db, struct sitting_id sitting,
                       const struct attempt *attempt, struct arena *arena);

extern const struct audited incident_audited;

#endif
