/* Every noun whose rows carry a stamp: those of assess/ and of this folder (store/audited.h). */
#ifndef USTA_CERTIFY_AUDITED_H
#define USTA_CERTIFY_AUDITED_H

#include "store/audited.h"

struct audited_nouns {
    const struct audited *const *items;
    size_t count;
};
struct audited_nouns audited_nouns(struct arena *arena);

/* Which entries of the journal a statement names in its one column. */
struct audited_marks {
    bool *entries; /* by number, from 1 */
    int64_t size;
};
fallible audited_marks_read(struct audited_marks *out, struct db *db,
                            const struct statement *statement, struct db_values values,
                            struct arena *arena);
bool audited_is_marked(const struct audited_marks *marks, int64_t seq);

#endif
