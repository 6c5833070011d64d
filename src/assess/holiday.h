/* Public holidays, and working days: Monday to Friday without them. They are the institution's, for
 * all its centres, from a table of comma-separated values as it is published each year:
 *
 *   day,name
 *   2026-03-08,International Women's Day
 *
 * A day that is taken back (holidays are moved) gets a row that says so; nothing is removed. */
#ifndef USTA_ASSESS_HOLIDAY_H
#define USTA_ASSESS_HOLIDAY_H

#include "base/clock.h"
#include "store/audited.h"

enum { HOLIDAY_FILE_LIMIT = 64 * 1024, HOLIDAY_NAME_LIMIT = 100 };

struct holiday {
    int64_t id;
    const char *day; /* YYYY-MM-DD */
    const char *name;
    bool off; /* false: taken back, and name says why */
};

struct holidays {
    struct holiday *items;
    size_t count;
};

/* Adds the days of such a table (task TASK_KEEP); *out is how many were new. ERROR_REFUSED naming
 * the row: other columns, a day that does not exist, a name that is missing or too long. */
fallible holiday_import(size_t *out, struct desk *desk, struct bytes file, const char *name,
                        struct arena *arena);

/* Takes a day back (TASK_KEEP). ERROR_NOT_FOUND when it is no holiday, ERROR_REFUSED without a
 * reason. */
fallible holiday_cancel(struct desk *desk, const char *day, const char *reason);

/* Those that hold by the journal before an entry (INT64_MAX: by now), by day. */
fallible holiday_list(struct holidays *out, struct db *db, int64_t before_seq, struct arena *arena);

bool holiday_works(const struct holidays *holidays, struct date date);

/* The last day of a period of so many working days that begins after a day. */
struct date holiday_limit(const struct holidays *holidays, struct date after, int working_days);

/* How many working days come after one day, up to and with another; 0 when that is no later. */
int holiday_count(const struct holidays *holidays, struct date after, struct date until);

extern const struct audited holiday_audited;

#endif
