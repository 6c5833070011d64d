/* The reports as one page for others: certified persons against the target and by group, waiting
 * times and pass rates, with bars (certificates/report.yaml). A number that report.h hides is a
 * dash without a bar. The page is not signed: its journal head says what it was counted from. */
#ifndef USTA_CERTIFY_REPORT_PAGE_H
#define USTA_CERTIFY_REPORT_PAGE_H

#include "assess/institution.h"
#include "assess/report.h"
#include "certify/layout.h"
#include "store/journal.h"

/* What a page is made of. */
struct report_page {
    const struct value *progress, *units, *waiting; /* as report.h answers the same question */
    const struct institution *institution;
    const struct value *titles; /* of the units: {"UST-CK-HK-02": "Main hot dishes"} */
    struct journal_head head;
};

/* The facts of a page for a layout, names of places in language, else in English. A pure function.
 *   {"institution", "outside": bool, "inside": bool, "as_of", "from" or null, "from_beginning":
 * bool, "last", "journal": {"size", "root"}, "certified" or null, "progress": [{"certified",
 * "target", "percent", "reached" or null: certified, the target at most}], "by": {"sex" | "age" |
 * "region" | "destination" | "centre" | "departure":
 *       {"rows": [{"name" or null, "count" or null, "shown", "unknown": true?, "others": n?}],
 *        "note": null, or why there is no row: "none" | "withheld"}},
 *    "waiting": [{"step", "decisions", "median", "most", "days" or null}], "longest": days,
 *    "units": [{"unit", "title", "attempts", "percent", "rate" or null}],
 *    "note": null, or "none" when there is no unit}
 * Numbers in words ("percent" also) are texts, and "–" when they are hidden; those that a bar is
 * drawn of are null then. Regions, destinations and centres stand by falling number, hidden ones
 * last by name; the smallest of more than fit the page are one row "others". */
struct value *report_page_record(const struct report_page *page, const char *language,
                                 struct arena *arena);

/* Asks (task TASK_READ) and draws. Fails as report.h and layout_render do. */
fallible report_page_print(struct bytes *pdf, const struct layout *layout, struct desk *desk,
                           const struct report_question *question, const char *language,
                           struct arena *arena);

#endif
