/* Nobody is enrolled twice by accident (workflow, rule 11). */
#ifndef USTA_ASSESS_DUPLICATE_H
#define USTA_ASSESS_DUPLICATE_H

#include "assess/facts.h"
#include "assess/ids.h"

/* The refs, with spaces between, of all others who once had the same document number, or the same
 * birth date and a similar name (likeness.h); "" when there are none. self is left out; 0 leaves
 * out nobody. */
fallible duplicate_refs(const char **out, struct db *db, const struct candidate_facts *facts,
                        struct candidate_id self, struct arena *arena);

/* ERROR_CONFLICT naming those of them that compared does not name, by refs with spaces between: the
 * registrar compared these people's documents and found that they are others. NULL names nobody. */
fallible duplicate_check(struct db *db, const struct candidate_facts *facts,
                         struct candidate_id self, const char *compared, struct arena *arena);

#endif
