#include "assess/quality.h"

#include "assess/institution.h"
#include "assess/publication.h"
#include "assess/quality_sql.h"
#include "assess/report.h"
#include "assess/role.h"
#include "assess/score.h"
#include "assess/shelf.h"
#include "base/text.h"

static fallible check_window(struct quality_window *window, const char *today, struct db *db)
{
    struct rubric_version_id version;
    window->from = window->from ? window->from : "0001-01-01";
    window->until = window->until ? window->until : today;
    TRY(report_check_days(window->from, window->until));
    return window->unit ? publication_find_rubric(&version, db, window->unit) : NULL;
}

/* The first day that counts as recent. */
static fallible recent_from(const char **out, const struct quality *quality, struct arena *arena)
{
    struct date until;
    TRY(date_parse(&until, quality->window.until, "last day"));
    *out = date_compare(until, (struct date){1, 12, 31}) < 0
               ? quality->window.from
               : date_text(date_add_days(until, 1 - QUALITY_RECENT_DAYS), arena);
    return NULL;
}

static fallible add_attempt(struct quality *quality, struct db *db, struct shelf *shelf,
                            struct attempt_id id, bool recent)
{
    SCOPED_ARENA(arena);
    struct attempt attempt;
    struct standing standing;
    struct score *score;
    const struct rubric *rubric;
    TRY(attempt_of(&attempt, db, id, arena));
    TRY(shelf_rubric(&rubric, shelf, db, &attempt));
    TRY(standing_load_by(&standing, db, &attempt, rubric, arena));
    TRY(standing_require_complete(&standing, "an attempt is counted"));
    TRY(score_compute(&score, rubric, &standing.agreement.marks, arena));
    quality_add(&quality->sums, &standing, score, recent);
    return NULL;
}

static struct db_values window_values(struct db_value values[3], const struct quality *quality)
{
    values[0] = db_text(quality->window.from);
    values[1] = db_text(quality->window.until);
    values[2] = db_text(quality->window.unit ? quality->window.unit : "");
    return (struct db_values){values, 3};
}

static fallible add_attempts(struct quality *quality, struct db *db, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct db_value values[3];
    struct shelf shelf = shelf_make(arena);
    const char *recent;
    TRY(recent_from(&recent, quality, arena));
    TRY(db_rows_open(&rows, db, &sql_quality_attempts, window_values(values, quality)));
    for (;;) {
        SCOPED_ARENA(row);
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        TRY(add_attempt(quality, db, &shelf, (struct attempt_id){db_rows_integer(rows, 0)},
                        strcmp(db_rows_text(rows, 1, row), recent) >= 0));
    }
}

static fallible add_rates(struct quality *quality, struct db *db)
{
    SCOPED_ROWS rows = NULL;
    struct db_value values[3];
    TRY(db_rows_open(&rows, db, &sql_quality_rates, window_values(values, quality)));
    for (;;) {
        SCOPED_ARENA(row);
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        const char *names[RATE_DIMENSIONS] = {[RATE_BY_SEX] = db_rows_text(rows, 1, row),
                                              [RATE_BY_LANGUAGE] = db_rows_text(rows, 2, row),
                                              [RATE_BY_CENTRE] = db_rows_text(rows, 3, row)};
        rates_add(&quality->rates, db_rows_text(rows, 0, row), names,
                  text_equal(db_rows_text(rows, 4, row), "competent"), db_rows_integer(rows, 5));
    }
}

fallible quality_gather(struct quality *out, struct desk *desk, const struct quality_window *window,
                        struct arena *arena)
{
    struct quality quality = {.window = *window, .sums.arena = arena, .rates.arena = arena};
    TRY(role_require(desk, TASK_WATCH, window->unit));
    TRY(institution_today(&quality.today, desk, arena));
    TRY(check_window(&quality.window, quality.today, desk->db));
    TRY(add_attempts(&quality, desk->db, arena));
    TRY(add_rates(&quality, desk->db));
    quality_sort(&quality.sums);
    rates_sort(&quality.rates);
    *out = quality;
    return NULL;
}
