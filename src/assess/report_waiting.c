#include "assess/cells.h"
#include "assess/institution.h"
#include "assess/report_parts.h"
#include "assess/report_sql.h"

#include <stdlib.h>

enum step { TO_TEST, TO_DECISION, ALL_THE_WAY, STEPS };
enum { DAY_S = 86400 };

static const char *const steps[STEPS] = {
    [TO_TEST] = "enrolment to test",
    [TO_DECISION] = "test to decision",
    [ALL_THE_WAY] = "enrolment to decision",
};

struct waiting {
    int64_t *days[STEPS];
    size_t count[STEPS];
    int utc_offset_min; /* of the institution, as its days are counted */
    struct arena *arena;
};

static void add_days(struct waiting *waiting, enum step step, struct date from, struct date until)
{
    *ARENA_PUSH(waiting->arena, waiting->days[step],
                waiting->count[step]) = (date_start_s(until) - date_start_s(from)) / DAY_S;
}

/* Columns: when the candidate was enrolled, the day of the last sitting, the day of the decision.
 */
static fallible add_decision(struct waiting *waiting, const struct db_rows *row)
{
    SCOPED_ARENA(arena);
    struct date test, decision;
    struct date enrolled = date_of(db_rows_integer(row, 0), waiting->utc_offset_min);
    TRY(date_parse(&test, db_rows_text(row, 1, arena), "day of the sitting"));
    TRY(date_parse(&decision, db_rows_text(row, 2, arena), "day of the decision"));
    add_days(waiting, TO_TEST, enrolled, test);
    add_days(waiting, TO_DECISION, test, decision);
    add_days(waiting, ALL_THE_WAY, enrolled, decision);
    return NULL;
}

static int compare_days(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* Nearest rank: the smallest of the sorted numbers that percent of them do not exceed. */
static int64_t percentile(const int64_t *sorted, size_t count, size_t percent)
{
    return sorted[(count * percent + 99) / 100 - 1];
}

static void add_step(struct value *list, struct waiting *waiting, enum step step,
                     enum report_audience audience)
{
    struct arena *arena = waiting->arena;
    struct value *value = value_object(arena);
    int64_t *days = waiting->days[step];
    size_t count = waiting->count[step];
    bool hidden = audience == REPORT_OUTSIDE && count < CELL_LEAST;
    if (count > 0)
        qsort(days, count, sizeof *days, compare_days);
    value_set_text(value, "step", steps[step]);
    report_set_count(value, "decisions", (int64_t)count, hidden, arena);
    hidden = hidden || count == 0;
    report_set_count(value, "median_days", hidden ? 0 : percentile(days, count, 50), hidden, arena);
    report_set_count(value, "nine_in_ten_days", hidden ? 0 : percentile(days, count, 90), hidden,
                     arena);
    value_append(list, value);
}

static fallible read_decisions(struct waiting *waiting, struct db *db,
                               const struct report_question *question)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_report_waiting,
                     DB_VALUES(report_from(question), report_until(question))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        TRY(add_decision(waiting, rows));
    }
}

fallible report_waiting(struct value **out, struct desk *desk,
                        const struct report_question *question, struct arena *arena)
{
    struct value *report;
    struct institution institution;
    struct waiting waiting = {.arena = arena};
    TRY(report_begin(&report, desk, question, arena));
    TRY(institution_get(&institution, desk->db, arena));
    ASSERT(institution.centres.count > 0);
    waiting.utc_offset_min = institution.centres.items[0].utc_offset_min;
    TRY(read_decisions(&waiting, desk->db, question));
    struct value *list = value_array(arena);
    for (enum step step = 0; step < STEPS; step++)
        add_step(list, &waiting, step, question->audience);
    value_set(report, "waiting", list);
    *out = report;
    return NULL;
}
