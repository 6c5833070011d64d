/* What the quality report is computed from: sums and counts over attempts, which grow with rubrics,
 * examiners and lines, not with candidates. Attempts are added one by one, in any order. */
#ifndef USTA_ASSESS_QUALITY_SUMS_H
#define USTA_ASSESS_QUALITY_SUMS_H

#include "assess/icc.h"
#include "assess/items.h"
#include "assess/severity.h"
#include "assess/standing.h"

/* How two examiners of the same line agree, on lines with so many levels (a check has two). */
struct quality_table {
    size_t levels;
    int64_t marks;
    int64_t *counts; /* levels × levels; the row is the first examiner's level */
};

/* Two examiners who marked the same lines, in order of their refs. */
struct quality_pair {
    struct person_id persons[2];
    const char *refs[2];
    struct quality_table *tables; /* by levels */
    size_t table_count;
    struct icc totals; /* of the lines for two, where both marked all of them */
};

/* One rubric version. */
struct quality_unit {
    const struct rubric *rubric;
    const char *name;     /* "UST-CK-HK-02@2.0.0" */
    int64_t attempts;     /* with a result that is not void */
    struct items items;   /* weighted points, where every line was marked */
    int64_t near, passed; /* within ±near_pass of the pass mark, and of these competent */
    struct icc totals;    /* as of a pair, whoever marked */
    struct quality_pair *pairs;
    size_t pair_count;
};

struct quality_examiner {
    struct person_id person;
    const char *ref;
    struct severity all, before, recent; /* against those who marked the same lines */
};

struct quality_sums {
    int64_t attempts;
    struct quality_unit *units;
    size_t unit_count;
    struct quality_examiner *examiners;
    size_t examiner_count;
    struct arena *arena;
};

/* Points of a line are kept in sixths, so that the mean of two or three marks is whole; times the
 * weight, a total of 100 is QUALITY_SCALE. */
enum { QUALITY_SIXTHS = 6, QUALITY_SCALE = 100 * 100 * QUALITY_SIXTHS };

/* Adds an attempt that has a result: its standing and the score of the marks that count. What two
 * examiners wrote counts as they sealed it, before any second look. recent: of the days that drift
 * compares with those before. The rubric outlives the sums. */
void quality_add(struct quality_sums *sums, const struct standing *standing,
                 const struct score *score, bool recent);

/* Puts everything in order of its name. */
void quality_sort(struct quality_sums *sums);

#endif
