/* Days and instants as they are written in the reader's language, by words of the pages:
 *     date:  {form: "{d} {m} {y}", at: "{date}, {time} (UTC)"}
 *     month: {m1: January, … m12: December}     as they stand within a date */
#ifndef USTA_WEB_SPOKEN_H
#define USTA_WEB_SPOKEN_H

#include "web/pages.h"

/* day is YYYY-MM-DD. ERROR_ENVIRONMENT when the language lacks a word. */
fallible spoken_day(const char **out, const struct pages *pages, const char *language,
                    const char *day, struct arena *arena);
fallible spoken_instant(const char **out, const struct pages *pages, const char *language,
                        int64_t instant_s, struct arena *arena);

#endif
