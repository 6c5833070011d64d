/* The figures of the quality report, from what was counted, and the alarms that they ring. */
#ifndef USTA_ASSESS_QUALITY_REPORT_H
#define USTA_ASSESS_QUALITY_REPORT_H

#include "assess/quality.h"
#include "base/value.h"

struct quality_report {
    struct quality_window window; /* nothing in it is NULL but the unit */
    struct value *value;
    struct alarms alarms;
};

/* {"as_of", "from", "until", "unit", "attempts", and these lists of objects: "agreement",
 * "reliability", "examiners", "rubrics", "lines", "near_pass", "rates", "comparisons", "alarms",
 * "formulas"}. Every figure is text with four decimals, cut, of points two, or null: where fewer
 * than CELL_LEAST were counted, or where there is none. Which formula a figure's key stands for is
 * in "formulas". */
fallible quality_report(struct quality_report *out, struct desk *desk,
                        const struct quality_window *window, struct arena *arena);

#endif
