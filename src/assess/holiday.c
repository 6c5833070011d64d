#include "assess/holiday.h"

#include "assess/holiday_sql.h"
#include "assess/role.h"
#include "base/csv.h"
#include "base/text.h"

enum { DAY_S = 24 * 3600, DAYS_OF_WEEK = 7, SATURDAY = 5, FIRST_WEEKDAY = 3 };

static void holiday_read(struct holiday *out, const struct db_rows *row, int from,
                         struct arena *arena)
{
    *out = (struct holiday){.id = db_rows_integer(row, from),
                            .day = db_rows_text(row, from + 1, arena),
                            .name = db_rows_text(row, from + 2, arena),
                            .off = db_rows_integer(row, from + 3) != 0};
}

static void holiday_act(struct act *out, const struct holiday *holiday, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "holiday", holiday->id);
    value_set_text(open, "day", holiday->day);
    value_set_text(open, "name", holiday->name);
    value_set_boolean(open, "off", holiday->off);
    *out = (struct act){"holiday.said", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct holiday holiday;
    holiday_read(&holiday, row, STAMP_COLUMNS, arena);
    int64_t off = db_rows_integer(row, STAMP_COLUMNS + 3);
    if (off != 0 && off != 1)
        return error_make(ERROR_REFUSED, "holiday %lld is neither off nor taken back: %lld",
                          (long long)holiday.id, (long long)off);
    holiday_act(out, &holiday, arena);
    return NULL;
}

const struct audited holiday_audited = {"holiday", (const char *const[]){"holiday.said", NULL},
                                        &sql_holiday_audit, audit_act};

static fallible insert(struct desk *desk, struct holiday *holiday, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&holiday->id, desk, &sql_holiday_highest));
    holiday_act(&act, holiday, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_holiday_insert,
                  DB_VALUES(db_integer(holiday->id), db_text(holiday->day), db_text(holiday->name),
                            db_integer(holiday->off), STAMP_VALUES(stamp)));
}

fallible holiday_list(struct holidays *out, struct db *db, int64_t before_seq, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct holidays holidays = {0};
    TRY(db_rows_open(&rows, db, &sql_holiday_all, DB_VALUES(db_integer(before_seq))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        holiday_read(ARENA_PUSH(arena, holidays.items, holidays.count), rows, 0, arena);
    }
    *out = holidays;
    return NULL;
}

static bool is_holiday(const struct holidays *holidays, const char *day)
{
    for (size_t i = 0; i < holidays->count; i++)
        if (text_equal(holidays->items[i].day, day))
            return true;
    return false;
}

static fallible check_row(const struct csv_row *row, const char *file)
{
    struct date date;
    if (row->count != 2)
        return error_hint(error_make(ERROR_REFUSED, "%s, row %zu: %zu cells instead of 2", file,
                                     row->number, row->count),
                          "write: 2026-03-08,International Women's Day");
    TRY_AS(date_parse(&date, row->cells[0], "day"), "%s, row %zu", file, row->number);
    size_t length = utf8_length(row->cells[1]);
    if (length > 0 && length <= HOLIDAY_NAME_LIMIT)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "%s, row %zu: a name of %zu characters", file,
                                 row->number, length),
                      "a holiday has a name of 1 to %d characters", HOLIDAY_NAME_LIMIT);
}

static fallible check_header(const struct csv *csv, const char *file)
{
    if (csv->column_count == 2 && text_equal(csv->header[0], "day") &&
        text_equal(csv->header[1], "name"))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "%s: its columns are not those of holidays", file),
                      "the first row says: day,name");
}

fallible holiday_import(size_t *out, struct desk *desk, struct bytes file, const char *name,
                        struct arena *arena)
{
    struct csv csv;
    size_t added = 0;
    TRY(role_require(desk, TASK_KEEP, NULL));
    TRY(csv_read(&csv, file, name, arena));
    TRY(check_header(&csv, name));
    for (size_t i = 0; i < csv.row_count; i++) {
        struct holidays known;
        struct holiday holiday = {.off = true};
        TRY(check_row(&csv.rows[i], name));
        holiday.day = csv.rows[i].cells[0];
        holiday.name = csv.rows[i].cells[1];
        TRY(holiday_list(&known, desk->db, INT64_MAX, arena));
        if (is_holiday(&known, holiday.day))
            continue;
        TRY(insert(desk, &holiday, arena));
        added++;
    }
    *out = added;
    return NULL;
}

fallible holiday_cancel(struct desk *desk, const char *day, const char *reason)
{
    SCOPED_ARENA(arena);
    struct holidays known;
    TRY(role_require(desk, TASK_KEEP, NULL));
    if (!reason || !*reason)
        return error_hint(error_make(ERROR_REFUSED, "a holiday is taken back only with a reason"),
                          "say why, for example to which day it was moved (workflow, rule 8)");
    TRY(holiday_list(&known, desk->db, INT64_MAX, arena));
    if (!is_holiday(&known, day))
        return error_hint(error_make(ERROR_NOT_FOUND, "'%.40s' is no holiday", day),
                          "see 'usta holiday list'");
    return insert(desk, &(struct holiday){.day = day, .name = reason}, arena);
}

bool holiday_works(const struct holidays *holidays, struct date date)
{
    SCOPED_ARENA(arena);
    int64_t since_1970 = date_start_s(date) / DAY_S; /* a Thursday */
    int64_t weekday = ((since_1970 + FIRST_WEEKDAY) % DAYS_OF_WEEK + DAYS_OF_WEEK) % DAYS_OF_WEEK;
    return weekday < SATURDAY && !is_holiday(holidays, date_text(date, arena));
}

struct date holiday_limit(const struct holidays *holidays, struct date after, int working_days)
{
    struct date date = after;
    for (int left = working_days; left > 0; left -= holiday_works(holidays, date))
        date = date_add_days(date, 1);
    return date;
}

int holiday_count(const struct holidays *holidays, struct date after, struct date until)
{
    int count = 0;
    for (struct date date = after; date_compare(date, until) < 0;) {
        date = date_add_days(date, 1);
        count += holiday_works(holidays, date);
    }
    return count;
}
