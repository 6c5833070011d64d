#include "base/clock.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>

enum { SECONDS_A_DAY = 86400 };

static int64_t read_system(const struct clock *clock)
{
    (void)clock;
    return (int64_t)time(NULL);
}

static int64_t read_fixed(const struct clock *clock)
{
    return clock->fixed_s;
}

struct clock clock_system(void)
{
    return (struct clock){read_system, 0};
}

struct clock clock_fixed(int64_t now_s)
{
    return (struct clock){read_fixed, now_s};
}

int64_t clock_now_s(const struct clock *clock)
{
    return clock->read(clock);
}

int64_t clock_stopwatch_us(void)
{
    struct timespec now;
    ASSERT(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days since 1970-01-01, counted in years that start in March so that the leap day comes last. */
static int64_t day_number(struct date date)
{
    int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    int64_t era = year / 400;
    int64_t year_of_era = year - era * 400;
    int64_t month = date.month > 2 ? date.month - 3 : date.month + 9;
    int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static struct date date_of_number(int64_t number)
{
    int64_t shifted = number + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    struct date date = {.year = (int)(year_of_era + era * 400),
                        .month = (int)(month < 10 ? month + 3 : month - 9),
                        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1)};
    date.year += date.month <= 2;
    return date;
}

static bool matches(const char *text, const char *pattern)
{
    for (; *pattern; pattern++, text++)
        if (*pattern == '0' ? !isdigit((unsigned char)*text) : *text != *pattern)
            return false;
    return *text == '\0';
}

static int number_at(const char *text, int digits)
{
    int number = 0;
    for (int i = 0; i < digits; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

static bool date_exists(struct date date)
{
    return date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in_month(date.year, date.month);
}

fallible date_parse(struct date *out, const char *text, const char *what)
{
    if (matches(text, "0000-00-00")) {
        struct date date = {number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2)};
        if (date_exists(date)) {
            *out = date;
            return NULL;
        }
    }
    return error_hint(error_make(ERROR_REFUSED, "%s '%.40s' is not a date", what, text),
                      "write it as year-month-day, for example 1998-04-23");
}

char *date_text(struct date date, struct arena *arena)
{
    return arena_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

int date_compare(struct date a, struct date b)
{
    int64_t difference = day_number(a) - day_number(b);
    return (difference > 0) - (difference < 0);
}

struct date date_of(int64_t instant_s, int offset_min)
{
    int64_t local_s = instant_s + (int64_t)offset_min * 60;
    int64_t number = local_s / SECONDS_A_DAY - (local_s % SECONDS_A_DAY < 0);
    return date_of_number(number);
}

int64_t date_start_s(struct date date)
{
    return day_number(date) * SECONDS_A_DAY;
}

struct date date_add_days(struct date date, int days)
{
    return date_of_number(day_number(date) + days);
}

struct date date_add_months(struct date date, int months)
{
    int count = date.year * 12 + date.month - 1 + months;
    struct date sum = {count / 12, count % 12 + 1, date.day};
    int last = days_in_month(sum.year, sum.month);
    sum.day = sum.day < last ? sum.day : last;
    return sum;
}

char *instant_text(int64_t instant_s, struct arena *arena)
{
    struct date date = date_of(instant_s, 0);
    int64_t second = instant_s - date_start_s(date);
    return arena_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month, date.day,
                        (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

fallible instant_parse(int64_t *out, const char *text, const char *what)
{
    if (matches(text, "0000-00-00T00:00:00Z")) {
        struct date date = {number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2)};
        int hour = number_at(text + 11, 2), minute = number_at(text + 14, 2);
        int second = number_at(text + 17, 2);
        if (date_exists(date) && hour < 24 && minute < 60 && second < 60) {
            *out = date_start_s(date) + hour * 3600 + minute * 60 + second;
            return NULL;
        }
    }
    return error_hint(error_make(ERROR_REFUSED, "%s '%.40s' is not an instant", what, text),
                      "write it in UTC, for example 2026-11-22T09:53:45Z");
}

fallible instant_parse_compact(int64_t *out, const char *text, const char *what)
{
    SCOPED_ARENA(arena);
    if (strlen(text) != strlen("YYYYMMDDHHMMSSZ"))
        return error_make(ERROR_REFUSED, "%s '%.40s' is not an instant in UTC", what, text);
    return instant_parse(out,
                         arena_format(arena, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s", text, text + 4,
                                      text + 6, text + 8, text + 10, text + 12, text + 14),
                         what);
}
