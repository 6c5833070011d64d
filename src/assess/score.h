/* The score is what an attempt came to: a pure function of rubric and marks (rubrics.md,
 * "Scoring"), exact, without floating point. The same input gives the same bytes for ever. */
#ifndef USTA_ASSESS_SCORE_H
#define USTA_ASSESS_SCORE_H

#include "assess/marks.h"

enum outcome { OUTCOME_COMPETENT, OUTCOME_NOT_YET_COMPETENT, OUTCOME_VOID };
const char *outcome_name(enum outcome outcome); /* "competent", "not_yet_competent", "void" */

/* Never reduced: numerator N = Σ w·(Σ points)·(L/k), denominator L·W. Denominator 0: there is none
 * (null). With at most MARKS_PER_LINE marks on a line and weights that add up to 100, both stay
 * below 2^53 (docs/decisions/0003). */
struct percent {
    int64_t numerator, denominator;
};
enum { MARKS_PER_LINE = 28 };

/* Two decimals, cut, never rounded up: "82.50"; NULL when there is none. */
char *percent_text(struct percent percent, struct arena *arena);

enum scored_state {
    SCORED_IN_PLAY,
    SCORED_NOT_APPLICABLE, /* its one mark says why */
    SCORED_UNMARKED,       /* fewer marks than raters, after the attempt was stopped */
};

struct scored_line {
    const struct criterion *criterion;
    enum scored_state state;
    const struct mark *const *marks;
    const int *points; /* one for each mark, but of SCORED_NOT_APPLICABLE */
    size_t count;
    bool below; /* some mark is below the criterion's pass */
};

struct scored_section {
    const struct section *section;
    const struct scored_line *lines; /* one for each criterion, in the rubric's order */
    struct percent percent;          /* null: nothing is left, or a line is unmarked */
    bool failed;                     /* has a minimum and does not reach it */
};

struct score {
    const struct rubric *rubric;
    const struct marks *marks;
    enum outcome outcome;
    struct percent total; /* null: nothing is left, or a line is unmarked */
    bool total_failed;
    const struct scored_section *sections; /* one for each section */
    const char *const *reasons;            /* sorted bytewise */
    size_t reason_count;
    int not_applicable_weight;          /* that left */
    const struct criterion *stopped_at; /* the first failed stops_attempt line; NULL for none */
};

/* The points (0..100) that one mark earns; it is not MARK_NOT_APPLICABLE (asserted). */
int mark_points(const struct mark *mark, const char *profile, int extra_time_percent,
                struct arena *arena);

/* ERROR_REFUSED, naming criterion and examiner, when the marks of a line do not go together
 * (rule 2) or some are missing (rule 6); and when the rubric does not declare the profile. The
 * marks are of this rubric (asserted); in any order. The score borrows from rubric and marks. */
fallible score_compute(struct score **out, const struct rubric *rubric, const struct marks *marks,
                       struct arena *arena);

/* True when the total is within ±near_pass of the pass mark (rubrics.md, second_marking). */
bool score_near_pass(const struct score *score, struct arena *arena);

/* What `usta rubric score` prints: {"outcome","total":{"numerator","denominator","shown"} or null,
 * "sections":[{"id","shown"}],"reasons":[…]}. */
struct value *score_value(const struct score *score, struct arena *arena);

#endif
