#include "cli/holiday.h"

#include "assess/holiday.h"
#include "base/file.h"
#include "cli/listing.h"

fallible cli_holiday_import(struct call *call)
{
    const char *path = call_argument(call, 0);
    struct bytes file;
    size_t added;
    TRY(file_read(&file, path, HOLIDAY_FILE_LIMIT, call->arena));
    TRY(holiday_import(&added, &call->desk, file, path, call->arena));
    value_set_text(call->answer, "file", path);
    value_set_integer(call->answer, "added", (int64_t)added);
    call_say(call, "added %zu holiday%s from %s", added, added == 1 ? "" : "s", path);
    return NULL;
}

fallible cli_holiday_cancel(struct call *call)
{
    const char *day = call_argument(call, 0), *reason;
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(holiday_cancel(&call->desk, day, reason));
    value_set_text(call->answer, "day", day);
    value_set_text(call->answer, "reason", reason);
    call_say(call, "%s is no holiday", day);
    return NULL;
}

fallible cli_holiday_list(struct call *call)
{
    static const struct shown columns[] = {{"day", "DAY"}, {"name", "HOLIDAY"}, {NULL, NULL}};
    struct holidays holidays;
    struct value *rows = value_array(call->arena);
    TRY(holiday_list(&holidays, call->desk.db, INT64_MAX, call->arena));
    for (size_t i = 0; i < holidays.count; i++) {
        struct value *row = value_object(call->arena);
        value_set_text(row, "day", holidays.items[i].day);
        value_set_text(row, "name", holidays.items[i].name);
        value_append(rows, row);
    }
    listing_say(call, "holidays", rows, columns, "no holidays yet", "usta holiday import FILE.csv");
    return NULL;
}
