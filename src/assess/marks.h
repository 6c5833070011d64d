/* Marks are what examiners say about the lines of one attempt, before any points. Two ways in: the
 * file of `usta rubric score` (rubrics.md, "Scoring") and the events of sealed sheets. */
#ifndef USTA_ASSESS_MARKS_H
#define USTA_ASSESS_MARKS_H

#include "assess/mark.h"

struct marks {
    const char *profile; /* destination; NULL for the base */
    int extra_time_percent;
    const struct mark *items;
    size_t count;
};

/* Reads a whole file of marks for this rubric, strictly: {"rubric":"ID@VERSION", "profile":…,
 * "extra_time_percent"?, "marks":[…]}. ERROR_REFUSED naming name, the mark and the rule. How many
 * marks a line needs is score.h's to say. */
fallible marks_read(struct marks **out, const struct rubric *rubric, struct bytes file,
                    const char *name, struct arena *arena);

/* The same as such a file's object, marks in the order given. */
struct value *marks_value(const struct rubric *rubric, const struct marks *marks,
                          struct arena *arena);

#endif
