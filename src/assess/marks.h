/* Marks are what examiners say about the lines of one attempt, before any points. Two ways in: the
 * file of `usta rubric score` (rubrics.md, "Scoring") and the events of sealed sheets. */
#ifndef USTA_ASSESS_MARKS_H
#define USTA_ASSESS_MARKS_H

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

struct marks {
    const char *profile; /* destination; NULL for the base */
    int extra_time_percent;
    const struct mark *items;
    size_t count;
};

/* Reads one mark's value ("check", "level", "readings" or "na" of object; other keys are not
 * looked at) for a criterion. ERROR_REFUSED naming the criterion, the key and the rule: a kind that
 * does not fit, an unknown level or reason, too many decimals, another number of readings. */
fallible mark_read(struct mark *out, const struct criterion *criterion, const char *by,
                   const struct value *object, struct arena *arena);

/* The same value as an object {"check":…} or {"level":…} or {"readings":…} or {"na":…}. */
struct value *mark_value(const struct mark *mark, struct arena *arena);

/* Reads a whole file of marks for this rubric, strictly: {"rubric":"ID@VERSION", "profile":…,
 * "extra_time_percent"?, "marks":[…]}. ERROR_REFUSED naming name, the mark and the rule. How many
 * marks a line needs is score.h's to say. */
fallible marks_read(struct marks **out, const struct rubric *rubric, struct bytes file,
                    const char *name, struct arena *arena);

/* The same as such a file's object, marks in the order given. */
struct value *marks_value(const struct rubric *rubric, const struct marks *marks,
                          struct arena *arena);

#endif
