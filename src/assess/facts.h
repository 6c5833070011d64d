/* The facts of a candidate, all of them checked by one table that enrolment, correction and CSV
 * import share. */
#ifndef USTA_ASSESS_FACTS_H
#define USTA_ASSESS_FACTS_H

#include "base/arena.h"

#include <stdbool.h>

enum { EXTRA_TIME_LIMIT_PERCENT = 100 };

struct candidate_facts {
    const char *name_latin;    /* as in the passport: Latin letters, and spaces - ' ’ . between */
    const char *name_cyrillic; /* Cyrillic letters, likewise */
    const char *born;          /* YYYY-MM-DD, 14 to 100 years ago */
    const char *sex;           /* "f" or "m", as in the passport */
    const char *document_kind; /* "passport" or "id_card" */
    const char *document_number; /* 5 to 20 of A-Z 0-9 */
    const char *region;          /* oblast or city of residence */
    const char *languages;       /* of the test: tags with one space between, for example "ky ru" */
    const char *destination;     /* TR KR JP GULF UK EU RU KZ; NULL: not known */
    const char *departure;       /* "first" or "returning" */
    const char *consent_day;     /* when consent to processing was signed; not in the future */
    int extra_time_percent;      /* granted adjustment, never its cause; 0: none */
};

/* The facts that are text, in the order above. */
enum { FACT_COUNT = 11 };
const char *fact_name(size_t fact); /* "name_latin", … */
bool fact_optional(size_t fact);    /* of the destination alone */
bool fact_is_day(size_t fact);      /* of born and consent_day */
const char *fact_get(const struct candidate_facts *facts, size_t fact);
void fact_set(struct candidate_facts *facts, size_t fact, const char *value);

/* ERROR_REFUSED unless the value can be that fact on the day today (YYYY-MM-DD), naming it. NULL is
 * a missing value. */
fallible fact_check(size_t fact, const char *value, const char *today);

/* Every text by fact_check, and extra_time_percent 0 to EXTRA_TIME_LIMIT_PERCENT. */
fallible facts_check(const struct candidate_facts *facts, const char *today);

bool facts_equal(const struct candidate_facts *a, const struct candidate_facts *b);

#endif
