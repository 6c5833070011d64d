#include "assess/report_parts.h"

#include "assess/institution.h"
#include "assess/role.h"

#include <string.h>

/* Bounds of every day that date_parse accepts, as text compares. */
#define FIRST_DAY "0001-01-01"
#define LAST_DAY  "9999-12-31"

static fallible check_day(const char *day, const char *option)
{
    struct date date;
    SCOPED_ERROR error = day ? date_parse(&date, day, option) : NULL;
    if (!error)
        return NULL;
    return error_hint(error_make(ERROR_USAGE, "%s", error_message(error)),
                      "write days as YYYY-MM-DD");
}

fallible report_check_days(const char *from_day, const char *until_day)
{
    TRY(check_day(from_day, "--from"));
    TRY(check_day(until_day, "--until"));
    if (from_day && until_day && strcmp(from_day, until_day) > 0)
        return error_hint(error_make(ERROR_USAGE, "'%s' is after '%s'", from_day, until_day),
                          "both days are included; the first comes first");
    return NULL;
}

fallible report_begin(struct value **out, struct desk *desk, const struct report_question *question,
                      struct arena *arena)
{
    const char *today;
    TRY(role_require(desk, TASK_READ, NULL));
    TRY(report_check_days(question->from_day, question->until_day));
    TRY(institution_today(&today, desk, arena));
    struct value *report = value_object(arena);
    bool outside = question->audience == REPORT_OUTSIDE;
    value_set_text(report, "audience", outside ? "outside" : "inside");
    value_set_text(report, "as_of", today);
    value_set_text(report, "from", question->from_day);
    value_set_text(report, "until", question->until_day);
    *out = report;
    return NULL;
}

struct db_value report_from(const struct report_question *question)
{
    return db_text(question->from_day ? question->from_day : FIRST_DAY);
}

struct db_value report_until(const struct report_question *question)
{
    return db_text(question->until_day ? question->until_day : LAST_DAY);
}

void report_set_count(struct value *object, const char *key, int64_t count, bool hidden,
                      struct arena *arena)
{
    value_set(object, key, hidden ? value_null(arena) : value_of_integer(count, arena));
}

const char *report_percent(int64_t part, int64_t whole, struct arena *arena)
{
    int64_t hundredths = part * 10000 / whole;
    return arena_format(arena, "%lld.%02lld", (long long)(hundredths / 100),
                        (long long)(hundredths % 100));
}
