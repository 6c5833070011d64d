/* The language an employer at a destination reads. A certificate is in Kyrgyz, Russian and English
 * always; this is its fourth. */
#ifndef USTA_CERTIFY_DESTINATION_H
#define USTA_CERTIFY_DESTINATION_H

#include <stdbool.h>

/* TR tr, KR ko, JP ja, GULF ar, EU de, KZ kk; NULL where one of the three is read (UK, RU) and for
 * an unknown destination (NULL). BCP 47. */
const char *destination_language(const char *destination);

/* Whether a language is that of some destination. */
bool destination_has_language(const char *language);

/* All of them, for messages: "tr, ko, ja, ar, de, kk". */
const char *destination_languages(void);

#endif
