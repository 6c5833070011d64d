/* What the reports of report.h share: who may ask, for which days, and numbers that may be hidden.
 */
#ifndef USTA_ASSESS_REPORT_PARTS_H
#define USTA_ASSESS_REPORT_PARTS_H

#include "assess/report.h"

#include <stdbool.h>

/* A report without anything in it but whom it is for and which days it is about (task TASK_READ).
 * ERROR_USAGE for days that are none, or end before they begin. */
fallible report_begin(struct value **out, struct desk *desk, const struct report_question *question,
                      struct arena *arena);

/* $1 and $2 of the statements in report.sql: the days asked for, or the first and last there are.
 */
struct db_value report_from(const struct report_question *question);
struct db_value report_until(const struct report_question *question);

/* A number, or null when it is hidden. */
void report_set_count(struct value *object, const char *key, int64_t count, bool hidden,
                      struct arena *arena);

/* part of whole in percent, cut to two decimals: "82.50". whole is above 0. */
const char *report_percent(int64_t part, int64_t whole, struct arena *arena);

#endif
