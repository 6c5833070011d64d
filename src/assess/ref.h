/* A ref is the short name by which people call a thing in commands and messages: "bishkek",
 * "BSK-001", "bishkek-2026-11-20". It says nothing personal and never changes. */
#ifndef USTA_ASSESS_REF_H
#define USTA_ASSESS_REF_H

#include "base/error.h"

#include <stdbool.h>

/* 1 to 40 of A-Z a-z 0-9 . - _, beginning with a letter or digit. */
bool ref_good(const char *ref);

/* ERROR_REFUSED unless ref_good, naming what (for example "person"). */
fallible ref_check(const char *ref, const char *what);

#endif
