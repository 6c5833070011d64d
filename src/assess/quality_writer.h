/* How the quality report is written: lists of rows, and figures that are told only of enough. */
#ifndef USTA_ASSESS_QUALITY_WRITER_H
#define USTA_ASSESS_QUALITY_WRITER_H

#include "assess/quality.h"
#include "base/value.h"

struct quality_writer {
    const struct quality *quality;
    struct alarms alarms;
    struct value *value; /* an object */
    struct arena *arena;
};

/* How many decimals a figure is shown with. */
enum { FIGURE_SHARE = 4, FIGURE_POINTS = 2 };

/* A new list in the report. */
struct value *writer_list(struct quality_writer *writer, const char *name);

/* A new object at the end of a list. */
struct value *writer_row(struct value *list, struct arena *arena);

/* A figure of n; null when these are fewer than CELL_LEAST, or figure is NULL. */
void figure_set(struct value *row, const char *key, int64_t n, const struct rational *figure,
                int decimals, struct arena *arena);

/* Of points, given squared. */
void figure_set_root(struct value *row, const char *key, int64_t n, const struct rational *squared,
                     struct arena *arena);

#endif
