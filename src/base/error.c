#define USTA_BASE_ERROR_C
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct error {
    enum error_code code;
    char *message;
    char *hint;
};

static PRINTF_LIKE(1, 0) char *format_text(const char *format, va_list values)
{
    char *text = NULL;
    if (vasprintf(&text, format, values) < 0)
        abort();
    return text;
}

struct error *error_make(enum error_code code, const char *format, ...)
{
    struct error *error = calloc(1, sizeof *error);
    if (!error)
        abort();
    error->code = code;
    va_list values;
    va_start(values, format);
    error->message = format_text(format, values);
    va_end(values);
    return error;
}

struct error *error_hint(struct error *error, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    free(error->hint);
    error->hint = format_text(format, values);
    va_end(values);
    return error;
}

struct error *error_wrap(struct error *error, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *context = format_text(format, values);
    va_end(values);
    char *joined = NULL;
    if (asprintf(&joined, "%s: %s", context, error->message) < 0)
        abort();
    free(context);
    free(error->message);
    error->message = joined;
    return error;
}

struct error *error_copy(const struct error *error)
{
    struct error *copy = error_make(error->code, "%s", error->message);
    return error->hint ? error_hint(copy, "%s", error->hint) : copy;
}

enum error_code error_code(const struct error *error)
{
    return error->code;
}

const char *error_message(const struct error *error)
{
    return error->message;
}

const char *error_hint_text(const struct error *error)
{
    return error->hint;
}

void error_free(struct error *error)
{
    if (!error)
        return;
    free(error->message);
    free(error->hint);
    free(error);
}

void error_cleanup(struct error **error)
{
    error_free(*error);
}

_Noreturn void error_assert_failed(const char *truth, const char *file, int line)
{
    fprintf(stderr, "usta: broken promise at %s:%d: %s\n", file, line, truth);
    abort();
}
