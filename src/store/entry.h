/* The text of one journal entry (journal.h says what it holds): written and read back in this file
 * alone. */
#ifndef USTA_STORE_ENTRY_H
#define USTA_STORE_ENTRY_H

#include "store/journal.h"

struct entry {
    int64_t seq, at_s, by;
    const char *kind;
    const struct value *open; /* an object */
    const char *sealed;       /* 64 hexadecimal digits, or NULL */
};

/* The entry that an act leaves at a stamp. */
struct entry entry_of_act(const struct stamp *stamp, const struct act *act, struct arena *arena);

char *entry_text(const struct entry *entry, struct arena *arena);

/* ERROR_REFUSED unless text is exactly what entry_text writes for some entry. */
fallible entry_read(struct entry *out, struct bytes text, struct arena *arena);

#endif
