/* A mark is what one person says about one line of an attempt, before any points. */
#ifndef USTA_ASSESS_MARK_H
#define USTA_ASSESS_MARK_H

#include "assess/rubric.h"
#include "base/value.h"

enum mark_kind { MARK_CHECK, MARK_LEVEL, MARK_READINGS, MARK_NOT_APPLICABLE };

/* One reading: a decimal, or for share_percent the pair [part, whole]. */
struct reading {
    struct decimal value; /* the part of a pair */
    struct decimal whole; /* of a pair */
};

/* What one person says about one line. */
struct mark {
    const struct criterion *criterion;
    const char *by;
    bool settled; /* what the lead or the median of three decided: stands alone */
    enum mark_kind kind;
    bool check;                     /* MARK_CHECK */
    const struct level *level;      /* MARK_LEVEL */
    const struct reading *readings; /* MARK_READINGS: exactly measure.samples of them */
    size_t reading_count;
    const char *not_applicable; /* MARK_NOT_APPLICABLE: one of the criterion's reasons */
};

/* Reads one mark's value ("check", "level", "readings" or "na" of object; other keys are not
 * looked at) for a criterion. ERROR_REFUSED naming the criterion, the key and the rule: a kind that
 * does not fit, an unknown level or reason, too many decimals, another number of readings. */
fallible mark_read(struct mark *out, const struct criterion *criterion, const char *by,
                   const struct value *object, struct arena *arena);

/* Readings as people type them, "82.1 83.0" or, for shares, "120/300 110/290", as the array that
 * mark_read takes under "readings". */
struct value *mark_readings_value(const char *text, struct arena *arena);

/* The same value as an object {"check":…} or {"level":…} or {"readings":…} or {"na":…}. */
struct value *mark_value(const struct mark *mark, struct arena *arena);

#endif
