/* What two examiners' marks of one attempt make together (rubrics.md, "Two examiners"): which lines
 * are agreed, which both stand and are averaged, which must be marked again, which a third examiner
 * or the lead must settle, and the marks that count once nothing is open. A pure function.
 *
 * A line marked by one examiner stands. Of a line marked by several:
 *   - the same level (or the same points, for a check or measure of a sampled attempt): agreed; the
 *     first's mark counts for kinds that take one mark
 *   - a critical line, a check, a measure, or "not applicable" said by some: never averaged; while
 *     they differ, the lead settles
 *   - levels one apart: both stand and are averaged
 *   - levels two or more apart: every examiner of the line marks it again with a reason (a second
 *     look); what counts is the second look
 *   - still two or more apart: a third examiner; the median of three is settled
 * Lines that a stop left unmarked stay so; when the lead settles that the line which stopped the
 * attempt did not fail, they are for the lead too.
 * No straddle: each examiner's own result is computed from own marks of double lines and the shared
 * rest, all gates included. When one would pass and another fail, the lead settles lines on which
 * they differ until no two own results part. */
#ifndef USTA_ASSESS_AGREEMENT_H
#define USTA_ASSESS_AGREEMENT_H

#include "assess/marks.h"

/* One examiner's sealed sheet. */
struct agreement_sheet {
    const char *by;
    bool third;               /* called in for lines still apart */
    const struct mark *marks; /* at sealing */
    size_t mark_count;
    const struct mark *second_looks; /* after sealing, latest last */
    size_t second_look_count;
};

struct agreement_input {
    const struct rubric *rubric;
    const char *profile;
    int extra_time_percent;
    const struct agreement_sheet *sheets; /* the first examiner's first */
    size_t sheet_count;
    const struct mark *settlements; /* settled marks of the lead */
    size_t settlement_count;
};

enum line_state {
    LINE_UNMARKED, /* only where the attempt was stopped */
    LINE_SINGLE,   /* one examiner's mark stands */
    LINE_AGREED,
    LINE_AVERAGED,   /* one level apart: both stand */
    LINE_LOOK_AGAIN, /* open: second looks are missing */
    LINE_THIRD,      /* open: the third examiner's mark is missing */
    LINE_MEDIAN,     /* settled by the median of three */
    LINE_LEAD,       /* open: the lead settles */
    LINE_STRADDLE,   /* open: within tolerance, but the examiners' own results part */
    LINE_SETTLED,    /* by the lead */
};

struct agreement_line {
    const struct criterion *criterion;
    enum line_state state;
};

struct agreement {
    const struct agreement_line *lines; /* one per criterion, in the rubric's order */
    size_t line_count;
    size_t open_count; /* lines in an open state */
    bool straddle;
    struct marks marks; /* what counts; complete only when open_count is 0 */
};

/* ERROR_REFUSED when the marks themselves cannot be scored (score.h). */
fallible agreement_compute(struct agreement *out, const struct agreement_input *input,
                           struct arena *arena);

/* "agreed", "averaged", "look_again", … */
const char *line_state_name(enum line_state state);
bool line_state_open(enum line_state state);

#endif
