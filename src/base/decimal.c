#include "base/decimal.h"

#include <ctype.h>
#include <stdlib.h>

enum { WHOLE_DIGITS = 9, DECIMAL_DIGITS = 6 };
static const int64_t ONE = 1000000;

/* Reads 1..limit digits at *text into *number; returns how many, 0 when there are none or more. */
static int read_digits(int64_t *number, const char **text, int limit)
{
    int count = 0;
    *number = 0;
    for (; isdigit((unsigned char)**text); (*text)++, count++) {
        if (count == limit)
            return 0;
        *number = *number * 10 + (**text - '0');
    }
    return count;
}

bool decimal_read(struct decimal *out, int *decimals, const char *text)
{
    bool negative = *text == '-';
    text += negative;
    bool leading_zero = *text == '0';
    int64_t whole, fraction = 0;
    int digits = read_digits(&whole, &text, WHOLE_DIGITS), places = 0;
    if (digits == 0 || (leading_zero && digits > 1))
        return false;
    if (*text == '.') {
        text++;
        places = read_digits(&fraction, &text, DECIMAL_DIGITS);
        if (places == 0)
            return false;
    }
    if (*text)
        return false;
    for (int i = places; i < DECIMAL_DIGITS; i++)
        fraction *= 10;
    int64_t size = whole * ONE + fraction;
    out->millionths = negative ? -size : size;
    *decimals = places;
    return true;
}

char *decimal_text(struct decimal decimal, struct arena *arena)
{
    int64_t size = llabs(decimal.millionths);
    char *text = arena_format(arena, "%s%lld.%06lld", decimal.millionths < 0 ? "-" : "",
                              (long long)(size / ONE), (long long)(size % ONE));
    char *end = text + strlen(text) - 1;
    while (*end == '0')
        *end-- = '\0';
    if (*end == '.')
        *end = '\0';
    return text;
}
