/* usta holiday: the days on which nobody works. */
#ifndef USTA_CLI_HOLIDAY_H
#define USTA_CLI_HOLIDAY_H

#include "cli/call.h"

/* import FILE.csv: {"file", "added"} */
fallible cli_holiday_import(struct call *call);

/* cancel DAY: {"day", "reason"} */
fallible cli_holiday_cancel(struct call *call);

/* list: {"holidays":[{"day", "name"}]} */
fallible cli_holiday_list(struct call *call);

#endif
