/* Who issues, and where people are tested. Set up once, from institution.yaml
 * (institution_file.h). */
#ifndef USTA_ASSESS_INSTITUTION_H
#define USTA_ASSESS_INSTITUTION_H

#include "assess/ids.h"
#include "assess/texts.h"

#include "store/audited.h"

struct centre {
    struct centre_id id;
    const char *ref;    /* "bishkek" */
    int utc_offset_min; /* of its local time */
    struct texts names;
};

struct centres {
    struct centre *items;
    size_t count;
};

struct institution {
    int64_t id;         /* 1, once set up */
    const char *origin; /* names the journal (C2SP signed note); never changes */
    const char *host;   /* where the world checks certificates; at most 34 characters, as a link of
                           29 by 29 modules holds (certificate.md, "QR") */
    struct texts names; /* of the issuer */
    int target;         /* certified persons in the first plan */
    struct centres centres;
};

/* Writes institution and centres into an empty registry (task TASK_KEEP). ERROR_CONFLICT when it is
 * set up already. The administrator is the caller's to add (person.h, grant.h). */
fallible institution_set_up(struct desk *desk, const struct institution *institution);

/* ERROR_NOT_FOUND before institution_set_up. */
fallible institution_get(struct institution *out, struct db *db, struct arena *arena);

/* ERROR_NOT_FOUND naming the ref. */
fallible centre_find(struct centre *out, struct db *db, const char *ref, struct arena *arena);
fallible centre_of(struct centre *out, struct db *db, struct centre_id id, struct arena *arena);

/* The day at a centre, YYYY-MM-DD by its local time: of an instant, and now. */
fallible centre_day(const char **out, struct db *db, struct centre_id id, int64_t instant_s,
                    struct arena *arena);
fallible centre_today(const char **out, const struct desk *desk, struct centre_id id,
                      struct arena *arena);

/* The day it is at the institution, YYYY-MM-DD: local time of its first centre; UTC before it is
 * set up. Roles, windows and decisions are counted in these days. */
fallible institution_today(const char **out, const struct desk *desk, struct arena *arena);
fallible institution_day(const char **out, struct db *db, int64_t instant_s, struct arena *arena);

extern const struct audited institution_audited, centre_audited;

#endif
