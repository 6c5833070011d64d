/* What can be said about a title by looking at its words and numbers. */
#ifndef USTA_ASSESS_WORDING_H
#define USTA_ASSESS_WORDING_H

#include "base/arena.h"

/* The first of words (lower case, NULL ends the list) that text has as a whole word, in capitals or
 * not; NULL when it has none. */
const char *wording_find(const char *text, const char *const *words);

/* The numbers of a text, smallest text first, one space between: "Julienne ３ x 3,50 x 40" gives
 * "3 3.5 40". Decimal comma and point are the same, so are the digits of all scripts; signs are not
 * looked at. */
char *wording_numbers(const char *text, struct arena *arena);

#endif
