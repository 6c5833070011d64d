#include "cli/call.h"

#include "base/text.h"
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>

void call_say(struct call *call, const char *format, ...)
{
    char *line = NULL;
    va_list values;
    va_start(values, format);
    int length = vasprintf(&line, format, values);
    va_end(values);
    ASSERT(length >= 0);
    buffer_add_text(&call->said, line);
    buffer_add_byte(&call->said, '\n');
    free(line);
}

const char *call_option(const struct call *call, const char *name)
{
    for (size_t i = 0; i < call->option_count; i++)
        if (text_equal(call->options[i].option->name, name))
            return call->options[i].value;
    return NULL;
}

fallible call_need_option(const char **out, const struct call *call, const char *name)
{
    const char *value = call_option(call, name);
    if (!value)
        return error_hint(error_make(ERROR_USAGE, "option '%s' is missing", name),
                          "see: usta help %s %s", call->command->noun,
                          call->command->verb ? call->command->verb : "");
    *out = value;
    return NULL;
}

const char *call_argument(const struct call *call, size_t place)
{
    return place < call->argument_count ? call->arguments[place] : NULL;
}
