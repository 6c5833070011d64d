/* The parts of CASE that writing and reading it share (case_form.h). */
#ifndef USTA_ASSESS_CASE_PARTS_H
#define USTA_ASSESS_CASE_PARTS_H

#include "base/value.h"

extern const char *const case_statuses[]; /* of enum rubric_status, as CASE calls them */

/* A copy of object without some keys (NULL ends the list). */
struct value *case_without(const struct value *object, const char *const *keys,
                           struct arena *arena);

/* The text of a map of languages in one of them; "" for none. */
const char *case_text_in(const struct value *texts, const char *language);

/* What a check or a measure shows as levels: [{"quality", "score"}]; NULL for kind levels. */
struct value *case_shown_levels(const struct value *criterion, struct arena *arena);

#endif
