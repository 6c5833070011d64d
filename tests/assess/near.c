#include "assess/near.h"

#include <math.h>
#include <stdlib.h>

#include "test.h"

/* "-.0123" as a fraction; *decimals: how many it has. */
static const struct rational *decimal_of(int *decimals, const char *text, struct arena *arena)
{
    int64_t digits = 0, scale = 1;
    const char *at = text + (*text == '-');
    bool behind = false;
    *decimals = 0;
    for (; *at; at++) {
        if (*at == '.') {
            behind = true;
            continue;
        }
        digits = digits * 10 + (*at - '0');
        scale *= behind ? 10 : 1;
        *decimals += behind;
    }
    return rational_of(*text == '-' ? -digits : digits, scale, arena);
}

int64_t draw(struct random *random, int limit)
{
    uint32_t drawn;
    OK(random_below(&drawn, random, (uint32_t)limit));
    return drawn;
}

void near_published(const struct rational *figure, const char *published, const char *file,
                    int line)
{
    SCOPED_ARENA(arena);
    int decimals;
    int64_t scale = 20;
    const struct rational *answer = decimal_of(&decimals, published, arena);
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    if (!figure) {
        print_error("%s:%d: no figure, published is %s\n", file, line, published);
        fail();
        return;
    }
    const struct rational *apart = rational_absolute(rational_subtract(figure, answer, arena),
                                                     arena);
    if (rational_compare(apart, rational_of(11, scale, arena)) > 0) {
        print_error("%s:%d: %s, published is %s\n", file, line,
                    rational_decimals(figure, 12, arena), published);
        fail();
    }
}

void near_double(const struct rational *figure, double second, const char *file, int line)
{
    SCOPED_ARENA(arena);
    double first = figure ? strtod(rational_decimals(figure, 18, arena), NULL) : NAN;
    if (!(fabs(first - second) <= 1e-9 * (1 + fabs(second)))) {
        print_error("%s:%d: %.15g, the second says %.15g\n", file, line, first, second);
        fail();
    }
}
