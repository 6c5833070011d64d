/* A decimal as rubrics and readings write it, kept exactly: -?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?
 * as a whole number of millionths. No floating point anywhere. */
#ifndef USTA_BASE_DECIMAL_H
#define USTA_BASE_DECIMAL_H

#include "base/arena.h"

#include <stdbool.h>

struct decimal {
    int64_t millionths;
};

/* False when text is not of the form above. decimals becomes how many digits stood behind the
 * point (0..6). "-0" and "-0.0" are zero. */
bool decimal_read(struct decimal *out, int *decimals, const char *text);

/* The shortest text: no trailing zeros, no "-0". */
char *decimal_text(struct decimal decimal, struct arena *arena);

#endif
