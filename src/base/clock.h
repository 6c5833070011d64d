/* Time, passed in like any other input so that every test is repeatable. Only clock.c asks the
 * system. Instants are whole seconds since 1970-01-01T00:00:00Z, without leap seconds. */
#ifndef USTA_BASE_CLOCK_H
#define USTA_BASE_CLOCK_H

#include "base/arena.h"

#include <stdint.h>

struct clock {
    int64_t (*read)(const struct clock *clock);
    int64_t fixed_s; /* what a fixed clock shows */
};

struct clock clock_system(void);
struct clock clock_fixed(int64_t now_s);
int64_t clock_now_s(const struct clock *clock);

/* Microseconds of a clock that never goes back: how long something took, never when it was. */
int64_t clock_stopwatch_us(void);

/* A day of the proleptic Gregorian calendar. */
struct date {
    int year, month, day; /* 1..9999, 1..12, 1..31 */
};

/* Strictly YYYY-MM-DD and a day that exists; else ERROR_REFUSED naming what (for example
 * "birth date"). */
fallible date_parse(struct date *out, const char *text, const char *what);
char *date_text(struct date date, struct arena *arena); /* YYYY-MM-DD */
int date_compare(struct date a, struct date b);         /* <0, 0, >0 */

/* The day of an instant at an offset from UTC, in minutes (Bishkek is +360). */
struct date date_of(int64_t instant_s, int offset_min);
int64_t date_start_s(struct date date);                    /* its midnight in UTC */
struct date date_add_days(struct date date, int days);     /* may be negative */
struct date date_add_months(struct date date, int months); /* 31 Jan + 1 month is 28 or 29 Feb */

/* RFC 3339 in UTC with whole seconds: 2026-11-22T09:53:45Z. */
char *instant_text(int64_t instant_s, struct arena *arena);
fallible instant_parse(int64_t *out, const char *text, const char *what);

/* The same without signs between, as ASN.1 and PDF have it: 20261122095345Z. */
fallible instant_parse_compact(int64_t *out, const char *text, const char *what);

#endif
