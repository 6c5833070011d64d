#include "cli/call.h"

#include "base/text.h"
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

PRINTF_LIKE(2, 0)
static char *format_text(struct arena *arena, const char *format, va_list values)
{
    char *line = NULL;
    int length = vasprintf(&line, format, values);
    ASSERT(length >= 0);
    char *text = arena_text(arena, line);
    free(line);
    return text;
}

PRINTF_LIKE(2, 0)
static void add_line(struct buffer *buffer, const char *format, va_list values)
{
    buffer_add_text(buffer, format_text(buffer->arena, format, values));
    buffer_add_byte(buffer, '\n');
}

void call_say(struct call *call, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add_line(&call->said, format, values);
    va_end(values);
}

void call_note(struct call *call, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add_line(&call->noted, format, values);
    va_end(values);
}

const char *call_option(const struct call *call, const char *name)
{
    for (size_t i = 0; i < call->option_count; i++)
        if (text_equal(call->options[i].option->name, name))
            return call->options[i].value;
    return NULL;
}

const char *call_option_or(const struct call *call, const char *name, const char *otherwise)
{
    const char *value = call_option(call, name);
    return value ? value : otherwise;
}

size_t call_options(const char *const **out, const struct call *call, const char *name)
{
    const char **values = NULL;
    size_t count = 0;
    for (size_t i = 0; i < call->option_count; i++) {
        if (!text_equal(call->options[i].option->name, name))
            continue;
        char *rest = arena_text(call->arena, call->options[i].value);
        for (char *word; (word = strsep(&rest, " "));)
            if (*word)
                *ARENA_PUSH(call->arena, values, count) = word;
    }
    *out = values;
    return count;
}

struct error *call_usage(const struct call *call, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *message = format_text(call->arena, format, values);
    va_end(values);
    const struct command *command = call->command;
    return error_hint(error_make(ERROR_USAGE, "%s", message), "see: usta help %s%s%s",
                      command->noun, command->verb ? " " : "", command->verb ? command->verb : "");
}

fallible call_need_option(const char **out, const struct call *call, const char *name)
{
    const char *value = call_option(call, name);
    if (!value)
        return call_usage(call, "option '%s' is missing", name);
    *out = value;
    return NULL;
}

fallible call_number(int64_t *out, const struct call *call, const char *name, int64_t least,
                     int64_t most, int64_t otherwise)
{
    const char *text = call_option(call, name);
    if (!text) {
        *out = otherwise;
        return NULL;
    }
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || number < least || number > most)
        return call_usage(call, "'%s' is not a whole number from %lld to %lld: option '%s'", text,
                          (long long)least, (long long)most, name);
    *out = number;
    return NULL;
}

const char *call_argument(const struct call *call, size_t place)
{
    return place < call->argument_count ? call->arguments[place] : NULL;
}
