/* The example rubric and scheme of tests/vectors, with small changes. */
#ifndef USTA_TESTS_EXAMPLE_H
#define USTA_TESTS_EXAMPLE_H

#include "assess/rubric_load.h"
#include "assess/scheme.h"

/* A change of the file's text. */
struct patch {
    const char *search, *replacement;
};

/* The text of the example with each of patches made once, in order; a search of NULL ends them
 * early. Fails the test when a search is not in the text, or more than once. */
char *example_rubric(const struct patch *patches, size_t count, struct arena *arena);
char *example_scheme(const struct patch *patches, size_t count, struct arena *arena);

/* Every error found in it as "81:17 E25, 90:1 E12"; with number, the findings of that number. */
char *example_findings(const struct findings *findings, const char *number, struct arena *arena);

/* The rubric of such a text, which has no errors. */
struct rubric *example_load(struct findings *findings, const char *text, struct arena *arena);

#endif
